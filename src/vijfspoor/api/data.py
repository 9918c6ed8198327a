"""Data: the flows of an application, and its outcomes, delivered as rows and kept as counts."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.technology.record_outcomes import OutcomesInput, record_outcomes
from vijfspoor.api._auth import actor_with
from vijfspoor.api._paging import listing, stamp
from vijfspoor.api._problem import ERRORS, ERRORS_WITH_CONFLICT
from vijfspoor.api._shapes import Day, Listing, Moment, Shape
from vijfspoor.api.dossiers import Page, Size, find
from vijfspoor.integrations.outcomes import UnreadableOutcomes
from vijfspoor.integrations.outcomes.counting import count
from vijfspoor.integrations.outcomes.reading import FIRST_ROW, read_rows
from vijfspoor.store.models import DataFlow, OutcomeRound

router = Router(tags=["data"], by_alias=True)
MOST_ROWS = 20_000


class DataFlowOut(Shape):
    """A flow into or out of an application, by the codes of the glossary of data flows."""

    id: int
    direction: str
    system: str
    kind: str
    what: str
    categories: list[str]
    is_personal: bool
    legal_basis: str
    law: str
    exception: str
    criminal_ground: str
    leaves_eea: bool
    transfer_ground: str
    retention_months: int | None
    frequency: str
    changed_at: Moment
    ended_at: Moment | None


class OutcomeIn(Shape):
    """One case: whether it was selected, whether that was right where that is known, and its groups."""

    selected: bool
    truth: bool | None = None
    groups: Annotated[dict[str, str], Field(min_length=1, max_length=5)]


class OutcomesIn(Shape):
    """The cases of a period. They are counted and not kept."""

    starts_on: Day
    ends_on: Day
    is_baseline: bool = False
    outcomes: Annotated[list[OutcomeIn], Field(min_length=1, max_length=MOST_ROWS)]


class FigureOut(Shape):
    """A measure of one group against all others; without a value where there were too few cases."""

    column: str
    group: str
    measure: str
    value: float | None
    cases: int
    state: str


class OutcomeRoundOut(Shape):
    """A measurement over a period."""

    id: int
    starts_on: date
    ends_on: date
    is_baseline: bool
    groups_left_out: int
    concern: int | None
    at: Moment
    figures: list[FigureOut]


def _flow(row: DataFlow) -> dict[str, Any]:
    names = DataFlowOut.model_fields.keys() - {"id", "system", "kind"}
    return {"id": row.pk, "system": row.system.name, "kind": row.system.kind} | {n: getattr(row, n) for n in names}


def _round(row: OutcomeRound) -> dict[str, Any]:
    names = ("starts_on", "ends_on", "is_baseline", "at")
    figures = [
        {
            "column": item.column,
            "group": item.group,
            "measure": item.measure,
            "value": None if item.state == "too_few" else item.value,
            "cases": item.cases,
            "state": item.state,
        }
        for item in row.figures.all()
    ]
    found = {"id": row.pk, "groups_left_out": row.left_out, "concern": row.concern_id, "figures": figures}
    return found | {name: getattr(row, name) for name in names}


@router.get("/dossiers/{int:number}/data-flows", response={200: Listing[DataFlowOut], **ERRORS}, summary="List flows")
def list_data_flows(
    request: HttpRequest, response: HttpResponse, number: int, page: Page = 1, page_size: Size = 50
) -> dict[str, Any]:
    """Return the data flows of an application, also those that ended."""
    actor = actor_with(request, "read")
    rows = find(actor, number).data_flows.select_related("system").order_by("pk")
    return listing(request, response, rows, _flow, page, page_size)


@router.get(
    "/dossiers/{int:number}/outcomes", response={200: Listing[OutcomeRoundOut], **ERRORS}, summary="List measurements"
)
def list_outcomes(
    request: HttpRequest, response: HttpResponse, number: int, page: Page = 1, page_size: Size = 50
) -> dict[str, Any]:
    """Return what was measured about the outcomes, newest first."""
    actor = actor_with(request, "read")
    rows = find(actor, number).outcome_rounds.prefetch_related("figures").order_by("-pk")
    return listing(request, response, rows, _round, page, page_size)


@router.post(
    "/dossiers/{int:number}/outcomes",
    response={201: OutcomeRoundOut, **ERRORS_WITH_CONFLICT},
    summary="Deliver outcomes",
)
def add_outcomes(request: HttpRequest, response: HttpResponse, number: int, body: OutcomesIn) -> Any:
    """Measure the outcomes of a period; a breached threshold opens a concern."""
    actor = actor_with(request, "contribute")
    dossier = find(actor, number)
    _permission.require(actor, "record_outcomes", dossier)
    rows = [
        {
            "selected": item.selected,
            "truth": item.truth,
            **{f"group_{name}": text for name, text in item.groups.items()},
        }
        for item in body.outcomes
    ]
    try:
        counts = count(read_rows(rows))
    except UnreadableOutcomes as error:
        wrong = [f"{row.numbers(FIRST_ROW)}: {row.column} ({row.reason})" for row in error.rows]
        raise InvalidInput({"outcomes": wrong or [f"{error.fault}: {', '.join(error.names)}"]}) from error
    given = OutcomesInput(body.starts_on, body.ends_on, counts, body.is_baseline, via=OutcomeRound.Via.API)
    made = record_outcomes(actor, dossier, given)
    stamp(response)
    return 201, _round(made)
