"""Likely duplicates of the whole register: the pairs nobody judged yet, with why, and what was judged before."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from vijfspoor.domain.dossier.likeness import LikelyPair, Report, Sign, likely_pairs
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.dossier._register_filters import LIVE
from vijfspoor.store.models import Concern, Dossier, DuplicateJudgement, Incident

PAGE_SIZE = 20
SHORTEST_WORD = 4
MOST_JUDGED = 50


DossierPair = tuple[Dossier, Dossier]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two applications that may be one, and the sign of it."""

    first: Dossier
    second: Dossier
    sign: Sign


@dataclass(frozen=True, slots=True)
class Duplicates:
    """One page of pairs nobody judged yet, and the newest judgements."""

    pairs: tuple[Pair, ...]
    page: Page  # type: ignore[type-arg]
    judged: tuple[DuplicateJudgement, ...]


def duplicates(actor: Actor, page: int = 1) -> Duplicates:
    """Return the likely duplicates among what is underway or approved, in four SQL statements."""
    judged = judgements(actor)
    known = set(judged.values_list("first", "second"))
    open_pairs = [pair for pair in _likely(actor) if (pair.first, pair.second) not in known]
    shown = Paginator(open_pairs, PAGE_SIZE).get_page(page)
    related = ("department", "accountable", "product__supplier")
    numbers = {key for pair in shown for key in (pair.first, pair.second)}
    rows = _visible.dossiers(actor).select_related(*related).in_bulk(numbers)
    pairs = tuple(Pair(rows[pair.first], rows[pair.second], pair.sign) for pair in shown)
    newest = judged.select_related("first", "second", "by").order_by("-pk")[:MOST_JUDGED]
    return Duplicates(pairs, shown, tuple(newest))


def judgements(actor: Actor) -> QuerySet[DuplicateJudgement]:
    """Return what was said of pairs in the organisation."""
    return DuplicateJudgement.objects.filter(organisation=actor.organisation)


def _likely(actor: Actor) -> list[LikelyPair]:
    live = _visible.dossiers(actor).filter(status__in=LIVE)
    columns = ("pk", "name", "search_text", "product", "department")
    return likely_pairs(
        [
            Report(
                pk,
                name.strip().lower(),
                frozenset(word for word in text.split() if len(word) >= SHORTEST_WORD),
                (product, department) if product and department else None,
            )
            for pk, name, text, product, department in live.values_list(*columns).iterator()
        ]
    )


def pair_of(actor: Actor, first: int, second: int) -> DossierPair | None:
    """Return two applications by their numbers, the one reported first first; None when there are no two to see."""
    numbers = {first, second}
    related = ("department", "accountable", "reporter", "product__supplier")
    found = _visible.dossiers(actor).filter(number__in=numbers, status__in=LIVE).select_related(*related)
    rows = list(found.order_by("pk"))
    return (rows[0], rows[1]) if len(rows) == len(numbers) == 2 else None


def judgement_of(first: Dossier, second: Dossier) -> DuplicateJudgement | None:
    """Return what was said of a pair, the one reported first first."""
    return DuplicateJudgement.objects.filter(first=first, second=second).first()


def still_open(dossier: Dossier) -> bool:
    """Whether a concern or an incident of the application is not settled yet."""
    concerns = Concern.objects.filter(dossier=dossier, status=Concern.Status.OPEN)
    return concerns.exists() or Incident.objects.filter(dossier=dossier, closed_at__isnull=True).exists()
