"""Verbs: give evidence that an application meets a rule of a framework, refuse it, or grant an exception."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.domain.ethics.legal_term import add_months
from vijfspoor.domain.organisation.policy import RuleStanding
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.policy import rules_of_dossier
from vijfspoor.store.models import Dossier, PolicySettlement

MOST = {"text": 2500}
LONGEST_MONTHS = 24
Kind = PolicySettlement.Kind


@transaction.atomic
def give_policy_evidence(actor: Actor, dossier: Dossier, rule: str, *, text: str) -> PolicySettlement:
    """Say how the application meets the rule, and where that can be seen. Raises InvalidInput, Conflict."""
    _permission.require(actor, "give_policy_evidence", dossier)
    _must_be(actor, dossier, rule, RuleStanding.FLAGGED, RuleStanding.UNKNOWN, RuleStanding.EXCEPTED)
    required = {"text": _("Write how it meets the rule, and where that can be seen.")}
    said = checked({"text": text}, MOST, required)["text"]
    return _record(actor, dossier, rule, Kind.EVIDENCE, said)


@transaction.atomic
def refuse_policy_evidence(actor: Actor, dossier: Dossier, rule: str, *, text: str) -> PolicySettlement:
    """Say why the evidence is not enough; the rule is open again. Raises InvalidInput, Conflict."""
    _permission.require(actor, "weigh_policy_evidence", dossier)
    _must_be(actor, dossier, rule, RuleStanding.EVIDENCED)
    said = checked({"text": text}, MOST, {"text": _("Write what is missing.")})["text"]
    return _record(actor, dossier, rule, Kind.REFUSED, said)


@transaction.atomic
def except_from_policy(
    actor: Actor, dossier: Dossier, rule: str, *, text: str, until: date | None
) -> PolicySettlement:  # fmt: skip
    """Let an application deviate from a rule up to and including `until`, at most two years ahead.

    Raises InvalidInput at the field, Conflict when there is nothing to make an exception for.
    """
    _permission.require(actor, "weigh_policy_evidence", dossier)
    _must_be(actor, dossier, rule, RuleStanding.FLAGGED, RuleStanding.UNKNOWN, RuleStanding.EXCEPTED)
    if until is None or not actor.today <= until <= add_months(actor.today, LONGEST_MONTHS):
        raise InvalidInput({"until": [_("Write a day from today on, at most two years ahead, as dd-mm-yyyy.")]})
    said = checked({"text": text}, MOST, {"text": _("Write why it may deviate, and what happens meanwhile.")})["text"]
    return _record(actor, dossier, rule, Kind.EXCEPTION, said, until)


def _must_be(actor: Actor, dossier: Dossier, rule: str, *standings: RuleStanding) -> None:
    now = {line.rule.code: line.standing for line in rules_of_dossier(dossier, actor.today)}
    if now.get(rule) not in standings:
        raise Conflict(_("This rule asks nothing of this application now."))


def _record(
    actor: Actor, dossier: Dossier, rule: str, kind: str, text: str, until: date | None = None
) -> PolicySettlement:  # fmt: skip
    row = PolicySettlement.objects.create(
        dossier=dossier, rule=rule, kind=kind, text=text, until=until, by=actor.person, at=actor.now
    )
    _audit.record(actor, f"policy_{kind}", dossier, rule=rule, until=until.isoformat() if until else "")
    return row
