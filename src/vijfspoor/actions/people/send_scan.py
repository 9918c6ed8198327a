"""Verb: send the self-scan to everyone, to departments or to teams."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.people import _scan_mail
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.people.literacy_groups import groups_of, parents_of
from vijfspoor.queries.people.literacy_norm import adoption
from vijfspoor.store.models import Person, ScanInvitation, ScanRound, Unit

LONGEST = timedelta(days=90)
_KINDS = {ScanRound.Target.DEPARTMENTS: Unit.Kind.DEPARTMENT, ScanRound.Target.TEAMS: Unit.Kind.TEAM}


@dataclass(frozen=True, slots=True)
class RoundInput:
    """What is filled in about a round. `units` are the departments or teams, empty for everyone."""

    name: str
    target: str
    opens_on: date | None
    closes_on: date | None
    units: tuple[int, ...] = ()
    is_anonymous: bool = True
    reminds: bool = True


@transaction.atomic
def send_scan(actor: Actor, given: RoundInput) -> ScanRound:
    """Make a round and invite everyone it is meant for; the mail leaves on the day it opens.

    Raises InvalidInput at the field, Conflict when no framework was adopted, because then no level is asked of anyone.
    The number of SQL statements grows only with the thousands of people.
    """
    _permission.require(actor, "send_scan")
    adopted = adoption(actor.organisation)
    if adopted is None:
        raise Conflict(_("Adopt the levels first. Then it is clear what is asked of everyone."))
    opens_on, closes_on = _days(actor, given)
    people = _people(actor, given)
    made = ScanRound.objects.create(
        organisation=actor.organisation,
        name=given.name.strip()[:100],
        version=adopted.version,
        target=given.target,
        is_anonymous=given.is_anonymous,
        opens_on=opens_on,
        closes_on=closes_on,
        reminds=given.reminds,
        invited=len(people),
        by=actor.person,
        created_at=actor.now,
    )
    groups = groups_of([person.unit_id for person in people], parents_of(actor.organisation.pk))
    ScanInvitation.objects.bulk_create(
        ScanInvitation(round=made, person=person, unit_id=group) for person, group in zip(people, groups, strict=True)
    )
    if opens_on <= actor.today:
        _scan_mail.invite(actor, made, people)
    _audit.record(
        actor,
        "scan_sent",
        None,
        round=made.pk,
        target=given.target,
        units=sorted(given.units),
        invited=len(people),
        anonymous=given.is_anonymous,
    )
    return made


def _days(actor: Actor, given: RoundInput) -> tuple[date, date]:
    errors: dict[str, list[str]] = {}
    if not given.name.strip():
        errors["name"] = [_("Give this round a name, so that you can tell it from the next.")]
    if given.opens_on is None or given.opens_on < actor.today:
        errors["opens_on"] = [_("Choose today or a later day.")]
    if given.closes_on is None or (given.opens_on and given.closes_on < given.opens_on):
        errors["closes_on"] = [_("Choose a last day after the first day.")]
    elif given.opens_on and given.closes_on - given.opens_on > LONGEST:
        errors["closes_on"] = [_("A round takes at most 90 days.")]
    if errors or given.opens_on is None or given.closes_on is None:
        raise InvalidInput(errors)
    return given.opens_on, given.closes_on


def _people(actor: Actor, given: RoundInput) -> list[Person]:
    if given.target not in ScanRound.Target.values:
        raise InvalidInput({"target": [_("Choose who gets the scan.")]})
    staff = _visible.people(actor).filter(is_active=True, unit__is_outside=False).order_by("pk")
    if given.target != ScanRound.Target.EVERYONE:
        kind = _KINDS[ScanRound.Target(given.target)]
        chosen = set(_visible.units(actor).filter(pk__in=given.units, kind=kind).values_list("pk", flat=True))
        below = set(_visible.units(actor).filter(parent__in=chosen).values_list("pk", flat=True))
        staff = staff.filter(unit__in=chosen | below)
    found = list(staff)
    if not found:
        raise InvalidInput({"units": [_("Choose at least one group with people in it.")]})
    return found
