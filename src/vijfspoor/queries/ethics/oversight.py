"""The overseer's desk: what became of their advice, what waits for them, and the samples they drew."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from vijfspoor.domain.dossier.gate import Advice, Outcome, Position, ProposedDecision
from vijfspoor.domain.ethics.oversight import Fate, fate
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Assessment, Contribution, Decision, Dossier, Sample, SampleItem

OVERSEERS = ("data_protection_officer", "ciso")


def overseer_role(actor: Actor) -> str | None:
    """Return the role in which the actor oversees, if any."""
    return next((role for role in OVERSEERS if actor.holds(role)), None)


@dataclass(frozen=True, slots=True)
class AdviceLine:
    """One advice with the decision on it, and what became of it."""

    advice: Contribution
    decision: Decision | None
    fate: Fate


def advice_lines(actor: Actor, role: str, year: int | None = None) -> list[AdviceLine]:
    """Return every advice of `role` that stands, newest first, in five SQL statements; of one year when given.

    Who spoke twice before one decision is heard once: the last position counts.
    """
    rows = _visible.contributions(actor).filter(role=role, kind="advises", corrected_by__isnull=True)
    if year is not None:
        rows = rows.filter(at__year=year)
    decisions = Decision.objects.filter(corrected_by__isnull=True, gate="G4").annotate(n=Count("conditions"))
    found = rows.select_related("dossier", "person").prefetch_related(
        Prefetch("dossier__decisions", decisions.prefetch_related("rests_on").order_by("pk"), to_attr="on_use")
    )
    heard: dict[tuple[int, int | None], AdviceLine] = {}
    for row in found.order_by("-at", "-pk"):
        line = _line(row)
        heard.setdefault((row.dossier_id, line.decision.pk if line.decision else None), line)
    return list(heard.values())


def _line(row: Contribution) -> AdviceLine:
    decision = next((item for item in row.dossier.on_use if item.at >= row.at), None)
    advice = Advice(row.role, Position(row.position), len(row.conditions))
    if decision is None:
        return AdviceLine(row, None, fate(advice, None, is_weighed=False))
    taken = ProposedDecision(
        Outcome(decision.outcome), decision.reasons, decision.deviation_reasons, conditions=decision.n
    )
    rests_on = list(decision.rests_on.all())
    weighed = row.pk in {item.pk for item in rests_on}
    last = {item.role: item for item in rests_on if item.kind == "advises" and item.role != row.role}
    others = [Advice(item.role, Position(item.position), len(item.conditions)) for item in last.values()]
    return AdviceLine(row, decision, fate(advice, taken, is_weighed=weighed, others=others))


def fates(lines: Iterable[AdviceLine]) -> dict[Fate, int]:
    """Return how many advices met each fate, every fate present."""
    counted = Counter(line.fate for line in lines)
    return {item: counted[item] for item in Fate}


def waiting_assessments(actor: Actor, role: str) -> list[Assessment]:
    """Return the assessments that wait for this overseer."""
    tasks = _visible.own_tasks(actor).filter(role=role, kind="advise", status="open")
    rows = _visible.assessments(actor).filter(status=Assessment.Status.SUBMITTED, dossier__in=tasks.values("dossier"))
    return list(rows.select_related("dossier", "performer").order_by("submitted_at"))


def population(actor: Actor, role: str) -> QuerySet[Dossier]:
    """Return the applications a sample is drawn from: the FG's process personal data, the CISO's are used."""
    live = _visible.dossiers(actor).filter(status__in=(Dossier.Status.UNDERWAY, Dossier.Status.APPROVED))
    if role == "data_protection_officer":
        return live.filter(answers__question="N1", answers__value="ja", answers__is_current=True).distinct()
    return live.filter(use__in=(Dossier.Use.PILOT, Dossier.Use.IN_USE))


def samples(actor: Actor, role: str) -> list[Sample]:
    """Return the samples drawn in this role, newest first, with how many were looked at."""
    rows = Sample.objects.filter(organisation=actor.organisation, role=role).select_related("by")
    looked = Count("items", filter=Q(items__looked_at__isnull=False))
    return list(rows.annotate(drawn=Count("items"), looked=looked).order_by("-pk"))


def sample(actor: Actor, pk: int) -> Sample | None:
    """Return one sample of the organisation with its applications."""
    items = Prefetch("items", SampleItem.objects.select_related("dossier__department").order_by("dossier__number"))
    return Sample.objects.filter(organisation=actor.organisation, pk=pk).prefetch_related(items).first()


def year_figures(actor: Actor, role: str, year: int) -> dict[str, Any]:
    """Return the figures of the yearly report."""
    lines = advice_lines(actor, role, year)
    overseen = _visible.assessments(actor).filter(accepted_at__year=year, accepted_by__role_assignments__role=role)
    items = SampleItem.objects.filter(sample__organisation=actor.organisation, sample__role=role, sample__at__year=year)
    return {
        "lines": lines,
        "fates": fates(lines),
        "accepted": overseen.distinct().count(),
        "sent_back": _visible.audit_events(actor)
        .filter(action="assessment_sent_back", at__year=year, actor__role_assignments__role=role)
        .distinct()
        .count(),
        "sampled": items.count(),
        "in_order": items.filter(is_in_order=True).count(),
        "not_in_order": list(items.filter(is_in_order=False).select_related("dossier").order_by("dossier__number")),
    }
