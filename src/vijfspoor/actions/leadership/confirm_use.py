"""Verb: confirm the picture of a team or an owner: what is still used, what changed, what ended, what was found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _notify, _permission, _tasks
from vijfspoor.actions._texts import checked, cleaned
from vijfspoor.actions.dossier import _checklist
from vijfspoor.actions.dossier.retire_application import can_be_proposed, propose_now
from vijfspoor.actions.dossier.start_report import start_report
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.domain.leadership.confirmation import UseState
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.leadership.confirmation import asked_about, teams_using
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.store.models import Confirmation, ConfirmationRequest, Dossier, Task

MOST_NOTE, MOST_NAME, MOST_FOUND = 1000, 100, 5
_CHOICES = {UseState.USED.value, UseState.CHANGED.value, UseState.ENDED.value}


@dataclass(frozen=True, slots=True)
class UseAnswer:
    """Antwoord bij een toepassing, as given: empty `state` when nothing was chosen."""

    state: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ConfirmationInput:
    """Bevestiging, as typed: answers by number of the application, and names of tools that stand in no list."""

    answers: Mapping[int, UseAnswer]
    found: Sequence[str] = ()


@transaction.atomic
def confirm_use(actor: Actor, request: ConfirmationRequest, given: ConfirmationInput) -> list[Dossier]:
    """Record what is used, and return the reports that were begun for what was found.

    What ended for the last team, or for its owner, is proposed for retirement to the accountable person. Raises
    InvalidInput at `state-<number>`, `note-<number>` or `found`, Conflict when it was confirmed already.
    """
    _permission.require(actor, "confirm_use", request)
    request = _locked(request)
    asked = list(asked_about(request))
    notes = _checked_answers(asked, given)
    names = _checked_names(given.found)
    for dossier in asked:
        state = UseState(given.answers[dossier.number].state)
        _record(actor, request, dossier, state, notes[dossier.number])
        _follow(actor, request, dossier, state, notes[dossier.number])
    begun = [row for name in names if (row := _found(actor, request, name, asked)) is not None]
    request.answered_by, request.answered_at = actor.person, actor.now
    request.save(update_fields=["answered_by", "answered_at"])
    _tasks.close(actor, request.task)
    _audit.record(actor, "picture_confirmed", request=request.pk, applications=len(asked), found=len(names))
    return begun


def _locked(request: ConfirmationRequest) -> ConfirmationRequest:
    rows = ConfirmationRequest.objects.select_for_update(of=("self",)).select_related("round", "team", "task")
    found = rows.get(pk=request.pk)
    if found.answered_at is not None or found.task.status != Task.Status.OPEN:
        raise Conflict(_("This was confirmed already. You are asked again in the next half year."))
    return found


def _checked_answers(asked: Sequence[Dossier], given: ConfirmationInput) -> dict[int, str]:
    """Return number -> note. Raises InvalidInput where a choice or the words that go with it are missing."""
    errors: dict[str, list[str]] = {}
    notes: dict[int, str] = {}
    for dossier in asked:
        answer = given.answers.get(dossier.number, UseAnswer())
        if answer.state not in _CHOICES:
            errors[f"state-{dossier.number}"] = [_("Choose what fits %(name)s.") % {"name": dossier.name}]
            continue
        field = f"note-{dossier.number}"
        required = {field: _("Write in a sentence what changed or why it ended.")}
        try:
            texts = checked(
                {field: answer.note}, {field: MOST_NOTE}, required if UseState(answer.state).needs_words else {}
            )
        except InvalidInput as error:
            errors |= error.errors
        else:
            notes[dossier.number] = texts[field]
    if errors:
        raise InvalidInput(errors)
    return notes


def _checked_names(found: Sequence[str]) -> list[str]:
    names = list(dict.fromkeys(name for raw in found if (name := cleaned(raw))))
    if len(names) > MOST_FOUND:
        raise InvalidInput({"found": [_("Name at most %(most)s at a time.") % {"most": MOST_FOUND}]})
    if any(len(name) > MOST_NAME for name in names):
        raise InvalidInput({"found": [_("Use at most %(most)s characters.") % {"most": MOST_NAME}]})
    return names


def _record(actor: Actor, request: ConfirmationRequest, dossier: Dossier, state: UseState, note: str) -> None:
    Confirmation.objects.create(
        request=request,
        dossier=dossier,
        team=request.team,
        state=state,
        note=note,
        by=actor.person,
        by_name=actor.person.name,
        at=actor.now,
    )
    _audit.record(actor, "use_confirmed", dossier, state=state.value, team=request.team_id)


def _follow(actor: Actor, request: ConfirmationRequest, dossier: Dossier, state: UseState, note: str) -> None:
    who = request.team.name if request.team else actor.person.name
    if state is UseState.CHANGED:
        managers = Holders(actor.organisation, actor.today).nearest("application_manager", dossier)
        for person in {p.pk: p for p in (dossier.accountable, *managers) if p and p.pk != actor.person.pk}.values():
            _notify.use_changed(actor, dossier, person, who, note)
    if state is UseState.ENDED and _is_last(request, dossier):
        _propose_end(actor, dossier, who, note)


def _is_last(request: ConfirmationRequest, dossier: Dossier) -> bool:
    """Whether nobody uses it after this: its owner said so, or no other team is left."""
    return request.team_id is None or not teams_using(dossier.organisation_id, [dossier.pk])[dossier.pk]


def _propose_end(actor: Actor, dossier: Dossier, who: str, note: str) -> None:
    dossier = _checklist.locked(dossier)
    reason = _("%(who)s said in the half-yearly confirmation that it is no longer used: %(note)s")
    said = (reason % {"who": who, "note": note})[:2500]
    proposed = can_be_proposed(dossier)
    if proposed:
        propose_now(actor, dossier, said, actor.today)
    if dossier.accountable is not None and dossier.accountable_id != actor.person.pk:
        _notify.use_ended(actor, dossier, dossier.accountable, said, proposed=proposed)


def _found(actor: Actor, request: ConfirmationRequest, name: str, asked: Sequence[Dossier]) -> Dossier | None:
    """Begin a report for a tool nobody reported; what is in the register already is recorded as used by the team."""
    known = _visible.dossiers(actor).exclude(status=Dossier.Status.DRAFT).filter(name__iexact=name)
    match = known.filter(status__in=[Dossier.Status.UNDERWAY, Dossier.Status.APPROVED]).order_by("pk").first()
    if match is None:
        begun = start_report(actor, name=name)
        _record(actor, request, begun, UseState.FOUND, "")
        return begun
    if request.team is not None and match not in asked and not _said(request, match):
        _record(actor, request, match, UseState.USED, "")
    return None


def _said(request: ConfirmationRequest, dossier: Dossier) -> bool:
    return request.confirmations.filter(dossier=dossier).exists()
