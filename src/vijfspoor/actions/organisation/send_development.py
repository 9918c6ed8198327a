"""Verbs: send a development to who it concerns, say that one read it, ask about it, and answer."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.organisation import _development_mail
from vijfspoor.domain.organisation.development import DevelopmentKind
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.development import recipients
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.store.models import Development, DevelopmentQuestion, DevelopmentReceipt, Unit

MOST = {"title": 150, "text": 5000, "source": 300}
MOST_QUESTION = {"text": 1000}
MOST_ANSWER = {"answer": 2500}


@dataclass(frozen=True, slots=True)
class DevelopmentInput:
    """Ontwikkeling, as typed. It goes to who holds one of `roles`, and to who has a role in one of `units`."""

    kind: str
    title: str
    text: str
    source: str
    expected_on: date | None = None
    roles: tuple[str, ...] = ()
    units: tuple[int, ...] = ()


@transaction.atomic
def send_development(actor: Actor, given: DevelopmentInput) -> Development:
    """Send it to everyone it concerns, by mail and on their desk. Raises InvalidInput at the field."""
    _permission.require(actor, "send_development")
    required = {
        "title": _("Give it a short name."),
        "text": _("Write what it is and what it means for us."),
        "source": _("Write where this can be read."),
    }
    texts = checked({"title": given.title, "text": given.text, "source": given.source}, MOST, required)
    people = recipients(actor, given.roles, given.units)
    errors = _faults(actor, given) or ({} if people else {"roles": [_("Nobody holds this role now. Choose others.")]})
    if errors:
        raise InvalidInput(errors)
    development = Development.objects.create(
        organisation=actor.organisation,
        kind=given.kind,
        expected_on=given.expected_on,
        roles=list(given.roles),
        units=list(given.units),
        sent_by=actor.person,
        sent_at=actor.now,
        **texts,
    )
    DevelopmentReceipt.objects.bulk_create(
        DevelopmentReceipt(development=development, person=person) for person in people
    )
    _development_mail.sent(actor, development, people)
    _audit.record(actor, "development_sent", None, development=development.pk, to=len(people))
    return development


@transaction.atomic
def read_development(actor: Actor, development: Development) -> DevelopmentReceipt:
    """Say that one read it. A second time changes nothing."""
    _permission.require(actor, "read_development", development)
    receipt = development.receipts.select_for_update().get(person=actor.person)
    if receipt.read_at is None:
        receipt.read_at = actor.now
        receipt.save(update_fields=["read_at"])
        _audit.record(actor, "development_read", None, development=development.pk)
    return receipt


@transaction.atomic
def ask_about_development(actor: Actor, development: Development, *, text: str) -> DevelopmentQuestion:
    """Ask who sent it. Raises InvalidInput without a question."""
    _permission.require(actor, "ask_about_development", development)
    said = checked({"text": text}, MOST_QUESTION, {"text": _("Write your question.")})["text"]
    question = DevelopmentQuestion.objects.create(
        development=development, text=said, asked_by=actor.person, asked_at=actor.now
    )
    _development_mail.asked(actor, question)
    _audit.record(actor, "development_asked", None, development=development.pk, question=question.pk)
    return question


@transaction.atomic
def answer_about_development(actor: Actor, question: DevelopmentQuestion, *, answer: str) -> DevelopmentQuestion:
    """Answer a question; who asked is told. Raises InvalidInput without an answer, Conflict when it was answered."""
    _permission.require(actor, "answer_about_development", question.development)
    question = DevelopmentQuestion.objects.select_for_update(of=("self",)).get(pk=question.pk)
    if question.answered_at is not None:
        raise Conflict(_("This question was answered already."))
    question.answer = checked({"answer": answer}, MOST_ANSWER, {"answer": _("Write your answer.")})["answer"]
    question.answered_by, question.answered_at = actor.person, actor.now
    question.save(update_fields=["answer", "answered_by", "answered_at"])
    _development_mail.answered(actor, question)
    _audit.record(actor, "development_answered", None, development=question.development_id, question=question.pk)
    return question


def _faults(actor: Actor, given: DevelopmentInput) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = {}
    if given.kind not in list(DevelopmentKind):
        errors["kind"] = [_("Choose what it is about.")]
    known = wheel_for(actor.organisation, actor.today).roles
    if not given.roles and not given.units:
        errors["roles"] = [_("Choose at least one role or department.")]
    elif any(code not in known for code in given.roles):
        errors["roles"] = [_("Choose from the list.")]
    own = Unit.objects.filter(organisation=actor.organisation, kind=Unit.Kind.DEPARTMENT, pk__in=given.units)
    if own.count() != len(set(given.units)):
        errors["units"] = [_("Choose from the list.")]
    return errors
