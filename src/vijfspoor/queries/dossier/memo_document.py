"""A memo to the management team on paper: at most two pages, with every position and every dissent in it."""

from datetime import date

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from vijfspoor.domain.document import Block, Document, Facts, Heading, Listing, ListItem, Note, Paragraph, Table
from vijfspoor.domain.dossier.gate import Position
from vijfspoor.domain.dossier.memo import MOST_PAGES, ROOM, counted, is_cut, shortened
from vijfspoor.integrations.documents.pdf import page_count, pdf
from vijfspoor.queries.dossier.memo import Memo, Voice
from vijfspoor.queries.wording import (
    day,
    gate_name,
    outcome_name,
    position_name,
    role_name,
    role_within,
    route_name,
    say,
)

MOST_RISKS = 4
MOST_CONDITIONS = 4


def memo_document(memo: Memo, language: str) -> Document:
    """Return the memo with as much of every text as two pages of the PDF hold."""
    made = [_at(memo, language, ROOM[0])]
    for room in ROOM[1:]:
        if page_count(pdf(made[-1])) <= MOST_PAGES:
            break
        made.append(_at(memo, language, room))
    return made[-1]


def _at(memo: Memo, language: str, room: int) -> Document:
    dossier = memo.dossier
    with override(language):
        blocks = (
            *_asked(memo),
            *_about(memo, room),
            *_dissent(memo, room),
            *_advice(memo, room),
            *_risks(memo, room),
            *_money_and_ways(memo, room),
        )
        return Document(
            title=_("Memo: %(name)s") % {"name": dossier.name},
            subtitle=_("For the executive board and the management team"),
            language=language,
            organisation=dossier.organisation.name,
            dated=_newest_day(memo),
            identifier=f"{dossier.organisation.slug}-{dossier.number}-memo",
            blocks=(*blocks, *_reference(memo, blocks)),
            is_dense=True,
        )


def _newest_day(memo: Memo) -> date:
    moments = [memo.dossier.changed_at, *(voice.advice.at for voice in memo.voices)]
    if memo.last_decision:
        moments.append(memo.last_decision.at)
    return timezone.localdate(max(moments))


def _asked(memo: Memo) -> list[Block]:
    if memo.asked is None:
        return [Note(_("For your information. No decision is asked at this moment."))]
    words = {"gate": gate_name(memo.asked.gate), "role": role_within(memo.asked.role), "day": day(memo.asked.due_on)}
    text = _("Asked: the decision %(gate)s, by the %(role)s, before %(day)s.") % words
    if memo.awaited:
        roles = ", ".join(dict.fromkeys(role_within(task.role) for task in memo.awaited))
        text = text + " " + _("Still awaited: %(roles)s.") % {"roles": roles}
    return [Note(text)]


def _about(memo: Memo, room: int) -> list[Block]:
    dossier, law = memo.dossier, memo.law
    rules = [law.book.outcomes[code] for code in law.outcomes]
    outcome = "; ".join(f"{say(rule.label)} ({rule.reference})" for rule in rules)
    owner = dossier.accountable.name if dossier.accountable else _("nobody yet")
    pairs = [
        (_("What it does"), shortened(dossier.summary, max(room, 120))),
        (_("Why"), shortened(dossier.purpose, room)),
        (_("Accountable"), f"{owner}, {dossier.department.name}" if dossier.department else owner),
        (_("Route"), route_name(law.route)),
        (_("Outcome of the law"), outcome or _("nothing that the law attaches an effect to")),
        (_("Applies from"), day(law.applies_from)),
        (_("Last decision"), _last_decision(memo)),
    ]
    return [Heading(_("In short")), Facts(tuple((label, text) for label, text in pairs if text))]


def _last_decision(memo: Memo) -> str:
    found = memo.last_decision
    if found is None:
        return ""
    return f"{gate_name(found.gate)}: {outcome_name(found.outcome)}, {role_within(found.role)}, {day(found.at)}"


def _dissent(memo: Memo, room: int) -> list[Block]:
    """Every dissent in the words of who gave it, first of all the advice."""
    if not memo.dissents:
        return [Heading(_("Dissent")), Paragraph(_("Nobody advised against it."))]
    rows = tuple((_who(voice), shortened(_words_of(voice), room)) for voice in memo.dissents)
    header = (_("Who"), _("What they say"))
    return [
        Heading(_("Dissent")),
        Table(_("Every advice against, or that a decision went against"), header, rows, (3, 8)),
    ]


def _who(voice: Voice) -> str:
    row = voice.advice
    said = f"{role_name(row.role)}: {position_name(row.position)}, {gate_name(row.gate)}, {day(row.at)}"
    return said if voice.is_last else said + " (" + _("spoke again since") + ")"


def _words_of(voice: Voice) -> str:
    extra = "; ".join(voice.advice.conditions)
    return voice.advice.text + (" " + _("Conditions") + f": {extra}" if extra else "")


def _advice(memo: Memo, room: int) -> list[Block]:
    """The last position of every other role."""
    last = [voice for voice in memo.voices if voice.is_last]
    if not last:
        return [Heading(_("Advice")), Paragraph(_("No advice was given yet."))]
    totals = counted(Position(voice.advice.position) for voice in last)
    told = ", ".join(f"{number} {position_name(position)}" for position, number in totals)
    summed = _("The last position of each role: %(told)s.") % {"told": told}
    blocks: list[Block] = [Heading(_("Advice")), Paragraph(summed)]
    rest = [voice for voice in last if not voice.is_dissent]
    rows = tuple(
        (
            role_name(voice.advice.role),
            f"{position_name(voice.advice.position)}, {day(voice.advice.at)}",
            shortened(_words_of(voice), room // 2),
        )
        for voice in rest
    )
    header = (_("Role"), _("Position"), _("What they say"))
    return [*blocks, Table(_("The other advice"), header, rows, (3, 3, 6))] if rows else blocks


def _risks(memo: Memo, room: int) -> list[Block]:
    points = [
        ListItem(
            shortened(f"{risk.what} ({risk.whom})", room // 2),
            _("weighs %(before)s of 16, after measures %(after)s") % {"before": risk.score, "after": risk.score_after},
        )
        for risk in memo.risks[:MOST_RISKS]
    ]
    if not points and memo.estimate:
        score = memo.estimate.severity * memo.estimate.likelihood
        text = shortened(f"{memo.estimate.what} ({memo.estimate.whom})", room // 2)
        points = [ListItem(text, _("the reporter's estimate: %(score)s of 16") % {"score": score})]
    if not points:
        return [Heading(_("Risks")), Paragraph(_("No risk is on file yet."))]
    more = len(memo.risks) - MOST_RISKS
    if more > 0:
        points.append(ListItem(ngettext("%(n)s more on file", "%(n)s more on file", more) % {"n": more}))
    return [Heading(_("Risks")), Listing(tuple(points))]


def _amount(sentence: str, euros: int | None) -> str:
    return "" if euros is None else sentence % {"amount": number_format(euros, force_grouping=True)}


def _costs(memo: Memo, room: int) -> str:
    found = memo.costs_and_ways
    if found is None:
        return _("not on file")
    parts = [_amount(_("%(amount)s euro a year by contract"), found.contract_euros)]
    if found.written:
        once, yearly = found.written.once_euros, found.written.yearly_euros
        parts = [_amount(_("%(amount)s euro once"), once), _amount(_("%(amount)s euro a year"), yearly), *parts]
        parts.append(shortened(found.written.basis, room // 2))
    return "; ".join(part for part in parts if part) or _("not on file")


def _ways(memo: Memo, room: int) -> list[tuple[str, str]]:
    written = memo.costs_and_ways.written if memo.costs_and_ways else None
    if written is None:
        weighed = memo.dossier.public_texts.get("proportionality", "")
        return [(_("Alternatives"), shortened(weighed, room // 2) or _("not on file"))]
    others = "; ".join(f"{way['what']}: {way['why_not']}" for way in written.alternatives)
    told = [(_("If we do nothing"), written.without), (_("Alternatives"), others)]
    return [(label, shortened(text, room // 2)) for label, text in told if text]


def _money_and_ways(memo: Memo, room: int) -> list[Block]:
    """What it costs, what else is possible, and what is still to be done."""
    pairs = [(_("Costs"), _costs(memo, room)), *_ways(memo, room)]
    blocks: list[Block] = [Heading(_("Costs and alternatives")), Facts(tuple(pairs))]
    if not memo.conditions:
        return blocks
    points = [
        ListItem(shortened(row.text, room // 2), f"{row.owner.name}, {day(row.due_on)}")
        for row in memo.conditions[:MOST_CONDITIONS]
    ]
    more = len(memo.conditions) - MOST_CONDITIONS
    if more > 0:
        points.append(ListItem(ngettext("%(n)s more on file", "%(n)s more on file", more) % {"n": more}))
    return [*blocks, Heading(_("Conditions still open")), Listing(tuple(points))]


def _reference(memo: Memo, blocks: tuple[Block, ...]) -> list[Block]:
    """Where the whole text stands, when anything was shortened."""
    if not any(is_cut(text) for block in blocks for text in _texts(block)):
        return []
    number = memo.dossier.number
    words = _("[…] The whole text stands in dossier %(number)s, under Advice and decisions.") % {"number": number}
    return [Paragraph(words)]


def _texts(block: Block) -> list[str]:
    if isinstance(block, Facts):
        return [value for _label, value in block.pairs]
    if isinstance(block, Table):
        return [cell for row in block.rows for cell in row]
    return [item.text for item in block.items] if isinstance(block, Listing) else []
