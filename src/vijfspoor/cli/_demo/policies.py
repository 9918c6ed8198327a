"""How the demo's policy adviser wrote frameworks, colleagues reacted, and the board adopted one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from vijfspoor.actions.organisation.advance_policy import (
    AmendmentInput,
    adopt_policy,
    ask_comments,
    comment_on_policy,
    propose_policy,
)
from vijfspoor.actions.organisation.settle_policy_rule import except_from_policy, give_policy_evidence
from vijfspoor.actions.organisation.write_policy import PolicyInput, RuleInput, begin_policy, write_rule
from vijfspoor.cli._demo.operations import Happening, Scene
from vijfspoor.cli._demo.story import office_hours
from vijfspoor.content.demo.policy_schema import PoliciesFile, StoryPolicy, StorySettlement
from vijfspoor.domain.ethics.legal_term import add_months
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.store.models import PolicyVersion

LATER = timedelta(hours=2)
REVIEW_MONTHS = 24
CONSULTED_DAYS = 28


def policy_stories(scene: Scene, told: PoliciesFile) -> list[Happening]:
    """Return every framework, to be played step by step."""
    return [_Written(scene, item) for item in told.policies]


@dataclass(frozen=True, slots=True)
class _Written:
    scene: Scene
    told: StoryPolicy

    def steps(self) -> Iterator[datetime]:
        """Write it, ask what colleagues think, and adopt it where that is told."""
        at = self.scene.moment(self.told.days_ago)
        yield at
        writer = self._holder("policy_adviser", at)
        given = PolicyInput(self.told.title, self.told.level, self.told.text, add_months(writer.today, REVIEW_MONTHS))
        version = begin_policy(writer, given)
        for rule in self.told.rules:
            write_rule(writer, version, RuleInput(rule.statement, rule.applies_to, rule.test))
        ask_comments(writer, version, writer.today + timedelta(days=CONSULTED_DAYS))
        for remark in self.told.remarks:
            at = office_hours(at + LATER)
            yield at
            comment_on_policy(self._holder(remark.role, at), version, text=remark.text, as_advice=remark.is_advice)
        if self.told.adopted_days_ago is not None:
            yield from self._adopted(version, self.told.adopted_days_ago)

    def _adopted(self, version: PolicyVersion, days_ago: int) -> Iterator[datetime]:
        at = self.scene.moment(days_ago)
        yield at
        propose_policy(self._holder("policy_adviser", at), version)
        board = self._holder("executive_board" if self.told.level == "board" else "council", at)
        adopt_policy(
            board,
            version,
            reasons=self.told.reasons,
            decided_on=board.today,
            reference=self.told.reference,
            amendments=[AmendmentInput(item.number, item.text) for item in self.told.amendments],
        )
        codes = list(version.rules.order_by("pk").values_list("code", flat=True))
        for item in self.told.settled:
            at = office_hours(at + LATER)
            yield at
            self._settle(item, codes[item.rule - 1], at)

    def _settle(self, item: StorySettlement, code: str, at: datetime) -> None:
        dossier = self.scene.dossier(item.application)
        if item.days is not None:
            adviser = self._holder("policy_adviser", at)
            until = adviser.today + timedelta(days=item.days)
            except_from_policy(adviser, dossier, code, text=item.text, until=until)
        elif dossier.accountable is not None:
            give_policy_evidence(self.scene.actor(dossier.accountable, at), dossier, code, text=item.text)

    def _holder(self, role: str, at: datetime) -> Actor:
        return self.scene.actor(Holders(self.scene.organisation, timezone.localdate(at)).of(role)[0], at)
