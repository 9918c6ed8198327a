"""What the council reads without signing in: impactful applications, the decision under each, and what changed."""

from dataclasses import dataclass
from datetime import date

from vijfspoor.queries import _visible
from vijfspoor.queries.publication import CATEGORIES
from vijfspoor.store.models import Organisation, Publication

IMPACTFUL = CATEGORIES[:2]


@dataclass(frozen=True, slots=True)
class CouncilPage:
    """The impactful applications, highest risk first, and every publication since a date, newest first."""

    impactful: tuple[Publication, ...]
    others: int
    since: date
    changed: tuple[Publication, ...]


def council_page(organisation: Organisation, since: date) -> CouncilPage:
    """Return the page of a municipality, in two SQL statements. Advice is not in a publication, so never here."""
    current = list(_visible.publications(organisation).select_related("dossier").order_by("dossier__name"))
    impactful = [row for row in current if row.content["publication_category"] in IMPACTFUL]
    changed = (
        Publication.objects.filter(dossier__in=[row.dossier_id for row in current], published_at__date__gte=since)
        .select_related("dossier")
        .order_by("-published_at", "-pk")[:100]
    )
    return CouncilPage(
        impactful=tuple(sorted(impactful, key=lambda row: IMPACTFUL.index(row.content["publication_category"]))),
        others=len(current) - len(impactful),
        since=since,
        changed=tuple(changed),
    )
