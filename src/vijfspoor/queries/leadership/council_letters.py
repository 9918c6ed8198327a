"""Letters to the council: what is still to be written or sent, what was sent, and what everyone may read of it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from vijfspoor.content.council_letter.loader import LetterSection, letter_skeleton
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.store.models import CouncilItem, CouncilLetter, Decision, Dossier, LetterDraft, Organisation, Publication

MOST_LETTERS = 100


@dataclass(frozen=True, slots=True)
class LetterList:
    """Every letter this person may see: drafts nobody wrote on, drafts that were, sent ones, and none needed."""

    to_write: tuple[LetterDraft, ...]
    written: tuple[LetterDraft, ...]
    not_needed: tuple[LetterDraft, ...]
    sent: tuple[CouncilLetter, ...]


def sender(organisation: Organisation, on: date) -> str:
    """Return the office that writes to the council: the municipal executive where that role is switched on."""
    return "college" if "college" in wheel_for(organisation, on).additions else "executive_board"


def letter_list(actor: Actor) -> LetterList:
    """Return all letters, in a fixed number of statements; open ones by term, others newest first."""
    drafts = _drafts(actor)
    waiting = list(drafts.filter(status=LetterDraft.Status.OPEN).order_by("task__due_on", "pk")[:MOST_LETTERS])
    not_needed = drafts.filter(status=LetterDraft.Status.NOT_NEEDED).order_by("-closed_at", "-pk")
    return LetterList(
        to_write=tuple(row for row in waiting if row.written_at is None),
        written=tuple(row for row in waiting if row.written_at is not None),
        not_needed=tuple(not_needed[:MOST_LETTERS]),
        sent=tuple(sent_letters(actor.organisation)[:MOST_LETTERS]),
    )


def letters_waiting(actor: Actor) -> int:
    """Return how many letters the actor may see are still to be written or sent."""
    return _visible.letter_drafts(actor).filter(status=LetterDraft.Status.OPEN).count()


def may_see_drafts(actor: Actor) -> bool:
    """Whether letters that were not sent may be read: by who may read the agenda of the board."""
    return _visible.may_read_advice(actor)


def draft(actor: Actor, pk: int) -> LetterDraft | None:
    """Return one letter in the making, or what became of it, if the actor may see it."""
    return _drafts(actor).filter(pk=pk).first()


def draft_sections(row: LetterDraft) -> list[tuple[LetterSection, str]]:
    """Return the sections of a draft as its skeleton had them when it was proposed, each with its text."""
    skeleton = letter_skeleton(timezone.localdate(row.created_at))
    return [(section, row.texts.get(section.code, "")) for section in skeleton.sections]


def sent_letters(organisation: Organisation) -> QuerySet[CouncilLetter]:
    """Return what was sent to the council and everyone may read, newest first."""
    found = _visible.council_letters(organisation)
    return found.select_related("dossier", "draft", "follows", "followed_by").order_by("-sent_at", "-pk")


def sent_letter(organisation: Organisation, year: int, number: int) -> CouncilLetter | None:
    """Return one sent letter, with whether its application has a public page (`has_page`)."""
    published = Publication.objects.filter(dossier=OuterRef("dossier"), is_current=True)
    found = sent_letters(organisation).select_related("organisation").annotate(has_page=Exists(published))
    return found.filter(year=year, number=number).first()


def promises(letter: CouncilLetter) -> list[CouncilItem]:
    """Return what was promised in a letter and was not taken back."""
    return list(letter.promises.exclude(status=CouncilItem.Status.WITHDRAWN).order_by("pk"))


def letters_of(dossier: Dossier) -> list[CouncilLetter]:
    """Return the letters sent about an application, newest first."""
    return list(sent_letters(dossier.organisation).filter(dossier=dossier))


def letters_on(decision: Decision) -> list[CouncilLetter]:
    """Return the letters sent about one decision, newest first."""
    return list(sent_letters(decision.organisation).filter(decision=decision))


def _drafts(actor: Actor) -> QuerySet[LetterDraft]:
    related = ("dossier", "decision", "follows", "letter__organisation", "letter__followed_by", "task__assignee")
    return _visible.letter_drafts(actor).select_related(*related, "written_by", "closed_by")
