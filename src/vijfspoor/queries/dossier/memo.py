"""What a memo to the management team rests on: every position taken on an application, its risks and its law."""

from collections.abc import Sequence
from dataclasses import dataclass

from vijfspoor.domain.dossier.gate import Advice, Outcome, Position, ProposedDecision, deviates_from
from vijfspoor.domain.dossier.life_cycle import DECISION_ON_USE
from vijfspoor.domain.dossier.memo import Stance, is_dissent
from vijfspoor.domain.ethics.classification import Classification
from vijfspoor.domain.organisation.responsibility import Contribution as Kind
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.dossier.business_case import CostsAndWays, costs_and_ways
from vijfspoor.queries.dossier.dossier import decisions, law_view
from vijfspoor.store.models import Condition, Contribution, Decision, Dossier, Risk, RiskEstimate, Task

_AWAITED = (Task.Kind.ADVISE, Task.Kind.INFORM, Task.Kind.PERFORM)


@dataclass(frozen=True, slots=True)
class Voice:
    """One advice in the memo. `is_last` tells whether the role has not spoken since."""

    advice: Contribution
    is_dissent: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class Memo:
    """Memo over een toepassing: `asked` is the decision that waits, None when the memo only informs."""

    dossier: Dossier
    asked: Task | None
    awaited: tuple[Task, ...]
    voices: tuple[Voice, ...]
    last_decision: Decision | None
    conditions: tuple[Condition, ...]
    risks: tuple[Risk, ...]
    estimate: RiskEstimate | None
    law: Classification
    costs_and_ways: CostsAndWays | None

    @property
    def dissents(self) -> tuple[Voice, ...]:
        """Every dissent, also an earlier one of a role that has spoken since."""
        return tuple(voice for voice in self.voices if voice.is_dissent)


def may_make(actor: Actor) -> bool:
    """Whether a memo may be made: it holds advice, so by everyone who may read that."""
    return _visible.may_read_advice(actor)


def memo(actor: Actor, dossier: Dossier) -> Memo:
    """Return what the memo says of `dossier` (from `dossier.find`), in a fixed number of SQL statements."""
    taken = [row for row in decisions(dossier) if getattr(row, "corrected_by", None) is None]
    open_tasks = list(dossier.tasks.filter(status=Task.Status.OPEN).select_related("assignee").order_by("due_on", "pk"))
    advice = _visible.contributions(actor).filter(dossier=dossier, kind=Kind.ADVISES, corrected_by__isnull=True)
    risks = Risk.objects.filter(assessment__in=_visible.assessments(actor).filter(dossier=dossier).values("pk"))
    return Memo(
        dossier=dossier,
        asked=next((task for task in open_tasks if task.kind == Task.Kind.DECIDE), None),
        awaited=tuple(task for task in open_tasks if task.kind in _AWAITED),
        voices=_voices(list(advice.order_by("pk")), taken),
        last_decision=taken[0] if taken else None,
        conditions=tuple(
            row for decision in taken for row in decision.conditions.all() if row.task.status == Task.Status.OPEN
        ),
        risks=tuple(sorted(risks, key=lambda risk: (-risk.score_after, -risk.score, risk.pk))),
        estimate=getattr(dossier, "risk_estimate", None),
        law=law_view(dossier, actor.today),
        costs_and_ways=costs_and_ways(actor, dossier),
    )


def _voices(rows: Sequence[Contribution], taken: Sequence[Decision]) -> tuple[Voice, ...]:
    """Every last position, and every earlier one that was a dissent; the newest first within a role."""
    against = {pk for decision in taken if decision.gate >= DECISION_ON_USE for pk in _not_heeded(decision)}
    last = {row.role: row.pk for row in rows}
    found = []
    for row in rows:
        stance = Stance(row.role, Position(row.position), row.pk not in against)
        found.append(Voice(row, is_dissent(stance), last[row.role] == row.pk))
    return tuple(voice for voice in reversed(found) if voice.is_last or voice.is_dissent)


def _not_heeded(decision: Decision) -> set[int]:
    """The contributions a decision went against, of those it rests on."""
    last = {row.role: row for row in decision.rests_on.all() if row.kind == Kind.ADVISES}
    advice = [Advice(row.role, Position(row.position), len(row.conditions)) for row in last.values()]
    conditions = len(decision.conditions.all())
    proposed = ProposedDecision(
        Outcome(decision.outcome), decision.reasons, decision.deviation_reasons, conditions=conditions
    )
    roles = {item.role for item in deviates_from(advice, proposed)}
    return {row.pk for role, row in last.items() if role in roles}
