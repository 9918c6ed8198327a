"""Verbs: write on a letter to the council, and begin one that mends a letter that was sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked, cleaned
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.leadership import _council_letters
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.leadership.council_letter_text import MOST_SUBJECT, begun
from vijfspoor.queries.leadership.council_letters import draft_sections
from vijfspoor.store.models import CouncilLetter, Dossier, LetterDraft

MOST_TEXT, MOST_PROMISE, MOST_PROMISES = 5000, 200, 20


@dataclass(frozen=True, slots=True)
class PromiseInput:
    """Toezegging in een brief, as typed."""

    text: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class LetterInput:
    """A letter as typed: subject, code of a section -> text, and what is promised."""

    subject: str
    texts: Mapping[str, str]
    promises: Sequence[PromiseInput] = field(default_factory=tuple)


@transaction.atomic
def write_council_letter(actor: Actor, draft: LetterDraft, given: LetterInput, version: int) -> LetterDraft:
    """Keep what was written over the `version` the writer had before them.

    Raises InvalidInput at the field (subject, the code of a section, promises); Conflict when somebody saved in the
    meantime, or when it was sent.
    """
    _permission.require(actor, "write_council_letter", draft)
    draft = _council_letters.locked(draft)
    if draft.version != version:
        raise Conflict(_("Somebody else saved this letter while you were writing."))
    codes = [section.code for section, _text in draft_sections(draft)]
    clean = checked(
        {"subject": given.subject, **{code: given.texts.get(code, "") for code in codes}},
        {"subject": MOST_SUBJECT, **dict.fromkeys(codes, MOST_TEXT)},
        {"subject": _("Give the letter a subject.")},
    )
    draft.promises = _checked_promises(actor, given.promises)
    draft.subject, draft.texts = clean.pop("subject"), clean
    draft.version += 1
    draft.written_by, draft.written_at = actor.person, actor.now
    draft.save()
    _audit.record(actor, "council_letter_written", draft.dossier, draft=draft.pk, promises=len(draft.promises))
    return draft


@transaction.atomic
def mend_council_letter(actor: Actor, letter: CouncilLetter) -> LetterDraft:
    """Begin a letter that replaces one that was sent, with its text to write on from.

    Raises Conflict when a later letter replaced it already, or when one about the application is being written.
    """
    _permission.require(actor, "write_council_letter", letter)
    dossier = Dossier.objects.select_for_update().get(pk=letter.dossier_id)
    if hasattr(letter, "followed_by"):
        raise Conflict(_("A later letter replaced this one already. Mend that one."))
    if dossier.letter_drafts.filter(status=LetterDraft.Status.OPEN).exists():
        raise Conflict(_("A letter about this application is being written already."))
    texts = {section.code: text for section, text in draft_sections(letter.draft)}
    first = next(iter(texts))
    follows = begun(letter.decision, letter, actor.today)[1][first].split("\n\n")[0]
    texts[first] = f"{follows}\n\n{texts[first]}"
    return _council_letters.propose(actor, letter.decision, letter.subject, texts, letter)


def _checked_promises(actor: Actor, given: Sequence[PromiseInput]) -> list[dict[str, str]]:
    if len(given) > MOST_PROMISES:
        raise InvalidInput({"promises": [_("Make at most %(most)s promises.") % {"most": MOST_PROMISES}]})
    kept = []
    for promise in given:
        text = cleaned(promise.text)
        if not text or promise.due_on is None:
            raise InvalidInput({"promises": [_("Every promise needs a text and a date.")]})
        if len(text) > MOST_PROMISE:
            raise InvalidInput({"promises": [_("Use at most %(most)s characters.") % {"most": MOST_PROMISE}]})
        if promise.due_on < actor.today:
            raise InvalidInput({"promises": [_("The date of a promise cannot lie in the past.")]})
        kept.append({"text": text, "due_on": promise.due_on.isoformat()})
    return kept
