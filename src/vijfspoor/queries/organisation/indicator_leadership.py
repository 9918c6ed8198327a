"""What the indicators of track 2 count: frameworks, decisions, talks, pilots and promises."""

from collections.abc import Mapping

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.utils import timezone

from vijfspoor.content.calendar import is_holiday
from vijfspoor.domain.dossier.life_cycle import DECISION_ON_USE
from vijfspoor.domain.organisation.indicator import Counted
from vijfspoor.domain.working_days import working_days_between
from vijfspoor.queries.leadership.teams import teams_that_talked
from vijfspoor.queries.organisation._indicator_scope import Count, Scope
from vijfspoor.queries.organisation.found_ai import reported_and_found
from vijfspoor.store.models import CouncilItem, Decision, Pilot, Policy, PolicyVersion

_YEAR = 12


def frameworks(scope: Scope) -> Counted:
    """C1, in two SQL statements."""
    state = PolicyVersion.State
    versions = PolicyVersion.objects.filter(policy=OuterRef("pk")).order_by("-number")
    alive = Exists(versions.exclude(state=state.WITHDRAWN))
    last = Subquery(versions.filter(state__in=(state.ADOPTED, state.WITHDRAWN)).values("pk")[:1])
    known = Policy.objects.filter(alive, organisation=scope.organisation)
    valid = PolicyVersion.objects.filter(
        pk__in=known.annotate(last=last).values("last"), state=state.ADOPTED, review_on__gte=scope.today
    )
    return Counted(valid.count(), known.count())


def time_to_decide(scope: Scope) -> Counted:
    """C2, in one SQL statement."""
    taken = _decisions(scope).filter(at__date__gt=scope.months_ago(_YEAR)).values_list("task__created_at", "at")
    days = [working_days_between(timezone.localdate(asked), timezone.localdate(at), is_holiday) for asked, at in taken]
    return Counted(days={"": days})


def _decisions(scope: Scope) -> QuerySet[Decision]:
    standing = Decision.objects.filter(organisation=scope.organisation, corrected_by__isnull=True)
    return standing.filter(gate=DECISION_ON_USE)


def deviations(scope: Scope) -> Counted:
    """C3, in two SQL statements. Deviating without reasons is a finding."""
    standing = Decision.objects.filter(organisation=scope.organisation, corrected_by__isnull=True)
    explained = standing.exclude(deviation_reasons="").count()
    return Counted(explained, explained + scope.open_findings("V-BES-02").count())


def talks(scope: Scope) -> Counted:
    """C4, in two SQL statements."""
    share = teams_that_talked(scope.organisation, scope.today)
    return Counted(share.part, share.whole)


def pilots(scope: Scope) -> Counted:
    """C5, in two SQL statements. A pilot that ended by itself was not decided upon."""
    past = Pilot.objects.filter(dossier__organisation=scope.organisation, ends_on__lt=scope.today)
    decided = past.filter(lapsed_at__isnull=True, closed_at__date__lte=F("ends_on"))
    return Counted(decided.count(), past.count())


def promises(scope: Scope) -> Counted:
    """C6, in two SQL statements."""
    made = CouncilItem.objects.filter(organisation=scope.organisation, kind=CouncilItem.Kind.PROMISE)
    past = made.exclude(status=CouncilItem.Status.WITHDRAWN).filter(due_on__lt=scope.today)
    return Counted(past.filter(closed_at__date__lte=F("due_on")).count(), past.count())


def own_reports(scope: Scope) -> Counted:
    """C7, in three SQL statements."""
    found = reported_and_found(scope.organisation)
    return Counted(found.self_reported, found.self_reported + found.found)


COUNTS: Mapping[str, Count] = {
    "C1": frameworks,
    "C2": time_to_decide,
    "C3": deviations,
    "C4": talks,
    "C5": pilots,
    "C6": promises,
    "C7": own_reports,
}
