"""Verb: the board answers the council. Everyone can read the answer; it cannot be changed, only followed by another."""

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission, _tasks
from vijfspoor.actions._texts import checked
from vijfspoor.actions.leadership.register_council_item import locked
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import CouncilItem, CouncilReply

MOST = {"text": 5000}


@transaction.atomic
def answer_council(actor: Actor, item: CouncilItem, *, text: str, settles: bool) -> CouncilReply:
    """Record an answer; with `settles` nothing is owed to the council any more and the task is done.

    Raises InvalidInput without a text, Conflict when it was settled already, NotAllowed for anyone but the board.
    """
    _permission.require(actor, "answer_council", item)
    item = locked(item)
    said = checked({"text": text}, MOST, {"text": _("Write what the council and residents may read.")})["text"]
    reply = CouncilReply.objects.create(item=item, text=said, settles=settles, by=actor.person, at=actor.now)
    if settles:
        item.status, item.closed_at = CouncilItem.Status.SETTLED, actor.now
        item.save(update_fields=["status", "closed_at"])
        _tasks.close(actor, item.task)
    _audit.record(actor, "council_answered", item.dossier, item=item.pk, settles=settles)
    return reply
