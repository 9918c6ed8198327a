"""Verb: allow an application to deviate from a guideline until a date, with the reason."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.technology import _guidelines
from vijfspoor.domain.ethics.legal_term import add_months
from vijfspoor.domain.technology.guideline import Verdict
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.technology.guidelines import guideline_lines
from vijfspoor.store.models import Dossier, GuidelineException

LONGEST_MONTHS = 24


@transaction.atomic
def grant_exception(
    actor: Actor, dossier: Dossier, code: str, *, reason: str, until: date | None
) -> GuidelineException:
    """Grant an exception up to and including `until`, at most two years ahead.

    Raises InvalidInput at the field, Conflict when the application does not deviate from this guideline.
    """
    _permission.require(actor, "grant_exception", dossier)
    dossier = Dossier.objects.select_for_update().get(pk=dossier.pk)
    verdicts = {line.result.guideline.code: line.result.verdict for line in guideline_lines(dossier, actor.today)}
    if verdicts.get(code) not in (Verdict.DEVIATES, Verdict.EXCEPTED):
        raise Conflict(_("There is nothing to make an exception for: it does not deviate from this guideline."))
    row = GuidelineException(
        dossier=dossier, code=code, reason=reason.strip(), until=_checked(actor, reason, until), by=actor.person,
        at=actor.now,
    )  # fmt: skip
    row.save()
    _audit.record(actor, "exception_granted", dossier, code=code, until=row.until.isoformat(), reason=row.reason)
    _guidelines.close_settled(actor, dossier)
    return row


def _checked(actor: Actor, reason: str, until: date | None) -> date:
    errors: dict[str, list[str]] = {}
    if not reason.strip():
        errors["reason"] = [_("Write why it may deviate, and what happens meanwhile.")]
    if until is None:
        errors["until"] = [_("Write the date as dd-mm-yyyy, for example 02-12-2027.")]
    elif until < actor.today:
        errors["until"] = [_("This date lies in the past.")]
    elif until > add_months(actor.today, LONGEST_MONTHS):
        errors["until"] = [_("An exception lasts two years at most. Then it is looked at again.")]
    if errors or until is None:
        raise InvalidInput(errors)
    return until
