"""What every picture of one organisation shares: its people as they stand today, and the versions in force."""

import hashlib
import json
from datetime import date, datetime

from django.utils import timezone

from vijfspoor.content.findings.loader import finding_book_in_force
from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.ethics.assessment import Questionnaire
from vijfspoor.domain.organisation.finding import Watch
from vijfspoor.domain.organisation.linter import CODES
from vijfspoor.domain.organisation.picture import PersonPicture
from vijfspoor.queries.actor import in_force
from vijfspoor.queries.ethics import questionnaires
from vijfspoor.queries.ethics.facts import book_for
from vijfspoor.queries.organisation.policy import rules_in_force
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.store.models import Absence, Organisation, Person, RoleAssignment


class Known:
    """The people and versions of one organisation at one moment, read in six SQL statements."""

    def __init__(self, organisation: Organisation, now: datetime) -> None:
        self.organisation, self.now = organisation, now
        self.today: date = timezone.localdate(now)
        self.book = finding_book_in_force(self.today)
        self.wheel = wheel_for(organisation, self.today)
        self.law = book_for(organisation, self.today)
        self.forms = questionnaires.versions(organisation)
        self.form_by_version = {(form.code, form.version): form for form in self.forms}
        self.in_force: dict[str, Questionnaire] = {}
        for form in self.forms:
            if form.code not in self.in_force or date.fromisoformat(form.version) <= self.today:
                self.in_force[form.code] = form
        self.reassess_months = {route.value: self.wheel.reassess_months.get(route) for route in Route}
        self.policy_rules = list(rules_in_force(organisation.pk))
        self.people = self._people()

    def watch(self) -> Watch:
        """Return a fresh watch for one picture."""
        return Watch(self.now, self.today, self.book.terms)

    def person(self, pk: int | None) -> PersonPicture | None:
        """Return a person of the organisation; None for nobody."""
        return self.people.get(pk) if pk is not None else None

    def _people(self) -> dict[int, PersonPicture]:
        active = dict(Person.objects.filter(organisation=self.organisation).values_list("pk", "is_active"))
        held: dict[int, set[str]] = {}
        roles = RoleAssignment.objects.filter(in_force(self.today), organisation=self.organisation)
        for person, role in roles.values_list("person_id", "role"):
            held.setdefault(person, set()).add(role)
        away: dict[int, set[int]] = {}
        absences = Absence.objects.filter(
            organisation=self.organisation, starts_on__lte=self.today, ends_on__gte=self.today
        )
        for person, stand_in in absences.values_list("person_id", "stand_in_id"):
            away.setdefault(person, set()).add(stand_in)
        return {
            pk: PersonPicture(
                pk,
                is_active,
                pk not in away or any(active.get(other) and other not in away for other in away[pk]),
                frozenset(held.get(pk, ())),
            )
            for pk, is_active in active.items()
        }

    def basis(self) -> str:
        """Return a fingerprint of everything that holds for all dossiers at once; another one means a whole round."""
        said = {
            "codes": sorted(CODES),
            "catalogue": [self.book.valid_from.isoformat(), sorted(self.book.terms.items())],
            "law": self.law.version,
            "forms": sorted((form.code, form.version) for form in self.in_force.values()),
            "wheel": [self.wheel.valid_from.isoformat(), self.wheel.own_version],
            "policies": [(rule.code, rule.applies_to, rule.test, rule.version_id) for rule in self.policy_rules],
            "months": sorted((route, months) for route, months in self.reassess_months.items()),
        }
        return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()

    def standing(self) -> dict[str, str]:
        """Return person -> how they stand, for who is not simply at work without a role."""
        return {
            str(person.pk): f"{int(person.is_active)}{int(person.is_covered)} {' '.join(sorted(person.roles))}"
            for person in self.people.values()
            if not person.is_active or not person.is_covered or person.roles
        }
