"""Verb: set from when an outcome of an application is a concern, and whether it is then looked at again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.dossier import _checklist
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.content.monitoring.loader import measure_book_in_force
from vijfspoor.domain.technology.fairness import Threshold
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Dossier, OutcomeThresholds

MOST = {"reason": 2500}


@dataclass(frozen=True, slots=True)
class ThresholdsInput:
    """Drempels, as typed: measure -> bounds. `unreadable` names the fields in which no number was typed."""

    bounds: Mapping[str, Threshold] = field(default_factory=dict)
    reassesses: bool = False
    reason: str = ""
    unreadable: frozenset[str] = frozenset()


@transaction.atomic
def set_thresholds(actor: Actor, dossier: Dossier, given: ThresholdsInput) -> OutcomeThresholds:
    """Replace the thresholds; they count from the next round on. Raises InvalidInput at the field."""
    _permission.require(actor, "set_thresholds", dossier)
    dossier = _checklist.locked(dossier)
    if dossier.status == Dossier.Status.DRAFT:
        raise Conflict(_("This report was not handed in yet. Finish the report first."))
    errors = {name: [_("Write a number, for example 0.8.")] for name in given.unreadable}
    measures = measure_book_in_force(actor.today).measures
    for code, bound in given.bounds.items():
        lower, upper = bound.lower, bound.upper
        if code not in measures or not all(isfinite(side) for side in (lower, upper) if side is not None):
            errors[f"lower-{code}"] = [_("Write a number, for example 0.8.")]
        elif lower is not None and upper is not None and lower >= upper:
            errors[f"upper-{code}"] = [_("The upper bound lies above the lower bound.")]
    if errors:
        raise InvalidInput(errors)
    required = {"reason": _("Write why these bounds fit this application.")}
    reason = checked({"reason": given.reason}, MOST, required)["reason"]
    row = OutcomeThresholds.objects.filter(dossier=dossier).first() or OutcomeThresholds(dossier=dossier)
    row.bounds = {code: [bound.lower, bound.upper] for code, bound in given.bounds.items()}
    row.reassesses, row.reason, row.by, row.at = given.reassesses, reason, actor.person, actor.now
    row.save()
    _audit.record(actor, "thresholds_set", dossier, bounds=row.bounds, reassesses=row.reassesses)
    return row
