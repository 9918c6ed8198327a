"""Figures of a quarter or a year: each one is the length of a list that can be opened."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vijfspoor.domain.dossier.gate import Outcome
from vijfspoor.domain.dossier.life_cycle import DECISION_ON_USE
from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.ethics.legal_term import NETHERLANDS
from vijfspoor.domain.period import Period
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.people import literacy
from vijfspoor.queries.people.literacy_wording import share
from vijfspoor.queries.wording import (
    concern_subject,
    day,
    outcome_name,
    position_name,
    role_name,
    route_name,
    task_title,
)
from vijfspoor.queries.wording import say as in_words
from vijfspoor.store.models import (
    AuditEvent,
    Classification,
    Contribution,
    CouncilItem,
    Decision,
    Dossier,
    Suspension,
    Task,
    WooRequest,
)


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One thing that a figure counts, with its own page."""

    text: str
    on: date
    path: str


@dataclass(frozen=True, slots=True)
class PeriodFigure:
    """Cijfer over een periode. `path` opens the list behind it."""

    code: str
    label: str
    lines: tuple[FigureLine, ...]
    path: str

    @property
    def value(self) -> int:
        """How many."""
        return len(self.lines)


def may_read(actor: Actor) -> bool:
    """Whether figures of the organisation may be read: they rest on advice, so by who may read that."""
    return _visible.may_read_advice(actor)


def period_figures(actor: Actor, period: Period) -> list[PeriodFigure]:
    """Return every figure of a period, in the order in which a report tells them, in sixteen SQL statements."""
    span = _Span(actor, period)
    found = [_figure(period, code, label, lines(span)) for code, label, lines in _catalogue()]
    return [*found, *_by_route(span)]


def period_figure(actor: Actor, period: Period, code: str) -> PeriodFigure | None:
    """Return one figure with its list; None for a code that does not exist."""
    return next((item for item in period_figures(actor, period) if item.code == code), None)


def literacy_shares(actor: Actor, period: Period) -> list[tuple[str, str]]:
    """Return per competence which share of all people is at the level asked, as last published up to the end.

    Empty without a publication, and for who may not read the figures of the whole organisation.
    """
    told = [row for row in literacy.releases(actor) if (row.year, row.quarter) <= (period.year, period.quarter or 4)]
    total = literacy.figures(actor, told[0], {}, literacy.target_of(actor)).total if told else None
    return [(in_words(cell.competence.name), share(cell.share)) for cell in total.cells] if total else []


def figure_names() -> dict[str, str]:
    """Return code -> name of every figure, in the reader's language."""
    names = {code: label for code, label, _lines in _catalogue()}
    return names | {f"route_{route}": _route_label(route) for route in Route}


class _Span:
    """A period as moments, for one reader."""

    def __init__(self, actor: Actor, period: Period) -> None:
        self.actor, self.period = actor, period
        self.organisation = actor.organisation
        self.moments = (_midnight(period.start), datetime.combine(period.end, time.max, NETHERLANDS))
        self.days = (period.start, period.end)
        self.until = min(period.end, actor.today)

    def dossiers(self) -> QuerySet[Dossier]:
        return _visible.dossiers(self.actor).exclude(status=Dossier.Status.DRAFT)


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time(), NETHERLANDS)


Lines = Callable[[_Span], Iterable[FigureLine]]


def _catalogue() -> list[tuple[str, str, Lines]]:
    return [
        ("reported", _("New applications reported"), _reported),
        ("approved", _("Approved for use"), lambda span: _decided(span, passed=True)),
        ("rejected", _("Not approved for use"), lambda span: _decided(span, passed=False)),
        ("deviated", _("Decisions that deviate from advice"), _deviated),
        ("negative", _("Negative advices"), _negative),
        ("went_live", _("Went live"), lambda span: _events(span, "went_live")),
        ("ended", _("Retired"), lambda span: _events(span, "application_archived")),
        ("stopped", _("Stopped"), _stopped),
        ("late", _("Tasks that passed their term"), _late),
        ("found", _("Findings that came up"), lambda span: _findings(span, "found_at")),
        ("solved", _("Findings that were solved"), lambda span: _findings(span, "solved_at")),
        ("incidents", _("Incidents"), _incidents),
        ("concerns", _("Concerns of colleagues and residents"), _concerns),
        ("council", _("Motions, promises and letters of the council"), _council),
        ("woo", _("Woo requests"), _woo),
    ]


def _figure(period: Period, code: str, label: str, lines: Iterable[FigureLine]) -> PeriodFigure:
    path = reverse("period_figure", args=[period.code, code])
    return PeriodFigure(code, label, tuple(sorted(lines, key=lambda line: (line.on, line.text))), path)


def _line(text: str, moment: Any, name: str, *arguments: Any) -> FigureLine:
    on = timezone.localdate(moment) if isinstance(moment, datetime) else moment
    return FigureLine(text, on, reverse(name, args=arguments))


def _reported(span: _Span) -> Iterable[FigureLine]:
    for row in span.dossiers().filter(reported_at__range=span.moments):
        yield _line(f"{row.name}: {route_name(row.route)}", row.reported_at, "dossier", row.number)


def _decisions(span: _Span) -> QuerySet[Decision]:
    mine = Decision.objects.filter(organisation=span.organisation, at__range=span.moments, corrected_by__isnull=True)
    return mine.filter(dossier__in=span.dossiers().values("pk")).select_related("dossier")


def _decided(span: _Span, *, passed: bool) -> Iterable[FigureLine]:
    rejected = Q(outcome=Outcome.REJECT)
    for row in _decisions(span).filter(~rejected if passed else rejected, gate=DECISION_ON_USE):
        text = f"{row.dossier.name}: {outcome_name(row.outcome)}"
        yield _line(text, row.at, "decision", row.dossier.number, row.pk)


def _deviated(span: _Span) -> Iterable[FigureLine]:
    for row in _decisions(span).exclude(deviation_reasons=""):
        yield _line(row.dossier.name, row.at, "decision", row.dossier.number, row.pk)


def _negative(span: _Span) -> Iterable[FigureLine]:
    rows: QuerySet[Contribution] = _visible.contributions(span.actor).filter(
        position="negative", at__range=span.moments, corrected_by__isnull=True
    )
    for row in rows.select_related("dossier"):
        text = f"{row.dossier.name}: {role_name(row.role)}, {position_name(row.position)}"
        yield _line(text, row.at, "dossier_decisions", row.dossier.number)


def _events(span: _Span, action: str) -> Iterable[FigureLine]:
    rows: QuerySet[AuditEvent] = _visible.audit_events(span.actor).filter(action=action, at__range=span.moments)
    for row in rows.exclude(dossier=None).select_related("dossier"):
        if row.dossier is not None:
            yield _line(row.dossier.name, row.at, "dossier", row.dossier.number)


def _stopped(span: _Span) -> Iterable[FigureLine]:
    rows = Suspension.objects.filter(dossier__in=span.dossiers().values("pk"), stopped_at__range=span.moments)
    for row in rows.select_related("dossier"):
        yield _line(row.dossier.name, row.stopped_at, "dossier", row.dossier.number)


def _late(span: _Span) -> Iterable[FigureLine]:
    """Tasks whose term ended in the period and that were not done by then."""
    rows = _visible.tasks(span.actor).filter(due_on__range=span.days, due_on__lt=span.until)
    for row in rows.exclude(status=Task.Status.WITHDRAWN).select_related("dossier", "unit"):
        if row.closed_at is None or timezone.localdate(row.closed_at) > row.due_on:
            yield _line(task_title(row), row.due_on, "task", row.pk)


def _findings(span: _Span, moment: str) -> Iterable[FigureLine]:
    rows = _visible.findings(span.actor).filter(**{f"{moment}__range": span.moments}).select_related("dossier")
    for row in rows:
        name = row.dossier.name if row.dossier else role_name(row.role)
        yield _line(f"{row.code}: {name}", getattr(row, moment), "finding", row.pk)


def _incidents(span: _Span) -> Iterable[FigureLine]:
    for row in _visible.incidents(span.actor).filter(opened_at__range=span.moments).select_related("dossier"):
        yield _line(f"{row.dossier.name}: {row.title}", row.opened_at, "incident", row.pk)


def _concerns(span: _Span) -> Iterable[FigureLine]:
    """What was reported, by what it is about: never by whom."""
    for row in _visible.concerns(span.actor).filter(reported_at__range=span.moments).select_related("dossier"):
        yield _line(concern_subject(row), row.reported_at, "concern", row.pk)


def _council(span: _Span) -> Iterable[FigureLine]:
    rows = CouncilItem.objects.filter(organisation=span.organisation, on__range=span.days)
    for row in rows.exclude(status=CouncilItem.Status.WITHDRAWN):
        yield _line(row.title, row.on, "council_item", row.pk)


def _woo(span: _Span) -> Iterable[FigureLine]:
    rows = WooRequest.objects.filter(organisation=span.organisation, received_on__range=span.days)
    for row in rows.select_related("dossier"):
        words = {"reference": row.reference, "name": row.dossier.name, "day": day(row.due_on)}
        yield _line(_("%(reference)s: %(name)s, due on %(day)s") % words, row.received_on, "woo_request", row.pk)


def _by_route(span: _Span) -> list[PeriodFigure]:
    """The portfolio at the end: every application reported by then, on the route of its classification then."""
    known = {row.pk: row for row in span.dossiers().filter(reported_at__lte=span.moments[1])}
    runs = Classification.objects.filter(dossier__organisation=span.organisation, at__lte=span.moments[1])
    route = dict(runs.order_by("pk").values_list("dossier_id", "route"))
    lines: dict[str, list[FigureLine]] = {str(item): [] for item in Route}
    for pk, row in known.items():
        if route.get(pk) in lines:
            lines[route[pk]].append(_line(row.name, row.reported_at, "dossier", row.number))
    return [_figure(span.period, f"route_{item}", _route_label(item), lines[str(item)]) for item in Route]


def _route_label(route: Route) -> str:
    return _("At the end on route %(route)s") % {"route": route_name(route)}
