"""Verbs: give a mandate to decide at a gate in your name, and take it back.

What a mandate may cover by law, and in which form, needs a lawyer: the platform records it and keeps to its limits.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.organisation.wheel import Wheel
from vijfspoor.queries.actor import Actor, actor_for
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.store.models import Mandate, Person

MOST = {"limits": 1000}
LONGEST = timedelta(days=731)


@dataclass(frozen=True, slots=True)
class MandateInput:
    """Mandaat, as typed: to a person or to a role, never both; `route` empty means every route."""

    gate: str
    route: str = ""
    holder: Person | None = None
    holder_role: str = ""
    limits: str = ""
    valid_from: date | None = None
    valid_until: date | None = None


@transaction.atomic
def give_mandate(actor: Actor, given: MandateInput) -> Mandate:
    """Let somebody decide in the actor's name, from today when no day is given. Raises NotAllowed, InvalidInput."""
    _permission.require(actor, "give_mandate")
    wheel = wheel_for(actor.organisation, actor.today)
    starts = given.valid_from or actor.today
    last = given.valid_until
    errors = _scope_errors(actor, wheel, given) | _holder_errors(actor, wheel, given)
    errors |= _day_errors(actor, given, starts)
    if errors or last is None:
        raise InvalidInput(errors)
    limits = checked({"limits": given.limits}, MOST, {})["limits"]
    mandate = Mandate.objects.create(
        organisation=actor.organisation,
        mandator=actor.person,
        gate=given.gate,
        route=given.route,
        holder=given.holder,
        holder_role=given.holder_role,
        limits=limits,
        valid_from=starts,
        valid_until=last,
        given_at=actor.now,
    )
    _audit.record(
        actor, "mandate_given", None, mandate=mandate.pk, gate=given.gate, route=given.route,
        holder=mandate.holder_id, role=given.holder_role, until=str(given.valid_until),
    )  # fmt: skip
    return mandate


@transaction.atomic
def revoke_mandate(actor: Actor, mandate: Mandate) -> None:
    """Take a mandate back from now on; decisions taken under it stand. Raises Conflict when that was done."""
    _permission.require(actor, "revoke_mandate", mandate)
    mandate = Mandate.objects.select_for_update().get(pk=mandate.pk)
    if mandate.revoked_at is not None:
        raise Conflict(_("This mandate was taken back already."))
    mandate.revoked_at = actor.now
    mandate.save(update_fields=["revoked_at"])
    _audit.record(actor, "mandate_revoked", None, mandate=mandate.pk, gate=mandate.gate)


def _scope_errors(actor: Actor, wheel: Wheel, given: MandateInput) -> dict[str, list[str]]:
    if given.route and given.route not in set(Route):
        return {"route": [_("Choose from the list.")]}
    routes = [Route(given.route)] if given.route else list(Route)
    stops = [wheel.life_cycle.routes[route].stop_at(given.gate) for route in routes]
    if not any(stop and actor.holds(*stop.decides) for stop in stops):
        return {"gate": [_("You do not decide at this gate, so you cannot give a mandate for it.")]}
    return {}


def _holder_errors(actor: Actor, wheel: Wheel, given: MandateInput) -> dict[str, list[str]]:
    holder, role = given.holder, given.holder_role
    if (holder is None) == (not role):
        return {"holder": [_("Choose one colleague or one role.")]}
    if holder is None:
        in_use = {item.code: item for item in wheel.roles_in_use(wheel.additions)}
        if role not in in_use or role == "user":
            return {"holder_role": [_("Choose a role from the list.")]}
        return {"holder_role": [_oversees()]} if in_use[role].never_performs else {}
    if holder.organisation_id != actor.organisation.pk or not holder.is_active or holder.pk == actor.person.pk:
        return {"holder": [_("Choose a colleague from the list.")]}
    held = actor_for(holder, actor.now).roles
    oversees = any(wheel.roles[code].never_performs for code in held if code in wheel.roles)
    return {"holder": [_oversees()]} if oversees else {}


def _oversees() -> str:
    return _("This role oversees, so it never decides.")


def _day_errors(actor: Actor, given: MandateInput, starts: date) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = {}
    if starts < actor.today:
        errors["valid_from"] = [_("Write a date, today or later, as dd-mm-yyyy.")]
    if given.valid_until is None or not starts <= given.valid_until <= starts + LONGEST:
        errors["valid_until"] = [_("Give the last day, at most two years after the first.")]
    return errors
