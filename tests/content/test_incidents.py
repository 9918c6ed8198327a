"""The clocks as content: sources, two languages, own policy marked; a wrong file is refused by name of the item."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import yaml

from vijfspoor.content.errors import ContentError
from vijfspoor.content.incidents import loader, schema
from vijfspoor.domain.technology.legal_clock import Basis, ClockBook
from vijfspoor.domain.text import Text

BOOK = loader.clock_book_in_force(date(2026, 11, 23))
LAW_TERMS = {
    "AVG_33": (72, "hours"),
    "AIA_73_2": (15, "days"),
    "AIA_73_3": (2, "days"),
    "AIA_73_4": (10, "days"),
    "CBW_24H": (24, "hours"),
    "CBW_72H": (72, "hours"),
    "CBW_1M": (1, "months"),
    "CBW_1M_AFTER": (1, "months"),
}


def test_only_terms_the_law_gives_are_called_law() -> None:
    found = {c.code: (c.term.amount, str(c.term.unit)) for c in BOOK.clocks.values() if c.term_basis is Basis.LAW}
    assert found == LAW_TERMS


def test_an_own_term_says_so_in_both_languages() -> None:
    for clock in BOOK.clocks.values():
        if clock.term_basis is Basis.OWN_POLICY:
            assert "eigen norm" in clock.explanation.nl or "van de gemeente zelf" in clock.explanation.nl, clock.code
            assert "own norm" in clock.explanation.en or "own term" in clock.explanation.en, clock.code


def test_texts_are_there_in_both_languages() -> None:
    for text in _texts(BOOK):
        assert text.nl.strip(), text
        assert text.en.strip(), text


def test_every_fact_is_used_by_a_clock() -> None:
    file = yaml.safe_load((loader.FOLDER / "2026-11-01" / "incidents.yaml").read_text(encoding="utf-8"))
    used = str(file["clocks"])
    assert [code for code in BOOK.facts if code not in used] == []


def test_the_first_version_is_used_before_it_starts() -> None:
    assert loader.clock_book_in_force(date(2020, 1, 1)) is loader.clock_books()[0]


def _texts(book: ClockBook) -> list[Text]:
    found: list[Text] = []
    for fact in book.facts.values():
        found += [fact.text, *([fact.help] if fact.help else []), *fact.options.values()]
    for clock in book.clocks.values():
        found += [clock.title, clock.to, clock.explanation, clock.draft, *(item.text for item in clock.must_contain)]
    return found


GOOD = """
valid_from: "2026-11-01"
checked_on: "2026-11-23"
facts:
  - {code: aware_at, kind: moment, text: {nl: Wanneer, en: When}}
  - {code: leak, kind: yes_no, text: {nl: Lek, en: Leak}}
  - {code: harm, kind: choices, text: {nl: Schade, en: Harm}, options: {death: {nl: Dood, en: Death}}}
clocks:
  - code: FIRST
    title: {nl: Eerste, en: First}
    source: AVG art. 33
    term: {amount: 72, unit: hours}
    term_basis: law
    starts_from: [aware_at]
    when: {any: [leak=ja, 'harm~death']}
    to: {nl: AP, en: AP}
    explanation: {nl: Uitleg, en: Explanation}
    must_contain: [{source: art. 33, text: {nl: Wat, en: What}}]
    draft: {nl: 'Wij {municipality}', en: 'We {municipality}'}
"""

Change = Callable[[dict[str, Any]], Any]


def _build(change: Change) -> ClockBook:
    file = yaml.safe_load(GOOD)
    change(file)
    return loader.build(schema.IncidentsFile.model_validate(file))


def test_a_good_file_is_accepted() -> None:
    assert list(_build(lambda file: None).clocks) == ["FIRST"]


@pytest.mark.parametrize(
    ("change", "item", "problem"),
    [
        (lambda f: f["clocks"][0].update(code="leak"), "leak", "used twice"),
        (lambda f: f["clocks"][0].update(when="leak"), "FIRST", "cannot read the condition"),
        (lambda f: f["clocks"][0].update(when="flood=ja"), "FIRST", "unknown fact: flood"),
        (lambda f: f["clocks"][0].update(when="outcome:BLUE"), "FIRST", "unknown outcome: BLUE"),
        (lambda f: f["clocks"][0].update(when="role:KING"), "FIRST", "unknown legal role: KING"),
        (lambda f: f["clocks"][0].update(when="harm~fire"), "FIRST", "unknown option: fire"),
        (lambda f: f["clocks"][0].update(when="aware_at=ja"), "FIRST", "unknown fact: aware_at"),
        (lambda f: f["clocks"][0].update(starts_from=[]), "FIRST", "moment to start from"),
        (lambda f: f["clocks"][0].update(starts_from=["leak"]), "FIRST", "unknown moment: leak"),
        (lambda f: f["clocks"][0].update(starts_from=["reported:FIRST"]), "FIRST", "unknown moment"),
        (lambda f: f["clocks"][0].update(at_once_from="never"), "FIRST", "unknown moment: never"),
        (lambda f: f["clocks"][0].update(replaces=["SECOND"]), "FIRST", "unknown clock to replace: SECOND"),
        (lambda f: f["clocks"][0].update(binds_from=["BLUE"]), "FIRST", "unknown outcome: BLUE"),
        (lambda f: f["clocks"][0]["draft"].update(nl="{name}"), "FIRST", "unknown placeholder: name"),
        (lambda f: f["clocks"][0]["draft"].update(nl="Wij"), "FIRST", "different placeholders"),
        (lambda f: f["facts"][2].update(options={}), "harm", "options belong"),
        (lambda f: f["facts"][1].update(options={"a": {"nl": "a", "en": "a"}}), "leak", "options belong"),
    ],
)
def test_a_wrong_file_is_refused(change: Change, item: str, problem: str) -> None:
    with pytest.raises(ContentError, match=problem) as refused:
        _build(change)
    assert (refused.value.file, refused.value.item) == ("incidents.yaml", item)
