"""May I use this? The register's answer for one colleague, with the rules that come with it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from vijfspoor.domain.dossier.permitted_use import PermittedUse, UseFacts, permitted_use
from vijfspoor.domain.people.learning_module import Module
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.dossier.stemming import stems
from vijfspoor.queries.people.module_access import first_finish
from vijfspoor.store.models import Condition, Dossier, Pilot, UserGroup

MOST = 20
ALLOWED = (PermittedUse.YES, PermittedUse.UNDER_RULES, PermittedUse.AFTER_LEARNING)
_ORDER = list(PermittedUse)


@dataclass(frozen=True, slots=True)
class UseAnswer:
    """The answer about one application: `conditions` of the decision, `training` asked first, last day of a pilot.

    `first`: the modules that who asks must finish before using it.

    `is_elsewhere`: it was approved for the work of another department than one's own.
    """

    dossier: Dossier
    answer: PermittedUse
    conditions: tuple[str, ...]
    training: tuple[str, ...]
    pilot_ends: date | None
    is_elsewhere: bool
    first: tuple[Module, ...] = ()


def may_use(actor: Actor, q: str) -> list[UseAnswer]:
    """Return the answers for what fits the words, what may be used first; without words what may be used now.

    The number of SQL statements does not depend on how many applications there are.
    """
    found = list(_found(actor, q)[: MOST * 3])
    conditions, training = rules_of(found)
    pilots = dict(
        Pilot.objects.filter(dossier__in=found, closed_at__isnull=True)
        .order_by("pk")
        .values_list("dossier_id", "ends_on")
    )
    first = first_finish(actor, [row.pk for row in found])
    answers = [
        _answer(actor, row, conditions[row.pk], training[row.pk], pilots.get(row.pk), first.get(row.pk, ()))
        for row in found
    ]
    if not stems(q):
        answers = [item for item in answers if item.answer in ALLOWED]
    return sorted(answers, key=lambda item: (_ORDER.index(item.answer), item.dossier.name))[:MOST]


def rules_of(dossiers: Iterable[Dossier]) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """Return the conditions of the decision and the training asked first, each by application; two SQL statements."""
    found = list(dossiers)
    conditions: dict[int, list[str]] = defaultdict(list)
    standing = Condition.objects.filter(decision__dossier__in=found, decision__corrected_by__isnull=True)
    for dossier, text in standing.order_by("pk").values_list("decision__dossier_id", "text"):
        conditions[dossier].append(text)
    training: dict[int, list[str]] = defaultdict(list)
    groups = UserGroup.objects.filter(dossier__in=found).order_by("pk")
    for dossier, text in groups.values_list("dossier_id", "training"):
        if text not in training[dossier]:
            training[dossier].append(text)
    return conditions, training


def _found(actor: Actor, q: str) -> QuerySet[Dossier]:
    rows = _visible.dossiers(actor).exclude(status__in=(Dossier.Status.DRAFT, Dossier.Status.MERGED))
    if stems(q):
        # At the start of every word, or anywhere in the name: "chat" is no part of "schat".
        begins = Q()
        for stem in stems(q):
            begins &= Q(search_text__startswith=stem) | Q(search_text__contains=f" {stem}")
        rows = rows.filter(begins | Q(name__icontains=q.strip()))
    else:
        rows = rows.filter(status=Dossier.Status.APPROVED, use__in=[Dossier.Use.PILOT, Dossier.Use.IN_USE])
    return rows.select_related("department", "team", "accountable").order_by("-changed_at", "-pk")


def _answer(
    actor: Actor,
    row: Dossier,
    conditions: list[str],
    training: list[str],
    pilot_ends: date | None,
    first: tuple[Module, ...],
) -> UseAnswer:
    over = pilot_ends is not None and pilot_ends < actor.today
    elsewhere = _is_elsewhere(actor, row)
    facts = UseFacts(
        status=row.status,
        use=row.use,
        route=row.route,
        is_stopped=row.stopped_at is not None or over,
        has_rules=bool(conditions or training or elsewhere),
        must_learn=bool(first),
    )
    return UseAnswer(row, permitted_use(facts), tuple(conditions), tuple(training), pilot_ends, elsewhere, first)


def _is_elsewhere(actor: Actor, row: Dossier) -> bool:
    """Whether it belongs to another department than the actor's: then who answers for it can say whether it may."""
    unit = actor.person.unit
    mine = {unit.pk, unit.parent_id} if unit else set()
    return row.department_id is not None and row.department_id not in mine
