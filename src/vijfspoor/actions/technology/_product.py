"""What the verbs on products share: keeping facts, proposing them to the applications, reporting AI nobody reported."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _notify, _tasks
from vijfspoor.actions.dossier import _report
from vijfspoor.actions.dossier._search import index
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.ethics._answers import write
from vijfspoor.domain.ethics.answers import UNKNOWN, parse_value
from vijfspoor.domain.ethics.rule_book import RuleBook
from vijfspoor.domain.technology.product import AiFunctions, is_hidden_ai
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.ethics.facts import asked_here
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.store.models import Answer, Dossier, Person, Product, ProductFact, Task

SETTLED = (Dossier.Status.REJECTED, Dossier.Status.RETIRED, Dossier.Status.MERGED)
REPORTER = "information_adviser"
# Own policy: how soon AI that nobody reported is described.
REPORT_WITHIN = 5


def checked_facts(book: RuleBook, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return question -> answer as typed, None for unknown. Raises InvalidInput at the question that is wrong."""
    facts: dict[str, Any] = {}
    errors: dict[str, list[str]] = {}
    for code, value in raw.items():
        question = book.questions.get(code)
        if question is None:
            errors[code] = [_("This question does not exist.")]
            continue
        try:
            facts[code] = None if parse_value(question, value) is None else value
        except ValueError:
            errors[code] = [_("Choose an answer from the list.")]
    if errors:
        raise InvalidInput(errors)
    return facts


def keep_facts(
    actor: Actor, product: Product, facts: Mapping[str, Any], origin: str, notes: Mapping[str, str] | None = None
) -> list[str]:
    """Make these the current facts of the product; None takes a fact away. Returns the questions that changed."""
    current = {fact.question: fact for fact in product.facts.filter(is_current=True)}
    notes, changed = notes or {}, []
    for question, value in facts.items():
        there = current.get(question)
        if (there.value if there else None) == value:
            continue
        if there is not None:
            ProductFact.objects.filter(pk=there.pk).update(is_current=False)
        if value is not None:
            ProductFact.objects.create(
                product=product,
                question=question,
                value=value,
                origin=origin,
                note=notes.get(question, ""),
                by=actor.person,
                at=actor.now,
            )
        changed.append(question)
    return changed


def after_change(actor: Actor, product: Product) -> Dossier | None:
    """Propose the facts to every application that uses the product; return the report this opened, if any."""
    using = product.dossiers.exclude(status__in=SETTLED).select_related("organisation").order_by("pk")
    for dossier in Dossier.objects.select_for_update(of=("self",)).filter(pk__in=using.values("pk")):
        offer_facts(actor, dossier, product)
    if is_hidden_ai(AiFunctions(product.ai_functions), using.count()):
        return _report_hidden_ai(actor, product)
    return None


def offer_facts(actor: Actor, dossier: Dossier, product: Product | None) -> None:
    """Propose the product's facts to one application, and take back what was proposed and is no fact any more.

    What somebody answered there is never touched.
    """
    answered = {answer.question: answer for answer in dossier.answers.filter(is_current=True)}
    facts = {fact.question: fact for fact in product.facts.filter(is_current=True)} if product else {}
    taken_back = [
        question
        for question, answer in answered.items()
        if answer.is_proposed and answer.origin == Answer.Origin.SUPPLIER and question not in facts
    ]
    dossier.answers.filter(pk__in=[answered[question].pk for question in taken_back]).update(is_current=False)
    offered = {}
    for question in asked_here(dossier.organisation, actor.today, facts):
        there = answered.get(question)
        if there is None or there.is_proposed:
            fact = facts[question]
            if write(actor, dossier, question, fact.value, Answer.Origin.SUPPLIER, note=fact.note, proposed=True):
                offered[question] = fact.value
    if offered or taken_back:
        number = product.pk if product else None
        _audit.record(actor, "facts_offered", dossier, product=number, answers=offered, taken_back=taken_back)


def is_unknown(value: Any) -> bool:
    """Whether an answer as typed says that it is not known."""
    return value is None or value in ("", []) or (isinstance(value, str) and value.lower() in UNKNOWN)


def _report_hidden_ai(actor: Actor, product: Product) -> Dossier:
    """Open a report (G0) and ask an information adviser to finish it: only people know how it is used."""
    reporter = _reporter(actor)
    dossier = _report.open_draft(
        actor, reporter, name=product.name[:100], supplier=product.supplier.name, product=product
    )
    index(dossier)
    dossier.save(update_fields=["search_text"])
    offer_facts(actor, dossier, product)
    task = Task.objects.create(
        organisation=actor.organisation,
        dossier=dossier,
        kind=Task.Kind.REPORT,
        role=REPORTER,
        assignee=reporter,
        due_on=_tasks.due(actor, REPORT_WITHIN),
        created_at=actor.now,
    )
    _notify.task_given(actor, task)
    _audit.record(actor, "hidden_ai_reported", dossier, product=product.pk, reporter=reporter.pk)
    return dossier


def _reporter(actor: Actor) -> Person:
    holders = Holders(actor.organisation, actor.today)
    advisers = [*holders.nearest_in(REPORTER, ()), *holders.of(REPORTER), *holders.of("information_manager")]
    return next(iter(advisers), actor.person)
