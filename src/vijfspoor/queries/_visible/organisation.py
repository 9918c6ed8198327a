"""Who may see needs and developments."""

from django.db.models import QuerySet

from vijfspoor.queries._visible.dossier import may_read_advice
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Development, Need


def needs(actor: Actor) -> QuerySet[Need]:
    """Needs of the organisation, for who has a governance role in it."""
    mine = Need.objects.filter(organisation=actor.organisation)
    return mine if may_read_advice(actor) else mine.none()


def developments(actor: Actor) -> QuerySet[Development]:
    """Developments of the organisation, for who has a governance role in it; everyone sees what was sent to them."""
    mine = Development.objects.filter(organisation=actor.organisation)
    return mine if may_read_advice(actor) else mine.filter(receipts__person=actor.person)
