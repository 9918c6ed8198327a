"""Verb: record how good the data of a flow was found to be, and when it is looked at again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.dossier import _checklist
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.content.data_flows.loader import flow_book_in_force
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import DataFlow, QualityCheck

MOST = {"note": 2500}
# Own policy: data that an application rests on is looked at every second year at least.
MOST_DAYS = 731


@dataclass(frozen=True, slots=True)
class QualityInput:
    """Kwaliteitscontrole, as typed: aspect -> good, moderate or poor."""

    on: date | None
    next_on: date | None
    results: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


@transaction.atomic
def check_data_quality(actor: Actor, flow: DataFlow, given: QualityInput) -> QualityCheck:
    """Add a check; earlier ones stay. Raises InvalidInput at the field, Conflict when the flow has ended."""
    _permission.require(actor, "check_data_quality", flow.dossier)
    dossier = _checklist.locked(flow.dossier)
    if flow.ended_at is not None:
        raise Conflict(_("This flow has ended. Describe a new one."))
    errors: dict[str, list[str]] = {}
    for aspect in flow_book_in_force(actor.today).aspects:
        if given.results.get(aspect) not in QualityCheck.Result.values:
            errors[f"aspect-{aspect}"] = [_("Say how good it is.")]
    if given.on is None or given.on > actor.today:
        errors["on"] = [_("Give the day of the check, today or earlier.")]
    latest = (given.on or actor.today) + timedelta(days=MOST_DAYS)
    if given.next_on is None or not actor.today < given.next_on <= latest:
        errors["next_on"] = [_("Give a day after today, within two years of this check.")]
    if not given.note.strip() and set(given.results.values()) - {QualityCheck.Result.GOOD}:
        errors["note"] = [_("Write what is wrong and what happens about it.")]
    if errors or given.on is None or given.next_on is None:
        raise InvalidInput(errors)
    row = QualityCheck.objects.create(
        flow=flow,
        on=given.on,
        results=dict(given.results),
        note=checked({"note": given.note}, MOST, {})["note"],
        next_on=given.next_on,
        by=actor.person,
        at=actor.now,
    )
    _audit.record(actor, "data_quality_checked", dossier, flow=flow.pk, check=row.pk, results=row.results)
    dossier.changed_at = actor.now
    dossier.save()
    return row
