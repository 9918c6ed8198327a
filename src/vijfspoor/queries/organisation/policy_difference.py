"""Two versions of a policy framework side by side: paragraphs and rules that are new, gone or changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from vijfspoor.store.models import PolicyVersion


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """A part of the text before and after; empty where it did not exist."""

    before: str
    after: str


def text_changes(old: PolicyVersion, new: PolicyVersion) -> list[ChangedPart]:
    """Return the paragraphs that differ, in the order of the new text."""
    before, after = _paragraphs(old.text), _paragraphs(new.text)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [
        ChangedPart("\n\n".join(before[i1:i2]), "\n\n".join(after[j1:j2]))
        for kind, i1, i2, j1, j2 in matcher.get_opcodes()
        if kind != "equal"
    ]


def rule_changes(old: PolicyVersion, new: PolicyVersion, *, in_words: bool = False) -> list[ChangedPart]:
    """Return the rules that differ, by code; `in_words` leaves their conditions out, as residents read them."""
    before, after = _rules(old, in_words), _rules(new, in_words)
    codes = sorted(before.keys() | after.keys(), key=lambda code: int(code.rpartition("-")[2]))
    return [
        ChangedPart(before.get(code, ""), after.get(code, "")) for code in codes if before.get(code) != after.get(code)
    ]


def _paragraphs(text: str) -> Sequence[str]:
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


def _rules(version: PolicyVersion, in_words: bool) -> dict[str, str]:
    if in_words:
        return {row.code: row.statement for row in version.rules.all()}
    return {
        row.code: " · ".join(part for part in (f"{row.code}: {row.statement}", row.applies_to, row.test) if part)
        for row in version.rules.all()
    }
