"""The classification on paper: the outcome, the whole proof, what it asks, and the answers it rests on."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from vijfspoor.domain.document import Block, Document, Facts, Heading, Listing, ListItem, Note, Paragraph, Table
from vijfspoor.domain.ethics.classification import BindingObligation, Classification
from vijfspoor.domain.ethics.proof import ProofStep
from vijfspoor.domain.ethics.rule_book import RuleBook
from vijfspoor.queries.dossier.dossier import answered_questions, law_view
from vijfspoor.queries.leadership.publication import CATEGORIES
from vijfspoor.queries.wording import (
    answer,
    category_name,
    day,
    level_name,
    origin_name,
    route_name,
    say,
    truth,
)
from vijfspoor.store.models import Dossier


def classification_document(dossier: Dossier, language: str, as_of: date | None = None) -> Document | None:
    """Return the classification `as_of` a day, by default that of the newest run.

    None before the first run, and on a day before the first rule book. `dossier` comes from `dossier.find`, so the
    actor may see it.
    """
    newest = dossier.classifications.order_by("-pk").first()
    if newest is None:
        return None
    try:
        law = law_view(dossier, as_of or newest.as_of)
    except LookupError:
        return None
    with override(language):
        return Document(
            title=_("Classification of %(name)s") % {"name": dossier.name},
            subtitle=_("%(route)s, as of %(day)s") % {"route": route_name(law.route), "day": day(law.as_of)},
            language=language,
            organisation=dossier.organisation.name,
            dated=timezone.localdate(newest.at),
            identifier=f"{dossier.organisation.slug}-{dossier.number}-classificatie-{law.as_of}",
            blocks=(
                *_opening(dossier, law),
                *_proof(law),
                *_instruments(law),
                *_obligations(law),
                *_open(law),
                *_answers(dossier, law),
                *_receipt(law),
            ),
        )


def _opening(dossier: Dossier, law: Classification) -> list[Block]:
    pairs = [
        (_("Application"), _("%(name)s (number %(number)s)") % {"name": dossier.name, "number": dossier.number}),
        (_("What it does"), dossier.summary),
        (_("Department"), dossier.department.name if dossier.department else ""),
        (_("Route"), route_name(law.route)),
        (_("Possible"), route_name(law.possible_route) if law.possible_route else ""),
        (_("Our role"), ", ".join(say(law.book.roles[code].label) for code in law.roles)),
        (_("Annex III, point"), ", ".join(law.annex_iii)),
        (_("Applies from"), day(law.applies_from)),
        (_("Register"), f"{law.register}: {category_name(CATEGORIES['ABC'.index(law.register)])}"),
    ]
    opening: list[Block] = [Facts(tuple((label, value) for label, value in pairs if value))]
    if law.review:
        opening.append(Note(_("A legal adviser must look: something is still possible or unclear.")))
    opening.append(
        Paragraph(
            _("Rules worked out this outcome from the answers on file. A named person confirms it at the first gate.")
        )
    )
    return opening


def _proof(law: Classification) -> list[Block]:
    explained = _("Below each outcome stand the facts it rests on, each with its article.")
    points = tuple(_step(step, law.book) for step in law.proof)
    return [Heading(_("Outcome and proof")), Paragraph(explained), Listing(points)] if points else []


def _step(step: ProofStep, book: RuleBook) -> ListItem:
    question = book.questions.get(step.code) if step.kind == "question" else None
    found = answer(step.value, question) if question else truth(step.truth)
    label = say(step.label)
    text = f"{label} {found}" if label.endswith(("?", ".")) else f"{label}: {found}"
    return ListItem(text, step.reference, tuple(_step(child, book) for child in step.children))


def _instruments(law: Classification) -> list[Block]:
    rows = []
    for trigger in law.book.triggers:
        level = law.requires[trigger.key]
        ground = next(
            (r.reference for r in trigger.rules if r.level == level and r.when.evaluate(law.case) is True), ""
        )
        if name := level_name(level):
            rows.append((say(trigger.instrument), name, ground))
    header = (_("Instrument"), _("How strongly"), _("Ground"))
    table = Table(_("What is asked, how strongly, and on what ground"), header, tuple(rows), (5, 3, 4))
    return [Heading(_("Asked by law and policy")), table] if rows else []


def _obligations(law: Classification) -> list[Block]:
    rows = tuple(_duty(item) for item in law.obligations)
    header = (_("Duty"), _("Applies from"), _("Term"), _("Evidence"))
    table = Table(_("What the municipality must do, from when, and how it shows that"), header, rows, (6, 3, 3, 4))
    return [Heading(_("Obligations")), table] if rows else []


def _duty(item: BindingObligation) -> tuple[str, str, str, str]:
    rule = item.rule
    duty = f"{say(rule.duty)} ({say(rule.condition)})" if rule.condition else say(rule.duty)
    starts = day(item.applies_from) or _("applies already")
    if rule.literal_date and rule.literal_date != item.applies_from:
        starts = f"{starts}\n{_('to the letter:')} {day(rule.literal_date)}"
    evidence = ", ".join(say(text) for text in rule.evidence)
    return f"{duty}\n{rule.code} · {rule.reference}", starts, say(rule.deadline), evidence


def _open(law: Classification) -> list[Block]:
    """The questions that are open or contradict each other, if any."""
    found: list[Block] = []
    for title, codes in (
        (_("Answers that contradict each other"), law.contradictions),
        (_("Questions that can still change something"), law.open_questions),
    ):
        questions = [law.book.questions[code] for code in codes]
        if questions:
            points = tuple(ListItem(say(q.text), f"{q.code} · {q.reference}") for q in questions)
            found += [Heading(title), Listing(points)]
    return found


def _answers(dossier: Dossier, law: Classification) -> list[Block]:
    rows = []
    for item in answered_questions(dossier, law.as_of):
        given, question = item.answer, item.question
        said = answer(given.value, question)
        if given.is_proposed:
            said = f"{said} ({_('proposed, not confirmed')})"
        rows.append((question.code, say(question.text), said, origin_name(given.origin)))
    header = (_("Code"), _("Question"), _("Answer"), _("Source"))
    table = Table(_("Every answer and where it comes from"), header, tuple(rows), (2, 8, 4, 3))
    return [Heading(_("Answers on file")), table] if rows else []


def _receipt(law: Classification) -> list[Block]:
    receipt = law.receipt
    return [
        Heading(_("Receipt")),
        Paragraph(_("With the same rule book, day and answers anyone finds the same outcome and the same digest.")),
        Facts(
            (
                (_("State of the law"), say(law.book.law_state)),
                (_("Rule book"), f"{receipt.rule_book} {receipt.version}"),
                (_("As of"), day(receipt.as_of)),
                (_("Engine"), receipt.engine),
                (_("Digest (SHA-256)"), receipt.digest),
            )
        ),
    ]
