"""Indicators as they were kept: a list to read, of the last day or of one indicator over time."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from vijfspoor.api._auth import actor_with
from vijfspoor.api._paging import listing
from vijfspoor.api._problem import ERRORS
from vijfspoor.api._shapes import Listing, Moment, Shape
from vijfspoor.api.dossiers import Page, Size
from vijfspoor.content.indicators.loader import indicators_in_force
from vijfspoor.domain.organisation.indicator import IndicatorBook
from vijfspoor.queries.organisation import indicators as query
from vijfspoor.store.models import IndicatorValue

router = Router(tags=["indicators"], by_alias=True)


class IndicatorOut(Shape):
    """An indicator on a day. `value` is null when it could not be measured: `missing` says why in one word.

    A share runs from 0 to 1. `part` and `whole` are empty where they count people. `is_met` is null without a target.
    Codes that begin with S only support the level of a track.
    """

    code: str
    track: str
    name: str
    formula: str
    unit: Literal["share", "number", "working_days", "per_hundred"]
    direction: Literal["at_least", "at_most", "rising", "falling", "insight"]
    target: float | None
    on: date
    value: float | None
    part: int | None
    whole: int | None
    is_met: bool | None
    missing: str
    measured_at: Moment


def _row(book: IndicatorBook, row: IndicatorValue) -> dict[str, Any]:
    item = book.indicators[row.code]
    return {
        "code": row.code,
        "track": item.track,
        "name": item.name.nl,
        "formula": item.formula.nl,
        "unit": item.unit.value,
        "direction": item.direction.value,
        "target": item.target,
        "on": row.on,
        "value": row.value,
        "part": row.part,
        "whole": row.whole,
        "is_met": row.is_met,
        "missing": row.missing,
        "measured_at": row.at,
    }


@router.get("/indicators", response={200: Listing[IndicatorOut], **ERRORS}, summary="List indicators")
def list_indicators(
    request: HttpRequest,
    response: HttpResponse,
    code: Annotated[str, Query(max_length=4)] = "",
    on: date | None = None,
    page: Page = 1,
    page_size: Size = 50,
) -> dict[str, Any]:
    """Return the values of the last day; with `code` those of one indicator over time, with `on` those of a day."""
    actor = actor_with(request, "read")
    book = indicators_in_force(actor.today)
    rows = query.kept_values(actor, code, on)
    return listing(request, response, rows, lambda row: _row(book, row), page, page_size)
