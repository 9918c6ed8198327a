"""Actors without a person at the screen: the jobs, and a resident who has no account."""

from collections.abc import Iterator
from datetime import datetime

from vijfspoor.queries.actor import Actor, actor_for
from vijfspoor.store.models import Organisation, Person

PUBLIC = "public"


def system_actor(organisation: Organisation, now: datetime) -> Actor | None:
    """Return the actor for machine work, or None while the organisation has no administrator yet."""
    administrator = Person.objects.filter(organisation=organisation, is_administrator=True, is_active=True)
    person = administrator.select_related("organisation").order_by("pk").first()
    return actor_for(person, now, via="jobs") if person else None


def system_actors(now: datetime) -> Iterator[Actor]:
    """Yield the actor for machine work of every organisation that has an administrator, each when its turn comes."""
    for organisation in Organisation.objects.order_by("pk"):
        actor = system_actor(organisation, now)
        if actor is not None:
            yield actor


def visitor(organisation: Organisation, now: datetime) -> Actor:
    """Return the actor for someone who did not sign in: without a name, a role or a colleague to stand in for."""
    return Actor(
        person=Person(organisation=organisation),
        organisation=organisation,
        scopes=frozenset(),
        stands_in_for=frozenset(),
        now=now,
        via=PUBLIC,
    )
