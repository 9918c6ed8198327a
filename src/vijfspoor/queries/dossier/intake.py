"""The report as a journey: which pages are asked of this reporter, what is known so far, who will have to act."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from vijfspoor.content.intake.loader import intake_pages
from vijfspoor.domain.dossier.intake import IntakePage, facts_from, is_asked
from vijfspoor.domain.dossier.life_cycle import assignments
from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.ethics.classification import Classification
from vijfspoor.domain.organisation.responsibility import Contribution
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.dossier.stemming import stems
from vijfspoor.queries.ethics.facts import book_for, classify_under, still_matters
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.store.models import Dossier, Publication


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the journey: what was chosen, and whether that was only proposed by a look-alike."""

    page: IntakePage
    value: dict[str, Any] | None
    is_proposed: bool = False

    @property
    def is_answered(self) -> bool:
        """Whether the reporter settled this page."""
        return self.value is not None and not self.is_proposed


def journey(dossier: Dossier, on: date) -> list[Step]:
    """Return the pages asked of this reporter, in order, in one SQL statement.

    A page is asked when one of its facts can still change something, given only the pages before it.
    """
    saved = {row.page: row for row in dossier.intake_answers.all()}
    book = book_for(dossier.organisation, on)
    earlier: list[IntakePage] = []
    choices: dict[str, Any] = {}
    steps: list[Step] = []
    for page in intake_pages():
        matters = still_matters(facts_from(earlier, choices), book)
        if is_asked(page, matters.__contains__):
            row = saved.get(page.code)
            steps.append(Step(page, row.value if row else None, bool(row and row.is_proposed)))
            if row and not row.is_proposed and "choice" in row.value:
                choices[page.code] = row.value["choice"]
            earlier.append(page)
    return steps


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the side panel shows: the outcome so far and who will have to act, by contribution."""

    classification: Classification
    acts: dict[Contribution, list[str]]
    decides: tuple[str, ...]


def outlook(actor: Actor, dossier: Dossier) -> Outlook:
    """Return what is known of a draft so far, in one SQL statement."""
    choices = {row.page: row.value.get("choice") for row in dossier.intake_answers.all() if not row.is_proposed}
    book = book_for(actor.organisation, actor.today)
    result = classify_under(book, facts_from(intake_pages(), choices), actor.today)
    wheel = wheel_for(actor.organisation, actor.today)
    plan = wheel.life_cycle.routes[Route(result.route)]
    acts: dict[Contribution, list[str]] = {}
    for stop in plan.path:
        for item in assignments(stop, wheel.matrix, dict(result.requires)):
            roles = acts.setdefault(item.contribution, [])
            if item.role not in roles:
                roles.append(item.role)
    decides = wheel.deciders(plan.path[-1].decides, wheel.additions)
    return Outlook(result, acts, decides)


# Words that say nothing about what an application does.
_COMMON = frozenset(stems("voor naar deze wordt worden maakt geeft zodat systeem onze jouw alle door over"))


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Something like it: a dossier of the own organisation, or what another municipality published."""

    name: str
    summary: str
    where: str
    dossier: Dossier | None = None
    publication: Publication | None = None


def telling_words(text: str) -> frozenset[str]:
    """Return the stems that say what an application is or does."""
    return frozenset(stem for stem in stems(text) if len(stem) > 3) - _COMMON


def look_alikes(actor: Actor, text: str, *, exclude: int | None = None, most: int = 5) -> list[LookAlike]:
    """Return what resembles `text` most: own dossiers first, then public pages of others here. Two SQL statements."""
    words = telling_words(text)
    if not words:
        return []
    own = [
        (_overlap(words, row.search_text), row)
        for row in _visible.dossiers(actor)
        .exclude(pk=exclude)
        .exclude(status__in=(Dossier.Status.DRAFT, Dossier.Status.MERGED))
        .filter(_any_word(words, "search_text"))
        .select_related("team")[:200]
    ]
    others = [
        (_overlap(words, " ".join(stems(f"{row.content.get('name', '')} {row.content.get('summary', '')}"))), row)
        for row in Publication.objects.filter(_any_word(words, "search_text"), is_current=True)
        .exclude(organisation=actor.organisation)
        .select_related("organisation")[:200]
    ]
    found = [
        (score, 0, LookAlike(row.name, row.summary, row.team.name if row.team else "", dossier=row))
        for score, row in own
    ]
    found += [
        (score, 1, LookAlike(row.content["name"], row.content["summary"], row.organisation.name, publication=row))
        for score, row in others
    ]
    found = [item for item in found if item[0] >= min(2, len(words))]
    found.sort(key=lambda item: (-item[0], item[1], item[2].name))
    return [item[2] for item in found[:most]]


def _overlap(words: frozenset[str], text: str) -> int:
    """Count the words found in `text`, also inside a compound: `verslag` is in `gespreksverslag`."""
    return sum(word in text for word in words)


def _any_word(words: frozenset[str], field: str) -> Q:
    condition = Q()
    for word in sorted(words):
        condition |= Q(**{f"{field}__contains": word})
    return condition
