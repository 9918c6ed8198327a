"""Checks shared by content with conditions on plain facts: what a condition names must exist."""

from collections.abc import Collection

from vijfspoor.content.errors import ContentError
from vijfspoor.content.law.conditions import YamlCondition, parse_condition
from vijfspoor.content.law.loader import rule_books
from vijfspoor.domain.ethics.condition import Before, Condition, Counts, Equals, Includes, OutcomeIs, RoleIs, atoms


def read_condition(raw: YamlCondition, facts: Collection[str], file: str, item: str) -> Condition:
    """Return the condition tree of `raw`.

    Raises ContentError when it cannot be read, or names a fact not in `facts`, an outcome or a legal role that the
    newest rule book does not have.
    """
    try:
        condition = parse_condition(raw)
    except ValueError as error:
        raise ContentError(file, item, str(error)) from error
    book = rule_books()[-1]
    for atom in atoms(condition):
        if isinstance(atom, OutcomeIs) and atom.code not in book.outcomes:
            raise ContentError(file, item, f"names an unknown outcome: {atom.code}")
        if isinstance(atom, RoleIs) and atom.code not in book.roles:
            raise ContentError(file, item, f"names an unknown legal role: {atom.code}")
        if isinstance(atom, Equals | Includes | Counts | Before) and atom.question not in facts:
            raise ContentError(file, item, f"names an unknown fact: {atom.question}")
    return condition


def refuse_repeated(codes: list[str], file: str) -> None:
    """Raise ContentError for the first code that is used twice."""
    for code in codes:
        if codes.count(code) > 1:
            raise ContentError(file, code, "is used twice")
