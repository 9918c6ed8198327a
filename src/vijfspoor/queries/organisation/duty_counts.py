"""Obligations of the whole portfolio, counted per kind and state, each count with the list behind it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Case, Count, Value, When

from vijfspoor.domain.ethics.rule_book import Obligation
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.dossier._register_filters import newest_classifications
from vijfspoor.queries.dossier.register import UNKNOWN, Filters, rows
from vijfspoor.queries.ethics.facts import book_for
from vijfspoor.queries.organisation.insight import Figure, narrowed
from vijfspoor.store.models import KeptObligation

FIRST = 8
STATES = ("late", "open", UNKNOWN, "met")


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One obligation of the law with how many applications keep it how: a figure per state, in the order of STATES."""

    duty: Obligation
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Duties:
    """All obligations that bind today, and how many of them are late and open in all."""

    lines: tuple[DutyLine, ...]
    late: int
    unkept: int

    @property
    def first(self) -> tuple[DutyLine, ...]:
        """Those that ask attention first."""
        return self.lines[:FIRST]

    @property
    def rest(self) -> tuple[DutyLine, ...]:
        """All others."""
        return self.lines[FIRST:]


def duties(actor: Actor, filters: Filters) -> Duties:
    """Return the obligations that bind the applications `filters` lets through today, in two SQL statements.

    How they stood on an earlier day was not kept. `late` counts among what is open; the figure of open has them too.
    """
    binding = newest_classifications(actor).filter(dossier__in=rows(actor, filters).order_by().values("pk"))
    bound: Counter[str] = Counter()
    for obligations, number in binding.order_by().values_list("obligations").annotate(n=Count("pk")):
        for code in _applying(obligations, actor.today):
            bound[code] += number
    found = _kept(actor, binding)
    lines = []
    for duty in book_for(actor.organisation, actor.today).obligations:
        if bound[duty.code]:
            found[duty.code, UNKNOWN] = bound[duty.code] - sum(found[duty.code, state] for state in _ALL)
            lines.append(DutyLine(duty, tuple(_figure(filters, duty.code, state, found) for state in STATES)))
    lines.sort(key=lambda line: tuple(-figure.count for figure in line.figures[:3]))
    return Duties(
        tuple(lines),
        sum(line.figures[0].count for line in lines),
        sum(line.figures[2].count for line in lines),
    )


_ALL = tuple(KeptObligation.Status.values)


def _kept(actor: Actor, binding: object) -> Counter[tuple[str, str]]:
    is_late = Case(
        When(status=KeptObligation.Status.OPEN, due_on__lt=actor.today, then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )
    found: Counter[tuple[str, str]] = Counter()
    kept = KeptObligation.objects.filter(dossier__classifications__in=binding).annotate(is_late=is_late)
    columns = ("code", "status", "is_late", "dossier__classifications__obligations")
    for code, status, late, obligations, number in kept.values_list(*columns).annotate(n=Count("pk")).order_by():
        if code in _applying(obligations, actor.today):
            found[code, status] += number
            found[code, "late"] += number if late else 0
    return found


def _applying(obligations: Mapping[str, str | None], today: date) -> set[str]:
    return {code for code, starts in obligations.items() if starts and starts <= today.isoformat()}


def _figure(filters: Filters, code: str, state: str, found: Counter[tuple[str, str]]) -> Figure:
    return Figure(state, found[code, state], narrowed(filters, duty=code, duty_state=state))
