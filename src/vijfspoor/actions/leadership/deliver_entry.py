"""Verb: deliver the entry of an application to the national Algoritmeregister. Only when a person asks for it."""

from collections.abc import Callable
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions.errors import Conflict
from vijfspoor.content.publication.loader import standard_in_force
from vijfspoor.integrations.algoritmeregister.delivery import DeliveryError, RegisterService
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.leadership.delivery import Delivered, delivered
from vijfspoor.queries.leadership.register_entry import entry_of
from vijfspoor.store.models import Dossier, RegisterDelivery

Answer = TypeVar("Answer")


@transaction.atomic
def deliver_concept(actor: Actor, dossier: Dossier, service: RegisterService, website: str) -> RegisterDelivery:
    """Send what residents read now as a concept; the entry that is there already is brought up to date.

    Raises Conflict when nothing is public, a field would be refused, or the register does not take it.
    """
    state = _begin(actor, dossier)
    publication = dossier.publications.filter(is_current=True).first()
    if publication is None:
        raise Conflict(_("Nothing is public yet, so there is nothing to deliver."))
    entry = entry_of(publication.content, dossier.number, website)
    if standard_in_force(actor.today).defects(entry):
        raise Conflict(_("The register does not take this entry yet. Fill in what is missing and publish again."))
    lars = _ask(lambda: service.concept(entry, state.lars))
    return _keep(actor, dossier, RegisterDelivery.Kind.CONCEPT, lars, entry, publication.version)


@transaction.atomic
def release_entry(actor: Actor, dossier: Dossier, service: RegisterService) -> RegisterDelivery:
    """Offer the concept for publication. Raises Conflict without one that waits, or when the register refuses."""
    state = _begin(actor, dossier)
    if not state.may_release:
        raise Conflict(_("Deliver the entry as a concept first."))
    _ask(lambda: service.release(state.lars))
    return _keep(actor, dossier, RegisterDelivery.Kind.RELEASE, state.lars)


@transaction.atomic
def archive_version(actor: Actor, dossier: Dossier, service: RegisterService, version: int) -> RegisterDelivery:
    """Put one version, by the register's own number, in its archive. Raises Conflict when nothing was delivered."""
    state = _begin(actor, dossier)
    if not state.lars:
        raise Conflict(_("Deliver the entry as a concept first."))
    _ask(lambda: service.archive(state.lars, version))
    return _keep(actor, dossier, RegisterDelivery.Kind.ARCHIVE, state.lars, version=version)


@transaction.atomic
def retract_entry(actor: Actor, dossier: Dossier, service: RegisterService) -> RegisterDelivery:
    """Take the entry out of the public register. Raises Conflict when it is not in it."""
    state = _begin(actor, dossier)
    if not state.is_released:
        raise Conflict(_("This entry is not in the national register."))
    _ask(lambda: service.retract(state.lars))
    return _keep(actor, dossier, RegisterDelivery.Kind.RETRACT, state.lars)


def preview_entry(actor: Actor, dossier: Dossier, service: RegisterService) -> str:
    """Return the address of the concept in the register. Raises Conflict without one, or when it does not answer."""
    _permission.require(actor, "deliver", dossier)
    state = delivered(dossier)
    if not state.lars:
        raise Conflict(_("Deliver the entry as a concept first."))
    return _ask(lambda: service.preview(state.lars))


def _begin(actor: Actor, dossier: Dossier) -> Delivered:
    """Check who asks, and let two people who deliver at once come here one after the other."""
    _permission.require(actor, "deliver", dossier)
    Dossier.objects.select_for_update().get(pk=dossier.pk)
    return delivered(dossier)


def _ask(call: Callable[[], Answer]) -> Answer:
    try:
        return call()
    except DeliveryError as error:
        said = _("The national register did not take it (%(status)s). %(detail)s")
        raise Conflict(said % {"status": error.status or "–", "detail": error.detail}) from error


def _keep(
    actor: Actor,
    dossier: Dossier,
    kind: RegisterDelivery.Kind,
    lars: str,
    entry: dict[str, object] | None = None,
    version: int | None = None,
) -> RegisterDelivery:
    row = RegisterDelivery.objects.create(
        dossier=dossier, kind=kind, lars=lars, content=entry or {}, version=version, by=actor.person, at=actor.now
    )
    _audit.record(actor, f"entry_{kind.value}", dossier, lars=lars, delivery=row.pk)
    return row
