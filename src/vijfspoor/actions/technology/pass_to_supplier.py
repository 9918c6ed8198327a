"""Verbs: put a concern to the supplier with a term, and write down what they answer. Every reporter hears of it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _outside_mail, _permission, _tasks
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.technology.handle_concern import locked, reply
from vijfspoor.actions.technology.report_concern import ACTIVITY, ROLE
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.technology.supplier_notices import Addressee, addressees
from vijfspoor.queries.wording import concern_subject
from vijfspoor.store.models import Concern, SupplierNotice, Task

MOST = {"text": 2500}
MOST_ANSWER = {"answer": 5000}
# Own policy: who waits longer than this for a supplier does better to stop the application or end the contract.
MOST_DAYS = 180


@dataclass(frozen=True, slots=True)
class NoticeInput:
    """Doorgezet signaal, as typed. `to` names an addressee, see `supplier_notices.addressees`."""

    to: str
    text: str
    answer_by: date | None


@transaction.atomic
def pass_to_supplier(actor: Actor, concern: Concern, given: NoticeInput) -> SupplierNotice:
    """Put the case to the supplier, by mail where a contact was chosen, and ask whoever handles it to follow it up.

    Raises InvalidInput at `to` (also while an answer of this supplier is awaited), `text` or `answer_by`; Conflict
    while the application is unknown or when the case is not open.
    """
    _permission.require(actor, "pass_to_supplier", concern)
    concern = locked(concern)
    if concern.dossier is None:
        raise Conflict(_("First say which application this is about."))
    to, text, answer_by = _checked(actor, concern, given)
    notice = SupplierNotice.objects.create(
        concern=concern,
        supplier=to.supplier,
        text=text,
        answer_by=answer_by,
        is_mailed=to.contact is not None,
        by=actor.person,
        at=actor.now,
        task=_follow_up(actor, concern, to, answer_by),
    )
    _mail(actor, concern, to, notice)
    _audit.record(
        actor,
        "concern_passed_on",
        concern.dossier,
        concern=concern.pk,
        supplier=to.supplier.pk,
        answer_by=answer_by.isoformat(),
        mailed=notice.is_mailed,
    )
    reply(actor, concern, _told(to, answer_by))
    return notice


@transaction.atomic
def keep_supplier_answer(actor: Actor, notice: SupplierNotice, *, answer: str) -> SupplierNotice:
    """Write down what the supplier answered; the follow-up is done. The reporters are answered by who handles it.

    Raises InvalidInput at `answer`, Conflict when an answer was written down or the case was settled without it.
    """
    _permission.require(actor, "pass_to_supplier", notice.concern)
    row = SupplierNotice.objects.select_for_update(of=("self",)).select_related("task", "concern__dossier")
    notice = row.get(pk=notice.pk)
    if notice.task.status != Task.Status.OPEN:
        raise Conflict(_("An answer was written down already, or is not awaited any more."))
    said = checked({"answer": answer}, MOST_ANSWER, {"answer": _("Write what the supplier answered.")})["answer"]
    notice.answer, notice.answer_kept_by, notice.answered_at = said, actor.person, actor.now
    notice.save(update_fields=["answer", "answer_kept_by", "answered_at"])
    _tasks.close(actor, notice.task)
    _audit.record(
        actor,
        "supplier_answer_kept",
        notice.concern.dossier,
        concern=notice.concern_id,
        supplier=notice.supplier_id,
    )
    return notice


def _checked(actor: Actor, concern: Concern, given: NoticeInput) -> tuple[Addressee, str, date]:
    errors: dict[str, list[str]] = {}
    to = next((row for row in addressees(actor, concern) if row.key == given.to), None)
    if to is None:
        errors["to"] = [_("Choose the supplier from the list.")]
    elif concern.supplier_notices.filter(supplier=to.supplier, task__status=Task.Status.OPEN).exists():
        errors["to"] = [_("This supplier was asked already and has not answered yet.")]
    last = actor.today + timedelta(days=MOST_DAYS)
    if given.answer_by is None or not actor.today < given.answer_by <= last:
        errors["answer_by"] = [_("Give a day later than today, within half a year.")]
    text = ""
    try:
        text = checked({"text": given.text}, MOST, {"text": _("Write what you ask the supplier.")})["text"]
    except InvalidInput as error:
        errors |= error.errors
    if errors or to is None or given.answer_by is None:
        raise InvalidInput(errors)
    return to, text, given.answer_by


def _follow_up(actor: Actor, concern: Concern, to: Addressee, answer_by: date) -> Task:
    """The term is the task's own: the jobs remind before it and escalate after it, as of every task."""
    return Task.objects.create(
        organisation=actor.organisation,
        dossier=concern.dossier,
        kind=Task.Kind.PASSED_ON,
        activity=ACTIVITY,
        role=ROLE,
        assignee=concern.task.assignee or actor.person,
        subject=to.supplier.name,
        due_on=answer_by,
        created_at=actor.now,
    )


def _mail(actor: Actor, concern: Concern, to: Addressee, notice: SupplierNotice) -> None:
    """Suppliers are written to in Dutch. What a reporter wrote or who they are never goes along."""
    if to.contact is None:
        return
    with translation.override("nl"):
        name = concern_subject(concern)
        lines = [
            _("Dear %(name)s,") % {"name": to.contact.name},
            _("Colleagues told us that something is wrong with %(name)s.") % {"name": name},
            notice.text,
            _("Please answer before or on %(date)s, to %(address)s.")
            % {"date": notice.answer_by.strftime("%d-%m-%Y"), "address": actor.organisation.contact_email},
            actor.organisation.name,
        ]
        subject = _("Question about %(name)s") % {"name": name}
        _outside_mail.write(actor, "supplier_notice", to.contact.email, subject, lines)


def _told(to: Addressee, answer_by: date) -> str:
    """What every reporter hears, in the language of the municipality: everyone reads the same sentence."""
    with translation.override("nl"):
        return _("We put this to the supplier, %(name)s. We expect an answer before or on %(date)s.") % {
            "name": to.supplier.name,
            "date": answer_by.strftime("%d-%m-%Y"),
        }
