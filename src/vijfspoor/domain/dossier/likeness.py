"""Gelijkenis: whether two texts tell of the same thing, by the words they share; and which reports may be one."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

FEWEST_SHARED = 2
SHARE_OF_SHORTER = 0.3
# A word in many reports says nothing about two of them; of the whole register more must be shared than side by side.
FEWEST_SHARED_OF_SAME = 4
MOST_REPORTS_OF_A_WORD = 25


def are_alike(first: Set[str], second: Set[str]) -> bool:
    """Whether two texts, given as their telling words, share enough to be shown side by side.

    A proposal to a person, never a decision: two words and three tenths of the shorter text are enough.
    """
    shared = len(first & second)
    return shared >= FEWEST_SHARED and shared >= SHARE_OF_SHORTER * min(len(first), len(second))


class Sign(StrEnum):
    """Why two reports may be of one application, the strongest sign first."""

    NAME = "name"
    PRODUCT = "product"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Report:
    """What is compared: the name in small letters, the telling words, and what it is a use of (None: not known)."""

    key: int
    name: str
    words: frozenset[str]
    product: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class LikelyPair:
    """Two reports, the earlier one first, that may be of one application."""

    first: int
    second: int
    sign: Sign


def likely_pairs(reports: Sequence[Report]) -> list[LikelyPair]:
    """Return the pairs that may be of one application, the strongest sign first, each pair once.

    A proposal to a person, never a decision: the same name; the same product in the same department; or texts that
    are alike and share words that are rare in the register. What shares a name or product is set beside the
    earliest that has it, so the work grows with the number of reports and not with its square.
    """
    found: dict[tuple[int, int], Sign] = {}
    named = _beside_earliest((report.key, report.name) for report in reports if report.name)
    used = _beside_earliest((report.key, report.product) for report in reports if report.product)
    for sign, pairs in ((Sign.NAME, named), (Sign.PRODUCT, used), (Sign.WORDS, _sharing(reports))):
        for pair in pairs:
            found.setdefault(pair, sign)
    order = list(Sign)
    return [
        LikelyPair(first, second, sign)
        for (first, second), sign in sorted(found.items(), key=lambda item: (order.index(item[1]), item[0]))
    ]


def _beside_earliest(keyed: Iterable[tuple[int, object]]) -> Iterator[tuple[int, int]]:
    groups: dict[object, list[int]] = defaultdict(list)
    for key, value in keyed:
        groups[value].append(key)
    for keys in groups.values():
        earliest, *others = sorted(keys)
        yield from ((earliest, other) for other in others)


def _sharing(reports: Sequence[Report]) -> Iterator[tuple[int, int]]:
    words = {report.key: report.words for report in reports}
    having: dict[str, list[int]] = defaultdict(list)
    for report in reports:
        for word in report.words:
            having[word].append(report.key)
    shared: Counter[tuple[int, int]] = Counter()
    for keys in having.values():
        if 1 < len(keys) <= MOST_REPORTS_OF_A_WORD:
            keys.sort()
            shared.update((first, second) for place, first in enumerate(keys) for second in keys[place + 1 :])
    for (first, second), rare in shared.items():
        both = len(words[first] & words[second])
        enough = rare >= FEWEST_SHARED and both >= FEWEST_SHARED_OF_SAME
        if enough and are_alike(words[first], words[second]):
            yield first, second
