"""Verb: write down what an application costs and what else was possible, for who decides on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked, cleaned
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import BusinessCase, Dossier

MOST = {"basis": 1000, "without": 1000, "what": 300, "why_not": 500}
MOST_ALTERNATIVES = 5
MOST_EUROS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class AlternativeInput:
    """Alternatief, as typed: another way, and why it is not proposed."""

    what: str
    why_not: str


@dataclass(frozen=True, slots=True)
class BusinessCaseInput:
    """Kosten en alternatieven, as typed. Amounts in whole euros, VAT included; None means not known."""

    once_euros: int | None
    yearly_euros: int | None
    basis: str
    without: str
    alternatives: Sequence[AlternativeInput] = ()


@transaction.atomic
def write_business_case(actor: Actor, dossier: Dossier, given: BusinessCaseInput) -> BusinessCase:
    """Record it as the newest version; earlier versions stay readable.

    Raises InvalidInput at the field, Conflict when the report was not handed in, NotAllowed.
    """
    _permission.require(actor, "write_business_case", dossier)
    if dossier.status == Dossier.Status.DRAFT:
        raise Conflict(_("This report was not handed in yet. Finish the report first."))
    written = [row for row in given.alternatives if row.what.strip() or row.why_not.strip()]
    errors = _wrong_amounts(given) | _wrong_alternatives(written)
    try:
        texts = checked(
            {"basis": given.basis, "without": given.without},
            MOST,
            {
                "basis": _("Write where the amounts come from, or why you do not know them yet."),
                "without": _("Write what happens when the municipality does nothing."),
            },
        )
    except InvalidInput as error:
        raise InvalidInput(errors | error.errors) from error
    if errors:
        raise InvalidInput(errors)
    case = BusinessCase.objects.create(
        dossier=dossier,
        once_euros=given.once_euros,
        yearly_euros=given.yearly_euros,
        **texts,
        alternatives=[{"what": cleaned(row.what), "why_not": cleaned(row.why_not)} for row in written],
        by=actor.person,
        at=actor.now,
    )
    _audit.record(actor, "business_case_written", dossier, case=case.pk)
    return case


def _wrong_amounts(given: BusinessCaseInput) -> dict[str, list[str]]:
    amounts = {"once_euros": given.once_euros, "yearly_euros": given.yearly_euros}
    return {
        field: [_("Use whole euros, without cents, for example 24000. Leave it empty when you do not know.")]
        for field, euros in amounts.items()
        if euros is not None and not 0 <= euros <= MOST_EUROS
    }


def _wrong_alternatives(rows: Sequence[AlternativeInput]) -> dict[str, list[str]]:
    if len(rows) > MOST_ALTERNATIVES:
        return {"alternatives": [_("Name at most five other ways.")]}
    if any(not cleaned(row.what) or not cleaned(row.why_not) for row in rows):
        return {"alternatives": [_("Say of every other way what it is and why you do not propose it.")]}
    if any(len(row.what) > MOST["what"] or len(row.why_not) > MOST["why_not"] for row in rows):
        return {"alternatives": [_("Keep it short: 300 characters for what it is, 500 for why not.")]}
    return {}
