"""Verb: say how much an application is worth to the organisation, by who is accountable for it."""

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Dossier

MOST = {"reasons": 1000}


@transaction.atomic
def estimate_value(actor: Actor, dossier: Dossier, *, value: str, reasons: str) -> Dossier:
    """Record the value (low, medium or high) and why. What was estimated before stays known by its day.

    Raises InvalidInput at `value` or `reasons`, NotAllowed for anyone but the accountable person or a stand-in.
    """
    _permission.require(actor, "estimate_value", dossier)
    if value not in Dossier.Value.values:
        raise InvalidInput({"value": [_("Choose how much it is worth to you.")]})
    required = {"reasons": _("Write in a sentence or two what it brings, and to whom.")}
    said = checked({"reasons": reasons}, MOST, required)["reasons"]
    dossier = Dossier.objects.select_for_update().get(pk=dossier.pk)
    if dossier.status == Dossier.Status.DRAFT:
        raise Conflict(_("This report was not handed in yet. Finish the report first."))
    dossier.value, dossier.value_reasons, dossier.changed_at = value, said, actor.now
    dossier.save(update_fields=["value", "value_reasons", "changed_at"])
    _audit.record(actor, "value_estimated", dossier, value=value)
    return dossier
