"""What the indicators of track 3 count: owners, the matrix, the register, lead times, confirmation and tasks."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from django.db.models import Count as CountRows
from django.db.models import Exists, F, Min, OuterRef, Q
from django.utils import timezone

from vijfspoor.content.calendar import is_holiday
from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.organisation.indicator import Counted
from vijfspoor.domain.organisation.responsibility import Contribution
from vijfspoor.domain.working_days import add_working_days, working_days_between
from vijfspoor.queries.leadership.confirmation import confirmed_by_owner
from vijfspoor.queries.organisation._indicator_scope import IMPACTFUL, Count, Scope
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.store.models import Decision, Dossier, DossierState, Task

_YEAR, _TWO_QUARTERS, _QUARTER = 12, 6, 3
TRIAGE_TERM = 10
_BEFORE_TRIAGE = ("G0", "G1")
_FROM_BLUE = (Route.BLAUW.value, *IMPACTFUL)


def owners(scope: Scope) -> Counted:
    """O1, in one SQL statement."""
    found = scope.live().aggregate(part=CountRows("pk", filter=Q(accountable__is_active=True)), whole=CountRows("pk"))
    return Counted(found["part"], found["whole"])


def activities(scope: Scope) -> Counted:
    """O2, in at most two SQL statements."""
    wheel = wheel_for(scope.organisation, scope.today)
    in_use = {role.code for role in wheel.roles_in_use(wheel.additions)}
    holders = Holders(scope.organisation, scope.today)
    wrong = 0
    for activity in wheel.matrix.values():
        answers = [role for role, marks in activity.marks.items() if Contribution.ACCOUNTABLE in marks]
        held = [role for role in answers if role in in_use and holders.of(role)]
        wrong += len(answers) != 1 or not held
    return Counted(wrong, len(wheel.matrix))


def register(scope: Scope) -> Counted:
    """O3, in one SQL statement."""
    every = {
        "accountable": Q(accountable__isnull=False),
        "department": Q(department__isnull=False),
        "summary": ~Q(summary=""),
        "purpose": ~Q(purpose=""),
    }
    blue, impactful = Q(route__in=_FROM_BLUE), Q(route__in=IMPACTFUL)
    counts = {name: CountRows("pk", filter=filled) for name, filled in every.items()}
    counts |= {
        "maker": CountRows("pk", filter=blue & (~Q(supplier="") | Q(product__isnull=False))),
        "texts": CountRows("pk", filter=impactful & ~Q(public_texts={})),
    }
    found = scope.live().aggregate(
        **counts, all=CountRows("pk"), blue=CountRows("pk", filter=blue), impactful=CountRows("pk", filter=impactful)
    )
    asked = len(every) * found["all"] + found["blue"] + found["impactful"]
    return Counted(sum(found[name] for name in counts), asked)


def lead_times(scope: Scope) -> Counted:
    """O4, in one SQL statement."""
    approved = DossierState.objects.filter(organisation=scope.organisation, status=Dossier.Status.APPROVED)
    first = approved.order_by().values("dossier").annotate(first=Min("at"))
    rows = first.filter(first__date__gt=scope.months_ago(_YEAR), dossier__reported_at__isnull=False)
    days: dict[str, list[int]] = defaultdict(list)
    known: dict[tuple[date, date], int] = {}
    for route, reported, at in rows.values_list("dossier__route", "dossier__reported_at", "first"):
        span = timezone.localdate(reported), timezone.localdate(at)
        if span not in known:
            known[span] = working_days_between(*span, is_holiday)
        days[route].append(known[span])
    return Counted(days=days)


def shadow(scope: Scope) -> Counted:
    """O5, in two SQL statements."""
    new = scope.reported().filter(reported_at__date__gt=scope.months_ago(_QUARTER))
    return Counted(new.filter(in_use_since__lte=F("reported_at__date")).count(), new.count())


def confirmed(scope: Scope) -> Counted:
    """O6, in two SQL statements."""
    share = confirmed_by_owner(scope.organisation.pk, scope.today)
    return Counted(share.part, share.whole)


def tasks(scope: Scope) -> Counted:
    """O7, in two SQL statements."""
    kinds = (Task.Kind.ADVISE, Task.Kind.INFORM, Task.Kind.DECIDE)
    asked = Task.objects.filter(
        organisation=scope.organisation, kind__in=kinds, due_on__gte=scope.months_ago(_QUARTER), due_on__lt=scope.today
    ).exclude(status=Task.Status.WITHDRAWN)
    return Counted(asked.filter(closed_at__date__lte=F("due_on")).count(), asked.count())


def duplicates(scope: Scope) -> Counted:
    """O8, in two SQL statements."""
    reported = scope.reported()
    return Counted(reported.filter(status=Dossier.Status.MERGED).count(), reported.count())


def triage(scope: Scope) -> Counted:
    """S1, in two SQL statements: decided upon, past triage, or recognised as something that exists."""
    until = add_working_days(scope.today, -TRIAGE_TERM, is_holiday)
    new = scope.reported().filter(reported_at__date__gt=scope.months_ago(_TWO_QUARTERS), reported_at__date__lt=until)
    decided = Exists(Decision.objects.filter(dossier=OuterRef("pk")))
    past = ~Q(gate__in=_BEFORE_TRIAGE) | Q(status=Dossier.Status.MERGED)
    return Counted(new.filter(past | Q(decided)).count(), new.count())


def known(scope: Scope) -> Counted:
    """S2, in one SQL statement."""
    return Counted(scope.live().count())


COUNTS: Mapping[str, Count] = {
    "O1": owners,
    "O2": activities,
    "O3": register,
    "O4": lead_times,
    "O5": shadow,
    "O6": confirmed,
    "O7": tasks,
    "O8": duplicates,
    "S1": triage,
    "S2": known,
}
