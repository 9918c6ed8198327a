"""Loads what a supplier is asked and checks it: codes once, facts the rule book has, and the states of AI functions."""

from datetime import date
from functools import cache
from pathlib import Path

from vijfspoor.content.errors import ContentError
from vijfspoor.content.facts import refuse_repeated
from vijfspoor.content.law.loader import rule_books
from vijfspoor.content.reading import read
from vijfspoor.content.suppliers import schema
from vijfspoor.domain.technology.product import AiFunctions, ProductQuestion, SupplierForm

FOLDER = Path(__file__).parent
FILE = "questions.yaml"
AI_FUNCTIONS, MODELS, SUBPROCESSORS = "AI_FUNCTIONS", "MODELS", "SUBPROCESSORS"


@cache
def supplier_forms() -> tuple[SupplierForm, ...]:
    """Return every version, oldest first. Raises ContentError when one is wrong."""
    return tuple(build(read(path, schema.QuestionsFile)) for path in sorted(FOLDER.glob(f"*/{FILE}")))


def supplier_form_in_force(on: date) -> SupplierForm:
    """Return the version in force `on` a date. Before the first version the first one is used."""
    started = [form for form in supplier_forms() if form.valid_from <= on]
    return started[-1] if started else supplier_forms()[0]


def build(file: schema.QuestionsFile) -> SupplierForm:
    """Return the questions of a checked file. Raises ContentError naming the item that is wrong."""
    refuse_repeated([*(item.code for item in file.questions), *file.facts], FILE)
    for code in file.facts:
        if code not in rule_books()[-1].questions:
            raise ContentError(FILE, code, "is no question of the rule book")
    form = SupplierForm(file.valid_from, {item.code: _question(item) for item in file.questions}, file.facts)
    for code in (AI_FUNCTIONS, MODELS, SUBPROCESSORS):
        if code not in form.questions:
            raise ContentError(FILE, code, "is missing")
    if not set(form.questions[AI_FUNCTIONS].options) <= set(AiFunctions):
        raise ContentError(FILE, AI_FUNCTIONS, "has an option that is no state of AI functions")
    return form


def _question(item: schema.QuestionFile) -> ProductQuestion:
    return ProductQuestion(
        code=item.code,
        text=item.text.as_text(),
        help=item.help.as_text() if item.help else None,
        options={option.code: option.label.as_text() for option in item.options},
    )
