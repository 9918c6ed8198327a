"""Policy frameworks: versions, what their rules flag or would flag, and how one application stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from vijfspoor.content.policies.loader import read_rule_condition
from vijfspoor.domain.ethics.condition import Always
from vijfspoor.domain.ethics.fact_case import FactCase
from vijfspoor.domain.organisation import policy as rules
from vijfspoor.domain.organisation.policy import RuleStanding, Settlement, SettlementKind
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.policy_facts import policy_cases
from vijfspoor.store.models import Dossier, Policy, PolicyAmendment, PolicyRule, PolicySettlement, PolicyVersion

LIVE = (Dossier.Status.UNDERWAY, Dossier.Status.APPROVED)
_NOWHERE = FactCase({})


@dataclass(frozen=True, slots=True)
class RuleScore:
    """One rule over every application in sight: how many stand how, and which ask something."""

    rule: PolicyRule
    counts: Mapping[RuleStanding, int]
    percentage: int | None
    flagged: tuple[Dossier, ...]
    settled: tuple[tuple[Dossier, RuleStanding], ...]

    @property
    def applying(self) -> int:
        """To how many applications it applies."""
        return sum(self.counts.values()) - self.counts[RuleStanding.NOT_APPLICABLE]


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule for one application, with what was given for it, the newest last."""

    rule: PolicyRule
    policy: Policy
    standing: RuleStanding
    settlements: tuple[PolicySettlement, ...]


def listing(actor: Actor) -> list[PolicyVersion]:
    """Return the newest version of every framework, and the one in force where that is an older one."""
    rows = PolicyVersion.objects.filter(policy__organisation=actor.organisation)
    found: list[PolicyVersion] = []
    for row in rows.select_related("policy", "written_by", "adopted_by").order_by("policy__number", "-number"):
        mine = [item for item in found if item.policy_id == row.policy_id]
        newest_in_force = row.state == PolicyVersion.State.ADOPTED and not any(item.adopted_at for item in mine)
        if not mine or newest_in_force:
            found.append(row)
    return found


def version_of(actor: Actor, pk: int) -> PolicyVersion | None:
    """Return a version of the organisation."""
    rows = PolicyVersion.objects.filter(policy__organisation=actor.organisation, pk=pk)
    return rows.select_related("policy__organisation", "written_by", "adopted_by").first()


def to_work_in(version: PolicyVersion) -> list[PolicyAmendment]:
    """Return the amendments with which the version before this one was adopted: its text does not have them yet."""
    before = PolicyAmendment.objects.filter(version__policy=version.policy_id, version__number=version.number - 1)
    return list(before.select_related("version").order_by("pk"))


def rules_in_force(organisation: int) -> QuerySet[PolicyRule]:
    """Return the rules of the frameworks in force: the newest adopted version of each that was not withdrawn."""
    ended = (PolicyVersion.State.ADOPTED, PolicyVersion.State.WITHDRAWN)
    later = PolicyVersion.objects.filter(
        policy=OuterRef("version__policy"), number__gt=OuterRef("version__number"), state__in=ended
    )
    rules = PolicyRule.objects.filter(
        ~Exists(later), version__policy__organisation=organisation, version__state=PolicyVersion.State.ADOPTED
    )
    return rules.select_related("version__policy").order_by("version", "pk")


def scores(actor: Actor, of: Iterable[PolicyRule]) -> list[RuleScore]:
    """Return how the applications in sight stand against these rules, in fourteen SQL statements, one without rules."""
    of = list(of)
    if not of:
        return []
    dossiers = list(_visible.dossiers(actor).filter(status__in=LIVE).order_by("name"))
    cases = policy_cases(actor.organisation.pk, actor.today)
    newest = _newest({"dossier__organisation": actor.organisation})
    return [_score(row, dossiers, cases, newest, actor.today) for row in of]


def _score(
    row: PolicyRule,
    dossiers: list[Dossier],
    cases: Mapping[int, FactCase],
    newest: Mapping[tuple[int, str], Settlement],
    today: date,
) -> RuleScore:
    rule = as_rule(row, today)
    stands = [
        (dossier, rules.standing(rule, cases.get(dossier.pk, _NOWHERE), newest.get((dossier.pk, row.code)), today))
        for dossier in dossiers
    ]
    applying = [(dossier, item) for dossier, item in stands if item is not RuleStanding.NOT_APPLICABLE]
    return RuleScore(
        rule=row,
        counts=rules.counted(item for _dossier, item in stands),
        percentage=rules.compliance(item for _dossier, item in stands),
        flagged=tuple(dossier for dossier, item in applying if not item.is_settled),
        settled=tuple((dossier, item) for dossier, item in applying if item.is_settled),
    )


def rules_of_dossier(dossier: Dossier, today: date) -> list[RuleLine]:
    """Return every rule in force that applies to an application."""
    case = policy_cases(dossier.organisation_id, today, [dossier.pk]).get(dossier.pk, _NOWHERE)
    given: dict[str, list[PolicySettlement]] = {}
    for row in dossier.policy_settlements.select_related("by").order_by("pk"):
        given.setdefault(row.rule, []).append(row)
    newest = {code: _settlement(rows[-1].kind, rows[-1].until) for code, rows in given.items()}
    lines = [
        RuleLine(
            rule=row,
            policy=row.version.policy,
            standing=rules.standing(as_rule(row, today), case, newest.get(row.code), today),
            settlements=tuple(given.get(row.code, ())),
        )
        for row in rules_in_force(dossier.organisation_id)
    ]
    return [line for line in lines if line.standing is not RuleStanding.NOT_APPLICABLE]


def standings_by_dossier(
    organisation: int,
    today: date,
    in_force: Iterable[PolicyRule],
    of_dossier: Mapping[str, Any],
    dossiers: list[int] | None,
) -> dict[int, list[tuple[PolicyRule, RuleStanding, date | None]]]:
    """Return dossier -> rule, standing and last day of its exception, of every rule `in_force` that applies."""
    active = [(row, as_rule(row, today)) for row in in_force]
    if not active:
        return {}
    newest = _newest(of_dossier)
    found: dict[int, list[tuple[PolicyRule, RuleStanding, date | None]]] = {}
    for pk, case in policy_cases(organisation, today, dossiers).items():
        for row, rule in active:
            settlement = newest.get((pk, row.code))
            stands = rules.standing(rule, case, settlement, today)
            if stands is not RuleStanding.NOT_APPLICABLE:
                until = settlement.until if settlement and stands is RuleStanding.EXCEPTED else None
                found.setdefault(pk, []).append((row, stands, until))
    return found


def as_rule(row: PolicyRule, today: date) -> rules.PolicyRule:
    """Return a row as the rule it stands for."""
    return rules.PolicyRule(
        code=row.code,
        statement=row.statement,
        applies_to=read_rule_condition(row.applies_to, today) if row.applies_to else Always(),
        test=read_rule_condition(row.test, today) if row.test else None,
    )


def _newest(of_dossier: Mapping[str, Any]) -> dict[tuple[int, str], Settlement]:
    rows = PolicySettlement.objects.filter(**of_dossier).order_by("pk")
    return {
        (dossier, rule): _settlement(kind, until)
        for dossier, rule, kind, until in rows.values_list("dossier_id", "rule", "kind", "until")
    }


def _settlement(kind: str, until: date | None) -> Settlement:
    return Settlement(SettlementKind(kind), until)
