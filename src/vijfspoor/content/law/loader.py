"""Loads the rule books of the law and tells which is in force on a date."""

from collections.abc import Mapping
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import NamedTuple

from vijfspoor.content.errors import ContentError
from vijfspoor.content.law import build, schema
from vijfspoor.content.law.amendment import amended
from vijfspoor.content.reading import read
from vijfspoor.domain.ethics.condition import Atom, OutcomeIs, RoleIs, atoms
from vijfspoor.domain.ethics.rule_book import LegalDate, RuleBook

FOLDER = Path(__file__).parent / "ai_act"


class Law(NamedTuple):
    """The law as it is read on a day: a rule book and the day."""

    book: RuleBook
    as_of: date


@cache
def rule_books() -> tuple[RuleBook, ...]:
    """Return every rule book, oldest first. Raises ContentError when one is wrong."""
    folders = sorted(path for path in FOLDER.iterdir() if path.is_dir())
    books = tuple(load(folder) for folder in folders)
    _check_succession(books)
    return books


def rule_book_in_force(as_of: date) -> RuleBook:
    """Return the rule book in force on `as_of`. Raises LookupError before the first one."""
    started = [book for book in rule_books() if book.in_force_from <= as_of]
    if not started:
        first = rule_books()[0]
        raise LookupError(f"no rule book is in force on {as_of}; the first one starts on {first.in_force_from}")
    return started[-1]


def rule_book(version: str) -> RuleBook:
    """Return the rule book with this version. Raises LookupError naming the versions there are."""
    for book in rule_books():
        if book.version == version:
            return book
    known = ", ".join(book.version for book in rule_books())
    raise LookupError(f"there is no rule book {version!r}; choose from {known}")


def laws(old: str, new: str, today: date) -> tuple[Law, Law]:
    """Return what `old` and `new` stand for: two versions of the rule book, or two dates (YYYY-MM-DD).

    Two versions are both read on `today`, so that only the rules differ. As dates, each is read on its own day, so
    that what started to apply between them differs too. Raises LookupError when a word is neither.
    """
    versions = {book.version for book in rule_books()}
    if {old, new} <= versions:
        return Law(rule_book(old), today), Law(rule_book(new), today)
    first, second = (_law_on(word, versions) for word in (old, new))
    return first, second


def _law_on(word: str, versions: set[str]) -> Law:
    try:
        day = date.fromisoformat(word)
    except ValueError:
        known = ", ".join(sorted(versions))
        raise LookupError(f"{word!r} is neither a version ({known}) nor a date such as 2026-11-23") from None
    return Law(rule_book_in_force(day), day)


def legal_dates(today: date) -> tuple[LegalDate, ...]:
    """Return every legal date of the rule book in force today, in order."""
    return tuple(sorted(rule_book_in_force(today).dates, key=lambda item: item.on))


def asked_by(book: RuleBook, raw: Mapping[str, object]) -> dict[str, object]:
    """Return `raw` (by code or readable name) without the answers to questions only another rule book asks.

    An answer about a later or earlier law says nothing under this one. A key no rule book knows is kept, so that
    `parse_answers` can name it.
    """
    elsewhere = _asked_anywhere() - {*book.questions, *book.by_name}
    return {key: value for key, value in raw.items() if elsewhere.isdisjoint((key, str(key).upper()))}


@cache
def _asked_anywhere() -> frozenset[str]:
    return frozenset(name for book in rule_books() for q in book.questions.values() for name in (q.code, q.name))


def load(folder: Path) -> RuleBook:
    """Read and check one rule book. Raises ContentError naming file, item and problem."""
    book = build.rule_book(*_files(folder), folder.name)
    if book.version != folder.name:
        raise ContentError(folder.name, "version", f"is {book.version}; it must be the name of the folder")
    _check_references(book, folder.name)
    _check_acyclic(book, folder.name)
    return book


def _files(folder: Path) -> schema.LawFiles:
    """Read the files of a rule book that is written out, or those of its base with its differences applied."""
    if (folder / "amends.yaml").exists():
        amendment = read(folder / "amends.yaml", schema.AmendmentFile)
        base = folder.parent / amendment.amends
        if not (base / "rule_book.yaml").exists():
            raise ContentError(f"{folder.name}/amends.yaml", "amends", f"there is no whole rule book {base.name}")
        return amended(_files(base), amendment, folder.name)
    return schema.LawFiles(
        read(folder / "rule_book.yaml", schema.RuleBookFile),
        [read(path, schema.QuestionsFile) for path in sorted(folder.glob("questions_*.yaml"))],
        read(folder / "outcomes.yaml", schema.OutcomesFile),
        read(folder / "roles.yaml", schema.RolesFile),
        [read(path, schema.ObligationsFile) for path in sorted(folder.glob("obligations_*.yaml"))],
        read(folder / "triggers.yaml", schema.TriggersFile),
    )


def _check_succession(books: tuple[RuleBook, ...]) -> None:
    """On each day from the first one exactly one rule book is in force; only the last one has no end."""
    for book, following in zip(books, (*books[1:], None), strict=True):
        last_day = following.in_force_from - timedelta(days=1) if following else None
        if book.in_force_until != last_day:
            raise ContentError(book.version, "in_force_until", f"must be {last_day}, the day before the next one")


def _check_references(book: RuleBook, version: str) -> None:
    for item, condition in build.conditions_of(book):
        for atom in atoms(condition):
            _check_atom(book, version, item, atom)
    for obligation in book.obligations:
        for code in obligation.when:
            _known(code, book.outcomes, version, obligation.code)
        for code in obligation.roles:
            _known(code, book.roles, version, obligation.code)


def _check_atom(book: RuleBook, version: str, item: str, atom: Atom) -> None:
    if isinstance(atom, OutcomeIs):
        _known(atom.code, book.outcomes, version, item)
    elif isinstance(atom, RoleIs):
        _known(atom.code, book.roles, version, item)
    elif (code := getattr(atom, "question", None)) is not None:
        _known(code, book.questions, version, item)
        option = getattr(atom, "option", None) or getattr(atom, "expected", None)
        if isinstance(option, str):
            _known(option, book.questions[code].options, version, item)


def _known(code: str, known: object, version: str, item: str) -> None:
    if code not in known:  # type: ignore[operator]
        close = get_close_matches(code, list(known), n=1)  # type: ignore[call-overload]
        hint = f"; did you mean {close[0]}?" if close else ""
        raise ContentError(version, item, f"refers to {code}, which does not exist{hint}")


def _check_acyclic(book: RuleBook, version: str) -> None:
    """Outcomes, roles and `asked_when` must not go round in a circle: the engine follows them without a net."""
    done: set[str] = set()

    def visit(node: str, path: tuple[str, ...]) -> None:
        if node in path:
            raise ContentError(version, node, f"goes round in a circle: {' -> '.join([*path, node])}")
        if node in done:
            return
        for following in build.depends_on(book, node):
            visit(following, (*path, node))
        done.add(node)

    for code in (*book.outcomes, *book.roles, *book.questions):
        visit(code, ())
