"""Route: the road an AI application travels, chosen by its impact and not by the word AI."""

from enum import StrEnum


class Route(StrEnum):
    """Route, from strictest to lightest. The Dutch colour names are the codes used everywhere."""

    ZWART = "zwart"
    ROOD = "rood"
    ORANJE = "oranje"
    BLAUW = "blauw"
    GROEN = "groen"

    @property
    def severity(self) -> int:
        """Strengheid: 5 for the strictest route (zwart) down to 1 for the lightest (groen)."""
        return _SEVERITY[self]

    def is_stricter_than(self, other: "Route") -> bool:
        """Whether this route asks more than `other`."""
        return self.severity > other.severity


LARGE_IMPACT = (Route.ORANJE, Route.ROOD)
"""Grote gevolgen: of a decision on these the council is told, and what is asked must not wait for means."""

_SEVERITY = {route: 5 - place for place, route in enumerate(Route)}
