"""Means: what each source of the board still has, and what every measure asks for and has got."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value, When

from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.leadership.means import Means, MeansRuled, MeansState, means_state
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Dossier, MeansRequest, MeansRuling, MeansSource, Organisation, Task

PAGE_SIZE = 20
IS_MEASURE = Q(condition__isnull=False) | Q(measure__isnull=False) | Q(obligation__isnull=False)
"""What a decision, an assessment or the law asks to be done, as a task of somebody."""
_KINDS = (Task.Kind.CONDITION, Task.Kind.OBLIGATION)
_CLOSED = (Dossier.Status.RETIRED, Dossier.Status.MERGED)
LISTS = ("all", "asked", "without", "assigned")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source with what was assigned from it."""

    source: MeansSource
    used: Means

    @property
    def left(self) -> Means:
        """What can still be assigned."""
        return self.source.means.less(self.used)

    @property
    def shares(self) -> tuple[int, int]:
        """The part of the hours and of the euros that was assigned, in whole percents."""
        held = self.source.means
        return _percent(self.used.hours, held.hours), _percent(self.used.euros, held.euros)


@dataclass(frozen=True, slots=True)
class MeansLine:
    """A measure with the last word of its owner and the last word of the board."""

    task: Task
    request: MeansRequest | None = None
    ruling: MeansRuling | None = None

    @property
    def state(self) -> MeansState:
        """How its means stand."""
        ruled = MeansRuled(self.ruling.outcome) if self.ruling else None
        return means_state(self.request.means if self.request else None, ruled, is_answered=self._is_answered)

    @property
    def waits(self) -> bool:
        """Whether its owner asked something the board did not answer yet, also beside what was assigned before."""
        asked = self.request is not None and not self.request.means.is_nothing
        return asked and not self._is_answered and self.task.status == Task.Status.OPEN

    @property
    def assigned(self) -> MeansRuling | None:
        """What it has got now."""
        return self.ruling if self.ruling and self.ruling.outcome == MeansRuled.ASSIGNED else None

    @property
    def _is_answered(self) -> bool:
        return self.request is not None and self.ruling is not None and self.ruling.request_id == self.request.pk


def _percent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0


def standing() -> QuerySet[MeansRuling]:
    """Return the rulings that nothing replaced."""
    return MeansRuling.objects.filter(replaced_by__isnull=True)


def used_of(sources: Iterable[int]) -> dict[int, Means]:
    """Return source -> what was assigned from it and not taken back, in one SQL statement."""
    rows = standing().filter(source__in=list(sources), outcome=MeansRuled.ASSIGNED).values("source")
    found = rows.annotate(all_hours=Sum("hours"), all_euros=Sum("euros"))
    return {row["source"]: Means(row["all_hours"], row["all_euros"]) for row in found}


def source_lines(actor: Actor) -> list[SourceLine]:
    """Return every source with what was assigned from it: this year first, then later and earlier ones."""
    found = sorted(_visible.means_sources(actor), key=lambda row: (row.year < actor.today.year, row.year, row.name))
    used = used_of(source.pk for source in found)
    return [SourceLine(source, used.get(source.pk, Means())) for source in found]


def source_line(source: MeansSource) -> SourceLine:
    """Return one source with what was assigned from it."""
    return SourceLine(source, used_of([source.pk]).get(source.pk, Means()))


def drawn_from(source: MeansSource) -> list[MeansRuling]:
    """Return what was assigned from a source and not taken back, newest first."""
    found = standing().filter(source=source).select_related("task__dossier", "task__assignee")
    return list(found.order_by("-pk"))


def left_in(sources: Sequence[MeansSource], beside: MeansRuling | None) -> dict[int, Means]:
    """Return source -> what it still has, in one SQL statement.

    What the ruling `beside` took counts as left, for it is replaced.
    """
    used = used_of(source.pk for source in sources)
    found = {source.pk: source.means.less(used.get(source.pk, Means())) for source in sources}
    if beside is not None and beside.source_id in found:
        left = found[beside.source_id]
        found[beside.source_id] = Means(left.hours + beside.hours, left.euros + beside.euros)
    return found


def assignable(organisation: Organisation, today: date, beside: MeansRuling | None = None) -> QuerySet[MeansSource]:
    """Return the sources from which means can be assigned; also the one a ruling that is replaced drew on."""
    open_ones = Q(retired_at__isnull=True, year__gte=today.year)
    same = Q(pk=beside.source_id) if beside is not None and beside.source_id else Q(pk__in=[])
    return MeansSource.objects.filter(open_ones | same, organisation=organisation).order_by("year", "name")


def measures(actor: Actor) -> QuerySet[Task]:
    """Return the measures the actor sees: asked now, or with means that were not taken back."""
    found = _visible.tasks(actor).filter(kind__in=_KINDS, dossier__isnull=False)
    has_means = Exists(standing().filter(task=OuterRef("pk"), outcome=MeansRuled.ASSIGNED))
    return found.filter(_is_asked() | Q(has_means)).select_related("dossier", "assignee")


def is_measure(task: Task) -> bool:
    """Whether a decision, an assessment or the law asks it."""
    return task.kind in _KINDS and Task.objects.filter(IS_MEASURE, pk=task.pk).exists()


def means_of(tasks: Iterable[Task]) -> dict[int, MeansLine]:
    """Return task -> its means, in two SQL statements, for tasks the reader may know the means of."""
    known = {task.pk: task for task in tasks if task.kind in _KINDS}
    if not known:
        return {}
    asked = {row.task_id: row for row in MeansRequest.objects.filter(task__in=known).order_by("pk")}
    ruled = {row.task_id: row for row in standing().filter(task__in=known).select_related("source")}
    return {pk: MeansLine(task, asked.get(pk), ruled.get(pk)) for pk, task in known.items()}


def measure_line(actor: Actor, pk: int) -> MeansLine | None:
    """Return one measure with its means; None when it is no measure, or not seen."""
    task = measures(actor).filter(pk=pk).select_related("dossier__organisation").first()
    return means_of([task])[task.pk] if task else None


def history(task: Task) -> Sequence[MeansRuling]:
    """Return everything the board said about the means of a measure, newest first."""
    return list(task.means_rulings.select_related("source").order_by("-pk"))


def of_dossier(actor: Actor, dossier: Dossier) -> list[MeansLine]:
    """Return the measures of one application with their means, the earliest term first, for who may read them."""
    if not _visible.may_read_advice(actor):
        return []
    found = list(measures(actor).filter(dossier=dossier).order_by("due_on", "pk"))
    lines = means_of(found)
    return [lines[task.pk] for task in found]


def own_means(actor: Actor, tasks: Iterable[Task]) -> dict[int, MeansLine]:
    """Return task -> its means, for who may read all of them or was asked to do the task."""
    mine = {actor.person.pk, *actor.stands_in_for}
    reads_all = _visible.may_read_advice(actor)
    return means_of(task for task in tasks if reads_all or task.assignee_id in mine)


def waiting(organisation: Organisation) -> int:
    """Return how many measures wait for the word of the board on their means."""
    return _ranked(Task.objects.filter(_is_asked(), organisation=organisation)).filter(place=0).count()


def measure_page(actor: Actor, chosen: str, number: int) -> Page:  # type: ignore[type-arg]
    """Return a page of measures: what waits for the board, then what has no means, each by route and by term."""
    found = _ranked(measures(actor))
    if chosen != "all":
        found = found.filter(place=LISTS.index(chosen) - 1)
    page = Paginator(found.order_by("place", "strictness", "due_on", "pk"), PAGE_SIZE).get_page(number)
    lines = means_of(page.object_list)
    page.object_list = [lines[task.pk] for task in page.object_list]
    return page


def _is_asked() -> Q:
    return Q(status=Task.Status.OPEN, kind__in=_KINDS) & IS_MEASURE & ~Q(dossier__status__in=_CLOSED)


def _ranked(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Add `place`: 0 waits for the board, 1 has no means, 2 has got them, 3 needs none; and how strict the route is."""
    asked = MeansRequest.objects.filter(task=OuterRef("pk")).order_by("-pk")
    ruled = standing().filter(task=OuterRef("pk"))
    found = tasks.annotate(
        asked=Subquery(asked.values("pk")[:1]),
        asks=Subquery(asked.annotate(size=F("hours") + F("euros")).values("size")[:1]),
        outcome=Subquery(ruled.values("outcome")[:1]),
        answered=Subquery(ruled.values("request")[:1]),
    )
    unanswered = Q(answered__isnull=True) | ~Q(answered=F("asked"))
    place = Case(
        When(Q(asks__gt=0, status=Task.Status.OPEN) & unanswered, then=Value(0)),
        When(outcome=MeansRuled.ASSIGNED, then=Value(2)),
        When(asks=0, then=Value(3)),
        default=Value(1),
        output_field=IntegerField(),
    )
    routes = [When(dossier__route=str(route), then=Value(-route.severity)) for route in Route]
    return found.annotate(place=place, strictness=Case(*routes, default=Value(0), output_field=IntegerField()))
