"""Verb: name the AI champion of a team, one at a time; or say that there is none any more."""

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.organisation.assign_role import assign_now, end_now
from vijfspoor.queries.actor import Actor, in_force
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.store.models import Person, RoleAssignment, Unit

ROLE = "ai_champion"


@transaction.atomic
def name_champion(actor: Actor, team: Unit, person: Person | None) -> RoleAssignment | None:
    """Give `person` of the team the role; None ends it. Returns the assignment that stands.

    Raises InvalidInput for who does not work in the team, Conflict while the organisation does not use the role.
    """
    _permission.require(actor, "name_champion", team)
    if ROLE not in wheel_for(actor.organisation, actor.today).additions:
        raise Conflict(_("This organisation does not use the role of AI champion. The administrator can switch it on."))
    if person is not None and not (person.unit_id == team.pk and person.is_active):
        raise InvalidInput({"person": [_("Choose a colleague from the list.")]})
    held = RoleAssignment.objects.select_for_update(of=("self",)).filter(in_force(actor.today), role=ROLE, unit=team)
    standing = None
    for row in held.order_by("pk"):
        if person is not None and row.person_id == person.pk:
            standing = row
        else:
            end_now(actor, row)
    if person is not None and standing is None:
        standing = assign_now(actor, person, ROLE, team, actor.today)
    _audit.record(actor, "champion_named", team=team.pk, person=person.pk if person else None)
    return standing
