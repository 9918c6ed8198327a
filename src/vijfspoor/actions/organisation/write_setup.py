"""Verbs: begin an own version of the set-up, write its matrix, gates, terms and roles, and throw a draft away.

A version that is being made always stays right: an edit that would break a rule is refused at its cell.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.content.wheel.own import keep_setup, read_setup
from vijfspoor.domain.dossier.life_cycle import Terms
from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.organisation.responsibility import CONTRIBUTION_BY_MARK
from vijfspoor.domain.organisation.setup import (
    Part,
    Setup,
    StopSetting,
    new_faults,
    row_faults,
    with_row,
    with_stop,
    with_terms,
)
from vijfspoor.domain.organisation.wheel import Wheel
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.setup_words import fault_sentence
from vijfspoor.queries.organisation.wheel import built, shipped_for
from vijfspoor.store.models import Organisation, SetupVersion

MOST = {"note": 2500}
State = SetupVersion.State


@transaction.atomic
def begin_setup(actor: Actor) -> SetupVersion:
    """Begin the next version as a copy of the newest. Raises Conflict while another is being made."""
    _permission.require(actor, "write_setup")
    organisation = Organisation.objects.select_for_update().get(pk=actor.organisation.pk)
    newest = organisation.setup_versions.order_by("-number").first()
    if newest is not None and newest.state != State.ADOPTED:
        raise Conflict(_("A next version is being made already."))
    settings = newest.settings if newest else keep_setup(Setup(additions=frozenset(organisation.additions)))
    version = SetupVersion.objects.create(
        organisation=organisation,
        number=newest.number + 1 if newest else 1,
        settings=settings,
        writers=[actor.person.pk],
        written_by=actor.person,
        written_at=actor.now,
    )
    _audit.record(actor, "setup_begun", None, version=version.number)
    return version


@transaction.atomic
def write_note(actor: Actor, version: SetupVersion, note: str) -> SetupVersion:
    """Write why the set-up must change. Raises InvalidInput at the field, Conflict once it is proposed."""
    version = being_made(actor, version, "write_setup")
    version.note = checked({"note": note}, MOST, {"note": _("Write why this must change.")})["note"]
    return _save(actor, version, "note", {})


@transaction.atomic
def write_row(actor: Actor, version: SetupVersion, activity: str, marks: Mapping[str, str]) -> SetupVersion:
    """Write one row of the matrix: role -> marks as in "A U"; a role that is not named keeps what it has.

    Raises InvalidInput at the role, Conflict once it is proposed or for an unknown activity.
    """
    version = being_made(actor, version, "write_setup")
    shipped, setup = shipped_for(actor.today), read_setup(version.settings)
    if activity not in shipped.matrix:
        raise Conflict(_("This activity does not exist."))
    before = built(setup, actor.today)
    in_use = {role.code for role in before.roles_in_use(before.additions)}
    wrong = [role for role, given in marks.items() if role not in in_use or not set(given.split()) <= _MARKS]
    if wrong:
        raise InvalidInput({role: [_("Choose from the list.")] for role in wrong})
    row = {role: frozenset(CONTRIBUTION_BY_MARK[mark] for mark in given.split()) for role, given in marks.items()}
    after = with_row(shipped, setup, activity, row)
    wheel = built(after, actor.today)
    errors: dict[str, list[str]] = {}
    for fault in row_faults(wheel, activity):
        errors.setdefault(fault.field or "row", []).append(fault_sentence(fault, wheel))
    if errors:
        raise InvalidInput(errors)
    return _keep(actor, version, after, before, "activity", {"activity": activity})


@transaction.atomic
def write_stop(actor: Actor, version: SetupVersion, route: Route, gate: str, given: StopSetting) -> SetupVersion:
    """Write a gate of a route: its term, who decides, who is asked. Raises InvalidInput at the field, Conflict."""
    version = being_made(actor, version, "write_setup")
    shipped, setup = shipped_for(actor.today), read_setup(version.settings)
    stop = shipped.life_cycle.routes[route].stop_at(gate)
    if stop is None:
        raise Conflict(_("This route does not pass this gate."))
    before = built(setup, actor.today)
    unknown = set(given.only) - {item.activity for item in stop.work}
    if unknown or any(set(roles) - set(shipped.roles) for roles in given.only.values()):
        raise InvalidInput({"only": [_("Choose from the list.")]})
    after = with_stop(shipped, setup, route, gate, given)
    _refuse_faults(before, built(after, actor.today))
    return _keep(actor, version, after, before, "stop", {"route": str(route), "gate": gate})


@transaction.atomic
def write_terms(actor: Actor, version: SetupVersion, terms: Terms, months: Mapping[Route, int]) -> SetupVersion:
    """Write the terms (working days) and the months until reassessment. Raises InvalidInput at the field, Conflict."""
    version = being_made(actor, version, "write_setup")
    setup = read_setup(version.settings)
    before = built(setup, actor.today)
    after = with_terms(shipped_for(actor.today), setup, terms, months)
    _refuse_faults(before, built(after, actor.today))
    return _keep(actor, version, after, before, "terms", {})


@transaction.atomic
def switch_roles(actor: Actor, version: SetupVersion, additions: frozenset[str]) -> SetupVersion:
    """Say which additional roles are in use. Raises InvalidInput at the role, Conflict once it is proposed."""
    version = being_made(actor, version, "switch_roles")
    setup = read_setup(version.settings)
    before = built(setup, actor.today)
    wrong = [code for code in additions if code not in before.roles or not before.roles[code].addition]
    if wrong:
        raise InvalidInput({"additions": [_("Choose from the list.")]})
    after = Setup(additions, setup.marks, setup.stops, setup.terms, setup.reassess_months)
    broken = new_faults(before, built(after, actor.today))
    if broken:
        sentences = dict.fromkeys(fault_sentence(fault, before, with_key=True) for fault in broken)
        raise InvalidInput({"additions": list(sentences)})
    return _keep(actor, version, after, before, "roles", {"additions": sorted(additions)})


@transaction.atomic
def throw_away_setup(actor: Actor, version: SetupVersion) -> None:
    """Throw a draft away; its number is free again. Raises Conflict once it is proposed or adopted."""
    version = being_made(actor, version, "write_setup")
    _audit.record(actor, "setup_thrown_away", None, version=version.number)
    version.delete()


def being_made(actor: Actor, version: SetupVersion, verb: str) -> SetupVersion:
    """Return the version locked for change. Raises NotAllowed, and Conflict once it is proposed or adopted."""
    _permission.require(actor, verb, version)
    found = SetupVersion.objects.select_for_update().get(pk=version.pk)
    if found.state != State.DRAFT:
        raise Conflict(_("This version is fixed. Begin a next one to change something."))
    return found


_MARKS = frozenset(CONTRIBUTION_BY_MARK)


def _refuse_faults(before: Wheel, after: Wheel) -> None:
    errors: dict[str, list[str]] = {}
    for fault in new_faults(before, after):
        name = fault.field if fault.part in (Part.STOP, Part.TERMS) else "row"
        errors.setdefault(name, []).append(fault_sentence(fault, after))
    if errors:
        raise InvalidInput(errors)


def _keep(
    actor: Actor, version: SetupVersion, after: Setup, before: Wheel, part: str, about: dict[str, Any]
) -> SetupVersion:
    version.settings = keep_setup(after)
    if built(after, actor.today) == before:
        return version
    return _save(actor, version, part, about)


def _save(actor: Actor, version: SetupVersion, part: str, about: dict[str, Any]) -> SetupVersion:
    version.written_by, version.written_at = actor.person, actor.now
    version.writers = sorted({*version.writers, actor.person.pk})
    version.save()
    _audit.record(actor, "setup_written", None, version=version.number, part=part, **about)
    return version
