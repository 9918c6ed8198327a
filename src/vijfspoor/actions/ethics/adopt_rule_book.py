"""Verb: adopt a rule book. Every live application is classified again; what was decided keeps its receipt."""

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions.dossier import _route
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.ethics._classify import reclassify, settle_answered
from vijfspoor.content.law.loader import rule_book, rule_books
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Dossier, LawAdoption, Organisation

_LIVE = (Dossier.Status.UNDERWAY, Dossier.Status.APPROVED)


@transaction.atomic
def adopt_rule_book(actor: Actor, version: str, *, reasons: str) -> LawAdoption:
    """Adopt `version` for the organisation and classify its live applications again.

    Raises InvalidInput without reasons, Conflict when it is unknown, not in force yet or adopted already.
    """
    _permission.require(actor, "adopt_rule_book", None)
    if not reasons.strip():
        raise InvalidInput({"reasons": [_("Write what you looked at before adopting it.")]})
    organisation = Organisation.objects.select_for_update().get(pk=actor.organisation.pk)
    if version not in {book.version for book in rule_books()}:
        raise Conflict(_("This rule book does not exist."))
    book = rule_book(version)
    if book.in_force_from > actor.today:
        raise Conflict(_("This rule book is not in force yet."))
    if not organisation.rule_book or rule_book(organisation.rule_book).in_force_from >= book.in_force_from:
        raise Conflict(_("This rule book, or a newer one, is in use already."))
    organisation.rule_book = version
    organisation.save(update_fields=["rule_book"])
    actor.organisation.rule_book = version
    touched = sum(_classify_again(actor, dossier) for dossier in _live(organisation))
    adoption = LawAdoption.objects.create(
        organisation=organisation,
        version=version,
        reasons=reasons.strip(),
        touched=touched,
        person=actor.person,
        person_name=actor.person.name,
        at=actor.now,
    )
    _audit.record(actor, "rule_book_adopted", None, version=version, reasons=adoption.reasons, touched=touched)
    return adoption


def _live(organisation: Organisation) -> list[Dossier]:
    rows = Dossier.objects.select_for_update(of=("self",)).filter(organisation=organisation, status__in=_LIVE)
    return list(rows.select_related("organisation", "department", "accountable").order_by("pk"))


def _classify_again(actor: Actor, dossier: Dossier) -> bool:
    """Classify one dossier under the adopted rules. Returns whether outcome, route or obligations changed."""
    before = dossier.classifications.order_by("-pk").first()
    route = dossier.route
    settle_answered(actor, dossier)
    row = reclassify(actor, dossier)
    _route.follow(actor, dossier, row, route)
    dossier.save()
    if before is None:
        return True
    return (before.outcomes, before.route, before.obligations) != (row.outcomes, row.route, row.obligations)
