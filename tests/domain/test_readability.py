"""Readability: syllables by the documented rules, the formulas as published, and sentences as readers see them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vijfspoor.domain.people.readability import (
    B1_AT_LEAST,
    dutch_syllables,
    english_syllables,
    plain_text,
    readability,
    sentences,
    words,
)

DUTCH = {
    "kat": 1, "water": 2, "gemeente": 3, "inwoner": 3, "geïnteresseerd": 5, "theater": 3, "beoordelen": 4,
    "nieuw": 1, "eeuwig": 2, "draaien": 2, "koeien": 2, "gebruik": 2, "bijeen": 2, "ijs": 1, "financieel": 4,
    "situatie": 4, "privacy": 3, "yoghurt": 2, "coördinatie": 5, "reünie": 3, "foto's": 2, "AI-hulp": 3, "BSN": 3,
    "2026": 1, "auto": 2, "leeuwen": 2, "mooie": 2, "vrouwen": 2,
}  # fmt: skip
ENGLISH = {"cat": 1, "water": 2, "make": 1, "table": 2, "municipality": 6, "the": 1, "sentence": 2, "check": 1}


@pytest.mark.parametrize(("word", "count"), DUTCH.items())
def test_dutch_syllables(word: str, count: int) -> None:
    assert dutch_syllables(word) == count


@pytest.mark.parametrize(("word", "count"), ENGLISH.items())
def test_english_syllables(word: str, count: int) -> None:
    assert english_syllables(word) == count


def test_the_formula_of_douma() -> None:
    found = readability("De kat zit op de mat. De hond loopt in het water.")
    assert (found.sentences, found.words, found.syllables) == (2, 12, 13)
    assert found.score == round(206.84 - 0.93 * 6 - 77 * 13 / 12, 1)


def test_the_formula_of_flesch() -> None:
    assert readability("The cat sat on the mat", "en").score == pytest.approx(116.1, abs=0.05)


def test_officialese_is_not_plain_and_plain_language_is() -> None:
    hard = "De gemeentelijke belastingaanslagverordening prevaleert bij onduidelijkheden aangaande kwijtschelding."
    assert readability(hard).score < B1_AT_LEAST
    assert not readability(hard).is_plain
    assert readability("U hoeft dit jaar niet te betalen. Wij sturen u een brief.").is_plain


def test_one_long_sentence_is_enough_to_be_not_plain() -> None:
    long = "Ik ga naar " + "het huis en " * 10 + "dan naar bed."
    found = readability(f"{long} Dat is fijn.")
    assert found.score > B1_AT_LEAST
    assert found.longest_words > 25
    assert not found.is_plain


def test_sentences_end_where_a_reader_stops() -> None:
    text = 'Zie art. 4 van de wet. "Mag dat?" Ja! Dat mag: soms.\nEn verder'
    assert sentences(text) == ["Zie art 4 van de wet.", '"Mag dat?"', "Ja!", "Dat mag: soms.", "En verder"]
    assert words("foto's van de AI-hulp (3x)") == ["foto's", "van", "de", "AI-hulp", "3x"]


def test_marks_and_headings_are_left_out() -> None:
    assert plain_text("# Kop\n\n- **Eerste** punt\n1. Tweede [hier](https://example.org)\n> Let op") == (
        "Eerste punt\nTweede hier\nLet op"
    )


def test_nothing_cannot_be_measured() -> None:
    with pytest.raises(ValueError, match="no words"):
        readability(" ... ")


@given(st.text(max_size=200), st.sampled_from(["nl", "en"]))
def test_any_text_can_be_measured(text: str, language: str) -> None:
    if words(text) and sentences(text):
        found = readability(text, language)
        assert found.syllables >= found.words >= found.sentences >= 1
