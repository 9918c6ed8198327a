"""Verbs of the council: keep meeting dates, and register a motion, a promise or a letter that the board answers."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _notify, _permission, _tasks
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.holders import Holders
from vijfspoor.store.models import CouncilItem, CouncilMeeting, Dossier, Task

MOST = {"title": 200, "text": 5000, "by": 200}
ROLE = "executive_board"


@dataclass(frozen=True, slots=True)
class CouncilItemInput:
    """Motie, toezegging of brief, as typed."""

    kind: str
    title: str
    text: str
    by: str
    on: date | None
    due_on: date | None
    dossier: Dossier | None = None


@transaction.atomic
def register_council_item(actor: Actor, given: CouncilItemInput) -> CouncilItem:
    """Register what the council asks of the board, and ask the board to answer before the term.

    Everyone can read it at once. Raises InvalidInput at the field, NotAllowed for who is not of the council.
    """
    _permission.require(actor, "keep_council")
    texts = checked(
        {"title": given.title, "text": given.text, "by": given.by},
        MOST,
        {"title": _("Give it a short name."), "text": _("Write what the council asks or was promised.")},
    )
    errors: dict[str, list[str]] = {}
    if given.kind not in CouncilItem.Kind.values:
        errors["kind"] = [_("Choose what it is.")]
    if given.on is None or given.on > actor.today:
        errors["on"] = [_("Fill in the day. It cannot lie in the future.")]
    if given.due_on is None or given.on is None or given.due_on < given.on:
        errors["due_on"] = [_("Fill in the term. It cannot lie before the day itself.")]
    if given.dossier is not None and not _visible.dossiers(actor).filter(pk=given.dossier.pk).exists():
        errors["dossier"] = [_("Choose an application from the list.")]
    if errors or given.on is None or given.due_on is None:
        raise InvalidInput(errors)
    board = Holders(actor.organisation, actor.today).of(ROLE)
    task = Task.objects.create(
        organisation=actor.organisation,
        dossier=given.dossier,
        kind=Task.Kind.COUNCIL,
        role=ROLE,
        assignee=board[0] if board else None,
        subject=texts["title"],
        due_on=given.due_on,
        created_at=actor.now,
    )
    item = CouncilItem.objects.create(
        organisation=actor.organisation,
        kind=given.kind,
        **texts,
        on=given.on,
        due_on=given.due_on,
        dossier=given.dossier,
        task=task,
        registered_by=actor.person,
        registered_at=actor.now,
    )
    _notify.task_given(actor, task)
    _audit.record(actor, "council_item_registered", given.dossier, item=item.pk, kind=given.kind)
    return item


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
