"""Verb: say that someone is away and who stands in. Their open tasks show on the stand-in's desk as well."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.organisation import _absence_mail
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Absence, Person


@transaction.atomic
def set_absence(
    actor: Actor, person: Person, *, stand_in: Person | None, starts_on: date | None, ends_on: date | None
) -> Absence:
    """Record an absence of `person` (the actor, or anyone for the administrator). Raises InvalidInput at the field.

    Who is ill cannot record it: when the administrator does, the person and the stand-in are told.
    """
    _permission.require(actor, "edit_self", person)
    errors: dict[str, list[str]] = {}
    if stand_in is None or not stand_in.is_active or not _are_colleagues(person, stand_in):
        errors["stand_in"] = [_("Choose a colleague who stands in.")]
    if starts_on is None:
        errors["starts_on"] = [_("Give the first day away, for example 24-12-2026.")]
    if ends_on is None or (starts_on and ends_on < starts_on):
        errors["ends_on"] = [_("Give the last day away; it lies on or after the first day.")]
    if errors or stand_in is None or starts_on is None or ends_on is None:
        raise InvalidInput(errors)
    absence = Absence.objects.create(
        organisation=actor.organisation, person=person, stand_in=stand_in, starts_on=starts_on, ends_on=ends_on
    )
    _audit.record(
        actor,
        "absence_set",
        person=person.pk,
        stand_in=absence.stand_in_id,
        starts_on=str(starts_on),
        ends_on=str(ends_on),
    )
    if person.pk != actor.person.pk:
        _absence_mail.absence_set(actor, absence)
    return absence


@transaction.atomic
def end_absence(actor: Actor, absence: Absence) -> None:
    """Take an absence back. When the administrator does, the person and the stand-in are told."""
    _permission.require(actor, "edit_self", absence.person)
    _audit.record(actor, "absence_ended", person=absence.person_id, stand_in=absence.stand_in_id)
    if absence.person_id != actor.person.pk:
        _absence_mail.absence_ended(actor, absence)
    absence.delete()


def _are_colleagues(person: Person, other: Person) -> bool:
    return other.organisation_id == person.organisation_id and other.pk != person.pk
