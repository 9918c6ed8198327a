"""Mandates: who decides in whose name, and for which tasks that counts today."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Mandate, Task


def held_by(actor: Actor) -> QuerySet[Mandate]:
    """Return the mandates in force today that this actor holds, in person or by a role."""
    to_actor = Q(holder=actor.person) | Q(holder_role__in=sorted(actor.roles))
    mine = in_force(Mandate.objects.filter(organisation=actor.organisation), actor.today)
    return mine.filter(to_actor).exclude(mandator=actor.person)


def in_force(rows: QuerySet[Mandate], on: date) -> QuerySet[Mandate]:
    """Return those of `rows` that count `on` a day."""
    return rows.filter(revoked_at__isnull=True, valid_from__lte=on, valid_until__gte=on)


def by_mandate(actor: Actor) -> Exists:
    """Return the condition on a task that the actor may decide there in the name of who was asked."""
    covers = Q(route="") | Q(route=OuterRef("dossier__route"))
    return Exists(held_by(actor).filter(covers, mandator=OuterRef("assignee"), gate=OuterRef("gate")))


def mandate_for(actor: Actor, task: Task) -> Mandate | None:
    """Return the mandate under which the actor decides `task`; None when it was asked of the actor."""
    if task.dossier is None or task.assignee_id is None or task.kind != Task.Kind.DECIDE:
        return None
    covers = Q(route="") | Q(route=task.dossier.route)
    return held_by(actor).filter(covers, mandator=task.assignee_id, gate=task.gate).order_by("pk").first()


def listing(actor: Actor) -> QuerySet[Mandate]:
    """Return every mandate of the organisation, what counts first."""
    rows = Mandate.objects.filter(organisation=actor.organisation).select_related("mandator", "holder")
    return rows.order_by(F("revoked_at").asc(nulls_first=True), "-valid_until", "-pk")
