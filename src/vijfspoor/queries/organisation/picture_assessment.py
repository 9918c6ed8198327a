"""The assessments in the pictures of many applications."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from vijfspoor.domain.ethics.assessment import HIGH_RISK_SCORE, required_forms
from vijfspoor.domain.organisation.picture import AssessmentPicture, DemandPicture, PersonPicture
from vijfspoor.queries.organisation.picture_known import Known
from vijfspoor.store.models import Assessment, Demand, Risk, Task

DPIA = "dpia"


class AssessmentRows:
    """Reads the assessments of a choice of dossiers, with their demands and what risk they leave; four statements."""

    def __init__(self, known: Known, of_dossier: dict[str, Any]) -> None:
        self._known = known
        through = {f"assessment__{key}": value for key, value in of_dossier.items()}
        self._rows: dict[int, list[Assessment]] = defaultdict(list)
        for row in Assessment.objects.filter(**of_dossier).defer("submitted").order_by("pk"):
            self._rows[row.dossier_id].append(row)
        self._demands: dict[int, list[DemandPicture]] = defaultdict(list)
        removed = Count("attachments", filter=Q(attachments__removed_at__isnull=False))
        there = Count("attachments", filter=Q(attachments__removed_at__isnull=True))
        for demand in Demand.objects.filter(**through).annotate(removed=removed, there=there).order_by("number"):
            self._demands[demand.assessment_id].append(_demand(demand, demand.removed, demand.there))
        self._high = {
            pk
            for pk, likelihood, impact in Risk.objects.filter(**through).values_list(
                "assessment_id", "likelihood_after", "impact_after"
            )
            if likelihood * impact >= HIGH_RISK_SCORE
        }
        self._consulted = _consultations(of_dossier)

    def of(self, dossier: int) -> tuple[AssessmentPicture, ...]:
        """Return the assessments of one dossier, the newest accepted of each kind marked."""
        rows = self._rows.get(dossier, [])
        last = {row.code: row.pk for row in rows if row.status == Assessment.Status.ACCEPTED}
        return tuple(self._picture(row, is_last=last.get(row.code) == row.pk) for row in rows)

    def accepted_names(self, dossier: int) -> list[str]:
        """Return the Dutch names of the accepted assessments of one dossier, as its public page has them."""
        rows = [row for row in self._rows.get(dossier, ()) if row.status == Assessment.Status.ACCEPTED]
        return sorted({self._known.form_by_version[row.code, row.version].title.nl for row in rows})

    def required(self, dossier: int, requires: Mapping[str, str]) -> tuple[str, ...]:
        """Return the codes of the questionnaires that the classification makes obligatory."""
        accepted = {row.code for row in self._rows.get(dossier, ()) if row.status == Assessment.Status.ACCEPTED}
        return required_forms(self._known.in_force.values(), requires, accepted)

    def _picture(self, row: Assessment, *, is_last: bool) -> AssessmentPicture:
        form = self._known.form_by_version.get((row.code, row.version))
        newest = self._known.in_force.get(row.code)
        return AssessmentPicture(
            pk=row.pk,
            code=row.code,
            status=row.status,
            performer=self._known.person(row.performer_id) or PersonPicture(row.performer_id, is_active=False),
            performer_role=form.performer if form else "privacy_officer",
            overseer_role=form.overseer if form else "",
            started_on=timezone.localdate(row.started_at),
            submitted_on=timezone.localdate(row.submitted_at) if row.submitted_at else None,
            accepted_by=row.accepted_by_id,
            valid_until=row.valid_until,
            is_last=is_last,
            is_version_old=newest is not None and row.version < newest.version,
            has_high_risk_left=self._is_left_high(row),
            demands=tuple(self._demands.get(row.pk, ())),
        )

    def _is_left_high(self, row: Assessment) -> bool:
        """A high risk is left and the consultation that was asked for it was not reported as done."""
        if row.code != DPIA or row.pk not in self._high or row.accepted_at is None:
            return False
        consulted = self._consulted.get(row.dossier_id)
        return consulted is None or consulted < row.accepted_at


def _demand(row: Demand, removed: int, there: int) -> DemandPicture:
    return DemandPicture(
        pk=row.pk,
        number=row.number,
        asked_on=timezone.localdate(row.at),
        answered_on=timezone.localdate(row.answered_at) if row.answered_at else None,
        is_met=row.met_at is not None,
        is_evidence_gone=removed > 0 and there == 0,
    )


def _consultations(of_dossier: dict[str, Any]) -> dict[int, datetime]:
    """Return dossier -> when the last prior consultation was done: work with words of its own (GDPR Art. 36)."""
    done = Task.objects.filter(**of_dossier, kind=Task.Kind.PERFORM, status=Task.Status.DONE).exclude(subject="")
    return {dossier: at for dossier, at in done.order_by("closed_at").values_list("dossier_id", "closed_at") if at}
