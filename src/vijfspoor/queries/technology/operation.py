"""The life of an application on one page: its checklist, pilot, reassessment, end, releases, settings and users."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.dossier.go_live import ChecklistView, checklist_view
from vijfspoor.queries.dossier.life_facts import decision_on_use
from vijfspoor.queries.people.learning_paths import PathLine, path_of
from vijfspoor.queries.people.module_access import GroupLine, group_lines
from vijfspoor.store.models import (
    Decision,
    Dossier,
    Pilot,
    Reassessment,
    RecordedSetting,
    Release,
    Retirement,
)


@dataclass(frozen=True, slots=True)
class LifeView:
    """Everything on the page. `checklist` is the one that counts now, or the one it went live by."""

    gate: str
    checklist: ChecklistView | None
    decision: Decision | None
    pilot: Pilot | None
    reassessment: Reassessment | None
    earlier: tuple[Reassessment, ...]
    retirement: Retirement | None
    groups: tuple[GroupLine, ...]
    path: PathLine | None
    releases: tuple[Release, ...]
    settings: tuple[RecordedSetting, ...]


def life_view(actor: Actor, dossier: Dossier) -> LifeView:
    """Return the life of the dossier after its decision, in a fixed number of SQL statements."""
    gate = checklist_gate(dossier)
    rounds = list(dossier.reassessments.select_related("decision", "opened_by").order_by("-pk"))
    running = next((row for row in rounds if row.closed_at is None), None)
    return LifeView(
        gate=gate,
        checklist=checklist_view(dossier, gate, actor.today) if gate else None,
        decision=decision_on_use(dossier),
        pilot=dossier.pilots.order_by("-pk").first(),
        reassessment=running,
        earlier=tuple(row for row in rounds if row.closed_at is not None),
        retirement=dossier.retirements.filter(withdrawn_at__isnull=True).select_related("proposed_by").first(),
        groups=group_lines(dossier),
        path=path_of(dossier, actor.today),
        releases=tuple(releases_of(actor, dossier)),
        settings=tuple(dossier.recorded_settings.order_by("-since", "-pk")),
    )


def checklist_gate(dossier: Dossier) -> str:
    """Return the gate whose checklist the page shows: of the gate it stands before, else that of go-live."""
    if dossier.status not in (Dossier.Status.APPROVED, Dossier.Status.RETIRED):
        return ""
    return dossier.gate if dossier.gate in ("G7", "G9") else "G6"


def releases_of(actor: Actor, dossier: Dossier) -> QuerySet[Release]:
    """Return the releases of the product this application uses, newest first."""
    mine = Release.objects.filter(organisation=actor.organisation, dossier__in=_visible.dossiers(actor).values("pk"))
    same = Q(dossier=dossier)
    if dossier.product_id is not None:
        same |= Q(of_product=dossier.product_id)
    if dossier.supplier:
        same |= Q(product__iexact=dossier.name, supplier__iexact=dossier.supplier)
    return mine.filter(same).select_related("by", "dossier").order_by("-released_on", "-pk")


def uses_of(release: Release) -> list[Dossier]:
    """Return the applications that use the product of `release`.

    Those are the ones linked to the product on file, and where nobody linked them those with the same supplier and
    the same name, capitals aside. Without a supplier the name alone says too little.
    """
    uses = Q(pk=release.dossier_id)
    if release.of_product_id is not None:
        uses |= Q(product=release.of_product_id)
    if release.supplier:
        uses |= Q(supplier__iexact=release.supplier, name__iexact=release.product)
    return list(Dossier.objects.filter(uses, organisation=release.organisation_id).order_by("pk"))
