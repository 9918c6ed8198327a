"""Monitoring of AI literacy. Every figure comes from what was published: no query here counts results."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from vijfspoor.content.literacy.loader import folder_of, load_framework
from vijfspoor.domain.people.literacy import Competence
from vijfspoor.domain.people.literacy_figures import are_apart, certainty, rounded_people
from vijfspoor.domain.people.small_groups import ShownShare
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import FigureRelease, LiteracyPlan, ScanRound


@dataclass(frozen=True, slots=True)
class Cell:
    """One published share, held against the target: "on", "near" or "under" it, "none" where either says nothing."""

    competence: Competence
    share: ShownShare
    against: str


@dataclass(frozen=True, slots=True)
class Line:
    """A group in the table. Without cells it is too small to show. `name` is empty for who fits in no group."""

    name: str
    people: int
    coverage: ShownShare | None
    cells: tuple[Cell, ...]

    @property
    def is_under(self) -> bool:
        """Whether a share of this group lies under the target."""
        return any(cell.against == "under" for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Certain:
    """The share of a competence over everyone, and between which shares the real one lies."""

    cell: Cell
    between: ShownShare


@dataclass(frozen=True, slots=True)
class Figures:
    """One publication as this reader may see it. `total` is None for who manages a team."""

    release: FigureRelease
    competences: tuple[Competence, ...]
    lines: tuple[Line, ...]
    total: Line | None
    certain: tuple[Certain, ...]


@dataclass(frozen=True, slots=True)
class Growth:
    """A competence at the first and at the newest measurement. `is_sure` when chance alone is no likely cause."""

    competence: Competence
    before: ShownShare
    after: ShownShare
    is_sure: bool

    @property
    def points(self) -> int:
        """How many points of a per cent it rose; negative when it fell. Zero when either is only a range."""
        if self.before.at_least < self.before.at_most or self.after.at_least < self.after.at_most:
            return 0
        return self.after.at_least - self.before.at_least


@dataclass(frozen=True, slots=True)
class OpenRound:
    """A round that runs: about how many took part and about how many are due, rounded down to five people."""

    round: ScanRound
    done: int
    due: int


def releases(actor: Actor) -> list[FigureRelease]:
    """Return every publication the actor may read, newest first."""
    return list(_visible.figure_releases(actor).select_related("round").order_by("-year", "-quarter", "-pk"))


def target_of(actor: Actor) -> int | None:
    """Return the share aimed at by the newest plan that was adopted, in per cent."""
    return _plans(actor).exclude(adoption=None).values_list("target_share", flat=True).first()


def plans(actor: Actor) -> list[LiteracyPlan]:
    """Return every version of the plan, newest first."""
    return list(_plans(actor).select_related("adoption", "by"))


def _plans(actor: Actor) -> Any:
    mine = LiteracyPlan.objects.filter(organisation=actor.organisation).order_by("-version")
    return mine if _visible.reads_all_figures(actor) or _visible.own_teams(actor) else mine.none()


def unit_names(actor: Actor) -> dict[str, str]:
    """Return the name of every unit by its key in a publication."""
    return {str(pk): name for pk, name in _visible.units(actor).values_list("pk", "name")}


def figures(actor: Actor, release: FigureRelease, names: Mapping[str, str], target: int | None) -> Figures:
    """Return a publication as the actor may see it: who manages a team gets only its own lines. No SQL."""
    competences = tuple(load_framework(folder_of(release.round.version)).competences.values())
    everything = _visible.reads_all_figures(actor)
    own = {str(unit) for unit in _visible.own_teams(actor)}
    groups = release.shown["groups"]
    lines = [
        _line(names.get(key, ""), group, competences, target)
        for key, group in groups.items()
        if everything or key in own
    ]
    lines += [Line(names.get(key, ""), 0, None, ()) for key in sorted(own - groups.keys()) if not everything]
    total = _line("", release.shown["total"], competences, target) if everything else None
    return Figures(
        release=release,
        competences=competences,
        lines=tuple(sorted(lines, key=lambda line: (not line.name, line.name))),
        total=total,
        certain=tuple(Certain(cell, certainty(cell.share, total.people)) for cell in (total.cells if total else ())),
    )


def growth(first: Figures, last: Figures) -> tuple[Growth, ...]:
    """Return everyone together at two measurements; empty when it is the same one, or not for this reader."""
    if first.release.pk == last.release.pk:
        return ()
    before = {item.cell.competence.code: item for item in first.certain}
    pairs = [(before[item.cell.competence.code], item) for item in last.certain if item.cell.competence.code in before]
    return tuple(
        Growth(after.cell.competence, old.cell.share, after.cell.share, are_apart(old.between, after.between))
        for old, after in pairs
    )


def changes(newest: Figures, earlier: Figures) -> dict[str, dict[str, int]]:
    """Return name of a group -> competence -> points of a per cent it rose; left out where either is only a range."""
    before = {line.name: {cell.competence.code: cell.share for cell in line.cells} for line in earlier.lines}
    found: dict[str, dict[str, int]] = {}
    for line in newest.lines:
        for cell in line.cells:
            old = before.get(line.name, {}).get(cell.competence.code)
            if old and old.at_least == old.at_most and cell.share.at_least == cell.share.at_most:
                found.setdefault(line.name, {})[cell.competence.code] = cell.share.at_least - old.at_least
    return found


def rounds(actor: Actor) -> list[ScanRound]:
    """Return every round and import, newest first, with how often its figures were published."""
    return list(_visible.scan_rounds(actor).annotate(published=Count("releases")).order_by("-opens_on", "-pk"))


def find_round(actor: Actor, pk: int) -> ScanRound | None:
    """Return one round."""
    return _visible.scan_rounds(actor).filter(pk=pk).select_related("by").first()


def open_rounds(actor: Actor) -> list[OpenRound]:
    """Return the rounds that run today, in one SQL statement."""
    running = _visible.scan_rounds(actor).filter(is_import=False, opens_on__lte=actor.today, closes_on__gte=actor.today)
    counted = running.annotate(ready=Count("invitations", filter=Q(invitations__is_done=True)))
    return [
        OpenRound(row, rounded_people(row.ready), rounded_people(row.invited - row.ready))
        for row in counted.order_by("closes_on", "pk")
    ]


def _line(name: str, group: Mapping[str, Any] | None, competences: Sequence[Competence], target: int | None) -> Line:
    if group is None:
        return Line(name, 0, None, ())
    shares = {code: ShownShare(**share) for code, share in group["shares"].items()}
    cells = (Cell(item, shares[item.code], _against(shares[item.code], target)) for item in competences)
    return Line(name, group["people"], ShownShare(**group["coverage"]), tuple(cells))


def _against(share: ShownShare, target: int | None) -> str:
    if target is None or (share.at_least, share.at_most) == (0, 100):
        return "none"
    if share.at_least >= target:
        return "on"
    return "under" if share.at_most < target else "near"
