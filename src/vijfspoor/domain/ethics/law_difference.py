"""Verschil in recht: what differs between two rule books, item by item and field by field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from vijfspoor.domain.ethics.condition import (
    AllOf,
    Always,
    AnyOf,
    Before,
    Counts,
    Equals,
    Includes,
    NotSo,
    OutcomeIs,
    RoleIs,
)
from vijfspoor.domain.ethics.condition_words import in_words
from vijfspoor.domain.ethics.law_impact import Impact, impact
from vijfspoor.domain.ethics.rule_book import RuleBook, TriggerRule
from vijfspoor.domain.text import Text

__all__ = ["BookDifference", "Change", "FieldDifference", "Impact", "ItemDifference", "compare", "impact"]

_CONDITIONS = (AllOf, Always, AnyOf, Before, Counts, Equals, Includes, NotSo, OutcomeIs, RoleIs)
# What names an item cannot differ within it.
_NAMES = frozenset({"code", "outcomes", "on"})


class Change(StrEnum):
    """Soort verandering van het oude naar het nieuwe recht."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """Verschil in een veld: how it read and how it reads; None where it says nothing. Parts are `options.geen`."""

    field: str
    old: Text | None
    new: Text | None


@dataclass(frozen=True, slots=True)
class ItemDifference:
    """Verschil in een onderdeel van het regelboek. `kind` is question, outcome, role, obligation, instrument,
    consequence, transition, annex_iii_point or date; `fields` is empty for what was added or removed."""

    kind: str
    code: str
    change: Change
    label: Text
    reference: str
    fields: tuple[FieldDifference, ...] = ()


@dataclass(frozen=True, slots=True)
class BookDifference:
    """Verschil tussen twee regelboeken, by their versions."""

    old: str
    new: str
    items: tuple[ItemDifference, ...]

    def of_kind(self, kind: str) -> tuple[ItemDifference, ...]:
        """Return the differences of one kind."""
        return tuple(item for item in self.items if item.kind == kind)


@dataclass(frozen=True, slots=True)
class _Item:
    kind: str
    code: str
    label: Text
    reference: str
    fields: Mapping[str, Text]


def compare(old: RuleBook, new: RuleBook) -> BookDifference:
    """Return what was added, removed or changed from `old` to `new`, in the order of the rule books."""
    before, after = _keyed(old), _keyed(new)
    keys = [*before, *(key for key in after if key not in before)]
    found = [item for key in keys if (item := _difference(before.get(key), after.get(key)))]
    order = list(dict.fromkeys(item.kind for item in [*before.values(), *after.values()]))
    return BookDifference(old.version, new.version, tuple(sorted(found, key=lambda item: order.index(item.kind))))


def _difference(old: _Item | None, new: _Item | None) -> ItemDifference | None:
    shown = new or old
    if shown is None:
        return None
    if old is None or new is None:
        change = Change.ADDED if old is None else Change.REMOVED
        return ItemDifference(shown.kind, shown.code, change, shown.label, shown.reference)
    names = dict.fromkeys([*old.fields, *new.fields])
    changed = tuple(
        FieldDifference(name, old.fields.get(name), new.fields.get(name))
        for name in names
        if old.fields.get(name) != new.fields.get(name)
    )
    return ItemDifference(new.kind, new.code, Change.CHANGED, new.label, new.reference, changed) if changed else None


def _keyed(book: RuleBook) -> dict[tuple[str, str, int], _Item]:
    """Return the items of a rule book by kind, code and how manieth of that code it is."""
    found: dict[tuple[str, str, int], _Item] = {}
    for item in _items(book):
        number = 0
        while (item.kind, item.code, number) in found:
            number += 1
        found[item.kind, item.code, number] = item
    return found


def _items(book: RuleBook) -> Iterator[_Item]:
    yield from (_Item("question", q.code, q.text, q.reference, _fields(q)) for q in book.questions.values())
    yield from (_Item("outcome", o.code, o.label, o.reference, _fields(o)) for o in book.outcomes.values())
    yield from (_Item("role", r.code, r.label, r.reference, _fields(r)) for r in book.roles.values())
    yield from (_Item("obligation", o.code, o.duty, o.reference, _fields(o)) for o in book.obligations)
    for trigger in book.triggers:
        references = "; ".join(dict.fromkeys(rule.reference for rule in trigger.rules))
        yield _Item("instrument", trigger.code, trigger.instrument, references, _fields(trigger))
    for rule in book.consequences:
        yield _Item("consequence", rule.question, book.questions[rule.question].text, rule.reference, _fields(rule))
    for relief in book.reliefs:
        for code in relief.outcomes:
            yield _Item("transition", code, book.outcomes[code].label, relief.reference, _fields(relief))
    for code, point in book.annex_iii_points.items():
        question = book.questions[code]
        yield _Item("annex_iii_point", code, question.text, question.reference, {"point": _plain(point)})
    for day in book.dates:
        yield _Item("date", f"{day.on.isoformat()} {day.reference}", day.what, day.reference, _fields(day))


def _fields(item: Any, within: str = "") -> dict[str, Text]:
    """Return every field that says something, with the parts of lists and options as fields of their own."""
    found: dict[str, Text] = {}
    for field in fields(item):
        if field.name not in _NAMES:
            found |= _parts(f"{within}{field.name}", getattr(item, field.name))
    return found


def _parts(name: str, value: Any) -> dict[str, Text]:
    if value is None:
        return {}
    if isinstance(value, Text):
        return {name: value}
    if isinstance(value, _CONDITIONS):
        return {name: in_words(value)}
    if isinstance(value, TriggerRule):
        return _fields(value, f"{name}.")
    if isinstance(value, Mapping):
        return {key: text for code, inner in value.items() for key, text in _parts(f"{name}.{code}", inner).items()}
    if isinstance(value, tuple) and not all(isinstance(inner, str) for inner in value):
        return {k: t for place, inner in enumerate(value, 1) for k, t in _parts(f"{name}.{place}", inner).items()}
    return {name: _plain(", ".join(value) if isinstance(value, tuple) else value)}


def _plain(value: object) -> Text:
    """A date, number or code reads the same in both languages."""
    if isinstance(value, bool):
        return Text("ja", "yes") if value else Text("nee", "no")
    return Text(str(value), str(value))
