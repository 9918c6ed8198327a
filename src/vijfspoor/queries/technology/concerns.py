"""Concerns on screen: who handles which, what is alike, and what the reporter was told."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, QuerySet, Value, When

from vijfspoor.domain.dossier.likeness import are_alike
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.dossier.stemming import stems
from vijfspoor.store.models import Concern, ConcernReply, Dossier, Task

PAGE_SIZE = 25
LISTS = ("mine", "all", "reported")
# Shorter words say little about what went wrong.
TELLING = 5


@dataclass(frozen=True, slots=True)
class ConcernList:
    """One page of a list of concerns: mine by term, else open cases first and then the newest."""

    which: str
    page: Page
    mine: int
    sees_all: bool


def listing(actor: Actor, which: str, page: int) -> ConcernList:
    """Return one list: `mine` to handle, `all` of the organisation, or `reported` by this person."""
    mine = _cases(actor).filter(status=Concern.Status.OPEN, task__in=_open_tasks(actor))
    sees_all = _visible.may_read_advice(actor)
    if which not in LISTS or (which == "all" and not sees_all):
        which = "mine" if sees_all else "reported"
    found = {"mine": mine, "all": _cases(actor), "reported": _rows(actor).filter(reporter=actor.person)}[which]
    ordered = found.order_by(*(("task__due_on", "pk") if which == "mine" else ("status_order", "-reported_at", "-pk")))
    return ConcernList(which, Paginator(ordered, PAGE_SIZE).get_page(page), mine.count(), sees_all)


def of_dossier(actor: Actor, dossier: Dossier) -> list[Concern]:
    """Return the cases on one application that the actor may read, open ones first."""
    return list(_cases(actor).filter(dossier=dossier).order_by("status_order", "-reported_at", "-pk"))


def find(actor: Actor, pk: int) -> Concern | None:
    """Return a concern the actor may read."""
    return _rows(actor).select_related("dossier__organisation", "incident", "part_of").filter(pk=pk).first()


def parts(concern: Concern) -> list[Concern]:
    """Return the concerns that were joined to this one, oldest first."""
    return list(concern.parts.select_related("reporter").order_by("pk"))


def replies(concern: Concern) -> list[ConcernReply]:
    """Return what the reporters of the case were told, oldest first."""
    return list(ConcernReply.objects.filter(concern=concern.part_of_id or concern.pk).select_related("by"))


def alike(actor: Actor, concern: Concern) -> list[Concern]:
    """Return open cases on the same application that seem to tell of the same thing. A proposal, in one statement."""
    if concern.dossier is None or concern.status != Concern.Status.OPEN or concern.part_of_id is not None:
        return []
    words = _telling(concern.what)
    others = _cases(actor).filter(dossier=concern.dossier, status=Concern.Status.OPEN).exclude(pk=concern.pk)
    return [other for other in others.order_by("-pk")[:100] if are_alike(words, _telling(other.what))]


def chosen(actor: Actor, pks: Iterable[int]) -> list[Concern]:
    """Return the concerns with these numbers that the actor may read."""
    return list(_visible.concerns(actor).filter(pk__in=list(pks)))


def applications(actor: Actor) -> QuerySet[Dossier]:
    """Return the applications a concern can be about, by name."""
    return (
        _visible.dossiers(actor)
        .exclude(status__in=(Dossier.Status.DRAFT, Dossier.Status.MERGED))
        .order_by("name", "number")
    )


def _telling(text: str) -> frozenset[str]:
    return frozenset(stem for stem in stems(text) if len(stem) >= TELLING)


def _open_tasks(actor: Actor) -> QuerySet[Task]:
    return _visible.own_tasks(actor).filter(kind=Task.Kind.CONCERN, status=Task.Status.OPEN).values("pk")


def _rows(actor: Actor) -> QuerySet[Concern]:
    """Concerns with what a list shows; `status_order` is 0 for open."""
    order = Case(When(status=Concern.Status.OPEN, then=Value(0)), default=Value(1))
    return (
        _visible.concerns(actor)
        .select_related("dossier", "reporter", "task__assignee")
        .annotate(status_order=order, joined=Count("parts"))
    )


def _cases(actor: Actor) -> QuerySet[Concern]:
    return _rows(actor).filter(part_of__isnull=True)
