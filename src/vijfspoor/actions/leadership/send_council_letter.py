"""Verbs: send a letter to the council, so that everyone can read it, or say that none is needed."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import override

from vijfspoor.actions import _audit, _notify, _permission, _tasks
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.leadership import _council, _council_letters
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.leadership.council_letters import draft_sections, sender
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.queries.wording import role_name
from vijfspoor.store.models import CouncilItem, CouncilLetter, LetterDraft, Organisation

MOST = {"reason": 1000}


@transaction.atomic
def send_council_letter(actor: Actor, draft: LetterDraft, version: int) -> CouncilLetter:
    """Send the letter as it stood in `version`: everyone can read it, and its promises are kept as those of the board.

    Raises InvalidInput at what is missing (the code of a section, promises); Conflict when somebody wrote on it in
    the meantime, or when it was sent already.
    """
    _permission.require(actor, "send_council_letter", draft)
    draft = _council_letters.locked(draft)
    if draft.version != version:
        raise Conflict(_("Somebody else changed this letter. Read it again before you send it."))
    _refuse_unfinished(actor, draft)
    letter = _numbered(actor, draft)
    for promise in draft.promises:
        _council.register(actor, _as_item(actor, letter, promise), letter)
    draft.letter = letter
    _council_letters.close(actor, draft, LetterDraft.Status.SENT)
    _tasks.close(actor, draft.task)
    _audit.record(
        actor, "council_letter_sent", draft.dossier, letter=letter.pk, number=letter.label, promises=len(draft.promises)
    )
    for clerk in Holders(actor.organisation, actor.today).of("council_clerk"):
        _notify.letter_sent(actor, letter, clerk)
    return letter


@transaction.atomic
def need_no_letter(actor: Actor, draft: LetterDraft, *, reason: str) -> LetterDraft:
    """Say why the council needs no letter about this decision.

    Raises InvalidInput without a reason; Conflict when it was sent, or when it corrects what the council was told.
    """
    _permission.require(actor, "send_council_letter", draft)
    draft = _council_letters.locked(draft)
    if draft.follows is not None and draft.follows.decision_id != draft.decision_id:
        raise Conflict(_("The council was told of the earlier decision, so it is told of this one too."))
    said = checked({"reason": reason}, MOST, {"reason": _("Write why the council needs no letter.")})
    draft.reason = said["reason"]
    _council_letters.close(actor, draft, LetterDraft.Status.NOT_NEEDED)
    _tasks.close(actor, draft.task, said["reason"])
    _audit.record(actor, "council_letter_not_needed", draft.dossier, draft=draft.pk)
    return draft


def _refuse_unfinished(actor: Actor, draft: LetterDraft) -> None:
    errors = {
        section.code: [_("Write this part first.")] for section, text in draft_sections(draft) if not text.strip()
    }
    if any(date.fromisoformat(promise["due_on"]) < actor.today for promise in draft.promises):
        errors["promises"] = [_("The date of a promise cannot lie in the past.")]
    if errors:
        raise InvalidInput(errors)


def _numbered(actor: Actor, draft: LetterDraft) -> CouncilLetter:
    # The row of the organisation is the lock: two letters sent at once get two numbers.
    Organisation.objects.select_for_update().get(pk=actor.organisation.pk)
    year = actor.today.year
    sent = CouncilLetter.objects.filter(organisation=actor.organisation, year=year)
    return CouncilLetter.objects.create(
        organisation=actor.organisation,
        year=year,
        number=(sent.aggregate(last=Max("number"))["last"] or 0) + 1,
        decision=draft.decision,
        dossier=draft.dossier,
        follows=draft.follows,
        subject=draft.subject,
        sections=[{"title": section.title.nl, "text": text} for section, text in draft_sections(draft)],
        role=sender(actor.organisation, actor.today),
        sent_by=actor.person,
        sent_at=actor.now,
    )


def _as_item(actor: Actor, letter: CouncilLetter, promise: dict[str, str]) -> _council.CouncilItemInput:
    with override("nl"):
        text = _("Promised in letter %(number)s: %(subject)s.") % {"number": letter.label, "subject": letter.subject}
        office = role_name(letter.role)
    return _council.CouncilItemInput(
        kind=CouncilItem.Kind.PROMISE,
        title=promise["text"],
        text=text,
        by=office,
        on=actor.today,
        due_on=date.fromisoformat(promise["due_on"]),
        dossier=letter.dossier,
    )
