"""Verb: record a setting or model version as it holds from a day on; a substantial change reopens triage."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.dossier.reopen_triage import reopen_for
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Dossier, RecordedSetting

MOST = {"name": 100, "value": 500, "reason": 2500}
TRIGGER = "model"


@dataclass(frozen=True, slots=True)
class SettingInput:
    """Instelling, as typed: `kind` is model or setting."""

    kind: str
    name: str
    value: str
    since: date | None
    reason: str
    is_substantial: bool = False


@transaction.atomic
def record_setting(actor: Actor, dossier: Dossier, given: SettingInput) -> RecordedSetting:
    """Add a line to the list; earlier lines stay. Raises InvalidInput at the field, Conflict on a draft."""
    _permission.require(actor, "record_setting", dossier)
    if dossier.status == Dossier.Status.DRAFT:
        raise Conflict(_("This report was not handed in yet. Finish the report first."))
    required = {
        "name": _("Write what it is called."),
        "value": _("Write how it is set now."),
        "reason": _("Write why it was set this way."),
    }
    texts = checked({"name": given.name, "value": given.value, "reason": given.reason}, MOST, required)
    if given.kind not in RecordedSetting.Kind.values:
        raise InvalidInput({"kind": [_("Choose what it is.")]})
    if given.since is None or given.since > actor.today:
        raise InvalidInput({"since": [_("Give the day from which it holds, today or earlier.")]})
    row = RecordedSetting.objects.create(
        dossier=dossier,
        kind=given.kind,
        **texts,
        since=given.since,
        is_substantial=given.is_substantial,
        by=actor.person,
        by_name=actor.person.name,
        at=actor.now,
    )
    _audit.record(actor, "setting_recorded", dossier, setting=row.pk, substantial=row.is_substantial)
    if row.is_substantial:
        reopen_for(actor, [dossier], TRIGGER, f"{row.name} = {row.value}. {row.reason}"[:2500])
    return row
