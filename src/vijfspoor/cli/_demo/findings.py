"""The governance linter in the demo: rounds in its past, so that what was found and solved has a history."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from vijfspoor.actions.organisation.accept_finding import accept_finding
from vijfspoor.actions.organisation.refresh_findings import refresh_organisation
from vijfspoor.queries.actor import actor_for
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.store.models import Finding, Organisation

WEEKS_AGO = (10, 6, 3, 1)
ACCEPTED = "V-REG-03"
REASON = "De inkoper vraagt na bij welke leverancier dit hoort. Het contract staat op naam van een vorige afdeling."
ACCEPTED_FOR = timedelta(days=60)
# The last round comes just before the demo opens.
JUST_BEFORE = timedelta(minutes=1)


class LinterRounds:
    """Looks at everything now and then, in the time of the stories."""

    def __init__(self, organisation: Organisation, now: datetime) -> None:
        self._organisation, self._now = organisation, now

    def steps(self) -> Iterator[datetime]:
        """Yield the moment of each round before it is done."""
        for back in WEEKS_AGO:
            moment = self._now - timedelta(weeks=back)
            yield moment
            refresh_organisation(self._organisation, moment)


def last_round(organisation: Organisation, now: datetime) -> None:
    """Look at everything as it stands now, and let the information manager accept one finding."""
    moment = now - JUST_BEFORE
    refresh_organisation(organisation, moment)
    manager = next(iter(Holders(organisation, moment.date()).of("information_manager")), None)
    found = (
        Finding.objects.filter(organisation=organisation, code=ACCEPTED, solved_at__isnull=True).order_by("pk").first()
    )
    if manager is not None and found is not None:
        actor = actor_for(manager, moment)
        accept_finding(actor, found, reason=REASON, until=actor.today + ACCEPTED_FOR)
