"""Learning as the learner sees it, and for HR how far groups are, in steps that point at nobody."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from vijfspoor.content.literacy.lessons import load_lessons
from vijfspoor.content.literacy.loader import folder_in_force, folder_of
from vijfspoor.domain.people.learning_module import Confirmation, Module, ModuleKind, module_of
from vijfspoor.domain.people.lesson import Lesson
from vijfspoor.domain.people.small_groups import at_least
from vijfspoor.domain.text import Text
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor, in_force
from vijfspoor.queries.people.literacy_norm import Norm, adoption, framework_for
from vijfspoor.queries.wording import say
from vijfspoor.store.models import (
    Campaign,
    LearningAssignment,
    LearningModule,
    LessonPass,
    Organisation,
    Person,
    RoleAssignment,
    Unit,
    UserGroup,
)


@dataclass(frozen=True, slots=True)
class ShelfLine:
    """A module on somebody's shelf. `due_on` and `reason` when it was asked; `passed` when it was finished."""

    module: Module
    passed: LessonPass | None = None
    due_on: date | None = None
    reason: str = ""
    days: int = 0


@dataclass(frozen=True, slots=True)
class Shelf:
    """Mijn leren: what is asked, what fits the own work, what else there is, and what was understood."""

    asked: tuple[ShelfLine, ...]
    fitting: tuple[ShelfLine, ...]
    others: tuple[ShelfLine, ...]
    done: tuple[ShelfLine, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """An assignment with how many people it is for and at least how many did all of it; None in a small group."""

    row: LearningAssignment
    modules: tuple[Module, ...]
    people: int
    done: int | None


def version_for(organisation: Organisation, on: date) -> str:
    """Return the version of the lessons the organisation works with: that of its adopted levels, else today's."""
    found = adoption(organisation)
    return found.version if found else folder_in_force(on).name


def lessons_of(organisation: Organisation, on: date) -> tuple[Lesson, ...]:
    """Return the lessons the organisation works with, in order."""
    return load_lessons(folder_of(version_for(organisation, on)))


def lesson(actor: Actor, code: str) -> Lesson | None:
    """Return one lesson."""
    return next((item for item in lessons_of(actor.organisation, actor.today) if item.code == code), None)


def modules_of(organisation: Organisation, on: date) -> dict[str, Module]:
    """Return code -> every module that may be asked: the own lessons in order, then what lies elsewhere."""
    version = version_for(organisation, on)
    own = {item.code: module_of(item, version) for item in load_lessons(folder_of(version))}
    outside = LearningModule.objects.filter(organisation=organisation, withdrawn_at__isnull=True)
    return own | {row.code: outside_module(row) for row in outside.order_by("title", "pk")}


def outside_module(row: LearningModule) -> Module:
    """Return a module that lies elsewhere as the shelf and the paths know it."""
    return Module(
        code=row.code,
        kind=ModuleKind(row.kind),
        title=Text(row.title, row.title),
        minutes=row.minutes,
        confirmed_by=Confirmation(row.confirmed_by),
        made_on=row.made_on,
        version=row.version,
        about=row.about,
        link=row.link,
    )


def module(actor: Actor, code: str) -> Module | None:
    """Return one module that may be asked."""
    return modules_of(actor.organisation, actor.today).get(code)


def module_choices(organisation: Organisation, on: date) -> list[tuple[str, str]]:
    """Return the modules to choose from, as code and title."""
    return [(code, say(item.title)) for code, item in modules_of(organisation, on).items()]


def passes(actor: Actor) -> dict[str, LessonPass]:
    """Return module -> that the actor finished it, the newest version last; nobody sees those of another."""
    rows = LessonPass.objects.filter(person=actor.person).order_by("version")
    return {row.lesson: row for row in rows}


def assigned(actor: Actor) -> list[LearningAssignment]:
    """Return what the actor is asked to learn, the first due first; one SQL statement."""
    above = units_above(actor)
    mine = _visible.learning_assignments(actor).filter(Q(unit__isnull=True) | Q(unit__in=above))
    uses = UserGroup.objects.filter(unit__in=above).values("dossier")
    mine = mine.filter(Q(dossier__isnull=True) | Q(dossier__in=uses))
    return list(mine.filter(Q(role="") | Q(role__in=actor.roles)).order_by("due_on", "pk"))


def units_above(actor: Actor) -> tuple[int, ...]:
    """Return the own team and the department it is in."""
    unit = actor.person.unit
    return tuple(pk for pk in (unit.pk, unit.parent_id) if pk is not None) if unit else ()


def shelf(actor: Actor) -> Shelf:
    """Return everything the actor may learn, in a fixed number of SQL statements."""
    done, known = passes(actor), modules_of(actor.organisation, actor.today)
    asked = _asked(actor, known, done)
    waiting = {line.module.code for line in asked}
    norm = Norm(actor.organisation, framework_for(actor.organisation, actor.today), actor.today).of(actor.person)
    lines: dict[str, list[ShelfLine]] = {"fitting": [], "others": [], "done": []}
    for item in known.values():
        if item.code in done:
            lines["done"].append(ShelfLine(item, done[item.code]))
        elif item.code not in waiting:
            fits = item.kind is ModuleKind.LESSON and item.level <= norm.get(item.competence, 0)
            lines["fitting" if fits else "others"].append(ShelfLine(item))
    return Shelf(asked, tuple(lines["fitting"]), tuple(lines["others"]), tuple(lines["done"]))


def to_do(actor: Actor) -> tuple[ShelfLine, ...]:
    """Return what was asked and is not done, for the desk; four SQL statements, one when nothing is."""
    rows = assigned(actor)
    return _asked(actor, modules_of(actor.organisation, actor.today), passes(actor), rows) if rows else ()


def _asked(
    actor: Actor,
    known: Mapping[str, Module],
    done: Collection[str],
    rows: Iterable[LearningAssignment] | None = None,
) -> tuple[ShelfLine, ...]:
    """Return what was asked and is left, first due first and else in the order of its path; each module once."""
    found: dict[str, ShelfLine] = {}
    for row in assigned(actor) if rows is None else rows:
        for code in row.lessons:
            if code in known and code not in done:
                days = (row.due_on - actor.today).days
                found.setdefault(code, ShelfLine(known[code], None, row.due_on, row.reason, days))
    return tuple(sorted(found.values(), key=lambda line: line.days))


def people_of(row: LearningAssignment | Campaign, on: date) -> QuerySet[Person]:
    """Return the people an assignment or a campaign is for `on` a date."""
    staff = Person.objects.filter(organisation=row.organisation_id, is_active=True, unit__is_outside=False)
    if row.unit_id is not None:
        below = Unit.objects.filter(parent=row.unit_id).values("pk")
        staff = staff.filter(Q(unit=row.unit_id) | Q(unit__in=below))
    if row.role:
        held = RoleAssignment.objects.filter(in_force(on), organisation=row.organisation_id, role=row.role)
        staff = staff.filter(pk__in=held.values("person"))
    if isinstance(row, LearningAssignment) and row.dossier_id is not None:
        staff = staff.filter(users_of(row.dossier_id))
    return staff.order_by("pk")


def users_of(dossier: int) -> Q:
    """Return the filter for people who use an application: those in the units that are its groups of users."""
    units = UserGroup.objects.filter(dossier=dossier, unit__isnull=False).values("unit")
    return Q(unit__in=units) | Q(unit__parent__in=units)


def unfinished(row: LearningAssignment, on: date) -> list[Person]:
    """Return the people who have yet to do a module of an assignment: for their reminder, never for a screen."""
    staff = list(people_of(row, on))
    done: dict[int, set[str]] = {}
    for person, code in LessonPass.objects.filter(person__in=staff).values_list("person_id", "lesson"):
        done.setdefault(person, set()).add(code)
    return [person for person in staff if set(row.lessons) - done.get(person.pk, set())]


def progress(actor: Actor) -> list[Progress]:
    """Return every running assignment with how far its group is."""
    known = modules_of(actor.organisation, actor.today)
    found = []
    for row in _visible.learning_assignments(actor).select_related("unit", "path", "dossier").order_by("due_on", "pk"):
        people = people_of(row, actor.today).count()
        done = people - len(unfinished(row, actor.today))
        shown = tuple(known[code] for code in row.lessons if code in known)
        found.append(Progress(row, shown, people, at_least(done, people)))
    return found


def certificate(actor: Actor, code: str) -> LessonPass | None:
    """Return that the actor understood a lesson, with their organisation."""
    mine = LessonPass.objects.filter(person=actor.person, lesson=code).order_by("-version")
    return mine.select_related("person__organisation").first()


def day_passed(row: LessonPass) -> date:
    """Return the date in the Netherlands on which a lesson was understood."""
    return timezone.localdate(row.passed_at)
