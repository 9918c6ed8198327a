"""The quarterly report to the management team on paper, and what it shares with the screen."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from vijfspoor.domain.document import Block, Document, Facts, Heading, Listing, ListItem, Paragraph, Table
from vijfspoor.domain.period import Period, quarter_before
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.leadership.period_figures import PeriodFigure, literacy_shares, period_figures
from vijfspoor.queries.wording import day

MOST_LINES = 12


def quarter_document(actor: Actor, period: Period, language: str) -> Document:
    """Return the report on one quarter, beside the quarter before it, with the lists behind the main figures."""
    with override(language):
        before = {item.code: item.value for item in period_figures(actor, quarter_before(period))}
        figures = period_figures(actor, period)
        rows = tuple((item.label, str(item.value), str(before[item.code]), item.path) for item in figures)
        header = (_("Figure"), _("This quarter"), _("The quarter before"), _("List"))
        return Document(
            title=quarter_title(period),
            subtitle=_("For the executive board and the management team"),
            language=language,
            organisation=actor.organisation.name,
            dated=min(actor.today, period.end),
            identifier=f"{actor.organisation.slug}-kwartaal-{period.code}",
            blocks=(
                Paragraph(
                    _("From %(start)s to %(end)s.")
                    % {"start": day(period.start), "end": day(min(period.end, actor.today))}
                ),
                Heading(_("Figures")),
                Table(_("What happened, with the address of the list behind it"), header, rows, (6, 2, 2, 5)),
                *_literacy(actor, period),
                *(block for item in figures for block in _list(item)),
            ),
        )


def quarter_title(period: Period) -> str:
    """Return what the report is called."""
    return _("AI in quarter %(quarter)s of %(year)s") % {"quarter": period.quarter, "year": period.year}


def _literacy(actor: Actor, period: Period) -> list[Block]:
    shares = literacy_shares(actor, period)
    if not shares:
        text = _("No figures were published, or you may not read those of everyone. Ask the HR adviser.")
        return [Heading(_("AI literacy")), Paragraph(text)]
    return [Heading(_("AI literacy")), Paragraph(_("People at the level their work asks:")), Facts(tuple(shares))]


def _list(item: PeriodFigure) -> list[Block]:
    if not item.lines or item.code in ("found", "solved", "late"):
        return []
    points = [ListItem(line.text, day(line.on)) for line in item.lines[:MOST_LINES]]
    if item.value > MOST_LINES:
        points.append(ListItem(_("and more: %(path)s") % {"path": item.path}))
    return [Heading(item.label), Listing(tuple(points))]
