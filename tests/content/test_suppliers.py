"""What a supplier is asked, as content."""

from collections.abc import Callable
from typing import Any

import pytest
import yaml

from vijfspoor.content.errors import ContentError
from vijfspoor.content.suppliers import loader, schema
from vijfspoor.domain.technology.product import AiFunctions, ProductQuestion, SupplierForm, is_hidden_ai, product_answer
from vijfspoor.domain.text import Text

GOOD = """
valid_from: "2026-11-01"
questions:
  - {code: AI_FUNCTIONS, text: {nl: a, en: a}, options: [{code: "no", label: {nl: a, en: a}}]}
  - {code: MODELS, text: {nl: a, en: a}}
  - {code: SUBPROCESSORS, text: {nl: a, en: a}}
facts: [S1]
"""
Change = Callable[[dict[str, Any]], Any]


def _build(change: Change) -> SupplierForm:
    file = yaml.safe_load(GOOD)
    change(file)
    return loader.build(schema.QuestionsFile.model_validate(file))


def test_every_version_asks_about_ai_functions_and_in_both_languages() -> None:
    for form in loader.supplier_forms():
        assert set(form.questions[loader.AI_FUNCTIONS].options) == set(AiFunctions) - {AiFunctions.UNKNOWN}
        for question in form.questions.values():
            assert question.text.nl.endswith("?")
            assert question.text.en.endswith("?")


@pytest.mark.parametrize(
    ("change", "item", "problem"),
    [
        (lambda f: f["facts"].append("S99"), "S99", "no question of the rule book"),
        (lambda f: f["facts"].append("S1"), "S1", "used twice"),
        (lambda f: f["questions"].pop(1), "MODELS", "is missing"),
        (lambda f: f["questions"][0]["options"][0].update(code="soms"), "AI_FUNCTIONS", "no state"),
    ],
)
def test_a_wrong_file_is_refused(change: Change, item: str, problem: str) -> None:
    assert _build(lambda file: None).facts == ("S1",)
    with pytest.raises(ContentError, match=problem) as refused:
        _build(change)
    assert (refused.value.file, refused.value.item) == ("questions.yaml", item)


def test_an_answer_to_a_product_question_is_kept_as_text() -> None:
    words = ProductQuestion("MODELS", Text("Welke?", "Which?"))
    choice = ProductQuestion("AI", Text("AI?", "AI?"), options={"no": Text("Nee", "No")})

    assert product_answer(words, " Taalmodel\x00 X ") == "Taalmodel X"
    assert product_answer(choice, "no") == "no"
    for question, raw in ((choice, "yes"), (words, "x" * 2001)):
        with pytest.raises(ValueError, match=question.code):
            product_answer(question, raw)


def test_only_ai_that_is_on_by_default_and_used_by_nobody_is_hidden() -> None:
    assert is_hidden_ai(AiFunctions.ON_BY_DEFAULT, 0)
    assert not is_hidden_ai(AiFunctions.ON_BY_DEFAULT, 1)
    assert not is_hidden_ai(AiFunctions.YES, 0)
