"""Cijfers over AI-geletterdheid: one fixed table of shares per group, made so that nobody's result can be worked out.

A published table has one row per group and one total; there is no other way to cut the figures. A share is rounded to
five per cent, and stays a range while one side has fewer people than the minimum. Groups that are too small stay
hidden, together with so many others that the hidden people together are not too few either.

The total is said less precisely where it would sharpen a range or betray the hidden groups. How much less depends on
what is shown of the groups only, never on the total itself, so the choice gives nothing away. An outsider is thought
to know this method, the exact size of every group and everything that is shown.

Interval: E.B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import ceil, floor, sqrt

from vijfspoor.domain.people.small_groups import MINIMUM, STEP, ShownShare, shown_share

# For an interval that holds 95 times out of 100.
_Z = 1.959964


@dataclass(frozen=True, slots=True)
class GroupBasis:
    """Grondslag van een groep: real counts of people, never shown.

    `invited` were asked, `people` answered, `meets` maps a competence to who is at or above the level asked of them.
    """

    invited: int
    people: int
    meets: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """Toonbare groep: `people` rounded down to five; shares are of who answered, `coverage` of who was invited."""

    people: int
    coverage: ShownShare
    shares: Mapping[str, ShownShare]


@dataclass(frozen=True, slots=True)
class ShownFigures:
    """Toonbare cijfers: None where a group is too small to show, or the total is."""

    groups: Mapping[str, ShownGroup | None]
    total: ShownGroup | None


def group_share(part: int, whole: int, minimum: int = MINIMUM) -> ShownShare | None:
    """Return the share of `part` in `whole` people as it may be shown, None when `whole` is under the minimum.

    In a group where both sides cannot reach the minimum but for one split, a range would tell which side is small: then
    nothing is said of the share at all (0 to 100). Raises ValueError when `part` is not between 0 and `whole`.
    """
    found = shown_share(part, whole, minimum)
    return ShownShare(0, 100) if found is not None and whole < 2 * minimum - 1 else found


def rounded_people(count: int, minimum: int = MINIMUM) -> int:
    """Return a number of people as it may be shown: rounded down to a multiple of the minimum."""
    return count - count % minimum


def carried(
    before: Mapping[str, GroupBasis], now: Mapping[str, GroupBasis], minimum: int = MINIMUM
) -> dict[str, GroupBasis]:
    """Return the basis to publish when the same answers may come back with some more: a group moves by five or not.

    Small groups are seen as one: together they move, or none of them does, because only their sum can be noticed.
    """
    small = [name for name in now if now[name].people < minimum]
    large = [name for name in now if name not in small]
    moves = {name for name in large if _is_enough(now[name].people - _people(before, name), minimum)}
    if _is_enough(sum(now[name].people - _people(before, name) for name in small), minimum):
        moves |= set(small)
    return {name: now[name] if name in moves else before.get(name, _nobody(now[name])) for name in now}


def published(basis: Mapping[str, GroupBasis], minimum: int = MINIMUM) -> ShownFigures:
    """Return what may be shown of the groups in `basis` and of all of them together."""
    hidden = _hidden(basis, minimum)
    shown = [group for name, group in basis.items() if name not in hidden]
    pool = [basis[name] for name in hidden]
    groups = {name: None if name in hidden else _shown(group, minimum) for name, group in basis.items()}
    people = sum(group.people for group in basis.values())
    if people < minimum:
        return ShownFigures(groups, None)
    codes = dict.fromkeys(code for group in basis.values() for code in group.meets)
    coverage = _total([(g.people, g.invited) for g in shown], [(g.people, g.invited) for g in pool], minimum)
    shares = {
        code: _total([(g.meets[code], g.people) for g in shown], [(g.meets[code], g.people) for g in pool], minimum)
        for code in codes
    }
    return ShownFigures(groups, ShownGroup(rounded_people(people, minimum), coverage, shares))


def certainty(share: ShownShare, people: int) -> ShownShare:
    """Return between which shares the real one lies, 95 times out of 100, by Wilson's interval.

    It is worked out from what is shown and rounded outward to five per cent, so it tells nothing more than the share.
    Raises ValueError when nobody answered.
    """
    if people < 1:
        raise ValueError("a share of nobody has no interval")
    low, high = _wilson(share.at_least / 100, people)[0], _wilson(share.at_most / 100, people)[1]
    return ShownShare(max(floor(100 * low / STEP) * STEP, 0), min(ceil(100 * high / STEP) * STEP, 100))


def are_apart(one: ShownShare, other: ShownShare) -> bool:
    """Whether two intervals do not touch: then chance alone is no likely cause of the difference."""
    return one.at_most < other.at_least or other.at_most < one.at_least


def _wilson(share: float, people: int) -> tuple[float, float]:
    spread = _Z * _Z / people
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * sqrt(share * (1 - share) / people + spread / (4 * people)) / (1 + spread)
    return middle - half, middle + half


def _people(basis: Mapping[str, GroupBasis], name: str) -> int:
    return basis[name].people if name in basis else 0


def _is_enough(added: int, minimum: int) -> bool:
    return added == 0 or abs(added) >= minimum


def _nobody(group: GroupBasis) -> GroupBasis:
    return GroupBasis(group.invited, 0, dict.fromkeys(group.meets, 0))


def _hidden(basis: Mapping[str, GroupBasis], minimum: int) -> Collection[str]:
    """Return the groups to hide: every small one, and the next larger ones until together they are not too few."""
    sizes = {name: group.people for name, group in basis.items()}
    hidden = {name for name, people in sizes.items() if people < minimum}
    spare = sorted(sizes.keys() - hidden, key=lambda name: (sizes[name], name))
    while spare and 0 < sum(sizes[name] for name in hidden) < minimum:
        hidden.add(spare.pop(0))
    return hidden


def _total(shown: list[tuple[int, int]], pool: list[tuple[int, int]], minimum: int) -> ShownShare:
    """Return the share over everyone, of (part, whole) per shown group and per hidden one."""
    part, whole = (sum(pair[place] for pair in [*shown, *pool]) for place in (0, 1))
    bounds = [_possible(*pair, minimum) for pair in shown]
    low, high = sum(bound[0] for bound in bounds), sum(bound[1] for bound in bounds)
    bins = _bins(whole, minimum)
    at_an_end = any(bound[0] == 0 or bound[1] == pair[1] for bound, pair in zip(bounds, shown, strict=True))
    _merge(bins, _Doubt(low, high, sum(pair[1] for pair in pool), minimum - 1, at_an_end))
    first, last = next(found for found in bins if found[0] <= part <= found[1])
    share = group_share(part, whole, minimum)
    if share is not None and (first, last) == _possible(part, whole, minimum):
        return share
    return ShownShare(100 * first // (whole * STEP) * STEP, min(-(-100 * last // (whole * STEP)) * STEP, 100))


def _possible(part: int, whole: int, minimum: int) -> tuple[int, int]:
    """Return the lowest and the highest part an outsider can think of, given the share that is shown of it."""
    share = group_share(part, whole, minimum)
    same = [other for other in range(whole + 1) if group_share(other, whole, minimum) == share]
    return same[0], same[-1]


def _bins(whole: int, minimum: int) -> list[tuple[int, int]]:
    """Return the parts of `whole` that are shown alike, from low to high."""
    found = [_possible(0, whole, minimum)]
    while found[-1][1] < whole:
        found.append(_possible(found[-1][1] + 1, whole, minimum))
    return found


@dataclass(frozen=True, slots=True)
class _Doubt:
    """What must stay possible: `low` and `high` are the bounds of all shown groups together, `pool` who is hidden.

    `room` is how many people a range must keep; shown groups need it only when one of them lies `at_an_end`.
    """

    low: int
    high: int
    pool: int
    room: int
    at_an_end: bool

    def needs_more(self, first: int, last: int) -> int:
        """Return to which side a bin of the total must grow to leave doubt: -1 down, 1 up, 0 wide enough."""
        room = self.room if self.at_an_end else 0
        if last < self.low or first > self.high + self.pool:
            return 0
        if last < self.low + room:
            return 1
        if first > self.high + self.pool - room:
            return -1
        return self._of_pool(first - self.high, last - self.low, self.room)

    def _of_pool(self, least: int, most: int, room: int) -> int:
        """The same for the hidden groups together, which `least` to `most` of `pool` people then belong to."""
        if not self.pool:
            return 0
        if 0 < least <= room or (most >= self.pool and least > self.pool - room):
            return -1
        if self.pool - room <= most < self.pool or (least <= 0 and most < room):
            return 1
        return 0


def _merge(bins: list[tuple[int, int]], doubt: _Doubt) -> None:
    """Merge neighbours in `bins` until each leaves enough doubt. Changes `bins`."""
    place = 0
    while place < len(bins):
        side = doubt.needs_more(*bins[place])
        other = place + side
        if side == 0 or not 0 <= other < len(bins):
            place += 1
            continue
        start = min(place, other)
        bins[start : start + 2] = [(bins[start][0], bins[start + 1][1])]
        place = max(start - 1, 0)


def _shown(group: GroupBasis, minimum: int) -> ShownGroup:
    coverage = group_share(group.people, group.invited, minimum)
    shares = {code: group_share(count, group.people, minimum) for code, count in group.meets.items()}
    if coverage is None or None in shares.values():
        raise ValueError("a group under the minimum is not shown")
    return ShownGroup(
        rounded_people(group.people, minimum), coverage, {code: share for code, share in shares.items() if share}
    )
