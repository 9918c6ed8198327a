"""Who keeps, answers for and runs an application: what the rules of every feature rest on."""

from collections.abc import Callable, Mapping
from typing import Any

from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Attachment, Dossier

Rules = Mapping[str, Callable[[Actor, Any], bool]]
"""Per verb: whether this actor may do it to this subject."""


def keeps_facts(actor: Actor, dossier: Dossier) -> bool:
    """Who keeps the facts of a dossier right: its reporter, its accountable person and every specialist."""
    if actor.person.pk in (dossier.reporter_id, dossier.accountable_id):
        return True
    specialists = {
        "information_adviser", "information_manager", "application_manager", "data_analyst",
        "architect", "procurement_officer", "privacy_officer", "legal_adviser", "policy_adviser",
        "hr_adviser", "ai_coordinator",
    }  # fmt: skip
    return actor.holds(*specialists)


def is_steward(actor: Actor, dossier: Dossier) -> bool:
    """The accountable person, and who keeps the whole register."""
    return actor.person.pk == dossier.accountable_id or actor.holds("information_manager", "ai_coordinator")


def is_accountable(actor: Actor, dossier: Dossier) -> bool:
    """The accountable person of the application, or who stands in for them."""
    return dossier.accountable_id is not None and dossier.accountable_id in (actor.person.pk, *actor.stands_in_for)


def runs(actor: Actor, dossier: Dossier) -> bool:
    """Who manages the application, answers for it, or keeps the whole register."""
    manages = actor.holds_in("application_manager", (dossier.team_id, dossier.department_id))
    return manages or is_accountable(actor, dossier) or is_steward(actor, dossier)


def takes_away(actor: Actor, attachment: Attachment) -> bool:
    """Who brought the file, and who steers the application."""
    return actor.person.pk == attachment.by_id or is_steward(actor, attachment.dossier)
