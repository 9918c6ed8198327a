"""Rules of data flows: who describes where data comes from and goes to, and who checks how good it is."""

from vijfspoor.actions._permission.common import Rules, runs
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Dossier


def _describes(actor: Actor, dossier: Dossier) -> bool:
    """Who knows the data by office, and who runs the application."""
    return actor.holds("data_analyst", "privacy_officer", "architect", "data_steward") or runs(actor, dossier)


RULES: Rules = {
    "keep_data_flow": _describes,
    "check_data_quality": _describes,
}
