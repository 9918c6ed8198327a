"""Municipalities in this installation."""

from django.db.models import Exists, OuterRef, QuerySet

from vijfspoor.store.models import Organisation, Publication


def publishing_organisations() -> QuerySet[Organisation]:
    """Return the municipalities that published something, by name."""
    published = Publication.objects.filter(organisation=OuterRef("pk"), is_current=True)
    return Organisation.objects.filter(Exists(published)).order_by("name")


def by_slug(slug: str) -> Organisation | None:
    """Return the municipality with this slug."""
    return Organisation.objects.filter(slug=slug).first()
