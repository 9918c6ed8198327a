"""One application: its gate, its proof, its obligations, its decisions and its timeline."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from vijfspoor.domain.dossier.gate import Ask, waiting_for
from vijfspoor.domain.dossier.life_cycle import DECISION_ON_USE, Phase
from vijfspoor.domain.ethics.classification import Classification
from vijfspoor.domain.ethics.rule_book import Question
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.dossier.gate import GateRow, asks_at, gate_rows, latest_advice
from vijfspoor.queries.dossier.go_live import keeps_shut
from vijfspoor.queries.ethics.facts import book_for, classify_dossier
from vijfspoor.queries.wording import wheel_now
from vijfspoor.store.models import (
    Answer,
    Attachment,
    AuditEvent,
    Condition,
    Contribution,
    Decision,
    Dossier,
    Suspension,
    Task,
)

MOST_EVENTS = 100


@dataclass(frozen=True, slots=True)
class ItemOfDossier:
    """A point of a checklist on an application, with the roles that see to it: what evidence is given for."""

    dossier: Dossier
    roles: tuple[str, ...]

    @property
    def organisation_id(self) -> int:
        """The organisation it belongs to."""
        return self.dossier.organisation_id


def find(actor: Actor, number: int) -> Dossier | None:
    """Return the dossier with this number if the actor may see it."""
    return (
        _visible.dossiers(actor)
        .select_related(
            "organisation",
            "department",
            "team",
            "reporter",
            "accountable",
            "like",
            "merged_into",
            "risk_estimate",
            "product__supplier",
        )
        .filter(number=number)
        .first()
    )


def suspension(dossier: Dossier) -> Suspension | None:
    """Return why the application is stopped now; None while it may be used."""
    if dossier.stopped_at is None:
        return None
    return dossier.suspensions.filter(resumed_at__isnull=True).select_related("stopped_by").first()


def is_stoppable(dossier: Dossier) -> bool:
    """Whether it is used and not stopped yet."""
    in_use = dossier.use in (Dossier.Use.PILOT, Dossier.Use.IN_USE) and dossier.status != Dossier.Status.DRAFT
    return in_use and dossier.stopped_at is None


@dataclass(frozen=True, slots=True)
class Station:
    """A phase on the journey: done, now or todo."""

    phase: Phase
    state: str


def stations(dossier: Dossier) -> list[Station]:
    """Return the stations of the application's journey and where it stands."""
    cycle = wheel_now().life_cycle
    order = [phase.code for phase in cycle.phases]
    if dossier.status == Dossier.Status.RETIRED or (dossier.use == Dossier.Use.ENDED and not dossier.reassessing_since):
        now = order.index("retirement")
    elif dossier.status == Dossier.Status.APPROVED:
        now = order.index(_phase_after_decision(dossier))
    else:
        now = order.index(cycle.phase_of(dossier.gate).code)
    states = ["done" if i < now else "now" if i == now else "todo" for i in range(len(order))]
    return [Station(phase, state) for phase, state in zip(cycle.phases, states, strict=True)]


def _phase_after_decision(dossier: Dossier) -> str:
    if dossier.gate == "G9":
        return "retirement"
    if dossier.reassessing_since:
        return "reassessment"
    return "in_use" if dossier.use in (Dossier.Use.PILOT, Dossier.Use.IN_USE) else "preparation"


@dataclass(frozen=True, slots=True)
class GateView:
    """The gate the dossier stands before, with what was asked and who decides."""

    gate: str
    rows: list[GateRow]
    decider: Task | None
    waiting_for: tuple[Ask, ...]
    may_decide: bool
    advice: tuple[Contribution, ...] = ()
    missing: tuple[str, ...] = ()


def gate_view(actor: Actor, dossier: Dossier, missing: tuple[str, ...] | None = None) -> GateView | None:
    """Return the current gate, or None when no decision is asked. Five SQL statements up to the decision on use.

    `missing` says what else keeps it shut: clauses of the contract (G5), points of the checklist (G6, G7); a page
    that knows these already hands them over.
    """
    after = dossier.status == Dossier.Status.APPROVED and dossier.gate > DECISION_ON_USE
    if dossier.status != Dossier.Status.UNDERWAY and not after:
        return None
    rows = gate_rows(dossier, dossier.gate, actor.today)
    decider = (
        dossier.tasks.filter(gate=dossier.gate, kind=Task.Kind.DECIDE, status=Task.Status.OPEN)
        .select_related("assignee")
        .first()
    )
    if after and decider is None:
        return None
    awaited = waiting_for(asks_at(dossier, dossier.gate))
    if missing is None:
        missing = keeps_shut(dossier, dossier.gate, actor.today)
    mine = decider is not None and _visible.own_tasks(actor).filter(pk=decider.pk).exists()
    # Where nothing new is asked, the decision rests on the positions taken at earlier gates.
    advice = () if rows or after else tuple(latest_advice(dossier, dossier.gate))
    return GateView(dossier.gate, rows, decider, awaited, mine and not awaited and not missing, advice, missing)


def law_view(dossier: Dossier, as_of: date) -> Classification:
    """Return the classification on `as_of`, computed afresh. Raises LookupError before the first rule book."""
    return classify_dossier(dossier, as_of)


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """A question of the rule book with its current answer, if any."""

    question: Question
    answer: Answer | None


def answered_questions(dossier: Dossier, today: date) -> list[AnsweredQuestion]:
    """Return every question that was answered or is open, in the order of the rule book."""
    book = book_for(dossier.organisation, today)
    current = {a.question: a for a in dossier.answers.filter(is_current=True).select_related("by")}
    return [AnsweredQuestion(q, current.get(q.code)) for q in book.questions.values() if q.code in current]


def decisions(dossier: Dossier) -> list[Decision]:
    """Return all decisions, newest first, with their conditions and the advice each rests on."""
    return list(
        dossier.decisions.select_related("person", "on_behalf_of", "corrects")
        .prefetch_related(
            Prefetch("conditions", Condition.objects.select_related("owner", "task").order_by("pk")),
            Prefetch("rests_on", Contribution.objects.prefetch_related(_files()).order_by("gate", "pk")),
        )
        .order_by("-pk")
    )


def contributions(actor: Actor, dossier: Dossier) -> list[Contribution]:
    """Return what was contributed and may be read by the actor, oldest first."""
    return list(
        _visible.contributions(actor)
        .filter(dossier=dossier)
        .select_related("person", "on_behalf_of", "corrected_by")
        .prefetch_related(_files())
        .order_by("pk")
    )


def _files() -> Prefetch:
    """The files of contributions, which whoever reads the contribution may open."""
    return Prefetch("attachments", Attachment.objects.select_related("by", "removed_by").order_by("pk"))


def timeline(actor: Actor, dossier: Dossier, most: int = MOST_EVENTS) -> list[AuditEvent]:
    """Return the newest events of the dossier, newest first."""
    events = _visible.audit_events(actor).filter(dossier=dossier).select_related("actor")
    return list(events.order_by("-sequence")[:most])


def risk_difference(dossier: Dossier) -> dict[str, Any] | None:
    """Compare the reporter's own estimate with the computed route; None without an estimate.

    An estimate of 9 or more (of 16) counts as high; routes oranje and stricter count as high.
    """
    estimate = getattr(dossier, "risk_estimate", None)
    if estimate is None:
        return None
    score = estimate.severity * estimate.likelihood
    computed_high = dossier.route in {"zwart", "rood", "oranje"}
    higher = score >= 9 and not computed_high
    lower = score <= 3 and computed_high
    return {"estimate": estimate, "score": score, "higher": higher, "lower": lower}
