"""What the software can work out about an application by itself: the facts that checklists and triggers name.

A fact that is missing here is not known, so someone must show it with evidence.
"""

from datetime import date
from typing import Any

from django.db.models import Q

from vijfspoor.content.checklists.loader import checklist_book_in_force
from vijfspoor.domain.dossier.checklist import missing_metadata
from vijfspoor.domain.dossier.gate import Outcome, Position
from vijfspoor.domain.dossier.life_cycle import DECISION_ON_USE
from vijfspoor.domain.ethics.assessment import HIGH_RISK_SCORE
from vijfspoor.domain.ethics.classification import Classification
from vijfspoor.domain.ethics.truth import Truth
from vijfspoor.domain.technology.guideline import Verdict
from vijfspoor.queries.ethics import questionnaires
from vijfspoor.queries.ethics.assessment import is_expired
from vijfspoor.queries.ethics.obligations import obligation_lines
from vijfspoor.queries.leadership.publication import RESIDENT_TEXTS, public_content
from vijfspoor.queries.people.module_access import users
from vijfspoor.queries.technology.guidelines import guideline_lines
from vijfspoor.store.models import Assessment, Concern, Decision, Dossier, Incident, Measure, Retirement, Task

OUT_OF_USE = "Buiten gebruik"


def facts_of_life(dossier: Dossier, law: Classification, today: date, *, contract_complete: bool) -> dict[str, Truth]:
    """Return fact -> whether it is so, for every fact the software can work out itself."""
    publication = dossier.publications.filter(is_current=True).first()
    content = publication.content if publication else None
    retirement = dossier.retirements.filter(withdrawn_at__isnull=True).first()
    return {
        **_decided(dossier, today),
        "assessment:accepted": _assessments_accepted(dossier, law, today),
        "assessment:no_critical_open": not _critical_measures(dossier),
        "contract:clauses_complete": contract_complete,
        "users:trained": _trained(dossier),
        "publication:published": _is_published(dossier, content),
        "publication:out_of_use": content is None or content.get("status") == OUT_OF_USE,
        "dossier:owner": dossier.accountable is not None and dossier.accountable.is_active,
        "dossier:particulars_complete": bool(dossier.summary and dossier.purpose and dossier.department_id),
        "obligations:assigned": _obligations_assigned(dossier, law, today),
        "guidelines:met": _fits_the_guidelines(dossier, today),
        "pilot:incidents_closed": _all_handled(dossier),
        "users:informed_of_end": retirement is not None and retirement.users_told_at is not None,
        "archive:metadata_complete": metadata_complete(dossier, retirement, today),
    }


def decision_on_use(dossier: Dossier) -> Decision | None:
    """Return the decision on use that stands."""
    return dossier.decisions.filter(gate=DECISION_ON_USE, corrected_by__isnull=True).order_by("-pk").first()


def _decided(dossier: Dossier, today: date) -> dict[str, Truth]:
    """A condition whose date has come must have been settled; one with a later date is met while it is used."""
    decision = decision_on_use(dossier)
    due = Task.objects.filter(condition__decision=decision, status=Task.Status.OPEN, due_on__lte=today)
    return {
        "decision:approved": decision is not None and Outcome(decision.outcome).lets_pass,
        "decision:conditions_met": not due.exists(),
    }


def _assessments_accepted(dossier: Dossier, law: Classification, today: date) -> Truth:
    """Not known while one was not started here: whoever did it elsewhere shows the document."""
    newest: dict[str, Assessment] = {row.code: row for row in dossier.assessments.order_by("pk")}
    found: list[Truth] = []
    for code, form in questionnaires.in_force(dossier.organisation, today).items():
        if law.requires.get(form.instrument) == "verplicht":
            row = newest.get(code) or newest.get(form.covered_by)
            done = row and row.status == Assessment.Status.ACCEPTED and not is_expired(row, today)
            found.append(None if row is None else bool(done))
    if False in found:
        return False
    return None if None in found else True


def _critical_measures(dossier: Dossier) -> bool:
    """Whether a measure against a high risk is still to be carried out."""
    measures = Measure.objects.filter(risk__assessment__dossier=dossier, task__status=Task.Status.OPEN)
    return any(row.risk.score >= HIGH_RISK_SCORE for row in measures.select_related("risk"))


def _trained(dossier: Dossier) -> Truth:
    found = users({"dossier": dossier.pk}).get(dossier.pk)
    return found.trained if found else None


def _is_published(dossier: Dossier, content: dict[str, Any] | None) -> bool:
    """Whether residents read the texts that belong there, as the file has them now."""
    if content is None or not all(dossier.public_texts.get(name) for name in RESIDENT_TEXTS):
        return False
    now = public_content(dossier)
    return all(content.get(key) == now[key] for key in ("name", "summary", "goal", "provider", "texts"))


def _obligations_assigned(dossier: Dossier, law: Classification, today: date) -> bool:
    lines = obligation_lines(dossier, law)
    return all(line.kept for line in lines if line.binding.applies_from and line.binding.applies_from <= today)


def _fits_the_guidelines(dossier: Dossier, today: date) -> Truth:
    """No where one deviates without a running exception, yes when all were judged; else the architect's word (M13)."""
    verdicts = {line.result.verdict for line in guideline_lines(dossier, today)}
    if Verdict.DEVIATES in verdicts:
        return False
    if verdicts <= {Verdict.MEETS, Verdict.EXCEPTED}:
        return True
    said = dossier.contributions.filter(activity="M13", role="architect", corrected_by__isnull=True)
    position = said.order_by("-pk").values_list("position", flat=True).first()
    return {Position.POSITIVE: True, Position.POSITIVE_WITH_CONDITIONS: True, Position.NEGATIVE: False}.get(
        position or ""  # type: ignore[call-overload]
    )


def _all_handled(dossier: Dossier) -> bool:
    unhandled = Q(incidents__status=Incident.Status.OPEN) | Q(concerns__status=Concern.Status.OPEN)
    return not Dossier.objects.filter(unhandled, pk=dossier.pk).exists()


def metadata_of(dossier: Dossier, retirement: Retirement | None) -> dict[str, str]:
    """Return the metadata of the archive package that the file itself holds, with what a person judged."""
    used = [dossier.in_use_since.isoformat() if dossier.in_use_since else "", ""]
    if retirement is not None:
        used[1] = retirement.ends_on.isoformat()
    known = {
        "identificatie": f"{dossier.organisation.slug}-{dossier.number}",
        "naam": dossier.name,
        "aggregatieniveau": "Dossier",
        "omschrijving": dossier.summary,
        "dekkingInTijd": "/".join(used) if any(used) else "",
        "dekkingInRuimte": dossier.organisation.name,
        "taal": "nl",
        "archiefvormer": dossier.organisation.name,
        "betrokkene": "eindverantwoordelijke" if dossier.accountable_id else "",
    }
    return {**known, **(retirement.metadata if retirement else {})}


def metadata_complete(dossier: Dossier, retirement: Retirement | None, today: date) -> bool:
    """Whether every required metadata element of the archive package has a value."""
    fields = checklist_book_in_force(today).archive_fields
    return retirement is not None and not missing_metadata(fields, metadata_of(dossier, retirement))
