"""Loads the checklists in force and checks them as one whole: roles, facts, gates and codes exist once."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from vijfspoor.content.checklists import schema
from vijfspoor.content.errors import ContentError
from vijfspoor.content.facts import read_condition, refuse_repeated
from vijfspoor.content.law.loader import rule_books
from vijfspoor.content.reading import read
from vijfspoor.content.wheel.loader import wheel_in_force
from vijfspoor.domain.dossier.checklist import (
    ArchiveField,
    Checklist,
    ChecklistBook,
    ChecklistItem,
    ReassessmentTrigger,
)
from vijfspoor.domain.text import Text

FOLDER = Path(__file__).parent
OWN_FACTS = frozenset({"route"})
CHECKLISTS = ("go_live.yaml", "pilot.yaml", "retirement.yaml")


@cache
def checklist_books() -> tuple[ChecklistBook, ...]:
    """Return every version, oldest first. Raises ContentError when one is wrong."""
    folders = sorted(path for path in FOLDER.iterdir() if path.is_dir() and path.name[0].isdigit())
    return tuple(load(folder) for folder in folders)


def checklist_book_in_force(on: date) -> ChecklistBook:
    """Return the version in force `on` a date. Before the first version the first one is used."""
    started = [book for book in checklist_books() if book.valid_from <= on]
    return started[-1] if started else checklist_books()[0]


def load(folder: Path) -> ChecklistBook:
    """Read and check the files in `folder`. Raises ContentError naming file, item and problem."""
    facts_file = read(folder / "facts.yaml", schema.FactsFile)
    facts = {code: text.as_text() for code, text in facts_file.facts.items()}
    roles = wheel_in_force(facts_file.valid_from).roles
    checklists = {}
    for name in CHECKLISTS:
        checklist = _checklist(read(folder / name, schema.ChecklistFile), name)
        _check_named(name, ((item.code, item.fact, item.who) for item in checklist.items), facts, roles)
        checklists[checklist.gate] = checklist
    reassessment = read(folder / "reassessment.yaml", schema.ReassessmentFile)
    triggers = _triggers(reassessment, "reassessment.yaml")
    _check_named("reassessment.yaml", ((item.code, item.fact, item.who) for item in triggers), facts, roles)
    return ChecklistBook(
        valid_from=facts_file.valid_from,
        facts=facts,
        checklists=checklists,
        triggers=triggers,
        months_until_reassessment=reassessment.months,
        archive_fields=_archive_fields(read(folder / "archive.yaml", schema.ArchiveFile)),
    )


def _checklist(file: schema.ChecklistFile, name: str) -> Checklist:
    refuse_repeated([item.code for item in file.items], name)
    items = tuple(_item(item, name) for item in file.items)
    return Checklist(file.gate, file.title.as_text(), file.intro.as_text(), items)


def _item(item: schema.ItemFile, name: str) -> ChecklistItem:
    if bool(item.fact) is (item.evidence is not None):
        raise ContentError(name, item.code, "is settled by a fact or by evidence, by one of the two")
    known = OWN_FACTS | rule_books()[-1].questions.keys()
    return ChecklistItem(
        code=item.code,
        text=item.text.as_text(),
        who=tuple(item.who),
        when=read_condition(item.when, known, name, item.code),
        is_blocking=item.blocking,
        source=item.source,
        fact=item.fact,
        evidence=item.evidence.as_text() if item.evidence else None,
    )


def _triggers(file: schema.ReassessmentFile, name: str) -> tuple[ReassessmentTrigger, ...]:
    refuse_repeated([item.code for item in file.triggers], name)
    return tuple(
        ReassessmentTrigger(t.code, t.text.as_text(), t.fact, t.reopens, t.suspends, tuple(t.who), t.source)
        for t in file.triggers
    )


def _archive_fields(file: schema.ArchiveFile) -> tuple[ArchiveField, ...]:
    refuse_repeated([item.element for item in file.fields], "archive.yaml")
    return tuple(ArchiveField(f.element, f.label.as_text(), f.required, f.filled_from) for f in file.fields)


def _check_named(
    file: str,
    items: Iterable[tuple[str, str, tuple[str, ...]]],
    facts: dict[str, Text],
    roles: Iterable[str],
) -> None:
    known_roles = set(roles)
    for code, fact, who in items:
        if fact and fact not in facts:
            raise ContentError(file, code, f"names an unknown fact: {fact}")
        if unknown := sorted(set(who) - known_roles):
            raise ContentError(file, code, f"names an unknown role: {unknown[0]}")
