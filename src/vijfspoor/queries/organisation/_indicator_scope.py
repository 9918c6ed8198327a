"""For whom and when indicators are counted, and what several of them start from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, QuerySet
from django.utils import timezone

from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.ethics.legal_term import add_months
from vijfspoor.domain.organisation.indicator import Counted
from vijfspoor.store.models import Classification, Dossier, Finding, Organisation

LIVE = (Dossier.Status.UNDERWAY, Dossier.Status.APPROVED)
USED = (Dossier.Use.PILOT, Dossier.Use.IN_USE)
IMPACTFUL = (Route.ORANJE.value, Route.ROOD.value)


@dataclass(frozen=True, slots=True)
class Scope:
    """One organisation at one moment: an indicator is the same for every reader."""

    organisation: Organisation
    now: datetime

    @property
    def today(self) -> date:
        """The date in the Netherlands."""
        return timezone.localdate(self.now)

    def months_ago(self, months: int) -> date:
        """The same day so many months earlier."""
        return add_months(self.today, -months)

    def live(self) -> QuerySet[Dossier]:
        """What is underway or approved."""
        return Dossier.objects.filter(organisation=self.organisation, status__in=LIVE)

    def used(self) -> QuerySet[Dossier]:
        """What is live, and in a pilot or in use."""
        return self.live().filter(use__in=USED)

    def reported(self) -> QuerySet[Dossier]:
        """Everything that was ever reported."""
        mine = Dossier.objects.filter(organisation=self.organisation, reported_at__isnull=False)
        return mine.exclude(status=Dossier.Status.DRAFT)

    def newest_classifications(self, dossiers: QuerySet[Dossier]) -> QuerySet[Classification]:
        """The newest classification of each of these applications."""
        runs = Classification.objects.filter(dossier__in=dossiers.order_by().values("pk"))
        return Classification.objects.filter(pk__in=runs.values("dossier").annotate(last=Max("pk")).values("last"))

    def open_findings(self, *codes: str) -> QuerySet[Finding]:
        """The findings with these codes that were not solved, accepted or not."""
        return Finding.objects.filter(organisation=self.organisation, code__in=codes, solved_at__isnull=True)


Count = Callable[[Scope], Counted]
