"""Verb of the jobs: take over what was started, part by part, so it can be left, followed and killed at any moment."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Max

from vijfspoor.actions import _audit, _bulk, _notify
from vijfspoor.actions.dossier._import_work import GATE, ImportWork
from vijfspoor.actions.dossier._search import index
from vijfspoor.actions.technology import _product
from vijfspoor.domain.dossier.register_import import RowValues, read_row
from vijfspoor.domain.ethics.classification import Classification as Law
from vijfspoor.queries.actor import Actor, actor_for
from vijfspoor.queries.ethics.facts import book_for, classify_under
from vijfspoor.queries.organisation.register_import import ImportWorld
from vijfspoor.store.models import AuditHead, Classification, Dossier, ImportRow, RegisterImport, Task

AT_ONCE = 500
_DOSSIER = tuple(field.attname for field in Dossier._meta.concrete_fields if not field.primary_key)
_TASK = (
    "organisation_id", "dossier_id", "kind", "gate", "activity", "role", "assignee_id", "questions", "subject",
    "status", "due_on", "created_at", "closing_note",
)  # fmt: skip
_LAW = (
    "dossier_id", "at", "as_of", "rule_book", "version", "engine", "digest", "route", "possible_route", "needs_review",
    "register", "outcomes", "possible", "requires", "open_questions", "applies_from", "obligations", "overruled",
)  # fmt: skip


def run_imports(now: datetime) -> int:
    """Take over everything that was started. Returns the number of rows."""
    number = 0
    for pk in RegisterImport.objects.filter(state=RegisterImport.State.RUNNING).order_by("pk").values_list("pk"):
        while (made := next_part(pk[0], now)) is not None:
            number += made
    return number


@transaction.atomic
def next_part(pk: int, now: datetime) -> int | None:
    """Take over the next rows of an import, in one transaction. None when there is nothing left to do."""
    row = RegisterImport.objects.select_for_update().get(pk=pk)
    if row.state != RegisterImport.State.RUNNING:
        return None
    actor = actor_for(row.by, now, via="import")
    rows = list(row.rows.filter(state=ImportRow.State.READY).order_by("number")[:AT_ONCE])
    if rows:
        _take_over(actor, row, rows)
    row.made, row.moved_at = row.made + len(rows), now
    if len(rows) < AT_ONCE:
        _finish(actor, row)
    row.save()
    return len(rows)


def _take_over(actor: Actor, row: RegisterImport, rows: Sequence[ImportRow]) -> None:
    world = ImportWorld(actor.organisation, actor.today)
    law = classify_under(book_for(actor.organisation, actor.today), {}, actor.today)
    values = [read_row(item.cells, row.places, world.book, actor.today) for item in rows]
    dossiers = _dossiers(actor, law, world, values)
    _bulk.update(
        ImportRow,
        ("state", "dossier_id"),
        ((ImportRow.State.MADE, made.pk, item.pk) for item, made in zip(rows, dossiers, strict=True)),
    )
    outcome = _law_row(actor, law)
    _bulk.insert(Classification, _LAW, ((made.pk, *outcome) for made in dossiers))
    work = ImportWork(actor, law)
    _bulk.insert(Task, _TASK, (task for made in dossiers for task in _tasks_of(actor, made, work)))
    work.report_vacancies(dossiers)
    pairs = zip(rows, dossiers, strict=True)
    _audit.record_each(actor, "imported", [(made, _told(row, item, made, law)) for item, made in pairs])
    for made in dossiers:
        if made.product_id:
            _product.offer_facts(actor, made, made.product)


def _told(row: RegisterImport, item: ImportRow, made: Dossier, law: Law) -> dict[str, Any]:
    return {
        "register_import": row.pk,
        "row": item.number,
        "accountable": made.accountable_id,
        "use": made.use,
        "route": made.route,
        "version": law.receipt.version,
        "digest": law.receipt.digest,
    }


def _dossiers(actor: Actor, law: Law, world: ImportWorld, values: Sequence[RowValues]) -> list[Dossier]:
    # Numbers are counted under the same lock as the audit trail, so nobody else gets the same one.
    AuditHead.objects.select_for_update().filter(organisation=actor.organisation).first()
    last = actor.organisation.dossiers.aggregate(last=Max("number"))["last"] or 0
    made = []
    for place, item in enumerate(values, 1):
        department, team = world.units(item)
        owner, product = world.owner(item), world.product(item)
        dossier = Dossier(
            organisation=actor.organisation,
            number=last + place,
            name=item.texts["name"],
            summary=item.texts.get("summary", ""),
            purpose=item.texts.get("purpose", ""),
            supplier=item.texts.get("supplier") or (product.supplier.name if product else ""),
            product=product,
            department_id=department,
            team_id=team,
            reporter_id=owner or actor.person.pk,
            accountable_id=owner,
            status=Dossier.Status.UNDERWAY,
            use=item.use or (Dossier.Use.IN_USE if item.in_use_since else Dossier.Use.IDEA),
            in_use_since=item.in_use_since,
            gate=GATE,
            route=law.route,
            created_at=actor.now,
            reported_at=actor.now,
            changed_at=actor.now,
        )
        index(dossier)
        made.append(dossier)
    _bulk.insert(Dossier, _DOSSIER, ([getattr(dossier, name) for name in _DOSSIER] for dossier in made))
    by_number = dict(actor.organisation.dossiers.filter(number__gt=last).values_list("number", "pk"))
    for dossier in made:
        dossier.pk = by_number[dossier.number]
    return made


def _law_row(actor: Actor, law: Law) -> tuple[Any, ...]:
    receipt = law.receipt
    binding = {i.rule.code: i.applies_from.isoformat() if i.applies_from else None for i in law.obligations}
    return (
        actor.now, receipt.as_of, receipt.rule_book, receipt.version, receipt.engine, receipt.digest,
        law.route, law.possible_route or "", law.review, law.register, list(law.outcomes), list(law.possible),
        dict(law.requires), list(law.open_questions), law.applies_from, binding, dict(law.case.overruled),
    )  # fmt: skip


def _tasks_of(actor: Actor, made: Dossier, work: ImportWork) -> list[tuple[Any, ...]]:
    start, end = (actor.organisation.pk, made.pk), ("", Task.Status.OPEN, work.due_on, actor.now, "")
    return [
        (*start, item.kind, GATE, item.activity, item.role, item.person, item.questions, *end) for item in work.of(made)
    ]


def _finish(actor: Actor, row: RegisterImport) -> None:
    row.state, row.finished_at = RegisterImport.State.DONE, actor.now
    _audit.record(actor, "import_finished", register_import=row.pk, rows=row.made)
    waiting = Task.objects.filter(dossier__import_row__of=row, status=Task.Status.OPEN, assignee__isnull=False)
    counted = dict(waiting.values_list("assignee").annotate(n=Count("pk")))
    # One mail for everything: a mail per task would bury people.
    for person in actor.organisation.people.filter(pk__in=counted).order_by("pk"):
        _notify.import_gave_work(actor, row, person, counted[person.pk])
