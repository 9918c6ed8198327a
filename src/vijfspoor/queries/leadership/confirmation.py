"""The confirmation of the picture: who uses what, what someone is asked to confirm, and when that was last done."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from vijfspoor.content.confirmation.loader import terms_in_force
from vijfspoor.domain.leadership.confirmation import Share, UseState, still_using
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Confirmation, ConfirmationRequest, Dossier, Unit

LIVE = (Dossier.Status.UNDERWAY, Dossier.Status.APPROVED)
USED = (Dossier.Use.PILOT, Dossier.Use.IN_USE)


@dataclass(frozen=True, slots=True)
class LastConfirmed:
    """When somebody last said how an application is used. `is_fresh`: recently enough to count."""

    row: Confirmation
    is_fresh: bool


def used_dossiers(organisation: int) -> QuerySet[Dossier]:
    """Return what is used in an organisation: reported, not retired, and in a pilot or in use."""
    return Dossier.objects.filter(organisation=organisation, status__in=LIVE, use__in=USED)


def teams_using(organisation: int, dossiers: Collection[int] | None = None) -> dict[int, frozenset[int]]:
    """Return application in use -> the teams that use it, for all or for those named; three SQL statements.

    Without a team of its own an application lies with every team of its department.
    """
    of_department: dict[int, set[int]] = {}
    teams = Unit.objects.filter(organisation=organisation, kind=Unit.Kind.TEAM, parent__isnull=False)
    for pk, parent in teams.values_list("pk", "parent_id"):
        of_department.setdefault(parent or 0, set()).add(pk)
    rows = used_dossiers(organisation)
    rows = rows if dossiers is None else rows.filter(pk__in=dossiers)
    said = last_words(rows)
    return {
        pk: still_using({team} if team else of_department.get(department or 0, set()), said.get(pk, {}))
        for pk, team, department in rows.values_list("pk", "team_id", "department_id")
    }


def last_words(dossiers: QuerySet[Dossier]) -> dict[int, dict[int, UseState]]:
    """Return application -> team -> its newest word; one SQL statement."""
    found: dict[int, dict[int, UseState]] = {}
    rows = Confirmation.objects.filter(dossier__in=dossiers.values("pk"), team__isnull=False).order_by("pk")
    for dossier, team, state in rows.values_list("dossier_id", "team_id", "state"):
        found.setdefault(dossier, {})[team or 0] = UseState(state)
    return found


def used_by_team(organisation: int, team: int) -> QuerySet[Dossier]:
    """Return the applications a team uses, by name. What it never had to do with is not read."""
    said = Confirmation.objects.filter(team=team).values("dossier")
    of_department = Q(team__isnull=True, department__teams=team)
    near = used_dossiers(organisation).filter(Q(team=team) | of_department | Q(pk__in=said))
    using = teams_using(organisation, list(near.values_list("pk", flat=True)))
    mine = [pk for pk, teams in using.items() if team in teams]
    return Dossier.objects.filter(pk__in=mine).select_related("accountable", "department").order_by("name", "pk")


def asked_about(request: ConfirmationRequest) -> QuerySet[Dossier]:
    """Return the applications a request asks about: what the team uses, or what the owner answers for."""
    if request.team_id is not None:
        return used_by_team(request.organisation_id, request.team_id)
    mine = used_dossiers(request.organisation_id).filter(accountable=request.owner_id)
    return mine.select_related("accountable", "department", "process").order_by("process__name", "name", "pk")


def request_of(actor: Actor, pk: int) -> ConfirmationRequest | None:
    """Return a request the actor was asked."""
    rows = _visible.confirmation_requests(actor).filter(pk=pk)
    return rows.select_related("round", "team", "owner", "task", "answered_by").first()


def open_requests(actor: Actor) -> list[ConfirmationRequest]:
    """Return what waits for the actor to confirm, the first due first."""
    rows = _visible.confirmation_requests(actor).filter(answered_at__isnull=True, task__status="open")
    return list(rows.select_related("team", "owner", "task").order_by("task__due_on", "pk"))


def last_confirmed(dossiers: Iterable[int], today: date) -> dict[int, LastConfirmed]:
    """Return application -> its newest confirmation by anyone; one SQL statement."""
    terms = terms_in_force(today)
    rows = Confirmation.objects.filter(dossier__in=list(dossiers)).exclude(state=UseState.FOUND)
    return {
        row.dossier_id: LastConfirmed(row, terms.is_fresh(timezone.localdate(row.at), today))
        for row in rows.select_related("team").order_by("pk")
    }


def answers_of(request: ConfirmationRequest) -> list[Confirmation]:
    """Return what was answered to a request."""
    return list(request.confirmations.select_related("dossier").order_by("state", "dossier__name"))


def confirmed_by_owner(organisation: int, today: date) -> Share:
    """Indicator O6: applications whose owner confirmed them within the term, of all in use; two SQL statements."""
    used = set(used_dossiers(organisation).values_list("pk", flat=True))
    terms = terms_in_force(today)
    rows = Confirmation.objects.filter(dossier__organisation=organisation, team__isnull=True)
    fresh = {pk for pk, at in rows.values_list("dossier_id", "at") if terms.is_fresh(timezone.localdate(at), today)}
    return Share(len(used & fresh), len(used))
