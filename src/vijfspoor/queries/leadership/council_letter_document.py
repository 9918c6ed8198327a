"""A letter to the council on paper, with what was promised in it."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from vijfspoor.domain.document import Block, Document, Facts, Heading, Listing, ListItem, Note
from vijfspoor.queries.leadership.council_letters import promises
from vijfspoor.queries.own_words import paragraphs
from vijfspoor.queries.wording import day, role_name
from vijfspoor.store.models import CouncilLetter


def letter_document(letter: CouncilLetter, language: str) -> Document:
    """Return one letter. One that a later letter replaced says so at its head."""
    with override(language):
        facts = [
            (_("To"), _("The council")),
            (_("From"), role_name(letter.role)),
            (_("Date"), day(letter.sent_at)),
            (_("Number"), letter.label),
        ]
        blocks: list[Block] = [Facts(tuple(facts)), *_replaced(letter)]
        for section in letter.sections:
            blocks += [Heading(section["title"]), *paragraphs(section["text"], language)]
        return Document(
            title=letter.subject,
            subtitle=_("Letter to the council"),
            language=language,
            organisation=letter.organisation.name,
            dated=timezone.localdate(letter.sent_at),
            identifier=f"{letter.organisation.slug}-raadsbrief-{letter.label}",
            blocks=(*blocks, *_promises(letter)),
        )


def _replaced(letter: CouncilLetter) -> list[Block]:
    blocks: list[Block] = []
    if letter.follows is not None:
        blocks.append(Note(_("This letter replaces letter %(number)s.") % {"number": letter.follows.label}))
    if hasattr(letter, "followed_by"):
        blocks.append(Note(_("Letter %(number)s replaces this one.") % {"number": letter.followed_by.label}))
    return blocks


def _promises(letter: CouncilLetter) -> list[Block]:
    items = tuple(ListItem(item.title, day(item.due_on)) for item in promises(letter))
    return [Heading(_("What is promised")), Listing(items)] if items else []
