"""Verbs: propose an own architecture guideline or a new version of it, adopt it, and withdraw it."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.domain.dossier.route import Route
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.technology.own_guidelines import choices_to_test
from vijfspoor.store.models import Organisation, OwnGuideline

MOST = {"title": 100, "statement": 500, "rationale": 500}
MOST_REASONS = {"reasons": 2500}


@dataclass(frozen=True, slots=True)
class GuidelineInput:
    """Richtlijn, as typed. `routes` empty is every application; `test` empty leaves the verdict to the architect."""

    title: str
    statement: str
    rationale: str
    routes: tuple[str, ...] = ()
    test: str = ""


@transaction.atomic
def propose_guideline(actor: Actor, given: GuidelineInput, code: str = "") -> OwnGuideline:
    """Write a new guideline, or a new version of `code`. It counts from its adoption on.

    A version that waits for its adoption is replaced. Raises InvalidInput at the field, Conflict for an unknown code.
    """
    _permission.require(actor, "propose_guideline")
    required = {
        "title": _("Give the guideline a name."),
        "statement": _("Write what must be so."),
        "rationale": _("Write why."),
    }
    texts = checked({name: getattr(given, name) for name in MOST}, MOST, required)
    errors: dict[str, list[str]] = {}
    if set(given.routes) - set(Route):
        errors["routes"] = [_("Choose an answer from the list.")]
    if given.test and given.test not in {choice.condition for choice in choices_to_test(actor.today)}:
        errors["test"] = [_("Choose an answer from the list.")]
    if errors:
        raise InvalidInput(errors)
    organisation = Organisation.objects.select_for_update().get(pk=actor.organisation.pk)
    own = OwnGuideline.objects.filter(organisation=organisation)
    newest = own.filter(code=code).order_by("-version").first() if code else None
    if code and newest is None:
        raise Conflict(_("This guideline does not exist."))
    row = newest if newest is not None and newest.adopted_at is None else OwnGuideline(organisation=organisation)
    row.code = code or f"EIGEN_{own.values('code').distinct().count() + 1}"
    if row.pk is None:
        row.version = newest.version + 1 if newest else 1
    row.title, row.statement, row.rationale = texts["title"], texts["statement"], texts["rationale"]
    row.routes, row.test = [route for route in Route if route in given.routes], given.test
    row.proposed_by, row.proposed_at = actor.person, actor.now
    row.save()
    _audit.record(actor, "guideline_proposed", None, code=row.code, version=row.version)
    return row


@transaction.atomic
def adopt_guideline(actor: Actor, row: OwnGuideline, *, reasons: str) -> OwnGuideline:
    """Put a proposed version in force from today on. Raises InvalidInput without reasons, Conflict when it is."""
    _permission.require(actor, "adopt_guideline", row)
    said = checked({"reasons": reasons}, MOST_REASONS, {"reasons": _("Write why this is adopted.")})["reasons"]
    row = OwnGuideline.objects.select_for_update().get(pk=row.pk)
    if row.adopted_at is not None:
        raise Conflict(_("This version was adopted already."))
    row.adopted_by, row.adopted_at, row.adoption_reasons = actor.person, actor.now, said
    row.save()
    _audit.record(actor, "guideline_adopted", None, code=row.code, version=row.version, reasons=said)
    return row


@transaction.atomic
def withdraw_guideline(actor: Actor, row: OwnGuideline, *, reasons: str) -> OwnGuideline:
    """End a guideline. Raises InvalidInput without reasons, Conflict when it is not the version in force."""
    _permission.require(actor, "adopt_guideline", row)
    said = checked({"reasons": reasons}, MOST_REASONS, {"reasons": _("Write why it ends.")})["reasons"]
    row = OwnGuideline.objects.select_for_update().get(pk=row.pk)
    newer = OwnGuideline.objects.filter(organisation=row.organisation, code=row.code, version__gt=row.version)
    if row.adopted_at is None or row.withdrawn_at is not None or newer.filter(adopted_at__isnull=False).exists():
        raise Conflict(_("Only the version in force can be withdrawn."))
    row.withdrawn_at = actor.now
    row.save()
    _audit.record(actor, "guideline_withdrawn", None, code=row.code, version=row.version, reasons=said)
    return row
