"""Verbs of the board: keep the sources of means of a calendar year, and stop one."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.leadership._means import amount_errors
from vijfspoor.domain.leadership.means import Means
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.leadership.means import used_of
from vijfspoor.queries.wording import euros, hours
from vijfspoor.store.models import MeansSource

MOST = {"name": 150}
YEARS_AHEAD = 10


@dataclass(frozen=True, slots=True)
class SourceInput:
    """Bron van middelen, as typed; the year of one that exists stays as it is."""

    name: str
    means: Means
    year: int = 0


@transaction.atomic
def add_means_source(actor: Actor, given: SourceInput) -> MeansSource:
    """Add a source from which the board can assign. Raises InvalidInput at the field."""
    _permission.require(actor, "keep_means")
    errors = _checked_errors(actor, given, given.year)
    if not actor.today.year <= given.year <= actor.today.year + YEARS_AHEAD:
        errors["year"] = [_("Write a calendar year, this year or later, for example %(year)s.") % _next(actor)]
    if errors:
        raise InvalidInput(errors)
    source = MeansSource.objects.create(
        organisation=actor.organisation,
        year=given.year,
        name=_name(given),
        hours=given.means.hours,
        euros=given.means.euros,
    )
    _record(actor, source)
    return source


@transaction.atomic
def change_means_source(actor: Actor, source: MeansSource, given: SourceInput) -> MeansSource:
    """Change what a source is called or holds, never below what was assigned from it. Raises InvalidInput."""
    _permission.require(actor, "keep_means", source)
    source = MeansSource.objects.select_for_update().get(pk=source.pk)
    _require_kept(source)
    errors = _checked_errors(actor, given, source.year, source.pk)
    used = used_of([source.pk]).get(source.pk, Means())
    told = {"hours": hours(used.hours), "euros": euros(used.euros)}
    for field in given.means.lacking_for(used) - errors.keys():
        errors[field] = [_("%(used)s assigned already. Take some back first.") % {"used": told[field]}]
    if errors:
        raise InvalidInput(errors)
    source.name, source.hours, source.euros = _name(given), given.means.hours, given.means.euros
    source.save()
    _record(actor, source)
    return source


@transaction.atomic
def stop_means_source(actor: Actor, source: MeansSource) -> None:
    """Assign no more from a source. One that was never used is removed; one that was keeps what it gave."""
    _permission.require(actor, "keep_means", source)
    source = MeansSource.objects.select_for_update().get(pk=source.pk)
    _require_kept(source)
    _audit.record(actor, "means_source_stopped", None, source=source.pk, year=source.year, name=source.name)
    if not source.rulings.exists():
        source.delete()
        return
    source.retired_at = actor.now
    source.save(update_fields=["retired_at"])


def _require_kept(source: MeansSource) -> None:
    if source.retired_at is not None:
        raise Conflict(_("This source was stopped already."))


def _next(actor: Actor) -> dict[str, int]:
    return {"year": actor.today.year + 1}


def _name(given: SourceInput) -> str:
    return checked({"name": given.name}, MOST, {"name": _("Give the source a name.")})["name"]


def _checked_errors(actor: Actor, given: SourceInput, year: int, own: int = 0) -> dict[str, list[str]]:
    errors = amount_errors(given.means)
    try:
        name = _name(given)
    except InvalidInput as error:
        return errors | error.errors
    others = MeansSource.objects.filter(organisation=actor.organisation, year=year, name=name).exclude(pk=own)
    if others.exists():
        errors["name"] = [_("There is a source with this name in this year already.")]
    return errors


def _record(actor: Actor, source: MeansSource) -> None:
    _audit.record(
        actor, "means_source_kept", None, source=source.pk, year=source.year, name=source.name,
        hours=source.hours, euros=source.euros,
    )  # fmt: skip
