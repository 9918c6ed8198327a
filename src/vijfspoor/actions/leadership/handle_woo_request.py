"""Verbs of a request under the Woo: register it with its term, extend the term once, answer it or close it."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _notify, _permission, _tasks
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.content.calendar import is_holiday
from vijfspoor.content.woo.loader import woo_book_in_force
from vijfspoor.domain.ethics.legal_term import NETHERLANDS, Term, TermUnit, last_day
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Dossier, Person, Task, WooRequest

MOST = {"reference": 100, "subject": 2500, "reason": 2500, "note": 2500}


@dataclass(frozen=True, slots=True)
class WooRequestInput:
    """Woo-verzoek, as typed. Who asked is not kept: the case system knows."""

    reference: str
    subject: str
    received_on: date | None
    handler: Person | None


@transaction.atomic
def register_woo_request(actor: Actor, dossier: Dossier, given: WooRequestInput) -> WooRequest:
    """Register a request, and ask `handler` to answer it within four weeks after the day it came in.

    Raises InvalidInput at the field.
    """
    _permission.require(actor, "register_woo_request", dossier)
    texts = checked(
        {"reference": given.reference, "subject": given.subject},
        MOST,
        {"reference": _("Fill in the number of the case."), "subject": _("Write what is asked for.")},
    )
    errors: dict[str, list[str]] = {}
    if given.received_on is None or given.received_on > actor.today:
        errors["received_on"] = [_("Fill in the day. It cannot lie in the future.")]
    handler = given.handler
    if handler is None or handler.organisation_id != actor.organisation.pk or not handler.is_active:
        errors["handler"] = [_("Choose a colleague from the list.")]
    if errors or given.received_on is None:
        raise InvalidInput(errors)
    due_on = _last_day(actor, given.received_on, extended=False)
    task = Task.objects.create(
        organisation=actor.organisation,
        dossier=dossier,
        kind=Task.Kind.WOO,
        role="legal_adviser",
        assignee=handler,
        subject=texts["reference"],
        due_on=due_on,
        created_at=actor.now,
    )
    request = WooRequest.objects.create(
        organisation=actor.organisation,
        dossier=dossier,
        **texts,
        received_on=given.received_on,
        due_on=due_on,
        task=task,
        registered_by=actor.person,
        registered_at=actor.now,
    )
    _notify.task_given(actor, task)
    _audit.record(actor, "woo_requested", dossier, request=request.pk, due_on=due_on.isoformat())
    return request


@transaction.atomic
def extend_woo_request(actor: Actor, request: WooRequest, *, reason: str) -> WooRequest:
    """Extend the term by two weeks, once and before it ends. Raises InvalidInput without a reason, else Conflict."""
    request = _open(actor, request)
    said = checked({"reason": reason}, MOST, {"reason": _("Write why it takes longer. Who asked must hear it too.")})
    if request.extended_at is not None:
        raise Conflict(_("The term was extended already, and that can be done once."))
    if request.due_on < actor.today:
        raise Conflict(_("The term has ended, so it cannot be extended any more."))
    request.due_on = _last_day(actor, request.received_on, extended=True)
    request.extended_at, request.extension_reason = actor.now, said["reason"]
    request.save(update_fields=["due_on", "extended_at", "extension_reason"])
    task = request.task
    task.due_on, task.reminded_at, task.escalated_at = request.due_on, None, None
    task.save(update_fields=["due_on", "reminded_at", "escalated_at"])
    _audit.record(actor, "woo_extended", request.dossier, request=request.pk, due_on=request.due_on.isoformat())
    return request


@transaction.atomic
def close_woo_request(actor: Actor, request: WooRequest, *, note: str, withdrawn: bool = False) -> WooRequest:
    """Close a request that was answered, or that whoever asked took back. Raises InvalidInput without a note."""
    request = _open(actor, request)
    said = checked({"note": note}, MOST, {"note": _("Write what was answered, and on which day.")})["note"]
    status = WooRequest.Status.WITHDRAWN if withdrawn else WooRequest.Status.SETTLED
    request.status, request.closed_at, request.closing_note = status, actor.now, said
    request.save(update_fields=["status", "closed_at", "closing_note"])
    if withdrawn:
        _tasks.withdraw(actor, [request.task])
    else:
        _tasks.close(actor, request.task, said)
    _audit.record(actor, "woo_closed", request.dossier, request=request.pk, status=str(status))
    return request


def _open(actor: Actor, request: WooRequest) -> WooRequest:
    _permission.require(actor, "answer_woo_request", request)
    found = WooRequest.objects.select_for_update(of=("self",)).select_related("task", "dossier").get(pk=request.pk)
    if found.status != WooRequest.Status.OPEN:
        raise Conflict(_("This request was closed already."))
    return found


def _last_day(actor: Actor, received_on: date, *, extended: bool) -> date:
    term = woo_book_in_force(actor.today).term
    days = term.days + (term.extension_days if extended else 0)
    start = datetime.combine(received_on, time(12), NETHERLANDS)
    return last_day(start, Term(days, TermUnit.DAYS), is_holiday)
