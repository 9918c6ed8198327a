"""Rules of the set-up of governance: two offices write it, the board adopts it, whoever decides may give mandate."""

from typing import Any

from vijfspoor.actions._permission.common import Rules
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.store.models import Mandate, SetupVersion


def _writes(actor: Actor, _subject: Any) -> bool:
    return actor.holds("policy_adviser", "information_manager")


def _switches(actor: Actor, subject: Any) -> bool:
    """Who writes it, and the administrator of the platform, who gives people their roles."""
    return _writes(actor, subject) or actor.person.is_administrator


def _decides(actor: Actor, version: SetupVersion) -> bool:
    """The executive board, never who wrote in it."""
    return actor.holds("executive_board") and actor.person.pk not in version.writers


def _gives(actor: Actor, _subject: Any) -> bool:
    """Who holds a role that decides at some gate; at which one is checked with the mandate."""
    wheel = wheel_for(actor.organisation, actor.today)
    deciders = {role for plan in wheel.life_cycle.routes.values() for stop in plan.path for role in stop.decides}
    return actor.holds(*deciders)


def _takes_back(actor: Actor, mandate: Mandate) -> bool:
    return actor.person.pk == mandate.mandator_id or actor.holds("executive_board")


RULES: Rules = {
    "write_setup": _writes,
    "switch_roles": _switches,
    "adopt_setup": _decides,
    "give_mandate": _gives,
    "revoke_mandate": _takes_back,
}
