"""Published figures on AI literacy, the same table as on screen: small groups stay hidden here as well."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from vijfspoor.actions.errors import NotAllowed
from vijfspoor.api._auth import actor_with
from vijfspoor.api._paging import stamp
from vijfspoor.api._problem import ERRORS
from vijfspoor.api._shapes import Shape
from vijfspoor.domain.people.small_groups import ShownShare
from vijfspoor.queries import _visible
from vijfspoor.queries.people import campaign
from vijfspoor.queries.people import literacy as query
from vijfspoor.queries.people.literacy import Figures, Line

router = Router(tags=["literacy"], by_alias=True)


class ShareOut(Shape):
    """A share in per cent; a range where one side has too few people."""

    at_least: int
    at_most: int


class GroupOut(Shape):
    """A group. Too small to show: `people`, `coverage` and `shares` are empty. `people` is rounded down to five."""

    name: str
    people: int | None
    coverage: ShareOut | None
    shares: dict[str, ShareOut]


class FiguresOut(Shape):
    """One publication. `total` is empty for who reads only the own team."""

    year: int
    quarter: int
    measurement: str
    groups: list[GroupOut]
    total: GroupOut | None


class CampaignOut(Shape):
    """A campaign. `took_part` is the share of who was asked; empty until it is over, or where too few were asked."""

    name: str
    starts_on: date
    ends_on: date
    phase: str
    took_part: ShareOut | None


def _share(found: ShownShare) -> dict[str, int]:
    return {"at_least": found.at_least, "at_most": found.at_most}


def _group(line: Line) -> dict[str, Any]:
    return {
        "name": line.name,
        "people": line.people if line.cells else None,
        "coverage": _share(line.coverage) if line.coverage else None,
        "shares": {cell.competence.code: _share(cell.share) for cell in line.cells},
    }


def _figures(found: Figures) -> dict[str, Any]:
    return {
        "year": found.release.year,
        "quarter": found.release.quarter,
        "measurement": found.release.round.name,
        "groups": [_group(line) for line in found.lines],
        "total": _group(found.total) if found.total else None,
    }


@router.get("/literacy/figures", response={200: list[FiguresOut], **ERRORS}, summary="List figures on AI literacy")
def list_figures(request: HttpRequest, response: HttpResponse) -> list[dict[str, Any]]:
    """Return every publication as the owner of the key may see it, newest first."""
    actor = actor_with(request, "read")
    if not _visible.reads_all_figures(actor) and not _visible.own_teams(actor):
        raise NotAllowed("literacy_figures")
    names, target = query.unit_names(actor), query.target_of(actor)
    stamp(response)
    return [_figures(query.figures(actor, release, names, target)) for release in query.releases(actor)]


@router.get("/literacy/campaigns", response={200: list[CampaignOut], **ERRORS}, summary="List awareness campaigns")
def list_campaigns(request: HttpRequest, response: HttpResponse) -> list[dict[str, Any]]:
    """Return every campaign with its reach, the last to begin first. Who takes part is never told."""
    actor = actor_with(request, "read")
    if not _visible.reads_all_figures(actor):
        raise NotAllowed("literacy_figures")
    stamp(response)
    return [
        {
            "name": line.row.name,
            "starts_on": line.row.starts_on,
            "ends_on": line.row.ends_on,
            "phase": line.phase.value,
            "took_part": _share(line.share) if line.share else None,
        }
        for line in campaign.campaigns(actor)
    ]
