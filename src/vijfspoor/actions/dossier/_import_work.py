"""The work that waits for an application that came with an import: the same as for a report nobody filled in.

It depends only on the place of the application, so it is worked out once per department and team, not per row.
"""

from dataclasses import dataclass, field
from datetime import date

from vijfspoor.actions import _tasks
from vijfspoor.domain.dossier.life_cycle import assignments
from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.dossier.separation import Involvement
from vijfspoor.domain.ethics.classification import Classification
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.ethics.facts import book_for
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.store.models import Dossier, Task

GATE = "G1"
# Own policy: a whole portfolio at once cannot be described within the term of one report.
TERM = 60
# Who is asked first; the questions of the others follow when these are answered.
DESCRIBES = "information_adviser"
HEAD = "department_head"


@dataclass(frozen=True, slots=True)
class Work:
    """A task to be, without the application; the person is None when nobody holds the role."""

    kind: str
    activity: str
    role: str
    person: int | None
    questions: list[str] = field(default_factory=list)


class ImportWork:
    """What waits for applications with this classification, per department and team."""

    def __init__(self, actor: Actor, law: Classification) -> None:
        self._actor = actor
        self._wheel = wheel_for(actor.organisation, actor.today)
        self._holders = Holders(actor.organisation, actor.today)
        stop = self._wheel.life_cycle.routes[Route(law.route)].stop_at(GATE)
        if stop is None:
            raise ValueError(f"route {law.route} does not pass {GATE}")
        self._asked = assignments(stop, self._wheel.matrix, dict(law.requires), self._wheel.additions)
        self._decider = self._wheel.deciders(stop.decides, self._wheel.additions)[0]
        questions = book_for(actor.organisation, actor.today).questions
        self._questions = [code for code in law.deciding_questions if questions[code].answered_by == DESCRIBES]
        self._by_place: dict[tuple[int | None, int | None], tuple[Work, ...]] = {}
        self.due_on: date = _tasks.due(actor, TERM)

    def of(self, dossier: Dossier) -> tuple[Work, ...]:
        """Return the tasks of one application; who decides is its accountable person, or nobody yet."""
        place = (dossier.department_id, dossier.team_id)
        if place not in self._by_place:
            self._by_place[place] = self._at(dossier)
        return (*self._by_place[place], self._decision(dossier))

    def report_vacancies(self, dossiers: list[Dossier]) -> None:
        """Tell of every role nobody holds, once per role and department."""
        seen: set[tuple[str, int | None]] = set()
        for dossier in dossiers:
            for work in self.of(dossier):
                key = (work.role, dossier.department_id)
                if work.person is None and key not in seen:
                    seen.add(key)
                    _tasks.report_vacancy(self._actor, dossier, work.role, self._wheel)

    def _at(self, dossier: Dossier) -> tuple[Work, ...]:
        involved: list[Involvement] = []
        found: list[Work] = []
        for item in self._asked:
            people = self._holders.nearest(item.role, dossier)
            person = _tasks.eligible(people, item, involved, self._wheel)
            if person is not None:
                involved.append(Involvement(person.pk, item.role, item.activity, item.contribution))
            kind = _tasks.KIND_OF[item.contribution]
            found.append(Work(kind, item.activity, item.role, person.pk if person else None))
        if self._questions:
            person = next(iter(self._holders.nearest(DESCRIBES, dossier)), None)
            found.append(Work(Task.Kind.ANSWER, "", DESCRIBES, person.pk if person else None, self._questions))
        return tuple(found)

    def _decision(self, dossier: Dossier) -> Work:
        if self._decider == HEAD:
            return Work(Task.Kind.DECIDE, "", HEAD, dossier.accountable_id)
        person = next(iter(self._holders.nearest(self._decider, dossier)), None)
        return Work(Task.Kind.DECIDE, "", self._decider, person.pk if person else None)
