"""Import van toepassingen: which column holds what, and what a row says or does wrong. Pure functions."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from vijfspoor.domain.dossier.likeness import are_alike
from vijfspoor.domain.naming import plain
from vijfspoor.domain.text import Text

_FORMULA = ("=", "@", "+", "\t", "\r")
_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+)?")
_MONTH = re.compile(r"(\d{1,2})[-/](\d{4})")
_FIRST_YEAR = 1980
_HEADING_ROWS = 10


@dataclass(frozen=True, slots=True)
class Column:
    """Kolom: what an import can take over. `headings` are written as `plain` writes them; `most` counts characters."""

    code: str
    name: Text
    most: int
    headings: frozenset[str]


@dataclass(frozen=True, slots=True)
class ColumnBook:
    """The columns by code, the words for how far an application is in use, and what stands for nothing."""

    columns: Mapping[str, Column]
    uses: Mapping[str, str]
    empty: frozenset[str]


class FaultKind(StrEnum):
    """Wat er mis is met een cel."""

    MISSING = "missing"
    LONG = "long"
    FORMULA = "formula"
    DATE = "date"
    FUTURE = "future"
    USE = "use"
    OWNER = "owner"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class RowFault:
    """Fout of opmerking bij een rij: the column it is about, what is wrong, and what stands there."""

    column: str
    kind: FaultKind
    value: str = ""


@dataclass(frozen=True, slots=True)
class RowValues:
    """Wat een rij zegt, with `faults` that keep it out. Dates are days, `use` is a code; empty means: does not say."""

    texts: Mapping[str, str]
    use: str = ""
    in_use_since: date | None = None
    faults: tuple[RowFault, ...] = field(default=())


def heading_row(rows: Sequence[Sequence[str]], book: ColumnBook) -> int:
    """Return the place of the row with headings: of the first ten the one in which most are known.

    Above a table there is often a title or an empty line. When nothing is known it is the first with two cells.
    """
    known = {heading for column in book.columns.values() for heading in column.headings}
    first = rows[:_HEADING_ROWS]
    scores = [sum(plain(cell) in known for cell in row) for row in first]
    if any(scores):
        return scores.index(max(scores))
    return next((place for place, row in enumerate(first) if sum(bool(cell) for cell in row) > 1), 0)


def propose_columns(headings: Sequence[str], book: ColumnBook) -> dict[str, int]:
    """Return column code -> place, for the headings that are known. The first of two that fit counts."""
    found: dict[str, int] = {}
    for code, column in book.columns.items():
        places = (place for place, heading in enumerate(headings) if plain(heading) in column.headings)
        place = next((place for place in places if place not in found.values()), None)
        if place is not None:
            found[code] = place
    return found


def heading_key(headings: Sequence[str]) -> str:
    """Return what tells this set of headings from another, whatever their order in small things."""
    return "|".join(plain(heading) for heading in headings)


def read_row(cells: Sequence[str], places: Mapping[str, int], book: ColumnBook, today: date) -> RowValues:
    """Return what a row says. A cell that is wrong is a fault; what stands for nothing is nothing."""
    faults: list[RowFault] = []
    texts: dict[str, str] = {}
    for code, place in places.items():
        text = cells[place].strip() if place < len(cells) else ""
        texts[code] = "" if text.casefold() in book.empty else text
        faults += _text_faults(book.columns[code], texts[code])
    if not texts.get("name"):
        faults.insert(0, RowFault("name", FaultKind.MISSING))
    use = book.uses.get(plain(texts.get("use", "")), "")
    if texts.get("use") and not use:
        faults.append(RowFault("use", FaultKind.USE, texts["use"][:60]))
    since = parse_day(texts.get("in_use_since", ""))
    if texts.get("in_use_since"):
        faults += _date_faults(texts["in_use_since"], since, today)
    return RowValues(texts, use, since, tuple(faults))


def _text_faults(column: Column, text: str) -> list[RowFault]:
    if len(text) > column.most:
        return [RowFault(column.code, FaultKind.LONG, text[:60])]
    return [RowFault(column.code, FaultKind.FORMULA, text[:60])] if text.startswith(_FORMULA) else []


def _date_faults(text: str, since: date | None, today: date) -> list[RowFault]:
    if since is None or since.year < _FIRST_YEAR:
        return [RowFault("in_use_since", FaultKind.DATE, text[:60])]
    return [RowFault("in_use_since", FaultKind.FUTURE, text[:60])] if since > today else []


def parse_day(text: str) -> date | None:
    """Return the day written as 31-12-2020, 2020-12-31, 12-2020 or 2020 (then its first day); None when it is none."""
    text = text.strip()
    if match := _ISO.fullmatch(text):
        year, month, day = map(int, match.groups())
    elif match := _DAY.fullmatch(text):
        day, month, year = map(int, match.groups())
    elif match := _MONTH.fullmatch(text):
        month, year, day = *map(int, match.groups()), 1
    elif re.fullmatch(r"\d{4}", text):
        year, month, day = int(text), 1, 1
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


class Twin(StrEnum):
    """Dubbel: the same name, or much alike."""

    NONE = ""
    SAME = "same"
    ALIKE = "alike"


class Names:
    """The names already there, to find the same and the alike among very many without comparing each with each."""

    def __init__(self, most_common: int) -> None:
        """Words that stand in more than `most_common` texts tell nothing and are passed over."""
        self._most = most_common
        self._by_name: dict[str, int] = {}
        self._by_word: dict[str, list[int]] = {}
        self._words: list[frozenset[str]] = []
        self._keys: list[int] = []

    def add(self, key: int, name: str, words: frozenset[str]) -> None:
        """Keep a name and the telling words of its text under `key`. The first of two with one name stays."""
        self._by_name.setdefault(plain(name), key)
        place = len(self._words)
        self._words.append(words)
        self._keys.append(key)
        for word in words:
            self._by_word.setdefault(word, []).append(place)

    def find(self, name: str, words: frozenset[str]) -> tuple[Twin, int | None]:
        """Return whether it is there, and the key of what it is like: the most words in common, the first of those."""
        same = self._by_name.get(plain(name))
        if same is not None:
            return Twin.SAME, same
        telling = frozenset(word for word in words if len(self._by_word.get(word, ())) <= self._most)
        counts: dict[int, int] = {}
        for word in telling:
            for place in self._by_word.get(word, ()):
                counts[place] = counts.get(place, 0) + 1
        best = max(counts, key=lambda place: (counts[place], -place), default=None)
        if best is None or not are_alike(telling, self._words[best]):
            return Twin.NONE, None
        return Twin.ALIKE, self._keys[best]
