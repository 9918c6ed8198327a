"""How long things take: from a report to its approval per route, and what waits longest at each gate."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from vijfspoor.content.calendar import is_holiday
from vijfspoor.domain.organisation.portfolio import at_share
from vijfspoor.domain.working_days import working_days_between
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.dossier._register_filters import waiting_tasks
from vijfspoor.queries.dossier.register import UNKNOWN, Filters, rows
from vijfspoor.queries.organisation.insight import narrowed
from vijfspoor.queries.wording import gate_name, role_name, route_name
from vijfspoor.store.models import Dossier, DossierState

PER_GATE = 3
MEDIAN, NEARLY_ALL = 50, 90


@dataclass(frozen=True, slots=True)
class RouteTime:
    """Doorlooptijd of a route in working days, over the applications approved in the year before."""

    label: str
    count: int
    median: int
    nearly_all: int
    percent: int
    filters: Filters


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a role at a gate: how many applications, and the longest in working days."""

    gate: str
    role: str
    count: int
    longest: int
    filters: Filters


def approvals(actor: Actor, filters: Filters) -> list[RouteTime]:
    """Return per route how many working days passed from report to first approval for use, in one SQL statement."""
    asked = narrowed(filters, approved="1")
    approved = DossierState.objects.filter(dossier=OuterRef("pk"), status=Dossier.Status.APPROVED).order_by()
    first = Subquery(approved.values("dossier").annotate(first=Min("at")).values("first"))
    found = rows(actor, asked).order_by().filter(reported_at__isnull=False).annotate(first=first)
    by_route: dict[str, list[int]] = defaultdict(list)
    known: dict[tuple[date, date], int] = {}
    for route, reported, at in found.values_list(f"{filters.prefix}route", "reported_at", "first"):
        span = timezone.localdate(reported), timezone.localdate(at)
        if span not in known:
            known[span] = working_days_between(*span, is_holiday)
        by_route[route].append(known[span])
    times = []
    for route, days in by_route.items():
        days.sort()
        facets = narrowed(asked, route=route or UNKNOWN)
        name = route_name(route) if route else _("No route yet")
        times.append((len(days), at_share(days, MEDIAN), at_share(days, NEARLY_ALL), name, facets))
    longest = max((time[1] for time in times), default=0)
    times.sort(key=lambda time: -time[1])
    return [
        RouteTime(name, number, median, most, round(100 * median / longest) if longest else 0, facets)
        for number, median, most, name, facets in times
    ]


def waiting(actor: Actor, filters: Filters) -> list[Waiting]:
    """Return the roles for which applications waited longest at each gate, three per gate, in one SQL statement."""
    tasks = waiting_tasks(actor, filters).filter(dossier__in=rows(actor, filters).order_by().values("pk"))
    grouped = tasks.order_by().values_list("gate", "role").annotate(n=Count("dossier", distinct=True))
    found = grouped.annotate(since=Min("created_at")).order_by("gate", "since")
    per_gate: dict[str, list[Waiting]] = defaultdict(list)
    today = filters.day(actor)
    for gate, role, number, since in found:
        if len(per_gate[gate]) < PER_GATE:
            days = working_days_between(timezone.localdate(since), today, is_holiday)
            where = narrowed(filters, waits=f"{gate}:{role}")
            per_gate[gate].append(Waiting(gate_name(gate), role_name(role), number, days, where))
    return [line for lines in per_gate.values() for line in lines]
