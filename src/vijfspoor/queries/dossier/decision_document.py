"""A decision on paper: what was decided and why, on which conditions and on whose advice."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from vijfspoor.content.law.loader import rule_book
from vijfspoor.domain.document import Block, Document, Facts, Heading, Listing, ListItem, Note, Paragraph, Table
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.own_words import paragraphs
from vijfspoor.queries.wording import (
    activity_name,
    day,
    gate_name,
    outcome_name,
    position_name,
    role_name,
    route_name,
    say,
)
from vijfspoor.store.models import Condition, Contribution, Decision, Task


def decision_document(actor: Actor, decision: Decision, language: str, *, without_advice: bool = False) -> Document:
    """Return `decision` (from `dossier.decisions`) with the advice it rests on, if the actor may read advice.

    `without_advice` leaves it out whoever asks, and with it why the decision deviates: that tells what it said.
    """
    dossier = decision.dossier
    advice = list(decision.rests_on.select_related("on_behalf_of", "corrected_by").order_by("gate", "pk"))
    with override(language):
        return Document(
            title=_("Decision on %(name)s") % {"name": dossier.name},
            subtitle=f"{gate_name(decision.gate)}: {outcome_name(decision.outcome)}",
            language=language,
            organisation=dossier.organisation.name,
            dated=_newest_day(decision, advice),
            identifier=f"{dossier.organisation.slug}-{dossier.number}-besluit-{decision.pk}",
            blocks=(
                *_opening(decision),
                *_own_words(_("Reasons"), decision.reasons, language),
                *_own_words(
                    _("Why it deviates from advice"), "" if without_advice else decision.deviation_reasons, language
                ),
                *_conditions(decision),
                *([] if without_advice else _advice(actor, advice, language)),
                *_rests_on_law(decision),
            ),
        )


def _newest_day(decision: Decision, advice: list[Contribution]) -> date:
    """The day of the newest fact: the decision, or what later became of it, its advice or its conditions."""
    corrections = [later.at for row in (decision, *advice) if (later := getattr(row, "corrected_by", None))]
    settled = [c.task.closed_at for c in decision.conditions.all() if c.task.closed_at]
    return timezone.localdate(max([decision.at, *corrections, *settled]))


def _opening(decision: Decision) -> list[Block]:
    dossier = decision.dossier
    pairs = [
        (_("Application"), _("%(name)s (number %(number)s)") % {"name": dossier.name, "number": dossier.number}),
        (_("What it does"), dossier.summary),
        (_("Department"), dossier.department.name if dossier.department else ""),
        (_("Gate"), gate_name(decision.gate)),
        (_("Decision"), outcome_name(decision.outcome)),
        (_("Decided by"), _signed(decision)),
        (_("Date"), day(decision.at)),
        (_("Route"), route_name(decision.route)),
    ]
    opening: list[Block] = [Facts(tuple((label, value) for label, value in pairs if value))]
    if decision.corrects:
        when = day(decision.corrects.at)
        opening.append(Note(_("This decision corrects that of %(when)s.") % {"when": when}))
    if later := getattr(decision, "corrected_by", None):
        opening.append(Note(_("This decision was corrected on %(when)s.") % {"when": day(later.at)}))
    return opening


def _signed(row: Decision | Contribution) -> str:
    """Who spoke, in which role and for whom."""
    who = f"{row.person_name}, {role_name(row.role)}"
    if not row.on_behalf_of:
        return who
    by_mandate = isinstance(row, Decision) and row.mandate_id is not None
    how = _("by mandate of %(name)s") if by_mandate else _("for %(name)s")
    return f"{who} ({how % {'name': row.on_behalf_of.name}})"


def _own_words(title: str, text: str, language: str) -> list[Block]:
    return [Heading(title), *paragraphs(text, language)] if text.strip() else []


def _conditions(decision: Decision) -> list[Block]:
    found = enumerate(decision.conditions.all(), 1)
    rows = tuple((str(n), c.text, c.owner.name, day(c.due_on), _state(c)) for n, c in found)
    header = (_("No."), _("Condition"), _("Owner"), _("Before"), _("State"))
    table = Table(_("What must be done, by whom, and before when"), header, rows, (1, 6, 4, 3, 3))
    return [Heading(_("Conditions")), table] if rows else []


def _state(condition: Condition) -> str:
    task = condition.task
    if task.status == Task.Status.DONE:
        return f"{_('met')}: {task.closing_note}" if task.closing_note else _("met")
    return _("withdrawn") if task.status == Task.Status.WITHDRAWN else _("open")


def _advice(actor: Actor, rows: list[Contribution], language: str) -> list[Block]:
    title = Heading(_("It rests on this advice"))
    if not _visible.may_read_advice(actor):
        return [title, Paragraph(_("Advice can be read by colleagues with a role in AI governance."))]
    if not rows:
        return [title, Paragraph(_("No advice was asked on this route."))]
    table = tuple((role_name(r.role), position_name(r.position) or _("information"), day(r.at)) for r in rows)
    header = (_("Role"), _("Position"), _("Date"))
    blocks: list[Block] = [title, Table(_("Who said what"), header, table, (5, 4, 3))]
    for row in rows:
        blocks += _contribution(row, language)
    return blocks


def _contribution(row: Contribution, language: str) -> list[Block]:
    name = role_name(row.role)
    position = position_name(row.position)
    said = f"{_signed(row)} · {day(row.at)} · {gate_name(row.gate)} · {activity_name(row.activity)}"
    blocks: list[Block] = [
        Heading(f"{name}: {position}" if position else name, 2),
        Paragraph(said),
        *paragraphs(row.text, language),
    ]
    if row.conditions:
        blocks += [Heading(_("Advised conditions"), 3), Listing(tuple(ListItem(text) for text in row.conditions))]
    if later := getattr(row, "corrected_by", None):
        blocks.append(Note(_("This contribution was corrected on %(when)s.") % {"when": day(later.at)}))
    return blocks


def _rests_on_law(decision: Decision) -> list[Block]:
    run = decision.classification
    if run is None:
        return []
    book = rule_book(run.version)
    labels = [say(book.outcomes[code].label) for code in run.outcomes if code in book.outcomes]
    pairs = [
        (_("Outcome"), "; ".join(labels)),
        (_("Rule book"), f"{run.rule_book} {run.version}"),
        (_("As of"), day(run.as_of)),
        (_("Digest (SHA-256)"), run.digest),
    ]
    return [Heading(_("The classification it rests on")), Facts(tuple((k, v) for k, v in pairs if v))]
