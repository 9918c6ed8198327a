"""AI literacy in the demo, through the real actions: levels, plan, a first measurement, and a round that runs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from vijfspoor.actions.people.adopt_framework import adopt_framework
from vijfspoor.actions.people.answer_scan import Finished, answer_scan
from vijfspoor.actions.people.import_results import import_results
from vijfspoor.actions.people.release_figures import release_figures
from vijfspoor.actions.people.send_scan import RoundInput, send_scan
from vijfspoor.actions.people.write_plan import PlanInput, adopt_plan, write_plan
from vijfspoor.cli._demo.story import reported_at
from vijfspoor.content.demo.literacy_schema import LiteracyFile
from vijfspoor.content.literacy.loader import versions
from vijfspoor.domain.people.self_scan import DONT_KNOW
from vijfspoor.integrations.results import ResultRow
from vijfspoor.queries.actor import Actor, actor_for
from vijfspoor.queries.people.literacy_norm import Norm, framework_for
from vijfspoor.queries.people.self_scan import sitting
from vijfspoor.store.models import Organisation, Person, ScanRound

# How many colleagues were quick with the round that runs.
QUICK = 6


@dataclass(frozen=True, slots=True)
class LiteracyHappening:
    """What a municipality did about AI literacy, step by step."""

    organisation: Organisation
    told: LiteracyFile
    now: datetime

    def steps(self) -> Iterator[datetime]:
        """Adopt the levels and the plan, take over the first measurement, and send the round that runs."""
        told = self.told
        at = reported_at(self.now, told.adopted_days)
        yield at
        adopt_framework(self._actor("executive_board", at), versions()[0], reasons=told.adoption)
        at = reported_at(self.now, told.plan_days)
        yield at
        plan = write_plan(self._actor("hr_adviser", at), self._plan(at.year))
        at += timedelta(hours=1)
        yield at
        adopt_plan(self._actor("executive_board", at), plan, reasons=told.plan_adoption)
        at = reported_at(self.now, told.baseline_days)
        yield at
        hr = self._actor("hr_adviser", at)
        first = import_results(hr, self._answers(hr, told.share), name=told.baseline, measured_on=hr.today)
        release_figures(hr, first)
        if told.again is not None:
            at = reported_at(self.now, told.again.days_ago)
            yield at
            hr = self._actor("hr_adviser", at)
            rows = self._answers(hr, told.again.share)
            release_figures(hr, import_results(hr, rows, name=told.again.name, measured_on=hr.today))
        at = reported_at(self.now, told.round_days)
        yield at
        round_ = self._send(at)
        at += timedelta(hours=1)
        yield at
        self._quick(round_, at)

    def _actor(self, role: str, at: datetime) -> Actor:
        held = (
            self.organisation.role_assignments.filter(role=role).select_related("person__organisation").order_by("pk")
        )
        return actor_for(held[0].person, at, via="demo")

    def _plan(self, year: int) -> PlanInput:
        told = self.told
        return PlanInput(
            first_year=year,
            last_year=year + told.years - 1,
            target_share=told.target_share,
            goals=told.goals,
            evaluation=told.evaluation,
            budget=dict(zip(range(year, year + told.years), told.budget, strict=True)),
        )

    def _staff(self) -> list[Person]:
        people = Person.objects.filter(organisation=self.organisation, unit__is_outside=False)
        return list(people.select_related("unit", "organisation").order_by("pk"))

    def _answers(self, hr: Actor, share: int) -> list[ResultRow]:
        """Return the rows of a measurement; spread evenly over the staff, the same at every load."""
        staff = self._staff()
        norm = Norm(self.organisation, framework_for(self.organisation, hr.today), hr.today)
        chosen = [staff[n * len(staff) // self.told.answers] for n in range(self.told.answers)]
        return [
            ResultRow(n + 2, person.email, "", self._levels(n, person, norm, share)) for n, person in enumerate(chosen)
        ]

    def _levels(self, number: int, person: Person, norm: Norm, share: int) -> dict[str, str]:
        team = person.unit.name if person.unit else ""
        share += self.told.teams.get(team, 0)
        asked = norm.of(person)
        return {
            code: str(level if (number * 61 + place * 29) % 100 < share - 6 * place else max(level - 1, 0))
            for place, (code, level) in enumerate(asked.items())
        }

    def _send(self, at: datetime) -> ScanRound:
        hr = self._actor("hr_adviser", at)
        until = timezone.localdate(at) + timedelta(days=self.told.round_lasts)
        return send_scan(hr, RoundInput(self.told.round, "everyone", hr.today, until))

    def _quick(self, round_: ScanRound, at: datetime) -> None:
        invited = round_.invitations.select_related("round", "person__organisation").order_by("-person")
        for invitation in invited[:QUICK]:
            actor, said = actor_for(invitation.person, at, via="demo"), sitting(invitation).item
            while said is not None and not isinstance(said, Finished):
                right = next((option.code for option in said.options if option.is_right), DONT_KNOW)
                said = answer_scan(actor, invitation, said.code, right)
