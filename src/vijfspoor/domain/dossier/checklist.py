"""Checklist: what must be so before a gate opens, what reopens an assessment, and what an archive package needs.

Items are settled by a fact the software knows, or by evidence where it does not know; never by silence. Pure functions.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.ethics.condition import Case, Condition
from vijfspoor.domain.ethics.legal_term import add_months
from vijfspoor.domain.ethics.truth import Truth
from vijfspoor.domain.text import Text


class OpenReason(StrEnum):
    """Waarom een punt open is: a fact is not so, a fact is not known yet, or no evidence was handed in."""

    NOT_SO = "not_so"
    NOT_KNOWN = "not_known"
    NO_EVIDENCE = "no_evidence"


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """Punt van een checklist: `fact` settles it when given, else the `evidence` named.

    `who` are roles in order: the first that someone holds sees to it.
    """

    code: str
    text: Text
    who: tuple[str, ...]
    when: Condition
    is_blocking: bool
    source: str
    fact: str = ""
    evidence: Text | None = None


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Open punt: an item of the checklist that is not settled, and why."""

    item: ChecklistItem
    reason: OpenReason


@dataclass(frozen=True, slots=True)
class ReassessmentTrigger:
    """Aanleiding tot herbeoordeling: when `fact` becomes so, the file goes back to `reopens`.

    `suspends` proposes to stop using the application until it was looked at.
    """

    code: str
    text: Text
    fact: str
    reopens: str
    suspends: bool
    who: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class ArchiveField:
    """Metagegeven van het archiefpakket: the element's name in MDTO, whether it is required, and where it is known."""

    element: str
    label: Text
    is_required: bool
    filled_from: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """Checklist van een poort."""

    gate: str
    title: Text
    intro: Text
    items: tuple[ChecklistItem, ...]


@dataclass(frozen=True, slots=True)
class ChecklistBook:
    """Checklistboek: checklists by gate, triggers, months until reassessment by route, and archive fields."""

    valid_from: date
    facts: Mapping[str, Text]
    checklists: Mapping[str, Checklist]
    triggers: tuple[ReassessmentTrigger, ...]
    months_until_reassessment: Mapping[Route, int]
    archive_fields: tuple[ArchiveField, ...]


def open_items(
    checklist: Checklist, case: Case, facts: Mapping[str, Truth], evidenced: Collection[str]
) -> tuple[OpenItem, ...]:
    """Return the items that apply and are not settled, in order.

    `facts` by fact code; `evidenced` are the codes of items someone handed evidence in for. Evidence never outweighs a
    fact that is known. An item whose condition is unknown applies, until it is shown that it does not.
    """
    found = []
    for item in checklist.items:
        if item.when.evaluate(case) is False:
            continue
        reason = _why_open(item, facts, evidenced)
        if reason is not None:
            found.append(OpenItem(item, reason))
    return tuple(found)


def blocking(items: Iterable[OpenItem]) -> tuple[OpenItem, ...]:
    """Return the open items that keep the gate shut. Empty means it may open."""
    return tuple(item for item in items if item.item.is_blocking)


def triggered(triggers: Iterable[ReassessmentTrigger], facts: Mapping[str, Truth]) -> tuple[ReassessmentTrigger, ...]:
    """Return the triggers whose fact is so."""
    return tuple(trigger for trigger in triggers if facts.get(trigger.fact) is True)


def reassess_by(decided_on: date, route: Route, months: Mapping[Route, int]) -> date | None:
    """Return when the application is assessed again at the latest; None for a route that is not reassessed."""
    return add_months(decided_on, months[route]) if route in months else None


def missing_metadata(fields: Iterable[ArchiveField], filled: Mapping[str, str]) -> tuple[ArchiveField, ...]:
    """Return the required metadata elements without a value."""
    return tuple(field for field in fields if field.is_required and not filled.get(field.element, "").strip())


def _why_open(item: ChecklistItem, facts: Mapping[str, Truth], evidenced: Collection[str]) -> OpenReason | None:
    if not item.fact:
        return None if item.code in evidenced else OpenReason.NO_EVIDENCE
    truth = facts.get(item.fact)
    if truth is None:
        return None if item.code in evidenced else OpenReason.NOT_KNOWN
    return None if truth else OpenReason.NOT_SO
