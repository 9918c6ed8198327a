"""Verb of the jobs: look again where something changed, and keep what was found and what was solved, and when.

What is found follows from the rest of the database, so it is no event of the audit trail; the tasks it asks are.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from vijfspoor.actions import _audit, _bulk, _notify, _tasks
from vijfspoor.domain.organisation.finding import Finding as Found
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.findings import sentence_of
from vijfspoor.queries.organisation.linting import look_at_all, look_at_each, to_look_at
from vijfspoor.queries.organisation.picture_known import Known
from vijfspoor.queries.system import system_actor
from vijfspoor.queries.wording import say
from vijfspoor.store.models import AuditHead, DossierLook, Finding, FindingRound, Organisation, Task

AT_ONCE = 1000
TASK_DAYS = 10
MOST_SUBJECT = 300
Key = tuple[str, str, str]
_COLUMNS = (
    "organisation_id", "code", "subject_kind", "subject", "dossier_id", "role", "person_id", "values", "found_at",
)  # fmt: skip


def refresh_findings(now: datetime, *, whole: bool = False) -> dict[str, int]:
    """Bring the findings of every organisation up to date. Returns how many applications were looked at, found, solved.

    With `whole` every application is looked at, also where nothing changed.
    """
    counts = {"looked at": 0, "found": 0, "solved": 0}
    for organisation in Organisation.objects.order_by("pk"):
        for name, number in refresh_organisation(organisation, now, whole=whole).items():
            counts[name] += number
    return counts


@transaction.atomic
def refresh_organisation(organisation: Organisation, now: datetime, *, whole: bool = False) -> dict[str, int]:
    """Bring the findings of one organisation up to date, in one transaction. Returns the same counts."""
    FindingRound.objects.get_or_create(organisation=organisation, defaults={"at": now, "sequence": 0, "basis": ""})
    # The row is the lock: a second worker comes after this one and finds nothing left to do.
    last = FindingRound.objects.select_for_update().get(organisation=organisation)
    sequence = AuditHead.objects.filter(organisation=organisation).values_list("sequence", flat=True).first() or 0
    known = Known(organisation, now)
    changed = None if whole else to_look_at(known, last)
    found: dict[Key, tuple[int | None, Found]] = {item.key: (None, item) for item in look_at_all(known).findings}
    looks: dict[int, date | None] = {}
    if changed is None or changed:
        for dossier, look in look_at_each(known, changed):
            looks[dossier] = look.again_on
            found.update({item.key: (dossier, item) for item in look.findings})
    counts = _keep(known, found, _standing(organisation, changed))
    _keep_looks(looks)
    last.at, last.sequence, last.basis, last.people = now, sequence, known.basis(), known.standing()
    last.save()
    return {"looked at": len(looks), **counts}


def _standing(organisation: Organisation, changed: set[int] | None) -> dict[Key, Finding]:
    """Return the open findings that this round may solve."""
    mine = Finding.objects.filter(organisation=organisation, solved_at__isnull=True).select_related("task")
    if changed is None:
        rows: Iterable[Finding] = mine
    else:
        rest = sorted(changed)
        rows = list(mine.filter(dossier__isnull=True))
        for start in range(0, len(rest), AT_ONCE):
            rows += mine.filter(dossier__in=rest[start : start + AT_ONCE])
    return {(row.code, row.subject_kind, row.subject): row for row in rows}


def _keep(
    known: Known, found: Mapping[Key, tuple[int | None, Found]], standing: Mapping[Key, Finding]
) -> dict[str, int]:
    fresh = [value for key, value in found.items() if key not in standing]
    _bulk.insert(Finding, _COLUMNS, (_row(known, dossier, item) for dossier, item in fresh))
    solved = [row for key, row in standing.items() if key not in found]
    for start in range(0, len(solved), AT_ONCE):
        part = [row.pk for row in solved[start : start + AT_ONCE]]
        Finding.objects.filter(pk__in=part).update(solved_at=known.now)
    moved = [row for key, row in standing.items() if key in found and _move(row, found[key][1])]
    Finding.objects.bulk_update(moved, ["role", "person", "values"], batch_size=AT_ONCE)
    actor = system_actor(known.organisation, known.now)
    if actor is not None:
        _hand_out(actor, known)
        _tasks.withdraw(actor, [row.task for row in solved if row.task and row.task.status == Task.Status.OPEN])
    return {"found": len(fresh), "solved": len(solved)}


def _row(known: Known, dossier: int | None, item: Found) -> tuple[Any, ...]:
    hit = item.hit
    subject = (item.code, hit.kind.value, hit.subject, dossier)
    return (known.organisation.pk, *subject, hit.role, hit.person, dict(hit.values), known.now)


def _move(row: Finding, item: Found) -> bool:
    """Whether somebody else should act now, or the sentence names something else; if so it is put in the row."""
    hit = item.hit
    if (row.role, row.person_id, row.values) == (hit.role, hit.person, dict(hit.values)):
        return False
    row.role, row.person_id, row.values = hit.role, hit.person, dict(hit.values)
    return True


def _keep_looks(looks: Mapping[int, date | None]) -> None:
    """Write the days that are new or another than before."""
    known: dict[int, date | None] = {}
    rest = sorted(looks)
    for start in range(0, len(rest), AT_ONCE):
        rows = DossierLook.objects.filter(dossier__in=rest[start : start + AT_ONCE])
        known.update(rows.values_list("dossier_id", "again_on"))
    _bulk.insert(DossierLook, ("dossier_id", "again_on"), ((pk, on) for pk, on in looks.items() if pk not in known))
    by_day: dict[date | None, list[int]] = {}
    for pk, on in looks.items():
        if pk in known and known[pk] != on:
            by_day.setdefault(on, []).append(pk)
    for on, dossiers in by_day.items():
        for start in range(0, len(dossiers), AT_ONCE):
            DossierLook.objects.filter(dossier__in=dossiers[start : start + AT_ONCE]).update(again_on=on)


def _hand_out(actor: Actor, known: Known) -> None:
    """Make a task of what must become one, for the accountable person, once per finding."""
    asking = [code for code, entry in known.book.entries.items() if entry.asks_task]
    waiting = Finding.objects.filter(
        organisation=actor.organisation,
        code__in=asking,
        solved_at__isnull=True,
        task__isnull=True,
        person__isnull=False,
        dossier__isnull=False,
    )
    for row in waiting.select_related("dossier", "person").order_by("pk"):
        dossier, entry = row.dossier, known.book.entries[row.code]
        task = Task.objects.create(
            organisation=actor.organisation,
            dossier=dossier,
            kind=Task.Kind.CONDITION,
            gate=dossier.gate if dossier else "",
            role=row.role,
            assignee=row.person,
            subject=f"{sentence_of(entry, row.values)} {say(entry.solution)}"[:MOST_SUBJECT],
            due_on=_tasks.due(actor, TASK_DAYS),
            created_at=actor.now,
        )
        row.task = task
        row.save(update_fields=["task"])
        _notify.task_given(actor, task)
        _audit.record(actor, "finding_became_task", dossier, finding=row.pk, code=row.code, task=task.pk)
