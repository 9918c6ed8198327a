"""Verb: keep a group of users with the training they need before they get access."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.dossier import _checklist
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Dossier, Unit, UserGroup

MOST = {"name": 100, "training": 200}
MOST_PEOPLE = 100_000


@dataclass(frozen=True, slots=True)
class UserGroupInput:
    """Gebruikersgroep, as typed; a number that was not typed or is no number is None. `unit` 0 is no team."""

    name: str
    size: int | None
    training: str
    trained: int | None
    unit: int = 0


@transaction.atomic
def keep_user_group(actor: Actor, dossier: Dossier, given: UserGroupInput, group: UserGroup | None = None) -> UserGroup:
    """Add a group, or change `group`. Raises InvalidInput at the field, Conflict when another one has this name."""
    _permission.require(actor, "keep_user_groups", dossier)
    dossier = _checklist.locked(dossier)
    if dossier.status == Dossier.Status.DRAFT:
        raise Conflict(_("This report was not handed in yet. Finish the report first."))
    required = {
        "name": _("Write who they are, such as a team."),
        "training": _("Write which training or instruction they need first."),
    }
    texts = checked({"name": given.name, "training": given.training}, MOST, required)
    if given.size is None or not 1 <= given.size <= MOST_PEOPLE:
        raise InvalidInput({"size": [_("Write how many people there are, 1 or more.")]})
    if given.trained is None or not 0 <= given.trained <= given.size:
        raise InvalidInput({"trained": [_("Write how many were trained, at most the size of the group.")]})
    twin = dossier.user_groups.filter(name=texts["name"]).first()
    if twin is not None and twin != group:
        raise Conflict(_("There is a group with this name already."))
    unit = _checked_unit(actor, given)
    row = group or UserGroup(dossier=dossier)
    row.unit = unit
    row.name, row.training, row.size, row.trained = texts["name"], texts["training"], given.size, given.trained
    row.changed_by, row.changed_at = actor.person, actor.now
    row.save()
    _audit.record(actor, "user_group_kept", dossier, group=row.pk, size=row.size, trained=row.trained)
    _checklist.follow(actor, dossier)
    return row


def _checked_unit(actor: Actor, given: UserGroupInput) -> Unit | None:
    if not given.unit:
        return None
    unit = _visible.units(actor).filter(pk=given.unit, is_outside=False).first()
    if unit is None:
        raise InvalidInput({"unit": [_("Choose a department or team from the list.")]})
    return unit
