"""The minutes of a meeting of the board on paper: what was discussed, and the decisions taken in it."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from vijfspoor.domain.document import Block, Document, Facts, Heading, Listing, ListItem, Note, Paragraph
from vijfspoor.queries.leadership.board import decisions_in
from vijfspoor.queries.own_words import paragraphs
from vijfspoor.queries.wording import day, gate_name, outcome_name, role_name
from vijfspoor.store.models import Decision, Minutes


def minutes_document(minutes: Minutes, language: str) -> Document:
    """Return one version of the minutes. One that was not adopted says so at its head."""
    meeting, adoption = minutes.meeting, getattr(minutes, "adoption", None)
    newer = meeting.minutes.filter(version__gt=minutes.version, adoption__isnull=False).exists()
    with override(language):
        facts = [
            (_("Meeting"), meeting.title or _("Executive board")),
            (_("Date"), day(meeting.on)),
            (_("Version"), str(minutes.version)),
            (_("Written by"), minutes.by.name),
        ]
        blocks: list[Block] = []
        if adoption is None:
            blocks = [Note(_("These minutes were not adopted yet."))]
        else:
            facts.append((_("Adopted by"), f"{adoption.person_name}, {day(adoption.at)}"))
        if newer:
            blocks.append(Note(_("There is a newer version of these minutes.")))
        return Document(
            title=_("Minutes of %(when)s") % {"when": day(meeting.on)},
            subtitle=_("Executive board"),
            language=language,
            organisation=meeting.organisation.name,
            dated=timezone.localdate(adoption.at if adoption else minutes.at),
            identifier=f"{meeting.organisation.slug}-verslag-{meeting.on}-v{minutes.version}",
            blocks=(
                Facts(tuple(facts)),
                *blocks,
                Heading(_("What was discussed")),
                *paragraphs(minutes.text, language),
                Heading(_("Decisions")),
                *_decisions(minutes, language),
            ),
        )


def _decisions(minutes: Minutes, language: str) -> list[Block]:
    blocks: list[Block] = []
    for decision in decisions_in(minutes):
        blocks += _decision(decision, language)
    return blocks or [Paragraph(_("No decision was taken."))]


def _decision(decision: Decision, language: str) -> list[Block]:
    blocks: list[Block] = [
        Heading(f"{decision.dossier.name}: {outcome_name(decision.outcome)}", 2),
        Paragraph(
            f"{gate_name(decision.gate)} · {decision.person_name}, {role_name(decision.role)} · {day(decision.at)}"
        ),
        *paragraphs(decision.reasons, language),
    ]
    conditions = tuple(ListItem(c.text, day(c.due_on)) for c in decision.conditions.all())
    return [*blocks, Heading(_("Conditions"), 3), Listing(conditions)] if conditions else blocks
