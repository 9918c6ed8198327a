"""Verb: confirm a classification, or overrule it by name. Both the computed and the overruling outcome stay."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions.dossier import _route
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.ethics._classify import keep
from vijfspoor.domain.ethics.classification import Classification as Result
from vijfspoor.domain.ethics.classification import classify
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.ethics.facts import rules_alone
from vijfspoor.store.models import Classification, Dossier, LegalReview

_CLOSED = (Dossier.Status.DRAFT, Dossier.Status.REJECTED, Dossier.Status.RETIRED, Dossier.Status.MERGED)


@transaction.atomic
def review_classification(
    actor: Actor,
    dossier: Dossier,
    *,
    seen: int,
    verdict: str,
    reference: str,
    reasons: str,
    outcomes: Sequence[str] = (),
) -> LegalReview:
    """Give the legal adviser's word on the newest classification; `seen` is the one they looked at.

    To overrule, `outcomes` names the outcomes with legal effect that hold; route, obligations and instruments follow
    from them. Raises InvalidInput at the field, Conflict when the classification changed since it was looked at or
    the file is closed, NotAllowed for who is no legal adviser.
    """
    _permission.require(actor, "review_classification", dossier)
    dossier = Dossier.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=dossier.pk)
    newest = dossier.classifications.order_by("-pk").first()
    if dossier.status in _CLOSED or newest is None:
        raise Conflict(_("This application is not open for a legal review."))
    if newest.pk != seen:
        raise Conflict(_("The classification changed since you looked at it. Look again first."))
    computed = rules_alone(dossier, newest.as_of)
    _check(computed, verdict, reference, reasons, outcomes)
    result = newest if verdict == LegalReview.Verdict.CONFIRM else _overrule(actor, dossier, computed, outcomes)
    review = LegalReview.objects.create(
        dossier=dossier,
        classification=newest,
        result=result,
        verdict=verdict,
        reference=reference.strip(),
        reasons=reasons.strip(),
        person=actor.person,
        person_name=actor.person.name,
        at=actor.now,
    )
    _audit.record(
        actor,
        "classification_reviewed",
        dossier,
        verdict=verdict,
        reference=review.reference,
        reasons=review.reasons,
        outcomes=result.outcomes,
        route=result.route,
    )
    return review


def _check(computed: Result, verdict: str, reference: str, reasons: str, outcomes: Sequence[str]) -> None:
    errors: dict[str, list[str]] = {}
    if verdict not in LegalReview.Verdict.values:
        errors["verdict"] = [_("Choose: do you confirm the outcome, or overrule it?")]
    if not reference.strip():
        errors["reference"] = [_("Name the article your word rests on.")]
    if not reasons.strip():
        errors["reasons"] = [_("Write why. Others rely on it.")]
    if verdict == LegalReview.Verdict.OVERRULE:
        told = {code for code, rule in computed.book.outcomes.items() if rule.has_legal_effect}
        if not outcomes or not set(outcomes) <= told:
            errors["outcomes"] = [_("Choose at least one outcome from the list.")]
        elif set(outcomes) == set(computed.outcomes) and not computed.possible:
            errors["outcomes"] = [_("These are the outcomes the rules give. Confirm them instead.")]
    if errors:
        raise InvalidInput(errors)


def _overrule(actor: Actor, dossier: Dossier, computed: Result, outcomes: Sequence[str]) -> Classification:
    """Classify again with the adviser's word put before the rules, and let the work follow the new route."""
    told = [code for code, rule in computed.book.outcomes.items() if rule.has_legal_effect]
    overruled = {code: code in outcomes for code in told if (code in outcomes) is not computed.case.outcome(code)}
    result = classify(computed.book, computed.answers, actor.today, overruled=overruled)
    before = dossier.route
    row = keep(actor, dossier, result)
    _route.follow(actor, dossier, row, before)
    dossier.changed_at = actor.now
    dossier.save()
    return row
