"""The agenda and the record of the AI-overleg on paper."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from vijfspoor.domain.document import Block, Document, Facts, Heading, Listing, ListItem, Paragraph
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.ai_meeting import agenda
from vijfspoor.queries.wording import day, role_name
from vijfspoor.store.models import AiMeetingRecord


def agenda_document(actor: Actor, language: str) -> Document:
    """Return the agenda as it stands today."""
    with override(language):
        blocks: list[Block] = []
        for part in agenda(actor):
            points = tuple(ListItem(point.title, point.detail) for point in part.points)
            blocks += [Heading(part.title), Listing(points) if points else Paragraph(_("Nothing."))]
        return Document(
            title=_("Agenda of the AI meeting"),
            subtitle=day(actor.today),
            language=language,
            organisation=actor.organisation.name,
            dated=actor.today,
            identifier=f"{actor.organisation.slug}-ai-overleg-{actor.today}",
            blocks=tuple(blocks),
        )


def record_document(record: AiMeetingRecord, language: str) -> Document:
    """Return one version of a record."""
    with override(language):
        present = ", ".join(role_name(code) for code in record.roles)
        blocks: list[Block] = [Facts(((_("Present"), present or "–"), (_("Written by"), record.by.name)))]
        for note in record.notes:
            blocks += [Heading(note["title"]), Paragraph(note["text"])]
        return Document(
            title=_("Record of the AI meeting of %(when)s") % {"when": day(record.on)},
            subtitle=_("version %(n)s") % {"n": record.version},
            language=language,
            organisation=record.organisation.name,
            dated=timezone.localdate(record.at),
            identifier=f"{record.organisation.slug}-ai-overleg-{record.on}-v{record.version}",
            blocks=tuple(blocks),
        )
