"""The shape in which an organisation's own set-up is kept: differences from the shipped wheel, checked strictly."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from vijfspoor.content.wheel.schema import Mark, Strict, TermsFile
from vijfspoor.domain.dossier.life_cycle import Terms
from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.organisation.responsibility import CONTRIBUTION_BY_MARK, marks_of
from vijfspoor.domain.organisation.setup import Setup, StopSetting


class OwnStop(Strict):
    """A gate on a route as the organisation sets it."""

    route: Route
    gate: str
    term: int
    decides: list[str]
    only: dict[str, list[str]] = Field(default_factory=dict)


class OwnSetup(Strict):
    """Everything an organisation sets differently."""

    additions: tuple[str, ...] = ()
    marks: dict[str, dict[str, list[Mark]]] = Field(default_factory=dict)
    stops: tuple[OwnStop, ...] = ()
    terms: TermsFile | None = None
    reassess_months: dict[Route, int] = Field(default_factory=dict)


def read_setup(kept: Mapping[str, Any]) -> Setup:
    """Return the set-up that was kept. Raises pydantic.ValidationError for another shape."""
    item = OwnSetup.model_validate(kept)
    return Setup(
        additions=frozenset(item.additions),
        marks={
            code: {role: frozenset(CONTRIBUTION_BY_MARK[mark] for mark in given) for role, given in row.items()}
            for code, row in item.marks.items()
        },
        stops={
            (stop.route, stop.gate): StopSetting(
                stop.term, tuple(stop.decides), {code: tuple(roles) for code, roles in stop.only.items()}
            )
            for stop in item.stops
        },
        terms=Terms(**item.terms.model_dump()) if item.terms else None,
        reassess_months=dict(item.reassess_months),
    )


def keep_setup(setup: Setup) -> dict[str, Any]:
    """Return the set-up as data to keep."""
    terms = setup.terms
    return {
        "additions": sorted(setup.additions),
        "marks": {
            code: {role: list(marks_of(given)) for role, given in row.items()} for code, row in setup.marks.items()
        },
        "stops": [
            {
                "route": str(route),
                "gate": gate,
                "term": own.term,
                "decides": list(own.decides),
                "only": {code: list(roles) for code, roles in own.only.items()},
            }
            for (route, gate), own in setup.stops.items()
        ],
        "terms": {name: getattr(terms, name) for name in TermsFile.model_fields} if terms else None,
        "reassess_months": {str(route): months for route, months in setup.reassess_months.items()},
    }
