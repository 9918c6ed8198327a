"""People and their roles, for the administrator and for choosing a colleague."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q, QuerySet

from vijfspoor.domain.organisation import audit
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Absence, AuditEvent, AuditHead, Organisation, Person, RoleAssignment

PAGE_SIZE = 50


def people(actor: Actor, q: str = "", page: str = "1") -> "Page[Person]":
    """Return one page of colleagues with their roles, found by name, mail or team."""
    found = _visible.people(actor).select_related("unit").order_by("name", "pk")
    if q:
        found = found.filter(Q(name__icontains=q) | Q(email__icontains=q) | Q(unit__name__icontains=q))
    held = RoleAssignment.objects.select_related("unit").order_by("role")
    return Paginator(found.prefetch_related(Prefetch("role_assignments", held)), PAGE_SIZE).get_page(page)


def person(actor: Actor, pk: int) -> Person | None:
    """Return a colleague."""
    return _visible.people(actor).select_related("unit", "organisation").filter(pk=pk).first()


def absences(of: Person) -> list[Absence]:
    """Return when someone is away and who stands in, newest first."""
    return list(of.absences.select_related("stand_in").order_by("-starts_on"))


def may_stand_in(actor: Actor, of: Person) -> QuerySet[Person]:
    """Return the colleagues who can stand in for someone, by name."""
    return _visible.people(actor).filter(is_active=True).exclude(pk=of.pk).order_by("name")


@dataclass(frozen=True, slots=True)
class Verification:
    """Result of recomputing the audit chain of one organisation."""

    events: int
    breaches: tuple[audit.Breach, ...]


def verify_chain(organisation: Organisation) -> Verification:
    """Recompute the whole chain of an organisation, in constant memory."""
    head = AuditHead.objects.filter(organisation=organisation).first()
    rows = AuditEvent.objects.filter(organisation=organisation).order_by("sequence")
    events = (
        audit.SealedEvent(row["sequence"], row["content"], row["previous"], row["seal"])
        for row in rows.values("sequence", "content", "previous", "seal").iterator(chunk_size=2000)
    )
    breaches = audit.verify(events, last_sequence=head.sequence if head else 0, last_seal=head.seal if head else None)
    found = tuple(breach for breach, _ in zip(breaches, range(100), strict=False))
    return Verification(head.sequence if head else 0, found)
