"""What the indicators of track 1 count: the self-scan, training, champions, campaigns and lessons. Never who."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Sum

from vijfspoor.domain.organisation.indicator import Counted
from vijfspoor.domain.people.campaign import TOOK_PART
from vijfspoor.queries.leadership.teams import teams_with_champion
from vijfspoor.queries.organisation._indicator_scope import IMPACTFUL, Count, Scope
from vijfspoor.queries.people.learning import modules_of
from vijfspoor.queries.people.learning_paths import old_modules
from vijfspoor.store.models import CampaignReach, Concern, FigureRelease, Incident, Person, UserGroup

_YEAR, _QUARTER = 12, 3


def _published(scope: Scope) -> Mapping[str, Any] | None:
    """What the newest publication of the last year shows of everyone together; one SQL statement."""
    rows = FigureRelease.objects.filter(organisation=scope.organisation, at__date__gt=scope.months_ago(_YEAR))
    newest = rows.order_by("-year", "-quarter", "-pk").first()
    return newest.shown["total"] if newest is not None else None


def self_scan(scope: Scope) -> Counted:
    """L1, from published figures only."""
    total = _published(scope)
    return Counted(whole=total["people"], share=total["coverage"]["at_least"] / 100) if total else Counted()


def at_level(scope: Scope) -> Counted:
    """L2, from published figures only: the competence with the lowest share."""
    total = _published(scope)
    if not total or not total["shares"]:
        return Counted()
    lowest = min(share["at_least"] for share in total["shares"].values())
    return Counted(whole=total["people"], share=lowest / 100)


def trained(scope: Scope) -> Counted:
    """L3, in one SQL statement."""
    used = scope.used().filter(route__in=IMPACTFUL)
    found = UserGroup.objects.filter(dossier__in=used.values("pk")).aggregate(part=Sum("trained"), whole=Sum("size"))
    return Counted(found["part"] or 0, found["whole"] or 0)


def champions(scope: Scope) -> Counted:
    """L4, in two SQL statements."""
    share = teams_with_champion(scope.organisation, scope.today)
    return Counted(share.part, share.whole)


def campaign(scope: Scope) -> Counted:
    """L5: the last campaign whose reach was counted; one SQL statement."""
    reach = CampaignReach.objects.filter(campaign__organisation=scope.organisation).order_by("-at").first()
    total = reach.shown["total"] if reach is not None else None
    return Counted(whole=total["people"], share=total["shares"][TOOK_PART]["at_least"] / 100) if total else Counted()


def reports(scope: Scope) -> Counted:
    """L6, in three SQL statements."""
    since = scope.months_ago(_QUARTER)
    concerns = Concern.objects.filter(organisation=scope.organisation, kind=Concern.Kind.COLLEAGUE)
    number = scope.reported().filter(reported_at__date__gt=since).count()
    number += concerns.filter(reported_at__date__gt=since).count()
    return Counted(number, Person.objects.filter(organisation=scope.organisation, is_active=True).count())


def lessons(scope: Scope) -> Counted:
    """L7, in two SQL statements."""
    closed = Incident.objects.filter(organisation=scope.organisation, closed_at__date__gt=scope.months_ago(_YEAR))
    return Counted(closed.exclude(lessons="").count(), closed.count())


def outdated(scope: Scope) -> Counted:
    """L8, in four SQL statements."""
    known = modules_of(scope.organisation, scope.today)
    return Counted(len(old_modules(scope.organisation, known)), len(known))


COUNTS: Mapping[str, Count] = {
    "L1": self_scan,
    "L2": at_level,
    "L3": trained,
    "L4": champions,
    "L5": campaign,
    "L6": reports,
    "L7": lessons,
    "L8": outdated,
}
