"""What would change the outcome of an application: worked out from the rules, for the route and for each outcome."""

from dataclasses import dataclass

from vijfspoor.domain.ethics.classification import Classification
from vijfspoor.domain.ethics.counterfactual import Counterfactual, counterfactuals, counterfactuals_for_route
from vijfspoor.domain.ethics.rule_book import Outcome

MOST = 6


@dataclass(frozen=True, slots=True)
class OutcomeChanges:
    """An outcome that is established or possible, with the smallest sets of answers that would change it."""

    rule: Outcome
    is_established: bool
    ways: tuple[Counterfactual, ...]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What would give a lighter or a stricter route, and what would change each outcome."""

    lighter: tuple[Counterfactual, ...]
    stricter: tuple[Counterfactual, ...]
    outcomes: tuple[OutcomeChanges, ...]


def what_if(law: Classification) -> WhatIf:
    """Return what would change `law`. Each answer set was proven by classifying again."""
    return WhatIf(
        counterfactuals_for_route(law, stricter=False, limit=MOST),
        counterfactuals_for_route(law, stricter=True, limit=MOST),
        tuple(
            OutcomeChanges(law.book.outcomes[code], code in law.outcomes, counterfactuals(law, code, limit=MOST))
            for code in (*law.outcomes, *law.possible)
        ),
    )
