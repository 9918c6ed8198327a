"""What an application costs and what else was possible, as who decides on it reads it."""

from dataclasses import dataclass

from django.db.models import Sum

from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.spending import contracts_in_force
from vijfspoor.store.models import BusinessCase, Dossier


@dataclass(frozen=True, slots=True)
class CostsAndWays:
    """Kosten en alternatieven: what was written down, None when nobody did, beside what the contracts say.

    `contract_euros` is the sum a year over the contracts in force that the reader may see, None where none says.
    """

    written: BusinessCase | None
    contract_euros: int | None


def costs_and_ways(actor: Actor, dossier: Dossier) -> CostsAndWays | None:
    """Return the newest, in two SQL statements; None for who may not read advice."""
    if not _visible.may_read_advice(actor):
        return None
    return CostsAndWays(newest_case(dossier), contract_euros(actor, dossier))


def newest_case(dossier: Dossier) -> BusinessCase | None:
    """Return what was written down last."""
    return dossier.business_cases.select_related("by").order_by("-pk").first()


def contract_euros(actor: Actor, dossier: Dossier) -> int | None:
    """Return what the contracts in force cost a year."""
    running = contracts_in_force(actor, actor.today).filter(dossiers=dossier)
    euros: int | None = running.aggregate(euros=Sum("yearly_cost"))["euros"]
    return euros
