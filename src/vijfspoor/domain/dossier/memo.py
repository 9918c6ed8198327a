"""Memo: what must be on two pages. Nothing said is left out; what is too long ends at a sentence with a reference."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from vijfspoor.domain.dossier.gate import Position

# How many characters each piece of text may have, the roomiest first; the last always fits.
ROOM = (2000, 1000, 650, 420, 280, 190, 120, 70)
MOST_PAGES = 2

_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*(?=\s)|\n")
_ABBREVIATION = re.compile(r"\b(?:art|mr|dr|nr|bijv|lid|par|p|o\.a|d\.w\.z)\.$", re.IGNORECASE)
_MARK = " […]"


class Stance(NamedTuple):
    """Standpunt van een rol op enig moment: `heeded` is false where a decision went against it."""

    role: str
    position: Position
    heeded: bool = True


def shortened(text: str, most: int) -> str:
    """Return `text` on one line, cut after the last whole sentence within `most` characters and marked as cut.

    A first sentence that is longer is cut between words: some of every text stays.
    """
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    ends = [
        found.end()
        for found in _SENTENCE_END.finditer(line)
        if found.end() <= most and not _ABBREVIATION.search(line[: found.end()])
    ]
    if ends:
        return line[: ends[-1]] + _MARK
    kept, space, _rest = line[:most].rpartition(" ")
    return (kept if space else line[:most]) + _MARK


def is_cut(text: str) -> bool:
    """Whether a text was shortened."""
    return text.endswith(_MARK)


def is_dissent(stance: Stance) -> bool:
    """Whether a stance is a dissent: negative, whatever was decided, or one that a decision went against."""
    return stance.position is Position.NEGATIVE or not stance.heeded


def counted(positions: Iterable[Position]) -> Sequence[tuple[Position, int]]:
    """Return how often each position was taken, the most critical first; those nobody took are left out."""
    found = list(positions)
    order = (Position.NEGATIVE, Position.POSITIVE_WITH_CONDITIONS, Position.POSITIVE, Position.ABSTAIN)
    return [(position, found.count(position)) for position in order if position in found]
