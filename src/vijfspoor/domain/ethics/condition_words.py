"""A condition in words: as a lawyer writes it in the rule book."""

from vijfspoor.domain.ethics.condition import (
    AllOf,
    Always,
    AnyOf,
    Atom,
    Before,
    Condition,
    Counts,
    Equals,
    Includes,
    NotSo,
    OutcomeIs,
    RoleIs,
)
from vijfspoor.domain.text import Text

_YES_NO = {True: "ja", False: "nee"}


def in_words(condition: Condition) -> Text:
    """Return the condition as a lawyer writes it in the rule book, with the connecting words of each language."""
    return Text(_words(condition, ("en", "of", "niet")), _words(condition, ("and", "or", "not")))


def _words(condition: Condition, linked: tuple[str, str, str]) -> str:
    if isinstance(condition, NotSo):
        return f"{linked[2]} {_words(condition.part, linked)}"
    if isinstance(condition, AllOf | AnyOf):
        link = linked[0] if isinstance(condition, AllOf) else linked[1]
        return f"({f' {link} '.join(_words(part, linked) for part in condition.parts)})"
    return _atom_in_words(condition)


def _atom_in_words(atom: Atom) -> str:
    match atom:
        case Equals(question, expected):
            return f"{question}={_YES_NO[expected] if isinstance(expected, bool) else expected}"
        case Includes(question, option):
            return f"{question}~{option}"
        case Counts(question, number, exactly):
            return f"{question}#{'=' if exactly else '>='}{number}"
        case Before(question, limit):
            return f"{question}<{limit.isoformat()}"
        case OutcomeIs(code):
            return f"outcome:{code}"
        case RoleIs(code):
            return f"role:{code}"
        case Always():
            return "altijd"
