"""The yearly report of an overseer on paper: advice and what became of it, assessments, samples."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from vijfspoor.domain.document import Block, Document, Facts, Heading, Listing, ListItem, Paragraph, Table
from vijfspoor.domain.ethics.oversight import Fate
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.ethics.oversight import AdviceLine, year_figures
from vijfspoor.queries.wording import day, fate_name, outcome_name, position_name, role_name


def oversight_document(actor: Actor, role: str, year: int, language: str) -> Document:
    """Return the report of `role` on `year`, dated on its last day or, while it runs, today."""
    figures = year_figures(actor, role, year)
    with override(language):
        return Document(
            title=_("Yearly report %(year)s: %(role)s") % {"year": year, "role": role_name(role)},
            subtitle=_("Oversight of AI applications"),
            language=language,
            organisation=actor.organisation.name,
            dated=min(actor.today, date(year, 12, 31)),
            identifier=f"{actor.organisation.slug}-toezicht-{role}-{year}",
            blocks=(
                Heading(_("In short")),
                Facts(tuple((fate_name(key), str(number)) for key, number in figures["fates"].items())),
                Facts(
                    (
                        (_("Assessments accepted"), str(figures["accepted"])),
                        (_("Assessments sent back"), str(figures["sent_back"])),
                        (_("Applications in samples"), str(figures["sampled"])),
                        (_("In order"), str(figures["in_order"])),
                    )
                ),
                *_advice(figures["lines"]),
                *_unheeded(figures["lines"], language),
                *_samples(figures["not_in_order"]),
            ),
        )


def _advice(lines: list[AdviceLine]) -> list[Block]:
    if not lines:
        return [Heading(_("Advice")), Paragraph(_("No advice was given this year."))]
    rows = tuple(
        (
            line.advice.dossier.name,
            day(line.advice.at),
            position_name(line.advice.position),
            outcome_name(line.decision.outcome) if line.decision else "",
            fate_name(line.fate),
        )
        for line in lines
    )
    header = (_("Application"), _("Date"), _("Position"), _("Decision"), _("What became of it"))
    return [Heading(_("Advice")), Table(_("Every advice of this year"), header, rows, (4, 3, 3, 3, 3))]


def _unheeded(lines: list[AdviceLine], language: str) -> list[Block]:
    against = [line for line in lines if line.fate in (Fate.DEVIATED, Fate.IGNORED) and line.decision]
    if not against:
        return []
    blocks: list[Block] = [Heading(_("Where the decision deviates"))]
    for line in against:
        blocks.append(Heading(line.advice.dossier.name, 2))
        blocks.append(Paragraph(line.advice.text, "" if language == "nl" else "nl"))
        if line.decision and line.decision.deviation_reasons:
            blocks.append(Paragraph(_("Reasons of the decider:")))
            blocks.append(Paragraph(line.decision.deviation_reasons, "" if language == "nl" else "nl"))
    return blocks


def _samples(items: list) -> list[Block]:  # type: ignore[type-arg]
    if not items:
        return []
    found = tuple(ListItem(item.dossier.name, item.finding) for item in items)
    return [Heading(_("Not in order in samples")), Listing(found)]
