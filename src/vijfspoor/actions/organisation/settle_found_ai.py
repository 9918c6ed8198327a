"""Verbs: say what found AI is: report it, dismiss it with a reason, or name the application it is."""

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.dossier.save_intake_page import save_intake_page
from vijfspoor.actions.dossier.start_report import start_report
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.found_ai import product_of
from vijfspoor.queries.wording import say
from vijfspoor.store.models import Dossier, FoundAi

State = FoundAi.State
MOST_REASON = 1000
_MOST_NAME = 100


@transaction.atomic
def report_found_ai(actor: Actor, found: FoundAi) -> Dossier:
    """Begin a report (G0) on it with what the catalogue knows; the actor goes on with the questions.

    Raises Conflict when something was said about it already.
    """
    found = _open(actor, found)
    product = product_of(actor, found)
    name = (product.name if product else found.name)[:_MOST_NAME]
    dossier = start_report(actor, name=name)
    if product is not None:
        given = {"name": name, "summary": say(product.what), "supplier": product.vendor or found.vendor}
        if actor.person.unit_id is not None:
            save_intake_page(actor, dossier, "what", given)
    _settle(actor, found, State.REPORTED, dossier)
    _audit.record(actor, "found_ai_reported", dossier, found=found.pk, product=found.product)
    return dossier


@transaction.atomic
def dismiss_found_ai(actor: Actor, found: FoundAi, *, reason: str) -> FoundAi:
    """Say why it needs no report. Raises InvalidInput at the reason, Conflict when it was settled already."""
    found = _open(actor, found)
    texts = checked({"reason": reason}, {"reason": MOST_REASON}, {"reason": _("Write why this needs no report.")})
    found.reason = texts["reason"]
    _settle(actor, found, State.DISMISSED, None)
    _audit.record(actor, "found_ai_dismissed", found=found.pk, product=found.product)
    return found


@transaction.atomic
def link_found_ai(actor: Actor, found: FoundAi, dossier: Dossier | None) -> FoundAi:
    """Say which application it is. Raises InvalidInput without one, Conflict when it was settled already."""
    found = _open(actor, found)
    if dossier is None or not _visible.dossiers(actor).filter(pk=dossier.pk).exists():
        raise InvalidInput({"dossier": [_("Choose an application from the list.")]})
    _settle(actor, found, State.KNOWN, dossier)
    _audit.record(actor, "found_ai_known", dossier, found=found.pk, product=found.product)
    return found


@transaction.atomic
def reopen_found_ai(actor: Actor, found: FoundAi) -> FoundAi:
    """Ask again what it is. A report that was begun stays with who began it. Raises Conflict when it is open."""
    _permission.require(actor, "find_ai", found)
    found = FoundAi.objects.select_for_update().get(pk=found.pk)
    if found.state == State.OPEN:
        raise Conflict(_("This is open already."))
    found.reason = ""
    _settle(actor, found, State.OPEN, None)
    _audit.record(actor, "found_ai_reopened", found=found.pk, product=found.product)
    return found


def _open(actor: Actor, found: FoundAi) -> FoundAi:
    _permission.require(actor, "find_ai", found)
    found = FoundAi.objects.select_for_update().get(pk=found.pk)
    if found.state != State.OPEN:
        raise Conflict(_("A colleague said what this is already."))
    return found


def _settle(actor: Actor, found: FoundAi, state: str, dossier: Dossier | None) -> None:
    found.state, found.dossier, found.by, found.at = state, dossier, actor.person, actor.now
    found.save(update_fields=["state", "dossier", "by", "at", "reason"])
