"""Verb: make the Woo bundle of an application once everything on file was weighed."""

from django.utils.translation import ngettext

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._files import transaction_with_files
from vijfspoor.actions.errors import Conflict
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.leadership.woo import lines
from vijfspoor.queries.leadership.woo_bundle import woo_package
from vijfspoor.store.models import Dossier, WooBundle


def make_woo_bundle(actor: Actor, dossier: Dossier) -> WooBundle:
    """Make the next version of the bundle. Raises Conflict while a piece waits for a choice."""
    with transaction_with_files() as writer:
        _permission.require(actor, "weigh_woo", dossier)
        dossier = Dossier.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=dossier.pk)
        inventory = lines(dossier, actor.today)
        waiting = sum(line.choice is None for line in inventory)
        if waiting or not inventory:
            text = ngettext("%(n)s piece waits for a choice.", "%(n)s pieces wait for a choice.", waiting)
            raise Conflict(text % {"n": waiting})
        package = woo_package(actor, dossier, inventory)
        newest = dossier.woo_bundles.order_by("-version").first()
        bundle = WooBundle.objects.create(
            dossier=dossier,
            version=newest.version + 1 if newest else 1,
            stored_name=writer.write(package.content),
            sha256=package.sha256,
            size=len(package.content),
            items={line.piece.key: line.outcome for line in inventory},
            by=actor.person,
            by_name=actor.person.name,
            at=actor.now,
        )
        _audit.record(actor, "woo_bundle_made", dossier, version=bundle.version, sha256=bundle.sha256)
        return bundle
