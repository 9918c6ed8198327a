"""The wheel as data, and who is behind the key."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from vijfspoor.api._auth import actor_with
from vijfspoor.api._paging import stamp
from vijfspoor.api._problem import ERRORS
from vijfspoor.api._shapes import PersonOut, Shape
from vijfspoor.queries.organisation.wheel import wheel_for

router = Router(tags=["wheel"], by_alias=True)


class Wording(Shape):
    """Wording in two languages."""

    nl: str
    en: str


class RoleOut(Shape):
    """A role with its duty."""

    code: str
    track: str
    name: Wording
    duty: Wording
    marks: list[str]
    addition: bool


class ActivityOut(Shape):
    """A row of the matrix."""

    code: str
    name: Wording
    marks: dict[str, list[str]]


class MeOut(Shape):
    """Who is behind the key."""

    person: PersonOut
    organisation: str
    roles: list[str]
    scopes: list[str]


@router.get("/roles", response={200: list[RoleOut], **ERRORS}, summary="List roles")
def list_roles(request: HttpRequest, response: HttpResponse) -> list[dict[str, Any]]:
    """Return the roles in use with their exact duties."""
    actor = actor_with(request, "read")
    stamp(response)
    wheel = wheel_for(actor.organisation, actor.today)
    return [
        {
            "code": role.code,
            "track": role.track,
            "name": {"nl": role.name.nl, "en": role.name.en},
            "duty": {"nl": role.duty.nl, "en": role.duty.en},
            "marks": [mark.mark for mark in role.marks],
            "addition": role.addition,
        }
        for role in wheel.roles_in_use(wheel.additions)
    ]


@router.get("/activities", response={200: list[ActivityOut], **ERRORS}, summary="List the responsibility matrix")
def list_activities(request: HttpRequest, response: HttpResponse) -> list[dict[str, Any]]:
    """Return the matrix: per activity the marks of each role."""
    actor = actor_with(request, "read")
    stamp(response)
    return [
        {
            "code": activity.code,
            "name": {"nl": activity.name.nl, "en": activity.name.en},
            "marks": {role: sorted(mark.mark for mark in marks) for role, marks in activity.marks.items()},
        }
        for activity in wheel_for(actor.organisation, actor.today).matrix.values()
    ]


@router.get("/me", response={200: MeOut, **ERRORS}, summary="Who is behind this key")
def me(request: HttpRequest, response: HttpResponse) -> dict[str, Any]:
    """Return the person, the organisation, the roles and the scopes of the key."""
    actor = actor_with(request, "read")
    stamp(response)
    return {
        "person": {"id": actor.person.pk, "name": actor.person.name},
        "organisation": actor.organisation.slug,
        "roles": sorted(actor.roles),
        "scopes": sorted(request.scopes),  # type: ignore[attr-defined]
    }
