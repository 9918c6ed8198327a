"""Toegang na leren: what someone must finish before using an application, and how far groups of users are.

Nobody sees who is left: a person reads what they must do themselves, everyone else reads counts that point at nobody.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from vijfspoor.domain.ethics.truth import Truth
from vijfspoor.domain.people.learning_module import Module, left_to_do
from vijfspoor.domain.people.small_groups import MINIMUM, at_least
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.people.learning import modules_of, passes, units_above
from vijfspoor.store.models import Dossier, LearningPath, LessonPass, Person, UserGroup


@dataclass(frozen=True, slots=True)
class ToFinish:
    """What the reader must finish before using an application."""

    dossier: Dossier
    modules: tuple[Module, ...]


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group of users. `counts_itself`: the modules say who is ready; then `done` is at least so many, or None.

    Otherwise `done` is what somebody filled in.
    """

    row: UserGroup
    people: int
    done: int | None
    counts_itself: bool
    is_ready: bool


@dataclass(frozen=True, slots=True)
class Users:
    """How many people may not use an application yet; `all_known` is false when a group under five is among them.

    Of such a group not even "not everyone" is said: with one or two people that points at somebody.
    """

    left: int
    all_known: bool

    @property
    def trained(self) -> Truth:
        """Whether everyone is ready to use it; not known when that cannot be said."""
        if self.left:
            return False
        return True if self.all_known else None


def first_finish(actor: Actor, dossiers: Collection[int]) -> dict[int, tuple[Module, ...]]:
    """Return application -> the modules the actor must still finish before using it; three SQL statements or one."""
    rows = list(_required(dossier__in=dossiers))
    if not rows:
        return {}
    done, known = passes(actor), modules_of(actor.organisation, actor.today)
    left = {row.dossier_id or 0: left_to_do(row.modules, done) for row in rows}
    found = {pk: tuple(known[code] for code in codes if code in known) for pk, codes in left.items()}
    return {pk: modules for pk, modules in found.items() if modules}


def own_first(actor: Actor) -> tuple[ToFinish, ...]:
    """Return the applications of the actor's own team that may be used only after learning, with what is left."""
    mine = Q(user_groups__unit__in=units_above(actor))
    live = Dossier.objects.filter(mine, organisation=actor.organisation).exclude(status=Dossier.Status.RETIRED)
    found = {row.pk: row for row in live.distinct().order_by("name")}
    left = first_finish(actor, found) if found else {}
    return tuple(ToFinish(row, left[pk]) for pk, row in found.items() if pk in left)


def group_lines(dossier: Dossier) -> tuple[GroupLine, ...]:
    """Return every group of users with how far it is, as it may be shown."""
    groups = list(dossier.user_groups.select_related("unit").order_by("pk"))
    read = _Learners({"dossier": dossier}, groups)
    return tuple(read.line(row) for row in groups)


def users(of_dossier: dict[str, Any]) -> dict[int, Users]:
    """Return application -> how far its users are, for those the filter names; at most four SQL statements.

    The number left is exact, so it is for rules only and never for a screen.
    """
    groups = list(UserGroup.objects.filter(**of_dossier).order_by("pk"))
    read = _Learners(of_dossier, groups)
    left: dict[int, list[int | None]] = defaultdict(list)
    for row in groups:
        left[row.dossier_id].append(read.left(row))
    return {pk: Users(sum(n or 0 for n in found), None not in found) for pk, found in left.items()}


class _Learners:
    """Who is in the groups that are a unit, and who of them finished what the application asks."""

    def __init__(self, of_dossier: dict[str, Any], groups: Iterable[UserGroup]) -> None:
        self._asked = {row.dossier_id: row.modules for row in _required(**of_dossier)}
        units = {row.unit_id for row in groups if row.unit_id and row.dossier_id in self._asked}
        self._people: dict[int, set[int]] = defaultdict(set)
        self._done: dict[int, set[str]] = defaultdict(set)
        if not units:
            return
        staff = Person.objects.filter(Q(unit__in=units) | Q(unit__parent__in=units), is_active=True)
        for pk, unit, above in staff.values_list("pk", "unit_id", "unit__parent_id"):
            for found in units & {unit, above}:
                self._people[found].add(pk)
        codes = {code for modules in self._asked.values() for code in modules}
        rows = LessonPass.objects.filter(person__in=staff.values("pk"), lesson__in=codes)
        for person, code in rows.values_list("person_id", "lesson"):
            self._done[person].add(code)

    def counts(self, row: UserGroup) -> bool:
        """Whether the modules say who is ready."""
        return row.unit_id is not None and row.dossier_id in self._asked

    def left(self, row: UserGroup) -> int | None:
        """Return how many people of a group may not use it yet; None of a group that is too small to say."""
        if not self.counts(row):
            return row.size - row.trained
        people = self._people[row.unit_id or 0]
        return None if len(people) < MINIMUM else len(people) - self._ready(row, people)

    def _ready(self, row: UserGroup, people: Collection[int]) -> int:
        asked = self._asked[row.dossier_id]
        return sum(not left_to_do(asked, self._done[person]) for person in people)

    def line(self, row: UserGroup) -> GroupLine:
        """Return a group as it may be shown."""
        if not self.counts(row):
            return GroupLine(row, row.size, row.trained, counts_itself=False, is_ready=row.may_have_access)
        people = self._people[row.unit_id or 0]
        shown = at_least(self._ready(row, people), len(people))
        return GroupLine(row, len(people), shown, counts_itself=True, is_ready=False)


def _required(**of_dossier: Any) -> Any:
    return LearningPath.objects.filter(**of_dossier, dossier__isnull=False, withdrawn_at__isnull=True)
