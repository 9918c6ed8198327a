"""Zelfscan: asks as little as needed to settle someone's level per competence, from easy to hard.

Per competence one self-estimate comes first; it decides where the questions start and never counts for the level.
After a right answer a harder question follows, after a wrong one an easier one, until the step is found.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from vijfspoor.domain.people.literacy import NO_LEVEL
from vijfspoor.domain.text import Text

DONT_KNOW = "dont_know"


@dataclass(frozen=True, slots=True)
class ScanOption:
    """Antwoordmogelijkheid: right or wrong, or the `level` someone thinks to have."""

    code: str
    text: Text
    is_right: bool = False
    level: int = NO_LEVEL


@dataclass(frozen=True, slots=True)
class ScanItem:
    """Vraag van de zelfscan. A knowledge item has a level from 1; a self-estimate has `NO_LEVEL`."""

    code: str
    competence: str
    level: int
    text: Text
    options: tuple[ScanOption, ...]
    why: Text | None = None

    @property
    def is_estimate(self) -> bool:
        """Whether people place themselves here, instead of answering a knowledge question."""
        return self.level == NO_LEVEL

    def option(self, code: str) -> ScanOption | None:
        """Return the option chosen, None for `DONT_KNOW`. Raises LookupError when it does not exist."""
        if code == DONT_KNOW:
            return None
        for found in self.options:
            if found.code == code:
                return found
        raise LookupError(f"{self.code} has no option {code!r}")


@dataclass(frozen=True, slots=True)
class SelfScan:
    """Zelfscan: `items` in the order of the competences; `most` is the highest number asked per competence."""

    version: str
    title: Text
    intro: Text
    minutes: int
    most: int
    items: tuple[ScanItem, ...]

    def competences(self) -> tuple[str, ...]:
        """Return the competences in the order they are asked."""
        return tuple(dict.fromkeys(item.competence for item in self.items))

    def of(self, competence: str) -> tuple[ScanItem, ...]:
        """Return the items of one competence, the self-estimate first, then from easy to hard."""
        return tuple(sorted((i for i in self.items if i.competence == competence), key=lambda item: item.level))


@dataclass(frozen=True, slots=True)
class ScanLevel:
    """Uitslag voor één competentie.

    `rests_on` is the number of knowledge answers behind it. When it is not settled, the level may still be higher.
    `estimate` is where the person placed themselves, None when that was not answered.
    """

    competence: str
    level: int
    rests_on: int
    is_settled: bool
    estimate: int | None


def next_item(scan: SelfScan, answers: Mapping[str, str]) -> ScanItem | None:
    """Return the item to ask next, None when every level is settled. `answers` maps an item to an option.

    Raises LookupError when an answer is not an option of its item.
    """
    for competence in scan.competences():
        found = _next_of(scan, competence, answers)
        if found:
            return found
    return None


def scan_result(scan: SelfScan, answers: Mapping[str, str]) -> dict[str, ScanLevel]:
    """Return the level per competence. More right answers never give a lower level.

    Raises LookupError when an answer is not an option of its item.
    """
    return {competence: _result_of(scan, competence, answers) for competence in scan.competences()}


def _next_of(scan: SelfScan, competence: str, answers: Mapping[str, str]) -> ScanItem | None:
    items = scan.of(competence)
    estimates = [item for item in items if item.is_estimate and item.code not in answers]
    if estimates:
        return estimates[0]
    if sum(item.code in answers for item in items) >= scan.most:
        return None
    level = _level_to_ask(items, answers)
    return next((item for item in items if item.level == level), None) if level else None


def _level_to_ask(items: tuple[ScanItem, ...], answers: Mapping[str, str]) -> int | None:
    passed, failed = _outcomes(items, answers)
    top = items[-1].level
    if failed:
        easier = min(failed) - 1
        return easier if easier >= 1 and easier not in passed else None
    if passed:
        return max(passed) + 1 if max(passed) < top else None
    return min(max(_estimate(items, answers) or NO_LEVEL, 1), top - 1)


def _result_of(scan: SelfScan, competence: str, answers: Mapping[str, str]) -> ScanLevel:
    items = scan.of(competence)
    passed, failed = _outcomes(items, answers)
    ceiling = min(failed, default=items[-1].level + 1)
    return ScanLevel(
        competence=competence,
        level=max((level for level in passed if level < ceiling), default=NO_LEVEL),
        rests_on=len(passed) + len(failed),
        is_settled=_level_to_ask(items, answers) is None,
        estimate=_estimate(items, answers),
    )


def _outcomes(items: tuple[ScanItem, ...], answers: Mapping[str, str]) -> tuple[set[int], set[int]]:
    passed: set[int] = set()
    failed: set[int] = set()
    for item in items:
        if item.code in answers and not item.is_estimate:
            chosen = item.option(answers[item.code])
            (passed if chosen and chosen.is_right else failed).add(item.level)
    return passed, failed


def _estimate(items: tuple[ScanItem, ...], answers: Mapping[str, str]) -> int | None:
    for item in items:
        if item.is_estimate and item.code in answers:
            chosen = item.option(answers[item.code])
            return chosen.level if chosen else None
    return None
