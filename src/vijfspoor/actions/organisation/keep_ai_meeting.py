"""Verbs of the AI-overleg: put an item on its agenda, settle one, and record what was said."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.ai_meeting import agenda
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.store.models import AiMeetingItem, AiMeetingRecord, Organisation

MOST = {"title": 150, "text": 2500}


@transaction.atomic
def put_on_ai_meeting(actor: Actor, *, title: str, text: str) -> AiMeetingItem:
    """Put an own item on the agenda. Raises InvalidInput at the field."""
    _permission.require(actor, "put_on_ai_meeting")
    texts = checked({"title": title, "text": text}, MOST, {"title": _("Write what it is about.")})
    item = AiMeetingItem.objects.create(organisation=actor.organisation, **texts, by=actor.person, at=actor.now)
    _audit.record(actor, "ai_meeting_item_put", None, item=item.pk)
    return item


@transaction.atomic
def settle_ai_meeting_item(actor: Actor, item: AiMeetingItem) -> AiMeetingItem:
    """Take an own item off the agenda. Raises Conflict when it was settled already."""
    _permission.require(actor, "keep_ai_meeting", item)
    item = AiMeetingItem.objects.select_for_update().get(pk=item.pk)
    if item.settled_at is not None:
        raise Conflict(_("This item was settled already."))
    item.settled_at, item.settled_by = actor.now, actor.person
    item.save(update_fields=["settled_at", "settled_by"])
    _audit.record(actor, "ai_meeting_item_settled", None, item=item.pk)
    return item


@transaction.atomic
def record_ai_meeting(
    actor: Actor, on: date | None, *, roles: Iterable[str], notes: Mapping[str, str], general: str
) -> AiMeetingRecord:
    """Write a version of the record of a day: who was there by role, and a note on points of the agenda.

    A correction is a newer version. Raises InvalidInput at `on`, `roles` or `general`.
    """
    _permission.require(actor, "keep_ai_meeting")
    wheel = wheel_for(actor.organisation, actor.today)
    known = {role.code for role in wheel.roles_in_use(wheel.additions)}
    present = sorted(set(roles) & known)
    errors: dict[str, list[str]] = {}
    if on is None or on > actor.today:
        errors["on"] = [_("Fill in the day. It cannot lie in the future.")]
    if not present:
        errors["roles"] = [_("Choose who was there.")]
    if errors or on is None:
        raise InvalidInput(errors)
    fields = {**notes, "general": general}
    clean = checked(fields, dict.fromkeys(fields, MOST["text"]), {})
    said = [
        {"title": point.title, "text": clean[point.key]}
        for part in agenda(actor)
        for point in part.points
        if clean.get(point.key)
    ]
    if clean["general"]:
        said.append({"title": _("In general"), "text": clean["general"]})
    if not said:
        raise InvalidInput({"general": [_("Write at least one note.")]})
    Organisation.objects.select_for_update().get(pk=actor.organisation.pk)
    newest = AiMeetingRecord.objects.filter(organisation=actor.organisation, on=on).order_by("-version").first()
    record = AiMeetingRecord.objects.create(
        organisation=actor.organisation,
        on=on,
        version=newest.version + 1 if newest else 1,
        roles=present,
        notes=said,
        by=actor.person,
        at=actor.now,
    )
    _audit.record(actor, "ai_meeting_recorded", None, on=on.isoformat(), version=record.version)
    return record
