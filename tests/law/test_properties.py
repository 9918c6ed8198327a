"""Properties of the legal core that must hold for any answers."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from vijfspoor.content.law.loader import asked_by, rule_book, rule_book_in_force, rule_books
from vijfspoor.domain.ethics.answers import empty_value
from vijfspoor.domain.ethics.classification import classify, parse_answers
from vijfspoor.queries.ethics.facts import book_for, classify_under
from vijfspoor.store.models import Organisation

BOOK = rule_book("2026-07-27")
AS_OF = date(2026, 11, 23)
_EXCEPTIONS = {code for code, q in BOOK.questions.items() if q.is_exception}
_ORDINARY = sorted(set(BOOK.questions) - _EXCEPTIONS)


def _value(code):
    question = BOOK.questions[code]
    if question.kind == "many":
        return st.frozensets(st.sampled_from(sorted(set(question.options) - {question.empty})), max_size=3)
    if question.kind == "one":
        return st.sampled_from(sorted(question.options))
    return st.booleans()


_ANSWERS = st.dictionaries(st.sampled_from(_ORDINARY), st.none(), max_size=30).flatmap(
    lambda keys: st.fixed_dictionaries({code: _value(code) for code in keys})
)


@settings(max_examples=200, deadline=None)
@given(answers=_ANSWERS, data=st.data())
def test_one_more_answer_never_withdraws_what_was_proven(answers, data):
    before = classify(BOOK, answers, AS_OF)
    code = data.draw(st.sampled_from([c for c in _ORDINARY if c not in answers] or _ORDINARY))
    after = classify(BOOK, {**answers, code: data.draw(_value(code))}, AS_OF)

    if before.contradictions or after.contradictions:
        return
    for outcome in BOOK.outcomes:
        proven = before.case.outcome(outcome)
        if proven is True and not _rests_on_unstated_scope(before, code):
            assert after.case.outcome(outcome) is not False, (outcome, code)


@settings(max_examples=300, deadline=None)
@given(answers=_ANSWERS, data=st.data())
def test_only_an_exception_that_was_shown_withdraws_what_was_proven(answers, data):
    before = classify(BOOK, answers, AS_OF)
    code = data.draw(st.sampled_from([c for c in BOOK.questions if c not in before.case.given]))
    after = classify(BOOK, {**answers, code: data.draw(_value(code))}, AS_OF)

    if after.contradictions or _rests_on_unstated_scope(before, code):
        return
    proven = {outcome for outcome in BOOK.outcomes if before.case.outcome(outcome) is True}
    withdrawn = {outcome for outcome in proven if after.case.outcome(outcome) is not True}
    assert not withdrawn or BOOK.questions[code].is_exception, (withdrawn, code)


def _rests_on_unstated_scope(before, code):
    """An explicit answer counts even where the question was not asked, so it may add what was taken as no."""
    asked = BOOK.questions[code].asked_when
    return asked is not None and asked.evaluate(before.case) is False


@settings(max_examples=100, deadline=None)
@given(answers=_ANSWERS)
def test_unknown_never_becomes_yes(answers):
    stated = classify(BOOK, answers, AS_OF)
    unknown = classify(BOOK, {**answers, **{code: None for code in BOOK.questions if code not in answers}}, AS_OF)

    assert stated.as_dict() == unknown.as_dict()


@settings(max_examples=100, deadline=None)
@given(answers=_ANSWERS)
def test_questions_that_do_not_matter_change_nothing(answers):
    before = classify(BOOK, answers, AS_OF)
    settled = {*before.case.given, *before.open_questions, *_EXCEPTIONS}
    idle = [code for code in BOOK.questions if code not in settled]
    filled = {**answers, **{code: empty_value(BOOK.questions[code]) for code in idle}}
    after = classify(BOOK, filled, AS_OF)

    assert after.outcomes == before.outcomes
    assert after.possible == before.possible
    assert after.route == before.route
    assert after.requires == before.requires


def test_the_digest_depends_on_the_answers_only():
    one = classify(BOOK, parse_answers(BOOK, {"S1": "ja", "H0": ["werk", "diensten"]}), AS_OF)
    same = classify(BOOK, parse_answers(BOOK, {"H0": ["diensten", "werk"], "S1": True}), date(2027, 1, 1))
    other = classify(BOOK, parse_answers(BOOK, {"S1": "nee"}), AS_OF)

    assert one.receipt.digest == same.receipt.digest
    assert one.receipt.digest != other.receipt.digest


@settings(max_examples=100, deadline=None)
@given(answers=_ANSWERS, day=st.dates(date(2024, 8, 1), date(2031, 1, 1)))
def test_classifying_as_of_a_date_is_classifying_with_the_rule_book_of_that_date(answers, day):
    [book] = [b for b in rule_books() if b.in_force_from <= day <= (b.in_force_until or date.max)]
    raw = {code: sorted(value) if isinstance(value, frozenset) else value for code, value in answers.items()}
    as_of_the_date = classify_under(book_for(Organisation(), day), raw, day)
    with_the_book = classify(book, {c: v for c, v in answers.items() if c in book.questions}, day)

    assert rule_book_in_force(day) is book
    assert asked_by(book, raw).keys() == {code for code in raw if code in book.questions}
    assert as_of_the_date.as_dict() == with_the_book.as_dict()
    assert as_of_the_date.receipt.version == book.version
