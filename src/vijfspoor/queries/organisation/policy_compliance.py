"""The compliance matrix: every application that a rule of our policy asks something of, by the rules in force."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from vijfspoor.domain.organisation.policy import RuleStanding
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.policy import LIVE, rules_in_force, standings_by_dossier
from vijfspoor.store.models import Dossier, PolicyRule

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class ComplianceRow:
    """An application with one cell per rule, in the order of the rules; None where the rule does not apply."""

    dossier: Dossier
    cells: tuple[RuleStanding | None, ...]

    @property
    def is_settled(self) -> bool:
        """Whether nothing is asked of this application any more."""
        return all(cell is None or cell.is_settled for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Compliance:
    """One page of the matrix. `open` counts the applications of which something is still asked."""

    rules: tuple[PolicyRule, ...]
    page: Page  # type: ignore[type-arg]
    total: int
    open: int


def compliance(actor: Actor, *, only_open: bool = False, page: int = 1) -> Compliance:
    """Return one page of the matrix, by name; the number of SQL statements does not depend on what it holds."""
    rules = tuple(rules_in_force(actor.organisation.pk))
    of_organisation = {"dossier__organisation": actor.organisation}
    standings = standings_by_dossier(actor.organisation.pk, actor.today, rules, of_organisation, None)
    rows = []
    for dossier in _visible.dossiers(actor).filter(status__in=LIVE).order_by("name"):
        by_code = {rule.code: standing for rule, standing, _until in standings.get(dossier.pk, ())}
        if by_code:
            rows.append(ComplianceRow(dossier, tuple(by_code.get(rule.code) for rule in rules)))
    asked = [row for row in rows if not row.is_settled]
    shown = Paginator(asked if only_open else rows, PAGE_SIZE).get_page(page)
    return Compliance(rules, shown, len(rows), len(asked))
