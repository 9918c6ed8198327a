"""Verbs of the council: keep meeting dates, and register a motion, a promise or a letter that the board answers."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission, _tasks
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.leadership import _council
from vijfspoor.actions.leadership._council import CouncilItemInput
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import CouncilItem, CouncilMeeting

__all__ = [
    "CouncilItemInput",
    "keep_council_meeting",
    "locked",
    "register_council_item",
    "withdraw_council_item",
]


@transaction.atomic
def register_council_item(actor: Actor, given: CouncilItemInput) -> CouncilItem:
    """Register what the council asks of the board, and ask the board to answer before the term.

    Everyone can read it at once. Raises InvalidInput at the field, NotAllowed for who is not of the council.
    """
    _permission.require(actor, "keep_council")
    return _council.register(actor, given)


@transaction.atomic
def withdraw_council_item(actor: Actor, item: CouncilItem) -> CouncilItem:
    """Take an item back that was registered by mistake: it leaves the public page and its task ends.

    Raises Conflict when it is not open any more or was answered already.
    """
    _permission.require(actor, "keep_council", item)
    item = locked(item)
    if item.replies.exists():
        raise Conflict(_("The board answered this already, so it stays."))
    item.status, item.closed_at = CouncilItem.Status.WITHDRAWN, actor.now
    item.save(update_fields=["status", "closed_at"])
    _tasks.withdraw(actor, [item.task])
    _audit.record(actor, "council_item_withdrawn", item.dossier, item=item.pk)
    return item


@transaction.atomic
def keep_council_meeting(actor: Actor, on: date | None, *, remove: bool = False) -> None:
    """Put a meeting on the calendar of the council, or take it off. Raises InvalidInput without a date."""
    _permission.require(actor, "keep_council")
    if on is None:
        raise InvalidInput({"on": [_("Write the date as dd-mm-yyyy, for example 02-12-2027.")]})
    if remove:
        CouncilMeeting.objects.filter(organisation=actor.organisation, on=on).delete()
    else:
        CouncilMeeting.objects.get_or_create(organisation=actor.organisation, on=on)
    _audit.record(actor, "council_meeting_removed" if remove else "council_meeting_kept", None, on=on.isoformat())


def locked(item: CouncilItem) -> CouncilItem:
    """Return an open item for change. Raises Conflict when it is not open any more."""
    found = CouncilItem.objects.select_for_update(of=("self",)).select_related("task", "dossier").get(pk=item.pk)
    if found.status != CouncilItem.Status.OPEN:
        raise Conflict(_("This was settled or taken back already."))
    return found
