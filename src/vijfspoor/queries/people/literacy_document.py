"""The report on AI literacy on paper, of a quarter or a year: goals, what was measured, and what came of it."""

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import override

from vijfspoor.domain.document import Block, Document, Facts, Heading, Listing, ListItem, Note, Paragraph, Table
from vijfspoor.domain.people.campaign import Phase
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.people.campaign import CampaignLine, campaigns, effect
from vijfspoor.queries.people.literacy import (
    Cell,
    Figures,
    Growth,
    figures,
    growth,
    plans,
    releases,
    target_of,
    unit_names,
)
from vijfspoor.queries.people.literacy_wording import against_name, phase_name, quarter_name, share
from vijfspoor.queries.wording import day, say
from vijfspoor.store.models import FigureRelease, LiteracyPlan


def literacy_document(actor: Actor, year: int, quarter: int | None, language: str) -> Document:
    """Return the report of a `year`, or of one `quarter` of it, with the figures published up to its last day."""
    until = _last_day(year, quarter)
    told = [item for item in reversed(releases(actor)) if (item.year, item.quarter) <= (year, quarter or 4)]
    names, target = unit_names(actor), target_of(actor)
    shown = [figures(actor, item, names, target) for item in told]
    since = date(year, 3 * quarter - 2 if quarter else 1, 1)
    held = [line for line in campaigns(actor) if line.row.starts_on <= until and line.row.ends_on >= since]
    adopted = next((plan for plan in plans(actor) if hasattr(plan, "adoption")), None)
    with override(language):
        title = _("AI literacy: yearly report %(year)s") % {"year": year}
        if quarter:
            title = _("AI literacy: report on quarter %(quarter)s of %(year)s") % {"quarter": quarter, "year": year}
        return Document(
            title=title,
            subtitle=_("AI Act Art. 4, as it reads since 27 July 2026"),
            language=language,
            organisation=actor.organisation.name,
            dated=min(actor.today, until),
            identifier=f"{actor.organisation.slug}-ai-geletterdheid-{year}" + (f"-{quarter}" if quarter else ""),
            blocks=(
                Paragraph(
                    _("The law asks us to take measures that support the AI literacy of our staff. It sets no level.")
                    + " "
                    + _("The levels and the target below are our own.")
                ),
                *_goals(adopted, language),
                *(_measured(shown[-1]) if shown else [Heading(_("Figures")), Paragraph(_("No figures yet."))]),
                *(_growth(growth(shown[0], shown[-1])) if shown else []),
                *_campaigns(held, told),
                *_evaluation(adopted, language),
            ),
        )


def _last_day(year: int, quarter: int | None) -> date:
    return (
        date(year + 1, 1, 1) - timedelta(days=1)
        if quarter in (None, 4)
        else date(year, 3 * quarter + 1, 1) - timedelta(days=1)
    )


def _goals(plan: LiteracyPlan | None, language: str) -> list[Block]:
    if plan is None:
        return [Heading(_("Goals")), Paragraph(_("No plan was adopted yet."))]
    budget = tuple((year, _("%(amount)s euro") % {"amount": euros}) for year, euros in sorted(plan.budget.items()))
    return [
        Heading(_("Goals")),
        Facts(
            (
                (_("Plan"), f"{plan.first_year}–{plan.last_year}"),
                (_("Adopted"), f"{plan.adoption.person_name}, {day(plan.adoption.at)}"),
                (_("Target"), _("%(share)s%% of people at the level their work asks") % {"share": plan.target_share}),
                *budget,
            )
        ),
        Paragraph(plan.goals, _own(language)),
    ]


def _measured(found: Figures) -> list[Block]:
    header = (_("Team"), _("Answered"), *(say(item.name) for item in found.competences))
    rows = [
        (line.name or _("Everyone else"), share(line.coverage), *(share(cell.share) for cell in line.cells))
        for line in found.lines
        if line.cells
    ]
    hidden = sum(not line.cells for line in found.lines)
    blocks: list[Block] = [
        Heading(_("Figures")),
        Facts(
            (
                (_("Measurement"), found.release.round.name),
                (_("Published in"), quarter_name(found.release)),
                (_("People who answered, rounded down"), str(found.total.people if found.total else 0)),
            )
        ),
        Listing(
            tuple(
                ListItem(
                    _said(item.cell), _("we are 95%% sure that it is %(between)s") % {"between": share(item.between)}
                )
                for item in found.certain
            )
        ),
        Table(
            _("Share of people at the level their work asks"),
            header,
            tuple(rows),
            (4, 2, *(2 for _item in found.competences)),
        ),
    ]
    if hidden:
        blocks.append(Note(_("Some groups are left out, because few people answered. They count in the total.")))
    return blocks


def _said(cell: Cell) -> str:
    return f"{say(cell.competence.name)}: {share(cell.share)} {against_name(cell.against)}".strip()


def _growth(found: tuple[Growth, ...]) -> list[Block]:
    if not found:
        return []
    rows = tuple(
        (
            say(item.competence.name),
            share(item.before),
            share(item.after),
            _("more than chance") if item.is_sure else _("may be chance"),
        )
        for item in found
    )
    header = (_("Competence"), _("First measurement"), _("Now"), _("How sure"))
    return [Heading(_("Growth")), Table(_("First measurement and now"), header, rows, (4, 3, 3, 3))]


def _campaigns(held: list[CampaignLine], told: list[FigureRelease]) -> list[Block]:
    rows = [
        (
            line.row.name,
            line.row.unit.name if line.row.unit else _("Everyone"),
            f"{day(line.row.starts_on)} – {day(line.row.ends_on)}",
            share(line.share) if line.phase is Phase.OVER else phase_name(line.phase),
            "; ".join(_effect(item) for item in effect(line.row, told).lines) or _("not measured yet"),
        )
        for line in reversed(held)
        if line.phase is not Phase.WITHDRAWN
    ]
    if not rows:
        return [Heading(_("Campaigns")), Paragraph(_("There were no campaigns in this period."))]
    header = (_("Campaign"), _("For whom?"), _("Period"), _("Took part"), _("Effect"))
    return [
        Heading(_("Campaigns")),
        Table(_("Campaigns in this period"), header, tuple(rows), (4, 3, 4, 3, 5)),
        Note(_("More happened between two measurements: a change is no proof that a campaign caused it.")),
    ]


def _effect(item: Growth) -> str:
    sure = _("more than chance") if item.is_sure else _("may be chance")
    return f"{say(item.competence.name)}: {share(item.before)} → {share(item.after)} ({sure})"


def _evaluation(plan: LiteracyPlan | None, language: str) -> list[Block]:
    return [Heading(_("Evaluation")), Paragraph(plan.evaluation, _own(language))] if plan else []


def _own(language: str) -> str:
    """The language people wrote in, when it is not that of the document."""
    return "" if language == "nl" else "nl"
