"""The indicators and levels as written down: complete, and wrong files are named."""

from datetime import date

import pytest
from pydantic import ValidationError

from vijfspoor.content.errors import ContentError
from vijfspoor.content.indicators import schema
from vijfspoor.content.indicators.loader import build, indicators_in_force

WORDS = {"nl": "woord", "en": "word"}
ITEM = {
    "code": "X1", "name": WORDS, "explanation": WORDS, "formula": WORDS, "empty": WORDS,
    "unit": "share", "direction": "at_least", "target": 0.5,
}  # fmt: skip


def track(evidence=(), **more):
    levels = [{"name": WORDS}, *({"name": WORDS, "evidence": list(evidence)} for _ in range(4))]
    return schema.TrackFile.model_validate(
        {"valid_from": date(2026, 11, 1), "track": "people", "indicators": [ITEM], "levels": levels, **more}
    )


def test_every_track_has_its_indicators_and_five_levels_of_which_the_first_asks_nothing():
    book = indicators_in_force(date(2026, 11, 30))

    assert {code: len(book.of_track(code)) for code in book.ladders} == {
        "people": 8, "leadership": 7, "organisation": 8, "technology": 8, "ethics": 8,
    }  # fmt: skip
    for ladder in book.ladders.values():
        assert [rule.number for rule in ladder] == [1, 2, 3, 4, 5]
        assert not ladder[0].lines
        assert all(rule.lines for rule in ladder[1:])


def test_evidence_that_rests_on_nothing_is_named():
    with pytest.raises(ContentError, match="Z9"):
        build([track([{"code": "Z9", "at_least": 1}])])


def test_a_code_stands_there_once():
    with pytest.raises(ContentError, match="X1"):
        build([track(supporting=[ITEM])])


@pytest.mark.parametrize("wrong", [{"target": None}, {"direction": "rising"}])
def test_a_target_belongs_to_a_direction_that_has_one(wrong):
    with pytest.raises(ValidationError, match="target"):
        schema.IndicatorFile.model_validate({**ITEM, **wrong})
