"""Reads conditions as lawyers write them in YAML: `S1=ja`, `H0~werk`, `N7#>=2`, `LD1<2027-12-02`, all, any, not."""

import re
from datetime import date

from vijfspoor.domain.ethics import condition as c

YamlCondition = str | dict[str, object]

_COUNT = re.compile(r"^(?P<code>\w+)#(?P<sign>>=|=)(?P<number>\d+)$")
_BEFORE = re.compile(r"^(?P<code>\w+)<(?P<day>\d{4}-\d{2}-\d{2})$")
_WORDS = {"ja": True, "nee": False}


def parse_condition(raw: YamlCondition) -> c.Condition:
    """Return the condition tree of `raw`. Raises ValueError saying what cannot be read."""
    if isinstance(raw, str):
        return _parse_atom(raw.strip())
    if isinstance(raw, dict) and len(raw) == 1:
        [(word, inner)] = raw.items()
        if word == "not" and isinstance(inner, str | dict):
            return c.NotSo(parse_condition(inner))
        if word in ("all", "any") and isinstance(inner, list) and inner:
            parts = tuple(parse_condition(part) for part in inner)
            return c.AllOf(parts) if word == "all" else c.AnyOf(parts)
    raise ValueError(f"cannot read the condition {raw!r}: use a text, or one of all, any, not")


def _parse_atom(text: str) -> c.Condition:
    if text == "altijd":
        return c.Always()
    if text.startswith("outcome:"):
        return c.OutcomeIs(text.removeprefix("outcome:"))
    if text.startswith("role:"):
        return c.RoleIs(text.removeprefix("role:"))
    if found := _COUNT.match(text):
        return c.Counts(found["code"], int(found["number"]), exactly=found["sign"] == "=")
    if found := _BEFORE.match(text):
        return c.Before(found["code"], date.fromisoformat(found["day"]))
    if text.count("~") == 1:
        code, option = text.split("~")
        return c.Includes(code, option)
    if text.count("=") == 1:
        code, word = text.split("=")
        return c.Equals(code, _WORDS.get(word, word))
    raise ValueError(f"cannot read the condition {text!r}")
