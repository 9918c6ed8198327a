"""Verb: settle the answers of a supplier one by one. Accepted ones become product facts, and proposals elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission, _tasks
from vijfspoor.actions._texts import cleaned
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.technology import _product
from vijfspoor.content.suppliers.loader import AI_FUNCTIONS, MODELS, SUBPROCESSORS
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.ethics.facts import asked_here
from vijfspoor.store.models import Dossier, Product, ProductFact, SupplierProposal, SupplierRequest, Task

MOST_REASON = 2500


@dataclass(frozen=True, slots=True)
class Verdict:
    """Oordeel over één antwoord: accepted, or refused with a reason."""

    accepted: bool
    reason: str = ""


@transaction.atomic
def settle_proposals(actor: Actor, request: SupplierRequest, verdicts: Mapping[str, Verdict]) -> Dossier | None:
    """Settle answers by question; what gets no verdict stays open. Returns the report this opened, if any.

    An accepted answer becomes a fact of the product. In each application that uses it, it is proposed and never
    confirmed. Raises InvalidInput at `reason_` and the question, Conflict for what was settled already.
    """
    _permission.require(actor, "settle_proposal", request)
    request = SupplierRequest.objects.select_for_update(of=("self",)).select_related("task").get(pk=request.pk)
    product = Product.objects.select_for_update(of=("self",)).select_related("supplier").get(pk=request.product_id)
    pending = {row.question: row for row in request.proposals.filter(status=SupplierProposal.Status.PENDING)}
    _check(verdicts, pending)
    for question, verdict in verdicts.items():
        _settle(actor, pending[question], verdict)
    accepted = {question: pending[question] for question, verdict in verdicts.items() if verdict.accepted}
    _take_over(actor, product, accepted)
    if len(verdicts) == len(pending):
        request.status = SupplierRequest.Status.SETTLED
        request.save(update_fields=["status"])
        if request.task is not None and request.task.status == Task.Status.OPEN:
            _tasks.close(actor, request.task)
    _audit.record(
        actor,
        "proposals_settled",
        request=request.pk,
        product=product.pk,
        accepted=sorted(accepted),
        refused=sorted(set(verdicts) - set(accepted)),
    )
    return _product.after_change(actor, product) if accepted else None


def _check(verdicts: Mapping[str, Verdict], pending: Mapping[str, SupplierProposal]) -> None:
    if not verdicts:
        raise InvalidInput({"proposals": [_("Accept or refuse at least one answer.")]})
    if not set(verdicts) <= set(pending):
        raise Conflict(_("Someone settled one of these answers already. Look again at what is left."))
    errors: dict[str, list[str]] = {}
    for question, verdict in verdicts.items():
        if not verdict.accepted and not verdict.reason.strip():
            errors[f"reason_{question}"] = [_("Say why you refuse this answer.")]
        elif len(verdict.reason) > MOST_REASON:
            errors[f"reason_{question}"] = [_("Use at most %(most)s characters.") % {"most": MOST_REASON}]
    if errors:
        raise InvalidInput(errors)


def _settle(actor: Actor, row: SupplierProposal, verdict: Verdict) -> None:
    row.status = SupplierProposal.Status.ACCEPTED if verdict.accepted else SupplierProposal.Status.REFUSED
    row.reason = cleaned(verdict.reason)
    row.settled_by, row.settled_at = actor.person, actor.now
    row.save(update_fields=["status", "reason", "settled_by", "settled_at"])


def _take_over(actor: Actor, product: Product, accepted: Mapping[str, SupplierProposal]) -> None:
    if AI_FUNCTIONS in accepted:
        product.ai_functions = accepted[AI_FUNCTIONS].value
    if MODELS in accepted:
        product.models_used = accepted[MODELS].value
    product.save(update_fields=["ai_functions", "models_used"])
    if SUBPROCESSORS in accepted:
        product.supplier.subprocessors = accepted[SUBPROCESSORS].value
        product.supplier.save(update_fields=["subprocessors"])
    law = asked_here(actor.organisation, actor.today, accepted)
    facts = {code: accepted[code].value for code in law}
    notes = {code: accepted[code].note for code in law}
    _product.keep_facts(actor, product, facts, ProductFact.Origin.SUPPLIER, notes)
