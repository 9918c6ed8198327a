"""Checklists at work (G6 go-live, G7 pilot, G9 retirement): what is settled, by which fact or whose evidence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from vijfspoor.content.checklists.loader import checklist_book_in_force
from vijfspoor.domain.dossier.checklist import Checklist, ChecklistItem, OpenItem, OpenReason, open_items
from vijfspoor.domain.ethics.truth import Truth
from vijfspoor.queries.dossier.life_facts import facts_of_life
from vijfspoor.queries.ethics.facts import case_of, classify_dossier
from vijfspoor.queries.technology import contract
from vijfspoor.queries.wording import say
from vijfspoor.store.models import ChecklistEvidence, Dossier

GATES = ("G6", "G7", "G9")
CONTRACT = "G5"


@dataclass(frozen=True, slots=True)
class Line:
    """One item that applies: why it is open (None when settled), the fact behind it and the newest evidence."""

    item: ChecklistItem
    reason: OpenReason | None
    truth: Truth
    evidence: ChecklistEvidence | None

    @property
    def takes_evidence(self) -> bool:
        """Whether someone may settle it: what the software knows cannot be talked over."""
        return not self.item.fact or self.truth is None

    @property
    def holds_back(self) -> bool:
        """Whether it keeps the gate shut."""
        return self.reason is not None and self.item.is_blocking


@dataclass(frozen=True, slots=True)
class ChecklistView:
    """A checklist as it stands."""

    checklist: Checklist
    lines: tuple[Line, ...]

    @property
    def blocking(self) -> tuple[Line, ...]:
        """The open lines that keep the gate shut."""
        return tuple(line for line in self.lines if line.holds_back)

    @property
    def in_order(self) -> tuple[Line, ...]:
        """The lines as one reads them: what holds it back first, then what is open, then what is settled."""
        return tuple(sorted(self.lines, key=lambda line: (not line.holds_back, line.reason is None)))

    @property
    def settled(self) -> int:
        """How many lines are settled."""
        return sum(line.reason is None for line in self.lines)

    def line(self, code: str) -> Line | None:
        """Return the line of an item; None when it does not apply here."""
        return next((line for line in self.lines if line.item.code == code), None)


def checklist_view(dossier: Dossier, gate: str, today: date) -> ChecklistView:
    """Return the checklist of `gate` with every item that applies to this application, in a fixed number of SQL."""
    checklist = checklist_book_in_force(today).checklists[gate]
    law = classify_dossier(dossier, today)
    case = case_of(dossier, law)
    facts = facts_of_life(dossier, law, today, contract_complete=not contract.open_items(dossier, today, law))
    evidence = _newest_evidence(dossier, gate)
    still_open = {row.item.code: row for row in open_items(checklist, case, facts, evidence)}
    lines = [
        _line(item, still_open.get(item.code), facts, evidence)
        for item in checklist.items
        if item.when.evaluate(case) is not False
    ]
    return ChecklistView(checklist, tuple(lines))


def _line(
    item: ChecklistItem,
    found: OpenItem | None,
    facts: Mapping[str, Truth],
    evidence: Mapping[str, ChecklistEvidence],
) -> Line:
    return Line(item, found.reason if found else None, facts.get(item.fact), evidence.get(item.code))


def _newest_evidence(dossier: Dossier, gate: str) -> dict[str, ChecklistEvidence]:
    rows = dossier.checklist_evidence.filter(gate=gate).select_related("attachment__dossier").order_by("pk")
    since = _began(dossier, gate)
    return {row.item: row for row in rows if since is None or row.at >= since}


def _began(dossier: Dossier, gate: str) -> datetime | None:
    """Return from when evidence counts: what was said for a retirement that was called off counts no more."""
    if gate != "G9":
        return None
    return dossier.retirements.filter(withdrawn_at__isnull=True).values_list("proposed_at", flat=True).first()


def keeps_shut(dossier: Dossier, gate: str, today: date) -> tuple[str, ...]:
    """Return what still keeps `gate` shut besides contributions, as sentences; empty when nothing does.

    The decision to retire (G9) comes before its checklist, so that gate is never shut by it.
    """
    if gate == CONTRACT:
        return contract.open_items(dossier, today)
    if gate not in ("G6", "G7"):
        return ()
    over = dossier.pilots.filter(closed_at__isnull=True, ends_on__lt=today)
    if gate == "G6" and over.exists():
        return (_("The end date of the pilot has passed"),)
    return tuple(say(line.item.text) for line in checklist_view(dossier, gate, today).blocking)
