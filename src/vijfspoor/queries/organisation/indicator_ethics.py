"""What the indicators of track 5 count: assessments, advice, measures, publication, reassessment and oversight."""

from collections import defaultdict
from collections.abc import Mapping

from django.db.models import Count as CountRows
from django.db.models import Exists, OuterRef, Q

from vijfspoor.domain.dossier.life_cycle import DECISION_ON_USE
from vijfspoor.domain.ethics.assessment import required_forms
from vijfspoor.domain.organisation.indicator import Counted
from vijfspoor.queries.ethics import questionnaires
from vijfspoor.queries.leadership.woo import impactful_of, ready_among
from vijfspoor.queries.organisation._indicator_scope import IMPACTFUL, Count, Scope
from vijfspoor.store.models import Assessment, Decision, Dossier, FindingRound, Measure, Publication, Task

_YEAR = 12
_OVERSEERS = ("data_protection_officer", "ciso", "legal_adviser")
OWN_WORK = ("V-FUN-01", "V-FUN-02", "V-FUN-03", "V-BES-07")
DIFFERS = "V-PUB-02"


def assessments(scope: Scope) -> Counted:
    """E1, in three SQL statements. One that never ends counts as valid."""
    forms = questionnaires.in_force(scope.organisation, scope.today).values()
    used = scope.used()
    accepted: dict[int, set[str]] = defaultdict(set)
    valid: dict[int, set[str]] = defaultdict(set)
    rows = Assessment.objects.filter(dossier__in=used.values("pk"), status=Assessment.Status.ACCEPTED)
    for dossier, code, until in rows.values_list("dossier_id", "code", "valid_until"):
        accepted[dossier].add(code)
        if until is None or until >= scope.today:
            valid[dossier].add(code)
    part = whole = 0
    for dossier, requires in scope.newest_classifications(used).values_list("dossier_id", "requires"):
        asked = required_forms(forms, requires, accepted[dossier])
        whole += len(asked)
        part += sum(code in valid[dossier] for code in asked)
    return Counted(part, whole)


def advice(scope: Scope) -> Counted:
    """E2, in two SQL statements."""
    asked = Task.objects.filter(
        dossier=OuterRef("dossier"), kind=Task.Kind.ADVISE, role__in=_OVERSEERS, created_at__lte=OuterRef("at")
    ).exclude(status=Task.Status.WITHDRAWN)
    late = asked.filter(Q(closed_at__isnull=True) | Q(closed_at__gt=OuterRef("at")))
    taken = Decision.objects.filter(
        Exists(asked), organisation=scope.organisation, gate=DECISION_ON_USE, corrected_by__isnull=True
    ).filter(at__date__gt=scope.months_ago(_YEAR))
    return Counted(taken.filter(~Exists(late)).count(), taken.count())


def measures(scope: Scope) -> Counted:
    """E3, in one SQL statement."""
    still_open = Measure.objects.filter(task__organisation=scope.organisation, task__status=Task.Status.OPEN)
    found = still_open.aggregate(part=CountRows("pk", filter=Q(task__due_on__lt=scope.today)), whole=CountRows("pk"))
    return Counted(found["part"], found["whole"])


def public(scope: Scope) -> Counted:
    """E4, in two SQL statements."""
    used = scope.live().filter(use=Dossier.Use.IN_USE, route__in=IMPACTFUL)
    shown = Exists(Publication.objects.filter(dossier=OuterRef("pk"), is_current=True))
    return Counted(used.filter(shown).count(), used.count())


def same_as_file(scope: Scope) -> Counted:
    """E5, in three SQL statements. The comparison is that of the governance linter."""
    if not FindingRound.objects.filter(organisation=scope.organisation).exists():
        return Counted()
    pages = Publication.objects.filter(organisation=scope.organisation, is_current=True)
    differing = scope.open_findings(DIFFERS).values("dossier")
    return Counted(pages.exclude(dossier__in=differing).count(), pages.count())


def reassessments(scope: Scope) -> Counted:
    """E6, in one SQL statement."""
    dated = scope.live().filter(status=Dossier.Status.APPROVED, reassess_on__isnull=False)
    found = dated.aggregate(part=CountRows("pk", filter=Q(reassess_on__gte=scope.today)), whole=CountRows("pk"))
    return Counted(found["part"], found["whole"])


def own_work(scope: Scope) -> Counted:
    """E7, in one SQL statement. What the governance linter finds, also where it was accepted."""
    found = scope.open_findings(*OWN_WORK).filter(dossier__isnull=False)
    return Counted(found.values("dossier").distinct().count())


def woo(scope: Scope) -> Counted:
    """E8, in eleven SQL statements."""
    ready = ready_among(impactful_of(Dossier.objects.filter(organisation=scope.organisation)))
    return Counted(len(ready.complete), len(ready.complete) + len(ready.incomplete))


COUNTS: Mapping[str, Count] = {
    "E1": assessments,
    "E2": advice,
    "E3": measures,
    "E4": public,
    "E5": same_as_file,
    "E6": reassessments,
    "E7": own_work,
    "E8": woo,
}
