"""Rules of the hub: reporting, the facts, contributions and decisions, publication, files, people."""

from typing import Any

from vijfspoor.actions._permission.common import Rules, is_accountable, is_steward, keeps_facts, takes_away
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Contribution, Decision, Dossier, Person, Task

_OUTSIDE = {"council", "council_clerk"}


def _employee(actor: Actor, _subject: Any) -> bool:
    return not actor.roles <= _OUTSIDE


def _own_draft(actor: Actor, dossier: Dossier) -> bool:
    is_draft = dossier.status == Dossier.Status.DRAFT and dossier.withdrawn_at is None
    return is_draft and dossier.reporter_id == actor.person.pk


def _own_task(actor: Actor, task: Task) -> bool:
    return _visible.own_tasks(actor).filter(pk=task.pk).exists()


def _author(actor: Actor, given: Contribution | Decision) -> bool:
    return actor.person.pk in (given.person_id, given.on_behalf_of_id)


def _publisher(actor: Actor, dossier: Dossier) -> bool:
    return is_steward(actor, dossier) or actor.holds("communications_adviser")


def _describer(actor: Actor, dossier: Dossier) -> bool:
    return keeps_facts(actor, dossier) or actor.holds("communications_adviser")


def _administrator(actor: Actor, _subject: Any) -> bool:
    return actor.person.is_administrator


def _self(actor: Actor, person: Person) -> bool:
    return actor.person.pk == person.pk or actor.person.is_administrator


def _brings_to_dossier(actor: Actor, dossier: Dossier) -> bool:
    """Who keeps the facts, and who has work to do on it."""
    return keeps_facts(actor, dossier) or _visible.own_tasks(actor).filter(dossier=dossier, status="open").exists()


def _keeps_register(actor: Actor, _dossier: Dossier) -> bool:
    """Who keeps the whole register right."""
    return actor.holds("information_manager", "ai_coordinator")


def _weighs_cost(actor: Actor, dossier: Dossier) -> bool:
    """Who answers for it, and who prepares what is bought and decided."""
    prepares = actor.holds("information_manager", "information_adviser", "procurement_officer")
    return prepares or is_accountable(actor, dossier)


RULES: Rules = {
    "report": _employee,
    "edit_draft": _own_draft,
    "answer": keeps_facts,
    "describe": _describer,
    "estimate_value": is_accountable,
    "write_business_case": _weighs_cost,
    "judge_duplicate": _keeps_register,
    "attach_to_dossier": _brings_to_dossier,
    "take_away_file": takes_away,
    "contribute": _own_task,
    "decide": _own_task,
    "settle_condition": _own_task,
    "correct": _author,
    "reassign": is_steward,
    "publish": _publisher,
    "deliver": _publisher,
    "report_concern": _employee,
    "edit_self": _self,
    "administer": _administrator,
}
