"""Rows as they go out."""

from typing import Any

from vijfspoor.store.models import Contribution, Decision, Dossier, Person, Task


def person(row: Person | None) -> dict[str, Any] | None:
    """A person by number and name."""
    return {"id": row.pk, "name": row.name} if row else None


def dossier(row: Dossier) -> dict[str, Any]:
    """An application."""
    return {
        "number": row.number,
        "name": row.name,
        "summary": row.summary,
        "supplier": row.supplier,
        "status": row.status,
        "use": row.use,
        "route": row.route,
        "gate": row.gate,
        "department": row.department.name if row.department else None,
        "team": row.team.name if row.team else None,
        "accountable": person(row.accountable),
        "reporter": person(row.reporter),
        "stopped_at": row.stopped_at,
        "created_at": row.created_at,
        "changed_at": row.changed_at,
    }


def task(row: Task) -> dict[str, Any]:
    """A task."""
    return {
        "id": row.pk,
        "kind": row.kind,
        "dossier": row.dossier.number if row.dossier else None,
        "gate": row.gate,
        "activity": row.activity,
        "role": row.role,
        "assignee": person(row.assignee),
        "status": row.status,
        "due_on": row.due_on,
        "questions": row.questions,
        "subject": row.subject,
    }


def contribution(row: Contribution) -> dict[str, Any]:
    """A contribution."""
    return {
        "id": row.pk,
        "task": row.task_id,
        "gate": row.gate,
        "activity": row.activity,
        "role": row.role,
        "kind": row.kind,
        "position": row.position,
        "text": row.text,
        "conditions": row.conditions,
        "person": row.person_name,
        "corrects": row.corrects_id,
        "at": row.at,
    }


def decision(row: Decision) -> dict[str, Any]:
    """A decision."""
    return {
        "id": row.pk,
        "gate": row.gate,
        "role": row.role,
        "outcome": row.outcome,
        "route": row.route,
        "reasons": row.reasons,
        "deviation_reasons": row.deviation_reasons,
        "person": row.person_name,
        "corrects": row.corrects_id,
        "rests_on": [item.pk for item in row.rests_on.all()],
        "at": row.at,
    }
