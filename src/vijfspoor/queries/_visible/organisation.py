"""Who may see needs, developments and sources of means, and what everyone may read of policy frameworks."""

from django.db.models import QuerySet

from vijfspoor.queries._visible.dossier import may_read_advice
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Development, MeansSource, Need, Organisation, PolicyVersion


def needs(actor: Actor) -> QuerySet[Need]:
    """Needs of the organisation, for who has a governance role in it."""
    mine = Need.objects.filter(organisation=actor.organisation)
    return mine if may_read_advice(actor) else mine.none()


def developments(actor: Actor) -> QuerySet[Development]:
    """Developments of the organisation, for who has a governance role in it; everyone sees what was sent to them."""
    mine = Development.objects.filter(organisation=actor.organisation)
    return mine if may_read_advice(actor) else mine.filter(receipts__person=actor.person)


def means_sources(actor: Actor) -> QuerySet[MeansSource]:
    """Sources of means, for who may read the agenda of the board."""
    mine = MeansSource.objects.filter(organisation=actor.organisation)
    return mine if may_read_advice(actor) else mine.none()


def public_policy_versions(organisation: Organisation) -> QuerySet[PolicyVersion]:
    """Versions that were adopted, for everyone: never what is being written, talked about or proposed."""
    return PolicyVersion.objects.filter(policy__organisation=organisation, adopted_at__isnull=False)
