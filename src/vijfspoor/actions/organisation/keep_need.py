"""Verbs: log what a department needs, link it to what is there already, turn it into a report, or drop it."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.dossier import _report
from vijfspoor.actions.dossier._search import index
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Dossier, Need, Unit

MOST = {"title": 100, "text": 2500}
MOST_OUTCOME = {"elsewhere": 300, "outcome": 2500}
# How much of a need fits in the summary of a report.
SUMMARY = 400
State = Need.State


@dataclass(frozen=True, slots=True)
class NeedInput:
    """Behoefte, as typed."""

    title: str
    text: str
    unit: Unit | None
    heard_on: date | None


@transaction.atomic
def log_need(actor: Actor, given: NeedInput) -> Need:
    """Write down a need after a conversation. Raises InvalidInput at the field."""
    _permission.require(actor, "log_need")
    required = {"title": _("Give it a short name."), "text": _("Write what people want to be able to do.")}
    texts = checked({"title": given.title, "text": given.text}, MOST, required)
    errors: dict[str, list[str]] = {}
    if given.unit is None or given.unit.organisation_id != actor.organisation.pk:
        errors["unit"] = [_("Choose a department or team.")]
    if given.heard_on is None or given.heard_on > actor.today:
        errors["heard_on"] = [_("Fill in the day. It cannot lie in the future.")]
    if errors or given.unit is None or given.heard_on is None:
        raise InvalidInput(errors)
    need = Need.objects.create(
        organisation=actor.organisation,
        unit=given.unit,
        heard_on=given.heard_on,
        logged_by=actor.person,
        logged_at=actor.now,
        **texts,
    )
    _audit.record(actor, "need_logged", None, need=need.pk)
    return need


@transaction.atomic
def link_need(actor: Actor, need: Need, *, dossier: Dossier | None, elsewhere: str, outcome: str) -> Need:
    """Say what meets the need already: an application of the own register, or a solution elsewhere.

    Raises InvalidInput at the field, Conflict when the need is settled.
    """
    need = _open(actor, need)
    texts = checked(
        {"elsewhere": elsewhere, "outcome": outcome}, MOST_OUTCOME, {"outcome": _("Write how this meets the need.")}
    )
    if (dossier is None) == (texts["elsewhere"] == ""):
        raise InvalidInput({"dossier": [_("Choose an application, or write where the solution is.")]})
    if dossier is not None and not _visible.dossiers(actor).filter(pk=dossier.pk).exists():
        raise InvalidInput({"dossier": [_("Choose an application from the list.")]})
    return _settled(actor, need, State.LINKED, dossier, **texts)


@transaction.atomic
def report_need(actor: Actor, need: Need) -> Dossier:
    """Turn the need into a report that is filled in already with what is known. Raises Conflict when it is settled."""
    need = _open(actor, need)
    _permission.require(actor, "report")
    dossier = _report.open_draft(actor, actor.person, name=need.title, summary=need.text[:SUMMARY])
    is_team = need.unit.kind == Unit.Kind.TEAM
    dossier.team, dossier.department_id = (need.unit, need.unit.parent_id) if is_team else (None, need.unit_id)
    index(dossier)
    dossier.save(update_fields=["team", "department", "search_text"])
    _audit.record(actor, "report_started", dossier, need=need.pk)
    _settled(actor, need, State.REPORTED, dossier)
    return dossier


@transaction.atomic
def drop_need(actor: Actor, need: Need, *, outcome: str) -> Need:
    """Say why nothing is done with the need. Raises InvalidInput without a reason, Conflict when it is settled."""
    need = _open(actor, need)
    said = checked({"outcome": outcome}, MOST_OUTCOME, {"outcome": _("Write why nothing is done with it.")})
    return _settled(actor, need, State.DROPPED, None, **said)


def _open(actor: Actor, need: Need) -> Need:
    _permission.require(actor, "settle_need", need)
    found = Need.objects.select_for_update(of=("self",)).select_related("unit", "organisation").get(pk=need.pk)
    if found.state != State.OPEN:
        raise Conflict(_("This need was settled already."))
    return found


def _settled(
    actor: Actor, need: Need, state: str, dossier: Dossier | None, *, elsewhere: str = "", outcome: str = ""
) -> Need:
    need.state, need.dossier, need.settled_at = state, dossier, actor.now
    need.elsewhere, need.outcome = elsewhere, outcome
    need.save(update_fields=["state", "dossier", "settled_at", "elsewhere", "outcome"])
    _audit.record(actor, f"need_{state}", dossier if state == State.LINKED else None, need=need.pk)
    return need
