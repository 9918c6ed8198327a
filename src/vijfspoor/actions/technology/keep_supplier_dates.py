"""Verb of the jobs: dates of contracts, certificates and questionnaires become tasks ahead of time, each once."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from vijfspoor.actions import _audit, _tasks
from vijfspoor.actions.technology import _supplier_tasks
from vijfspoor.content.calendar import is_holiday
from vijfspoor.content.contracts.loader import clause_book_in_force
from vijfspoor.domain.technology.contract import CertificateState, ClauseBook, certificate_state, notice_by
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.system import system_actors
from vijfspoor.store.models import Certificate, Contract, SupplierRequest, Task

# Own policy: how long before a link stops working somebody asks the supplier again, and how soon what has expired
# already is taken up.
REQUEST_AHEAD = timedelta(days=3)
TAKE_UP_WITHIN = 5


def keep_supplier_dates(now: datetime) -> int:
    """Make the tasks that are due, for every organisation. Returns how many."""
    made = 0
    for actor in system_actors(now):
        made += _keep(actor, clause_book_in_force(actor.today))
    return made


@transaction.atomic
def _keep(actor: Actor, book: ClauseBook) -> int:
    contracts = list(_running_out(actor))
    made = sum(_remind_of_contract(actor, contract, book) for contract in contracts)
    made += sum(_remind_of_certificate(actor, certificate, book) for certificate in _certificates(actor))
    return made + sum(_remind_of_request(actor, request) for request in _unanswered(actor))


def _running_out(actor: Actor) -> list[Contract]:
    found = Contract.objects.select_for_update(of=("self",)).select_related("supplier")
    missing = Q(notice_task__isnull=True) | Q(end_task__isnull=True)
    return list(found.filter(missing, organisation=actor.organisation, ends_on__gte=actor.today).order_by("pk"))


def _remind_of_contract(actor: Actor, contract: Contract, book: ClauseBook) -> int:
    if contract.ends_on is None:
        return 0
    last = notice_by(contract.ends_on, contract.notice_months, is_holiday)
    made = 0
    if contract.notice_months and contract.notice_task is None and _is_near(actor, last, book.notice_warning_days):
        contract.notice_task = _ask(actor, Task.Kind.CONTRACT, contract, last)
        made += 1
    if contract.end_task is None and _is_near(actor, contract.ends_on, book.notice_warning_days):
        contract.end_task = _ask(actor, Task.Kind.CONTRACT, contract, contract.ends_on)
        made += 1
    contract.save(update_fields=["notice_task", "end_task"])
    return made


def _is_near(actor: Actor, on: date, days: int) -> bool:
    return actor.today <= on <= actor.today + timedelta(days=days)


def _ask(actor: Actor, kind: str, contract: Contract, due_on: date) -> Task:
    task = _supplier_tasks.ask(actor, kind, f"{contract.name} ({contract.supplier.name})", due_on)
    _audit.record(actor, "contract_reminded", contract=contract.pk, task=task.pk, on=due_on.isoformat())
    return task


def _certificates(actor: Actor) -> list[Certificate]:
    found = Certificate.objects.select_for_update(of=("self",)).select_related("supplier")
    return list(found.filter(supplier__organisation=actor.organisation, task__isnull=True).order_by("pk"))


def _remind_of_certificate(actor: Actor, certificate: Certificate, book: ClauseBook) -> int:
    state = certificate_state(certificate.valid_until, actor.today, book.certificate_warning_days)
    if state is CertificateState.VALID:
        return 0
    late = _tasks.due(actor, TAKE_UP_WITHIN)
    due_on = certificate.valid_until if state is CertificateState.EXPIRES_SOON else late
    subject = f"{certificate.name} ({certificate.supplier.name})"
    certificate.task = _supplier_tasks.ask(actor, Task.Kind.CERTIFICATE, subject, due_on)
    certificate.save(update_fields=["task"])
    _audit.record(actor, "certificate_reminded", certificate=certificate.pk, task=certificate.task.pk)
    return 1


def _unanswered(actor: Actor) -> list[SupplierRequest]:
    found = SupplierRequest.objects.select_for_update(of=("self",)).select_related("supplier", "product")
    late = found.filter(status=SupplierRequest.Status.OPEN, revoked_at__isnull=True, task__isnull=True)
    return list(late.filter(organisation=actor.organisation, expires_at__lte=actor.now + REQUEST_AHEAD).order_by("pk"))


def _remind_of_request(actor: Actor, request: SupplierRequest) -> int:
    due_on = _tasks.due(actor, TAKE_UP_WITHIN)
    request.task = _supplier_tasks.ask(actor, Task.Kind.SUPPLIER, _supplier_tasks.about(request), due_on)
    request.save(update_fields=["task"])
    _audit.record(actor, "request_reminded", request=request.pk, task=request.task.pk)
    return 1
