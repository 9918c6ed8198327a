"""Loads what a rule of a policy framework may test, and reads rules as policy advisers write them."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from vijfspoor.content.errors import ContentError
from vijfspoor.content.facts import read_condition
from vijfspoor.content.law.loader import rule_books
from vijfspoor.content.policies import schema
from vijfspoor.content.reading import read
from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.ethics.condition import Condition, Equals, Value, atoms
from vijfspoor.domain.organisation.policy import PolicyFact

FOLDER = Path(__file__).parent
_YES_NO: tuple[Value, ...] = (True, False)
# An anchor or alias has no place in a condition, and could blow up what is read.
_REFUSED = frozenset("&*!|>")


@cache
def policy_facts(on: date) -> Mapping[str, PolicyFact]:
    """Return the facts in force `on` a date by code. Raises ContentError when the file is wrong."""
    files = [read(path, schema.FactsFile) for path in sorted(FOLDER.glob("*/facts.yaml"))]
    started = [file for file in files if file.valid_from <= on] or files[:1]
    return {code: PolicyFact(code, text.as_text()) for code, text in started[-1].facts.items()}


def read_rule_condition(raw: str, on: date) -> Condition:
    """Return the condition a policy adviser wrote, such as `route=rood` or `{all: [N1=ja, {not: route=groen}]}`.

    Raises ContentError that names what cannot be read: a fact, an outcome or a value that does not exist.
    """
    if _REFUSED & set(raw):
        raise ContentError("rule", raw, f"holds a sign that has no place in it: {raw}")
    try:
        tree = yaml.safe_load(raw)
    except (yaml.YAMLError, RecursionError) as error:
        raise ContentError("rule", raw, f"cannot be read: {raw}") from error
    if not isinstance(tree, str | dict):
        raise ContentError("rule", raw, f"cannot be read: {raw}")
    questions = rule_books()[-1].questions
    condition = read_condition(tree, {"route", *policy_facts(on), *questions}, "rule", raw)
    for atom in atoms(condition):
        if isinstance(atom, Equals) and atom.expected not in _values(atom.question, on):
            raise ContentError("rule", raw, f"a value that never comes: {atom.question}={raw_value(atom.expected)}")
    return condition


def raw_value(value: Value) -> str:
    """Return a value as it is written in a condition."""
    return {True: "ja", False: "nee"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _values(code: str, on: date) -> tuple[Value, ...]:
    if code == "route":
        return tuple(route.value for route in Route)
    if code in policy_facts(on):
        return _YES_NO
    question = rule_books()[-1].questions[code]
    return (*_YES_NO, *question.options)
