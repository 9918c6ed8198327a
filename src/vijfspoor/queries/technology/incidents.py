"""Incidents on screen: the facts that are asked, the clocks they started, and how each clock stands now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, QuerySet

from vijfspoor.content.incidents.loader import clock_books
from vijfspoor.domain.ethics.condition import OutcomeIs, RoleIs, Value, atoms
from vijfspoor.domain.ethics.legal_dates import LegalDates
from vijfspoor.domain.technology.clock_state import ClockState, clock_state
from vijfspoor.domain.technology.legal_clock import (
    REPORTED,
    Clock,
    ClockBook,
    FactKind,
    IncidentFact,
    IncidentFacts,
    next_facts,
    waiting,
)
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.ethics.facts import classify_dossier
from vijfspoor.store.models import ClockEntry, Dossier, Incident, IncidentClock

PAGE_SIZE = 25
AWARE_AT = "aware_at"
TEXTS = ("what_happened", "people", "consequences", "measures", "link", "contact")


@dataclass(frozen=True, slots=True)
class ClockView:
    """One clock as it stands at `now`. `left` is negative once the deadline has passed."""

    row: IncidentClock
    clock: Clock
    state: ClockState
    left: timedelta
    entries: tuple[ClockEntry, ...]

    @property
    def advice(self) -> ClockEntry | None:
        """The newest advice."""
        return next((e for e in reversed(self.entries) if e.kind == ClockEntry.Kind.ADVICE), None)

    @property
    def was_missed(self) -> bool:
        """Whether a deadline ever passed without notification: this stays, whatever happens afterwards."""
        late = (ClockState.LATE, ClockState.NOTIFIED_LATE)
        return self.row.missed_at is not None or self.state in late


@dataclass(frozen=True, slots=True)
class IncidentView:
    """An incident with its clocks, the nearest open deadline first."""

    incident: Incident
    clocks: tuple[ClockView, ...]

    @property
    def open_clocks(self) -> tuple[ClockView, ...]:
        """The clocks that still ask something."""
        return tuple(view for view in self.clocks if view.state.is_open)

    @property
    def was_missed(self) -> bool:
        """Whether any deadline ever passed without notification."""
        return any(view.was_missed for view in self.clocks)

    def clock(self, code: str) -> ClockView | None:
        """Return one clock."""
        return next((view for view in self.clocks if view.clock.code == code), None)


@dataclass(frozen=True, slots=True)
class AskedFact:
    """A fact that is asked or was answered, with what is known: ja, nee, a list of options, or a moment."""

    fact: IncidentFact
    value: Any


def find(actor: Actor, pk: int) -> Incident | None:
    """Return an incident the actor may read."""
    return _visible.incidents(actor).select_related(*_RELATED).filter(pk=pk).first()


def listing(actor: Actor, which: str, page: int) -> Page:
    """Return one page of incidents: `open` with the nearest open deadline first, or `closed`, the newest first."""
    found = _visible.incidents(actor).select_related(*_RELATED).prefetch_related(_CLOCKS)
    if which == "closed":
        shown = Paginator(found.filter(status=Incident.Status.CLOSED).order_by("-closed_at", "-pk"), PAGE_SIZE)
        result = shown.get_page(page)
        result.object_list = [view(row, actor.now) for row in result.object_list]
        return result
    views = [view(row, actor.now) for row in found.filter(status=Incident.Status.OPEN)]
    return Paginator(sorted(views, key=_urgency), PAGE_SIZE).get_page(page)


def of_dossier(actor: Actor, dossier: Dossier) -> list[IncidentView]:
    """Return the incidents of one application that the actor may read, open ones first."""
    found = _visible.incidents(actor).filter(dossier=dossier).select_related(*_RELATED).prefetch_related(_CLOCKS)
    views = [view(row, actor.now) for row in found.order_by("-pk")]
    return sorted(views, key=lambda item: (item.incident.status != Incident.Status.OPEN, _urgency(item)))


def _urgency(item: IncidentView) -> tuple[bool, datetime]:
    nearest = min((view.row.deadline for view in item.open_clocks), default=None)
    return (nearest is None, nearest or item.incident.opened_at)


def view(incident: Incident, now: datetime) -> IncidentView:
    """Return the incident with every clock it ever started, as they stand at `now`."""
    book = book_of(incident)
    views = [clock_view(row, book.clocks[row.code], now) for row in incident.clocks.all()]
    views.sort(key=lambda item: (not item.state.is_open, item.row.deadline, item.row.code))
    return IncidentView(incident, tuple(views))


def clock_view(row: IncidentClock, clock: Clock, now: datetime) -> ClockView:
    """Return one clock as it stands at `now`."""
    entries = tuple(sorted(row.entries.all(), key=lambda entry: entry.pk))
    notified_at = first_notified(entries)
    state = clock_state(
        row.deadline,
        now,
        notified_at=notified_at,
        is_waived=any(entry.kind == ClockEntry.Kind.NOT_NOTIFIED for entry in entries),
        has_lapsed=row.lapsed_at is not None,
    )
    return ClockView(row, clock, state, row.deadline - (notified_at or now), entries)


def first_notified(entries: tuple[ClockEntry, ...]) -> datetime | None:
    """Return when the first notification was made."""
    return min((entry.at for entry in entries if entry.kind == ClockEntry.Kind.NOTIFIED), default=None)


def book_of(incident: Incident) -> ClockBook:
    """Return the version of the clocks that counts for this incident."""
    return next(book for book in clock_books() if book.valid_from == incident.book)


def facts_of(incident: Incident, today: date) -> IncidentFacts:
    """Return what is known of the incident, with what the classification of the application says today."""
    book = book_of(incident)
    outcomes, roles = _named(book)
    classified = classify_dossier(incident.dossier, today)
    dates = LegalDates(classified.case)
    from_when = {code: dates.of_outcome(code) for code in outcomes if classified.case.outcome(code) is True}
    rows = incident.clocks.prefetch_related("entries")
    notified = {row.code: first_notified(tuple(row.entries.all())) for row in rows}
    return IncidentFacts(
        values={code: _value(book.facts[code], value) for code, value in incident.values.items()},
        moments={code: datetime.fromisoformat(value) for code, value in incident.moments.items()},
        reported={code: at for code, at in notified.items() if at is not None},
        outcomes={code: classified.case.outcome(code) for code in outcomes},
        outcome_dates={code: on for code, on in from_when.items() if on is not None},
        roles={code: classified.case.role(code) for code in roles},
    )


def asked(incident: Incident, today: date) -> list[AskedFact]:
    """Return the facts to ask now and those that were answered, in the order of the book."""
    book, known = book_of(incident), {**incident.values, **incident.moments}
    wanted = {fact.code for fact in next_facts(facts_of(incident, today), book)} | set(known) | {AWARE_AT}
    return [AskedFact(fact, known.get(code)) for code, fact in book.facts.items() if code in wanted]


def draft_values(view: ClockView, incident: Incident) -> dict[str, str | datetime]:
    """Return placeholder -> what is known of it: text, or a moment for who shows it to write out.

    A clock that starts from a moment of its own says that moment; one that follows from a notification says both.
    """
    follows = [name for name in (*view.clock.starts_from, view.clock.at_once_from) if name.startswith(REPORTED)]
    known: dict[str, str | datetime] = {name: text for name, text in incident.texts.items() if text}
    known["application"], known["supplier"] = incident.dossier.name, incident.dossier.supplier
    known["municipality"] = incident.organisation.name.removeprefix("Gemeente ")
    known.setdefault("contact", incident.organisation.contact_email)
    starts_itself = not any(name.startswith(REPORTED) for name in view.clock.starts_from)
    aware_at = datetime.fromisoformat(incident.moments[AWARE_AT])
    known["aware_at"] = view.row.started_at if starts_itself else aware_at
    earlier = ClockEntry.objects.filter(
        clock__incident=incident,
        clock__code__in=[name.removeprefix(REPORTED) for name in follows] or [view.clock.code],
        kind=ClockEntry.Kind.NOTIFIED,
    )
    if (first := earlier.order_by("at").first()) is not None:
        known["reported_at"] = first.at
    return known


def waiting_clocks(incident: Incident, today: date) -> tuple[Clock, ...]:
    """Return the clocks that must run but whose starting moment is not known yet.

    A clock that only follows on a notification never starts once was decided not to make that notification.
    """
    waived = ClockEntry.objects.filter(clock__incident=incident, kind=ClockEntry.Kind.NOT_NOTIFIED)
    never = {REPORTED + code for code in waived.values_list("clock__code", flat=True)}
    found = waiting(facts_of(incident, today), book_of(incident))
    return tuple(clock for clock in found if not set(clock.starts_from) <= never)


def _value(fact: IncidentFact, value: Any) -> Value:
    return frozenset(value) if fact.kind is FactKind.CHOICES else value == "ja"


def _named(book: ClockBook) -> tuple[set[str], set[str]]:
    """Return the outcomes and legal roles the clocks ask about."""
    outcomes, roles = set(), set()
    for atom in _atoms(book):
        if isinstance(atom, OutcomeIs):
            outcomes.add(atom.code)
        elif isinstance(atom, RoleIs):
            roles.add(atom.code)
    return outcomes, roles


def _atoms(book: ClockBook) -> Iterator[Any]:
    for clock in book.clocks.values():
        yield from atoms(clock.when)


_RELATED = (
    "organisation",
    "dossier__organisation",
    "dossier__department",
    "dossier__accountable",
    "task__assignee",
    "opened_by",
)
_ENTRIES: QuerySet[ClockEntry] = ClockEntry.objects.select_related("person")
_CLOCKS = Prefetch("clocks", IncidentClock.objects.prefetch_related(Prefetch("entries", _ENTRIES)))
