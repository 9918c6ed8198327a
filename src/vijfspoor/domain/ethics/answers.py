"""Antwoorden: what people type turned into values the rules can use, with a clear error for anything else."""

from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches

from vijfspoor.domain.ethics.condition import Value
from vijfspoor.domain.ethics.rule_book import Question, RuleBook

YES = frozenset({"ja", "yes", "true"})
NO = frozenset({"nee", "no", "false"})
UNKNOWN = frozenset({"onbekend", "unknown", "weet ik niet", "null", ""})


class AnswerError(ValueError):
    """Fout antwoord: names the question and what was expected instead."""


def parse_answers(book: RuleBook, raw: Mapping[str, object], default: object = None) -> dict[str, Value]:
    """Return question code -> value for `raw`, whose keys are codes or readable names.

    `default` answers every question not listed (`nee`); without it what is not listed is unknown.
    Raises AnswerError naming the key or value and the nearest match.
    """
    answers: dict[str, Value] = {}
    if default is not None:
        answers = {code: empty_value(question) for code, question in book.questions.items()}
    for key, value in raw.items():
        question = find_question(book, str(key))
        answers[question.code] = parse_value(question, value)
    return answers


def find_question(book: RuleBook, key: str) -> Question:
    """Return the question with this code or readable name."""
    code = key if key in book.questions else book.by_name.get(key, key.upper())
    if code in book.questions:
        return book.questions[code]
    raise AnswerError(f"unknown question {key!r}{_nearest(key, [*book.questions, *book.by_name])}")


def parse_value(question: Question, raw: object) -> Value:
    """Return the value of one answer: a truth, an option, a set of options, a date, or None for unknown."""
    if raw is None or (isinstance(raw, str) and raw.strip().lower() in UNKNOWN):
        return None
    return _PARSERS[question.kind](question, raw)


def empty_value(question: Question) -> Value:
    """Return the value that stands for no: not so, none of the options, or no date."""
    if question.kind == "many":
        return frozenset()
    return question.empty if question.kind == "one" and question.empty else False


def _yes_no(question: Question, raw: object) -> Value:
    if isinstance(raw, bool):
        return raw
    word = str(raw).strip().lower()
    if word in YES or word in NO:
        return word in YES
    raise AnswerError(f"{question.code}: {raw!r} is not an answer; use ja, nee or onbekend")


def _one(question: Question, raw: object) -> Value:
    if raw is False or str(raw).strip().lower() in NO:
        return empty_value(question)
    word = str(raw).strip()
    if word in question.options:
        return word
    raise AnswerError(f"{question.code}: {raw!r} is not an option{_nearest(word, question.options)}")


def _many(question: Question, raw: object) -> Value:
    if raw is False or (isinstance(raw, str) and raw.strip().lower() in NO):
        return frozenset()
    if isinstance(raw, str):
        words = [raw.strip()]
    elif isinstance(raw, list | tuple | set | frozenset):
        words = [str(word).strip() for word in raw]
    else:
        raise AnswerError(f"{question.code}: {raw!r} must be a list of options")
    if any(word.lower() in UNKNOWN for word in words):
        return None
    for word in words:
        if word not in question.options:
            raise AnswerError(f"{question.code}: {word!r} is not an option{_nearest(word, question.options)}")
    return frozenset(words) - {question.empty or ""}


def _date(question: Question, raw: object) -> Value:
    if isinstance(raw, date):
        return raw
    if raw is False or str(raw).strip().lower() in NO:
        return False
    try:
        return date.fromisoformat(str(raw).strip())
    except ValueError:
        raise AnswerError(f"{question.code}: {raw!r} is not a date; write it as 2026-08-02") from None


_PARSERS = {"yes_no": _yes_no, "one": _one, "many": _many, "date": _date}


def _nearest(word: str, known: Iterable[str]) -> str:
    known = list(known)
    longer = [item for item in known if item.upper().startswith(word.upper())] if word else []
    close = longer or get_close_matches(word, known, n=1, cutoff=0.5)
    if close:
        return f"; did you mean {close[0]!r}?"
    return f"; choose from {', '.join(known[:12])}" if len(known) <= 30 else ""
