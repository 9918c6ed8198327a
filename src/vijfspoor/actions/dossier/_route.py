"""The route of a dossier changed while it stands before a gate: the work there follows the new route."""

from vijfspoor.actions import _tasks
from vijfspoor.actions.dossier.reopen_triage import can_be_reassessed, reopen_now, trigger_of
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.wording import route_name
from vijfspoor.store.models import Classification, Dossier, Task


def follow(actor: Actor, dossier: Dossier, classification: Classification, before: str) -> None:
    """Plan the gate again when the route is no longer `before`.

    A gate the new route does not pass sends the dossier back to triage, so a person confirms the new route. What is
    in use already is looked at again; the decision on it stands meanwhile.
    """
    if dossier.route == before:
        return
    if dossier.status != Dossier.Status.UNDERWAY:
        if can_be_reassessed(dossier):
            reopen_now(actor, dossier, trigger_of(actor, "law"), _route_change(before, dossier.route))
        return
    passes = _tasks.passes(dossier, dossier.gate, actor)
    if not passes:
        open_there = dossier.tasks.filter(gate=dossier.gate, status=Task.Status.OPEN)
        _tasks.withdraw(actor, open_there.exclude(kind=Task.Kind.ANSWER))
    _tasks.plan_gate(actor, dossier, dossier.gate if passes else "G1", classification.requires)


def _route_change(before: str, now: str) -> str:
    return f"{route_name(before)} → {route_name(now)}"
