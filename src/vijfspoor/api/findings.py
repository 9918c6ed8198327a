"""Findings of the governance linter: a list to read, filtered as on screen."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from vijfspoor.api import _rows
from vijfspoor.api._auth import actor_with
from vijfspoor.api._paging import listing
from vijfspoor.api._problem import ERRORS
from vijfspoor.api._shapes import Listing, Moment, PersonOut, Shape
from vijfspoor.api.dossiers import Page, Size
from vijfspoor.queries.organisation import findings as query
from vijfspoor.queries.organisation.findings import FindingFilters
from vijfspoor.store.models import Finding

router = Router(tags=["findings"], by_alias=True)
Severity = Literal["", "error", "warning", "hint"]
State = Literal["open", "accepted", "solved"]


class FindingOut(Shape):
    """A finding. `role` should act, and `person` when it is known who that is; `values` is what the sentence names."""

    id: int
    code: str
    severity: str
    track: int
    title: str
    sentence: str
    source: str
    subject_kind: str
    subject: str
    dossier: int | None
    role: str
    person: PersonOut | None
    values: dict[str, str]
    found_at: Moment
    solved_at: Moment | None
    accepted_until: date | None


def _row(entries: Any, row: Finding) -> dict[str, Any]:
    entry = entries[row.code]
    return {
        "id": row.pk,
        "code": row.code,
        "severity": entry.severity.value,
        "track": entry.track,
        "title": entry.title.nl,
        "sentence": query.sentence_of(entry, row.values),
        "source": entry.source,
        "subject_kind": row.subject_kind,
        "subject": row.subject,
        "dossier": row.dossier.number if row.dossier else None,
        "role": row.role,
        "person": _rows.person(row.person),
        "values": row.values,
        "found_at": row.found_at,
        "solved_at": row.solved_at,
        "accepted_until": row.accepted_until,
    }


@router.get("/findings", response={200: Listing[FindingOut], **ERRORS}, summary="List findings")
def list_findings(
    request: HttpRequest,
    response: HttpResponse,
    code: Annotated[str, Query(max_length=10)] = "",
    severity: Severity = "",
    track: Annotated[int | None, Query(ge=1, le=5)] = None,
    dossier: Annotated[int | None, Query(ge=1, lt=2**31)] = None,
    mine: bool = False,
    state: State = "open",
    page: Page = 1,
    page_size: Size = 50,
) -> dict[str, Any]:
    """Return the findings the person behind the key looks after, the worst and oldest first."""
    actor = actor_with(request, "read")
    filters = FindingFilters(
        severity=severity, track=str(track or ""), code=code, dossier=dossier, mine=mine, state=state
    )
    entries = query.book_of(actor).entries
    return listing(request, response, query.rows(actor, filters), lambda row: _row(entries, row), page, page_size)
