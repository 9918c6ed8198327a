"""Incidents: open, read, record facts and notifications, advise, decide not to notify, close."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from vijfspoor.actions.technology.close_incident import close_incident
from vijfspoor.actions.technology.decide_not_to_notify import advise_on_notification, decide_not_to_notify
from vijfspoor.actions.technology.open_incident import IncidentInput, open_incident
from vijfspoor.actions.technology.record_notification import NotificationInput, record_notification
from vijfspoor.actions.technology.update_incident_facts import FactsInput, update_incident_facts
from vijfspoor.api import _rows
from vijfspoor.api._auth import actor_with
from vijfspoor.api._paging import listing, stamp
from vijfspoor.api._problem import ERRORS, ERRORS_WITH_CONFLICT
from vijfspoor.api._shapes import Listing, Moment, PersonOut, Shape
from vijfspoor.api.dossiers import Page, Size, find
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.technology import concerns as concerns_query
from vijfspoor.queries.technology import incidents as query
from vijfspoor.queries.technology.incidents import ClockView
from vijfspoor.store.models import ClockEntry, Incident

router = Router(tags=["incidents"], by_alias=True)
Long = Annotated[str, Field(max_length=5000)]
Code = Annotated[str, Field(max_length=40)]


class IncidentOut(Shape):
    """An incident."""

    id: int
    dossier: int
    title: str
    status: str
    opened_by: PersonOut | None
    opened_at: Moment
    closed_at: Moment | None
    lessons: str


class EntryOut(Shape):
    """Advice, a notification, or the decision not to notify."""

    kind: str
    at: Moment
    reference: str
    text: str
    advises_to_notify: bool | None
    deviates: bool
    person: str


class ClockOut(Shape):
    """A clock as it stands now. `seconds_left` is negative once the deadline has passed."""

    code: str
    title: str
    to: str
    source: str
    term_basis: str
    state: str
    started_at: Moment
    deadline: Moment
    last_day: date | None
    seconds_left: int
    is_binding: bool
    was_missed: bool
    entries: list[EntryOut]


class IncidentFullOut(IncidentOut):
    """An incident with its facts, what is still asked, and its clocks."""

    facts: dict[str, Any]
    texts: dict[str, str]
    asked: list[str]
    clocks: list[ClockOut]


class IncidentIn(Shape):
    """What happened, and when the municipality knew; `concern` when it comes from one."""

    title: Annotated[str, Field(max_length=200)]
    what_happened: Annotated[str, Field(max_length=2500)]
    aware_at: datetime
    concern: Annotated[int, Field(ge=1, lt=2**63)] | None = None


class FactsIn(Shape):
    """Facts by code: ja, nee or a list of options; moments with a time zone; null makes one unknown again."""

    values: dict[Code, Code | list[Code] | None] = Field(default_factory=dict)
    moments: dict[Code, datetime | None] = Field(default_factory=dict)
    texts: dict[Code, Long] = Field(default_factory=dict)


class EntryIn(Shape):
    """What is noted at a clock. `at` and `reference` are for a notification, `advises_to_notify` for advice."""

    kind: Literal["notified", "advice", "not_notified"]
    text: Long
    at: datetime | None = None
    reference: Annotated[str, Field(max_length=200)] = ""
    advises_to_notify: bool = True


class ClosingIn(Shape):
    """What was learnt."""

    lessons: Long


def _row(row: Incident) -> dict[str, Any]:
    return {
        "id": row.pk,
        "dossier": row.dossier.number,
        "title": row.title,
        "status": row.status,
        "opened_by": _rows.person(row.opened_by),
        "opened_at": row.opened_at,
        "closed_at": row.closed_at,
        "lessons": row.lessons,
    }


def _full(actor: Actor, row: Incident) -> dict[str, Any]:
    return _row(row) | {
        "facts": {**row.values, **row.moments},
        "texts": row.texts,
        "asked": [item.fact.code for item in query.asked(row, actor.today)],
        "clocks": [_clock(view) for view in query.view(row, actor.now).clocks],
    }


def _clock(view: ClockView) -> dict[str, Any]:
    return {
        "code": view.clock.code,
        "title": view.clock.title.nl,
        "to": view.clock.to.nl,
        "source": view.clock.source,
        "term_basis": view.clock.term_basis,
        "state": view.state,
        "started_at": view.row.started_at,
        "deadline": view.row.deadline,
        "last_day": view.row.last_day,
        "seconds_left": int(view.left.total_seconds()),
        "is_binding": view.row.is_binding,
        "was_missed": view.was_missed,
        "entries": [_entry(entry) for entry in view.entries],
    }


def _entry(row: ClockEntry) -> dict[str, Any]:
    names = ("kind", "at", "reference", "text", "advises_to_notify", "deviates")
    return {name: getattr(row, name) for name in names} | {"person": row.person_name}


def _find(actor: Actor, pk: int) -> Incident:
    found = query.find(actor, pk)
    if found is None:
        raise Http404
    return found


@router.get("/incidents", response={200: Listing[IncidentOut], **ERRORS}, summary="List incidents")
def list_incidents(
    request: HttpRequest, response: HttpResponse, page: Page = 1, page_size: Size = 50
) -> dict[str, Any]:
    """Return the incidents the person behind the key may read, newest first."""
    rows = _visible.incidents(actor_with(request, "read")).select_related("dossier", "opened_by").order_by("-pk")
    return listing(request, response, rows, _row, page, page_size)


@router.post(
    "/dossiers/{int:number}/incidents", response={201: IncidentOut, **ERRORS_WITH_CONFLICT}, summary="Open an incident"
)
def add_incident(request: HttpRequest, response: HttpResponse, number: int, body: IncidentIn) -> Any:
    """Open an incident on an application."""
    actor = actor_with(request, "contribute")
    concern = concerns_query.find(actor, body.concern) if body.concern is not None else None
    if body.concern is not None and concern is None:
        raise Http404
    given = IncidentInput(body.title, body.what_happened, body.aware_at)
    made = open_incident(actor, find(actor, number), given, concern)
    stamp(response)
    response["Location"] = f"/api/v1/incidents/{made.pk}"
    return 201, _row(made)


@router.get("/incidents/{int:pk}", response={200: IncidentFullOut, **ERRORS}, summary="Read an incident")
def read_incident(request: HttpRequest, response: HttpResponse, pk: int) -> dict[str, Any]:
    """Return an incident with its facts and its clocks as they stand now."""
    actor = actor_with(request, "read")
    stamp(response)
    return _full(actor, _find(actor, pk))


@router.patch(
    "/incidents/{int:pk}/facts", response={200: IncidentFullOut, **ERRORS_WITH_CONFLICT}, summary="Record facts"
)
def patch_facts(request: HttpRequest, response: HttpResponse, pk: int, body: FactsIn) -> dict[str, Any]:
    """Record facts; the clocks follow from them."""
    actor = actor_with(request, "contribute")
    update_incident_facts(actor, _find(actor, pk), FactsInput(body.values, body.moments, body.texts))
    stamp(response)
    return _full(actor, _find(actor, pk))


@router.post(
    "/incidents/{int:pk}/clocks/{code}/entries",
    response={201: EntryOut, **ERRORS_WITH_CONFLICT},
    summary="Notify, advise, or decide not to notify",
)
def add_entry(request: HttpRequest, response: HttpResponse, pk: int, code: str, body: EntryIn) -> Any:
    """Record a notification, the advice of the data protection officer, or the decision not to notify."""
    actor = actor_with(request, "decide" if body.kind == "not_notified" else "contribute")
    found = _find(actor, pk)
    if body.kind == "notified":
        entry = record_notification(actor, found, code, NotificationInput(body.at, body.reference, body.text))
    elif body.kind == "advice":
        entry = advise_on_notification(actor, found, code, notify=body.advises_to_notify, text=body.text)
    else:
        entry = decide_not_to_notify(actor, found, code, reasons=body.text)
    stamp(response)
    return 201, _entry(entry)


@router.post(
    "/incidents/{int:pk}/closings", response={201: IncidentOut, **ERRORS_WITH_CONFLICT}, summary="Close an incident"
)
def add_closing(request: HttpRequest, response: HttpResponse, pk: int, body: ClosingIn) -> Any:
    """Close the incident with what was learnt."""
    actor = actor_with(request, "decide")
    close_incident(actor, _find(actor, pk), lessons=body.lessons)
    stamp(response)
    return 201, _row(_find(actor, pk))
