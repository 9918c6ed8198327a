"""Which applications another law touches: every dossier classified under two laws, read as a stream."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from vijfspoor.content.law.loader import Law
from vijfspoor.domain.ethics.law_impact import Impact, impact
from vijfspoor.queries.ethics.facts import classify_under
from vijfspoor.store.models import Answer, Dossier, Organisation

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class DossierImpact:
    """A dossier with its organisation, and what the other law changes for it (nothing is false)."""

    dossier: Dossier
    impact: Impact


def dossier_impacts(old: Law, new: Law, organisation: Organisation | None = None) -> Iterator[DossierImpact]:
    """Yield every dossier, changed or not, in the order in which they were made; of one organisation when given.

    Two SQL statements and constant memory, however many dossiers there are.
    """
    dossiers = Dossier.objects.select_related("organisation").order_by("pk")
    # As in `facts.facts_of`: a proposed answer is unknown.
    answers = Answer.objects.filter(is_current=True, is_proposed=False).order_by("dossier_id")
    if organisation is not None:
        dossiers = dossiers.filter(organisation=organisation)
        answers = answers.filter(dossier__organisation=organisation)
    rows = answers.values_list("dossier_id", "question", "value").iterator(chunk_size=CHUNK)
    stated = ((pk, {question: value for _, question, value in group}) for pk, group in groupby(rows, itemgetter(0)))
    pk, facts = next(stated, (None, {}))
    for dossier in dossiers.iterator(chunk_size=CHUNK):
        while pk is not None and pk < dossier.pk:
            pk, facts = next(stated, (None, {}))
        yield DossierImpact(dossier, _impact(old, new, facts if pk == dossier.pk else {}))


def _impact(old: Law, new: Law, facts: dict[str, object]) -> Impact:
    return impact(classify_under(old.book, facts, old.as_of), classify_under(new.book, facts, new.as_of))
