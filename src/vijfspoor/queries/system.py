"""The actor behind the jobs: the functional administrator of each organisation, acting via the jobs."""

from datetime import datetime

from vijfspoor.queries.actor import Actor, actor_for
from vijfspoor.store.models import Organisation, Person


def system_actor(organisation: Organisation, now: datetime) -> Actor | None:
    """Return the actor for machine work, or None while the organisation has no administrator yet."""
    administrator = Person.objects.filter(organisation=organisation, is_administrator=True, is_active=True)
    person = administrator.select_related("organisation").order_by("pk").first()
    return actor_for(person, now, via="jobs") if person else None
