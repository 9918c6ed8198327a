"""Verb: bring in results of a scan or course that was done elsewhere, as a round of its own."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.content.literacy.loader import folder_of, load_framework
from vijfspoor.integrations.results import ResultRow
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.people.literacy_groups import groups_of, parents_of
from vijfspoor.queries.people.literacy_import import Checked, check
from vijfspoor.queries.people.literacy_norm import Norm, adoption, meets
from vijfspoor.store.models import ScanResult, ScanRound


def check_results(actor: Actor, rows: Sequence[ResultRow]) -> Checked:
    """Say what would happen with `rows`, and store nothing. Raises Conflict when no framework was adopted."""
    _permission.require(actor, "import_results")
    return check(actor, load_framework(folder_of(_version(actor))), rows)


@transaction.atomic
def import_results(
    actor: Actor, rows: Sequence[ResultRow], *, name: str, measured_on: date | None, is_anonymous: bool = True
) -> ScanRound:
    """Store the rows that are right as a new round; the others stay out. Anonymous results keep no person and level.

    Raises InvalidInput at the field, Conflict when no framework was adopted or no row is right.
    """
    checked = check_results(actor, rows)
    errors: dict[str, list[str]] = {}
    if not name.strip():
        errors["name"] = [_("Give these results a name.")]
    if measured_on is None or measured_on > actor.today:
        errors["measured_on"] = [_("Choose the day on which this was measured: today or earlier.")]
    if errors or measured_on is None:
        raise InvalidInput(errors)
    if not checked.ready:
        raise Conflict(_("No row can be taken over. Nothing was stored."))
    version = _version(actor)
    made = ScanRound.objects.create(
        organisation=actor.organisation,
        name=name.strip()[:100],
        version=version,
        is_anonymous=is_anonymous,
        is_import=True,
        opens_on=measured_on,
        closes_on=measured_on,
        by=actor.person,
        created_at=actor.now,
    )
    _store(actor, made, checked)
    _audit.record(actor, "results_imported", None, round=made.pk, rows=len(checked.ready), left_out=len(checked.faults))
    return made


def _store(actor: Actor, made: ScanRound, checked: Checked) -> None:
    norm = Norm(actor.organisation, load_framework(folder_of(made.version)), actor.today)
    groups = groups_of([row.unit for row in checked.ready], parents_of(actor.organisation.pk))
    ScanResult.objects.bulk_create(
        ScanResult(
            round=made,
            unit_id=group,
            person=None if made.is_anonymous else row.person,
            levels={} if made.is_anonymous else row.levels,
            meets=meets(norm.of(row.person) if row.person else norm.of_unit(row.unit), row.levels),
        )
        for row, group in zip(checked.ready, groups, strict=True)
    )


def _version(actor: Actor) -> str:
    found = adoption(actor.organisation)
    if found is None:
        raise Conflict(_("Adopt the levels first. Then it is clear what is asked of everyone."))
    return found.version
