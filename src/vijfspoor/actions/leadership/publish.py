"""Verb: publish what residents read about an approved application, from the same facts as the dossier."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions.dossier._search import published_words
from vijfspoor.actions.errors import Conflict
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.leadership.publication import public_content, stopped_on
from vijfspoor.store.models import Dossier, Publication


@transaction.atomic
def publish(actor: Actor, dossier: Dossier) -> Publication:
    """Publish a new version of the public page. Raises Conflict when nothing was approved yet."""
    _permission.require(actor, "publish", dossier)
    dossier = Dossier.objects.select_for_update().get(pk=dossier.pk)
    if dossier.status != Dossier.Status.APPROVED:
        raise Conflict(_("Only an approved application has a public page."))
    return publish_now(actor, dossier)


def publish_now(actor: Actor, dossier: Dossier) -> Publication:
    """Write the next version of the public page; part of a decision, or of `publish`."""
    earlier = dossier.publications.order_by("-version").first()
    content = public_content(dossier)
    if earlier is not None and earlier.is_current and earlier.content == content:
        return earlier
    return _next_version(actor, dossier, earlier, content)


def publish_stop(actor: Actor, dossier: Dossier) -> None:
    """Say on the public page that it was stopped, or no longer is. Nothing else on the page changes with it."""
    earlier = dossier.publications.filter(is_current=True).first()
    if earlier is not None:
        _next_version(actor, dossier, earlier, {**earlier.content, "stopped_on": stopped_on(dossier)})


def _next_version(actor: Actor, dossier: Dossier, earlier: Publication | None, content: dict[str, Any]) -> Publication:
    dossier.publications.filter(is_current=True).update(is_current=False)
    row = Publication.objects.create(
        organisation=actor.organisation,
        dossier=dossier,
        version=earlier.version + 1 if earlier else 1,
        content=content,
        search_text=published_words(content),
        published_at=actor.now,
    )
    _audit.record(actor, "published", dossier, version=row.version)
    return row


def withdraw_publication(actor: Actor, dossier: Dossier) -> None:
    """Take the public page away, because the application was not approved after all."""
    if dossier.publications.filter(is_current=True).update(is_current=False):
        _audit.record(actor, "publication_withdrawn", dossier)
