"""Rules of concerns, incidents and stopping."""

from vijfspoor.actions._permission.common import Rules, is_accountable, runs, takes_away
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.system import PUBLIC
from vijfspoor.store.models import Concern, Dossier, Incident


def _handles_concern(actor: Actor, concern: Concern) -> bool:
    if _visible.own_tasks(actor).filter(pk=concern.task_id).exists():
        return True
    if concern.dossier is None:
        return actor.holds("application_manager", "information_manager", "ai_coordinator")
    return runs(actor, concern.dossier)


def _passes_to_supplier(actor: Actor, concern: Concern) -> bool:
    """Who handles the concern and may read the files of suppliers, as the application manager may."""
    return _visible.may_read_suppliers(actor) and _handles_concern(actor, concern)


def _stops(actor: Actor, dossier: Dossier) -> bool:
    """Who manages the application or answers for it, and the board. Stopping is easy; resuming is a decision."""
    manages = actor.holds_in("application_manager", (dossier.team_id, dossier.department_id))
    return manages or is_accountable(actor, dossier) or actor.holds("executive_board")


def _opens_incident(actor: Actor, dossier: Dossier) -> bool:
    """Who has a part in an incident by the matrix (M24), except the data protection officer, who advises."""
    return runs(actor, dossier) or actor.holds("executive_board", "privacy_officer", "ciso", "legal_adviser")


def _works_on_incident(actor: Actor, incident: Incident) -> bool:
    return _opens_incident(actor, incident.dossier) or _visible.own_tasks(actor).filter(pk=incident.task_id).exists()


def _answers_for_incident(actor: Actor, incident: Incident) -> bool:
    """Who is accountable: for the application, or by the matrix (M24). Never who advises on it by office."""
    answers = is_accountable(actor, incident.dossier) or actor.holds("executive_board")
    return answers and not _advises_on_incident(actor, incident)


def _intervenes_in_incident(actor: Actor, _incident: Incident) -> bool:
    """The executive board."""
    return actor.holds("executive_board")


def _advises_on_incident(actor: Actor, _incident: Incident) -> bool:
    return actor.holds("data_protection_officer")


def _brings_to_incident(actor: Actor, incident: Incident) -> bool:
    """Who has a part in it, and who advises on it."""
    return _works_on_incident(actor, incident) or _advises_on_incident(actor, incident)


def _visitor(actor: Actor, dossier: Dossier | None) -> bool:
    """Who did not sign in, about what is public or about the municipality's AI as a whole."""
    return actor.via == PUBLIC and (dossier is None or dossier.publications.filter(is_current=True).exists())


RULES: Rules = {
    "ask_as_resident": _visitor,
    "handle_concern": _handles_concern,
    "pass_to_supplier": _passes_to_supplier,
    "stop": _stops,
    "resume": is_accountable,
    "open_incident": _opens_incident,
    "update_incident": _works_on_incident,
    "attach_to_incident": _brings_to_incident,
    "take_away_from_incident": takes_away,
    "advise_on_notification": _advises_on_incident,
    "decide_not_to_notify": _answers_for_incident,
    "intervene_in_incident": _intervenes_in_incident,
    "close_incident": _answers_for_incident,
}
