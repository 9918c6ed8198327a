"""What the indicators of track 4 count: suppliers, contracts, products, data, concerns, releases and logs."""

from collections.abc import Mapping

from django.db.models import Count as CountRows
from django.db.models import Exists, Min, OuterRef, Q
from django.utils import timezone

from vijfspoor.content.calendar import is_holiday
from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.organisation.indicator import Counted
from vijfspoor.domain.working_days import add_working_days
from vijfspoor.queries.organisation._indicator_scope import IMPACTFUL, Count, Scope
from vijfspoor.store.models import (
    Certificate,
    ChecklistEvidence,
    ClauseCheck,
    Concern,
    Contract,
    DataFlow,
    GuidelineJudgement,
    KeptObligation,
    Product,
    QualityCheck,
    Reassessment,
    Release,
    Supplier,
)

_YEAR = 12
_ANSWER_WITHIN = 2
_WITH_AI = (Product.AiFunctions.YES, Product.AiFunctions.ON_BY_DEFAULT)
HIGH_RISK = "HIGH_RISK"
KEEPS_LOGS, LOGS_OBLIGATION = "logs", "OB-DEP-06"
"""The item of the go-live checklist, and the obligation of AI Act Art. 26(6)."""


def _runs(scope: Scope) -> Q:
    begun = Q(starts_on__isnull=True) | Q(starts_on__lte=scope.today)
    return begun & (Q(ends_on__isnull=True) | Q(ends_on__gte=scope.today))


def supplier_files(scope: Scope) -> Counted:
    """D1, in two SQL statements."""
    with_ai = Product.objects.filter(supplier=OuterRef("pk"), ai_functions__in=_WITH_AI)
    makers = Supplier.objects.filter(Exists(with_ai), organisation=scope.organisation)
    contract = Contract.objects.filter(_runs(scope), supplier=OuterRef("pk"))
    paper = Certificate.objects.filter(supplier=OuterRef("pk"), valid_until__gte=scope.today)
    return Counted(makers.filter(Exists(contract), Exists(paper)).count(), makers.count())


def clauses(scope: Scope) -> Counted:
    """D2, in two SQL statements. Only the newest look at a clause counts."""
    with_ai = Product.objects.filter(contracts=OuterRef("pk"), ai_functions__in=_WITH_AI)
    running = Contract.objects.filter(_runs(scope), Exists(with_ai), organisation=scope.organisation)
    checks = ClauseCheck.objects.filter(contract=OuterRef("pk"))
    later = ClauseCheck.objects.filter(contract=OuterRef("contract"), clause=OuterRef("clause"), pk__gt=OuterRef("pk"))
    absent = checks.filter(~Exists(later), finding=ClauseCheck.Finding.ABSENT)
    return Counted(running.filter(Exists(checks), ~Exists(absent)).count(), running.count())


def hidden_ai(scope: Scope) -> Counted:
    """D3, in one SQL statement."""
    found = Product.objects.filter(organisation=scope.organisation).aggregate(
        part=CountRows("pk", filter=Q(ai_functions=Product.AiFunctions.UNKNOWN)), whole=CountRows("pk")
    )
    return Counted(found["part"], found["whole"])


def architecture(scope: Scope) -> Counted:
    """D4, in two SQL statements."""
    asked = scope.used().filter(route__in=(Route.BLAUW.value, *IMPACTFUL))
    judged = Exists(GuidelineJudgement.objects.filter(dossier=OuterRef("pk")))
    return Counted(asked.filter(judged).count(), asked.count())


def data_quality(scope: Scope) -> Counted:
    """D5, in two SQL statements."""
    used = scope.used().filter(route__in=IMPACTFUL).values("pk")
    flows = DataFlow.objects.filter(dossier__in=used, direction=DataFlow.Direction.IN, ended_at__isnull=True)
    checked = Exists(QualityCheck.objects.filter(flow=OuterRef("pk"), on__gte=scope.months_ago(_YEAR)))
    return Counted(flows.filter(checked).count(), flows.count())


def answers(scope: Scope) -> Counted:
    """D6, in one SQL statement."""
    concerns = Concern.objects.filter(
        organisation=scope.organisation, part_of__isnull=True, reported_at__date__gt=scope.months_ago(_YEAR)
    )
    part = whole = 0
    for reported, first in concerns.annotate(first=Min("replies__at")).values_list("reported_at", "first"):
        last_day = add_working_days(timezone.localdate(reported), _ANSWER_WITHIN, is_holiday)
        in_time = first is not None and timezone.localdate(first) <= last_day
        part += in_time
        whole += in_time or scope.today > last_day
    return Counted(part, whole)


def releases(scope: Scope) -> Counted:
    """D7, in one SQL statement."""
    looked = Reassessment.objects.filter(dossier=OuterRef("dossier")).filter(
        Q(opened_at__gte=OuterRef("at")) | Q(closed_at__isnull=True) | Q(closed_at__gte=OuterRef("at"))
    )
    touching = Release.objects.filter(
        organisation=scope.organisation, ai_impact=Release.Impact.YES, dossier__in=scope.used().values("pk")
    )
    return Counted(touching.filter(~Exists(looked)).count())


def logs(scope: Scope) -> Counted:
    """D8, in two SQL statements."""
    newest = scope.newest_classifications(scope.used()).values_list("dossier_id", "outcomes")
    high = {dossier for dossier, outcomes in newest if HIGH_RISK in outcomes}
    shown = ChecklistEvidence.objects.filter(item=KEEPS_LOGS, dossier__organisation=scope.organisation)
    met = KeptObligation.objects.filter(
        code=LOGS_OBLIGATION, status=KeptObligation.Status.MET, dossier__organisation=scope.organisation
    )
    confirmed = set(shown.values_list("dossier_id", flat=True).union(met.values_list("dossier_id", flat=True)))
    return Counted(len(high & confirmed), len(high))


COUNTS: Mapping[str, Count] = {
    "D1": supplier_files,
    "D2": clauses,
    "D3": hidden_ai,
    "D4": architecture,
    "D5": data_quality,
    "D6": answers,
    "D7": releases,
    "D8": logs,
}
