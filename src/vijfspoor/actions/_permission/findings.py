"""Rules of the findings of the governance linter."""

from vijfspoor.actions._permission.common import Rules, is_accountable
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Finding


def _accepts_finding(actor: Actor, finding: Finding) -> bool:
    """Who answers for the application, and who keeps the integral picture. Reporting and advising is not enough."""
    if actor.holds("information_manager", "ai_coordinator"):
        return True
    return finding.dossier is not None and is_accountable(actor, finding.dossier)


RULES: Rules = {"accept_finding": _accepts_finding}
