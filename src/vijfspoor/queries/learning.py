"""Learning as the learner sees it, and for HR how far groups are, in steps that point at nobody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from vijfspoor.content.literacy.lessons import load_lessons
from vijfspoor.content.literacy.loader import folder_in_force, folder_of
from vijfspoor.domain.lesson import Lesson
from vijfspoor.domain.small_groups import at_least
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor, in_force
from vijfspoor.queries.literacy_norm import Norm, adoption, framework_for
from vijfspoor.store.models import Campaign, LearningAssignment, LessonPass, Organisation, Person, RoleAssignment, Unit


@dataclass(frozen=True, slots=True)
class ShelfLine:
    """A lesson on somebody's shelf. `due_on` and `reason` when it was asked; `passed` when it was understood."""

    lesson: Lesson
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
    lessons: tuple[Lesson, ...]
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


def passes(actor: Actor) -> dict[str, LessonPass]:
    """Return lesson -> that the actor understood it, the newest version last; nobody sees those of another."""
    rows = LessonPass.objects.filter(person=actor.person).order_by("version")
    return {row.lesson: row for row in rows}


def assigned(actor: Actor) -> list[LearningAssignment]:
    """Return what the actor is asked to learn, the first due first; one SQL statement."""
    unit = actor.person.unit
    above = (unit.pk, unit.parent_id) if unit else ()
    mine = _visible.learning_assignments(actor).filter(Q(unit__isnull=True) | Q(unit__in=above))
    return list(mine.filter(Q(role="") | Q(role__in=actor.roles)).order_by("due_on", "pk"))


def shelf(actor: Actor) -> Shelf:
    """Return everything the actor may learn, in a fixed number of SQL statements."""
    done = passes(actor)
    asked = _asked(assigned(actor))
    norm = Norm(actor.organisation, framework_for(actor.organisation, actor.today), actor.today).of(actor.person)
    lines: dict[str, list[ShelfLine]] = {"asked": [], "fitting": [], "others": [], "done": []}
    for item in lessons_of(actor.organisation, actor.today):
        if item.code in done:
            lines["done"].append(ShelfLine(item, done[item.code]))
        elif item.code in asked:
            lines["asked"].append(_line(actor, item, asked[item.code]))
        else:
            fits = item.level <= norm.get(item.competence, 0)
            lines["fitting" if fits else "others"].append(ShelfLine(item))
    first_due = sorted(lines["asked"], key=lambda line: line.days)
    return Shelf(tuple(first_due), tuple(lines["fitting"]), tuple(lines["others"]), tuple(lines["done"]))


def to_do(actor: Actor) -> tuple[ShelfLine, ...]:
    """Return the lessons that were asked and are not done, for the desk; three SQL statements, one when none is."""
    rows = assigned(actor)
    if not rows:
        return ()
    done, asked = passes(actor), _asked(rows)
    lessons = lessons_of(actor.organisation, actor.today)
    lines = [_line(actor, item, asked[item.code]) for item in lessons if item.code in asked and item.code not in done]
    return tuple(sorted(lines, key=lambda line: line.days))


def _line(actor: Actor, item: Lesson, row: LearningAssignment) -> ShelfLine:
    return ShelfLine(item, None, row.due_on, row.reason, (row.due_on - actor.today).days)


def _asked(rows: Iterable[LearningAssignment]) -> dict[str, LearningAssignment]:
    """Return lesson -> the assignment that asks it first."""
    found: dict[str, LearningAssignment] = {}
    for row in rows:
        for code in row.lessons:
            found.setdefault(code, row)
    return found


def people_of(row: LearningAssignment | Campaign, on: date) -> QuerySet[Person]:
    """Return the people an assignment or a campaign is for `on` a date."""
    staff = Person.objects.filter(organisation=row.organisation_id, is_active=True, unit__is_outside=False)
    if row.unit_id is not None:
        below = Unit.objects.filter(parent=row.unit_id).values("pk")
        staff = staff.filter(Q(unit=row.unit_id) | Q(unit__in=below))
    if row.role:
        held = RoleAssignment.objects.filter(in_force(on), organisation=row.organisation_id, role=row.role)
        staff = staff.filter(pk__in=held.values("person"))
    return staff.order_by("pk")


def unfinished(row: LearningAssignment, on: date) -> list[Person]:
    """Return the people who have yet to do a lesson of an assignment: for their reminder, never for a screen."""
    staff = list(people_of(row, on))
    done: dict[int, set[str]] = {}
    for person, code in LessonPass.objects.filter(person__in=staff).values_list("person_id", "lesson"):
        done.setdefault(person, set()).add(code)
    return [person for person in staff if set(row.lessons) - done.get(person.pk, set())]


def progress(actor: Actor) -> list[Progress]:
    """Return every running assignment with how far its group is."""
    known = {item.code: item for item in lessons_of(actor.organisation, actor.today)}
    found = []
    for row in _visible.learning_assignments(actor).select_related("unit").order_by("due_on", "pk"):
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
