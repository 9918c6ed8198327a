"""Rules of outcome monitoring: who sets thresholds and who delivers outcomes."""

from vijfspoor.actions._permission.common import Rules, runs
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Dossier


def _monitors(actor: Actor, dossier: Dossier) -> bool:
    return actor.holds("data_analyst") or runs(actor, dossier)


RULES: Rules = {
    "set_thresholds": _monitors,
    "record_outcomes": _monitors,
}
