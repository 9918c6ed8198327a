"""Pictures of applications for the governance linter, many at once in a fixed number of SQL statements."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone

from vijfspoor.domain.dossier.gate import Outcome
from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.organisation.picture import (
    ConcernPicture,
    DecisionPicture,
    DossierPicture,
    LawPicture,
    ObligationPicture,
    PersonPicture,
    TaskPicture,
)
from vijfspoor.queries.leadership.publication import PUBLIC_FACTS, RESIDENT_TEXTS, content_of
from vijfspoor.queries.organisation.picture_assessment import AssessmentRows
from vijfspoor.queries.organisation.picture_bought import BoughtRows
from vijfspoor.queries.organisation.picture_data import DataRows
from vijfspoor.queries.organisation.picture_incident import IncidentRows
from vijfspoor.queries.organisation.picture_known import Known
from vijfspoor.queries.organisation.picture_means import MeansRows
from vijfspoor.queries.organisation.picture_policy import policy_rules
from vijfspoor.queries.technology.contract import BOUGHT
from vijfspoor.store.models import (
    Answer,
    BusinessCase,
    Classification,
    Concern,
    Condition,
    Decision,
    Dossier,
    IntakeAnswer,
    KeptObligation,
    LegalReview,
    Publication,
    RiskEstimate,
    SampleItem,
    Statement,
    Task,
)

AT_ONCE = 500
_LAW = ("dossier_id", "at", "version", "needs_review", "register", "outcomes", "requires", "obligations")
_UNKNOWN = PersonPicture(0, is_active=False)
_TASK = (
    "pk", "dossier_id", "kind", "gate", "activity", "role", "status", "due_on", "created_at", "closed_at",
    "assignee_id", "condition__pk", "measure__pk", "obligation__pk",
)  # fmt: skip


def dossier_pictures(known: Known, dossiers: Collection[int] | None) -> Iterator[DossierPicture]:
    """Yield a picture of each dossier named, or of all of the organisation when None."""
    if dossiers is None:
        yield from _Reader(known, {"dossier__organisation": known.organisation.pk}, {}).pictures()
        return
    rest = sorted(dossiers)
    for start in range(0, len(rest), AT_ONCE):
        part = rest[start : start + AT_ONCE]
        yield from _Reader(known, {"dossier__in": part}, {"pk__in": part}).pictures()


def day_of(moment: datetime | None) -> date | None:
    """Return the date in the Netherlands of a moment."""
    return timezone.localdate(moment) if moment else None


def _grouped(rows: Iterable[tuple[int, Any]]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for key, value in rows:
        found[key].append(value)
    return found


class _Reader:
    """Reads everything of a choice of dossiers, one SQL statement per kind of row."""

    def __init__(self, known: Known, of_dossier: dict[str, Any], own: dict[str, Any]) -> None:
        self._known, self._of = known, of_dossier
        self._own = {"organisation": known.organisation.pk, "withdrawn_at__isnull": True, **own}
        self._tasks = _grouped(
            (row[1], row) for row in self._rows(Task).exclude(status="withdrawn").values_list(*_TASK)
        )
        self._law = {row.dossier_id: row for row in self._newest_classifications()}
        self._reviewed = set(self._rows(LegalReview).values_list("classification_id", flat=True))
        self._reviewed |= set(self._rows(LegalReview).values_list("result_id", flat=True))
        standing = self._rows(Decision).filter(corrected_by__isnull=True).order_by("pk")
        self._decisions = _grouped((row.dossier_id, row) for row in standing)
        self._positions = _grouped(self._read_positions())
        self._obligations = _grouped((row.dossier_id, row) for row in self._rows(KeptObligation))
        self._concerns = _grouped((row[0], row) for row in self._read_concerns())
        self._conflicts = dict(
            self._rows(Statement).filter(in_conflict=True).order_by("-at").values_list("dossier_id", "at")
        )
        self._estimated = set(self._rows(RiskEstimate).values_list("dossier_id", flat=True))
        self._weighed = set(self._rows(BusinessCase).values_list("dossier_id", flat=True))
        self._built = set(
            self._rows(IntakeAnswer).filter(page="origin", value="built").values_list("dossier_id", flat=True)
        )
        self._rejected = self._read_samples()
        self._assessments = AssessmentRows(known, of_dossier)
        self._incidents = IncidentRows(known, of_dossier)
        self._bought = BoughtRows(known, of_dossier)
        self._data = DataRows(known, of_dossier)
        self._means = MeansRows(of_dossier)
        self._policy_rules = policy_rules(known, of_dossier, own.get("pk__in"))
        self._published = {row.dossier_id: row for row in self._rows(Publication).filter(is_current=True)}
        self._facts: dict[int, dict[str, Any]] = defaultdict(dict)
        answers = self._rows(Answer).filter(is_current=True, is_proposed=False, question__in=PUBLIC_FACTS)
        for dossier, question, value in answers.values_list("dossier_id", "question", "value"):
            self._facts[dossier][question] = value
        conditions = Condition.objects.filter(**{f"decision__{key}": value for key, value in of_dossier.items()})
        self._conditions = _grouped((row.decision_id, row) for row in conditions.order_by("pk"))

    def _rows(self, model: Any) -> QuerySet[Any]:
        return model.objects.filter(**self._of)

    def _newest_classifications(self) -> QuerySet[Classification]:
        newest = self._rows(Classification).values("dossier").annotate(newest=Max("pk")).values("newest")
        return Classification.objects.filter(pk__in=newest).only(*_LAW)

    def _read_positions(self) -> Iterator[tuple[int, str]]:
        """Yield (decision, position): of each role the last before it, on what the decision rests."""
        through = Decision.rests_on.through
        rows = through.objects.filter(**{f"decision__{key}": value for key, value in self._of.items()})
        advice = rows.filter(contribution__kind="advises").order_by("contribution_id")
        last: dict[tuple[int, str], str] = {}
        for decision, role, position in advice.values_list(
            "decision_id", "contribution__role", "contribution__position"
        ):
            last[decision, role] = position
        return ((decision, position) for (decision, _role), position in last.items())

    def _read_concerns(self) -> Iterator[tuple[Any, ...]]:
        rows = (
            self._rows(Concern).filter(status=Concern.Status.OPEN, part_of__isnull=True).annotate(last=Max("replies"))
        )
        return rows.values_list("dossier_id", "pk", "reported_at", "last", "task__assignee_id").iterator()

    def _read_samples(self) -> dict[int, tuple[str, ...]]:
        rows = self._rows(SampleItem).filter(is_in_order__isnull=False).order_by("looked_at", "pk")
        last: dict[tuple[int, str], bool] = {}
        for dossier, role, in_order in rows.values_list("dossier_id", "sample__role", "is_in_order"):
            last[dossier, role] = in_order
        found = _grouped((dossier, role) for (dossier, role), in_order in last.items() if not in_order)
        return {dossier: tuple(sorted(roles)) for dossier, roles in found.items()}

    def pictures(self) -> Iterator[DossierPicture]:
        """Yield the pictures."""
        rows = Dossier.objects.filter(**self._own).select_related("department").defer("search_text")
        for row in rows.order_by("pk"):
            row.organisation = self._known.organisation
            yield self._picture(row)

    def _picture(self, row: Dossier) -> DossierPicture:
        known, newest = self._known, self._law.get(row.pk)
        published = self._published.get(row.pk)
        return DossierPicture(
            pk=row.pk,
            status=row.status,
            use=row.use,
            route=row.route,
            created_on=timezone.localdate(row.created_at),
            changed_on=timezone.localdate(row.changed_at),
            reporter=known.person(row.reporter_id) or _UNKNOWN,
            accountable=known.person(row.accountable_id),
            in_use_since=row.in_use_since,
            stopped_on=day_of(row.stopped_at),
            summary=row.summary,
            purpose=row.purpose,
            supplier=row.supplier,
            is_built_here=row.pk in self._built,
            has_department=row.department_id is not None,
            has_team=row.team_id is not None,
            has_estimate=row.pk in self._estimated,
            has_business_case=row.pk in self._weighed,
            reassess_months=known.reassess_months.get(row.route),
            conflict_since=day_of(self._conflicts.get(row.pk)),
            is_published=published is not None,
            differs_from_publication=published is not None and published.content != self._content(row, newest),
            missing_texts=sum(not str(row.public_texts.get(name, "")).strip() for name in RESIDENT_TEXTS),
            required=self._assessments.required(row.pk, newest.requires if newest else {}),
            rejected_samples=self._rejected.get(row.pk, ()),
            forbidden=known.wheel.forbidden,
            law=self._law_picture(newest),
            tasks=tuple(self._task(task) for task in self._tasks.get(row.pk, ())),
            decisions=tuple(self._decision(item) for item in self._decisions.get(row.pk, ())),
            assessments=self._assessments.of(row.pk),
            obligations=tuple(self._obligation(item) for item in self._obligations.get(row.pk, ())),
            concerns=tuple(
                ConcernPicture(pk, timezone.localdate(at), last is not None, known.person(person))
                for _dossier, pk, at, last, person in self._concerns.get(row.pk, ())
            ),
            incidents=self._incidents.of(row.pk),
            is_bought=row.product_id is not None or self._facts.get(row.pk, {}).get(BOUGHT) == "ja",
            product_ai=self._bought.product_ai(row),
            contracts=self._bought.contracts(row),
            exceptions=self._bought.exceptions(row.pk),
            untrained=self._bought.untrained(row.pk),
            data=self._data.of(row.pk),
            policy_rules=self._policy_rules.get(row.pk, ()),
        )

    def _content(self, row: Dossier, newest: Classification | None) -> dict[str, Any]:
        on_use = [item for item in self._decisions.get(row.pk, ()) if item.gate == "G4"]
        last = on_use[-1] if on_use else None
        conditions = self._conditions.get(last.pk, []) if last else []
        names = self._assessments.accepted_names(row.pk)
        return content_of(row, newest, self._facts.get(row.pk, {}), names, last, conditions)

    def _task(self, row: tuple[Any, ...]) -> TaskPicture:
        pk, _dossier, kind, gate, activity, role, status, due, created, closed, person, *asked_by = row
        condition, measure, _obligation = asked_by
        return TaskPicture(
            pk, kind, gate, activity, role, status == Task.Status.OPEN, due, created, closed,
            self._known.person(person), measure is not None, condition is not None,
            self._means.of(pk) if any(asked_by) else None, timezone.localdate(created),
        )  # fmt: skip

    def _decision(self, row: Decision) -> DecisionPicture:
        return DecisionPicture(
            pk=row.pk,
            gate=row.gate,
            passes=row.outcome in set(Outcome) and Outcome(row.outcome).lets_pass,
            route=row.route,
            at=row.at,
            on=timezone.localdate(row.at),
            person=row.person_id,
            has_deviation_reasons=bool(row.deviation_reasons.strip()),
            positions=tuple(self._positions.get(row.pk, ())) if self._weighs(row) else (),
        )

    def _weighs(self, row: Decision) -> bool:
        """Whether the decision weighs advice; where one only concludes that all advice is in, nothing deviates."""
        plans = self._known.wheel.life_cycle.routes
        stop = plans[Route(row.route)].stop_at(row.gate) if row.route in set(Route) else None
        return stop is None or stop.weighs_advice

    def _law_picture(self, row: Classification | None) -> LawPicture | None:
        if row is None:
            return None
        binding = {code: date.fromisoformat(on) if on else None for code, on in row.obligations.items()}
        return LawPicture(
            classified_on=timezone.localdate(row.at),
            is_old=row.version != self._known.law.version,
            needs_review=row.needs_review,
            is_reviewed=row.pk in self._reviewed,
            register=row.register,
            binding=binding,
        )

    def _obligation(self, row: KeptObligation) -> ObligationPicture:
        owner = self._known.person(row.owner_id) or _UNKNOWN
        return ObligationPicture(row.pk, row.code, row.status == KeptObligation.Status.OPEN, row.due_on, owner)
