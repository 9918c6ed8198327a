"""Middelen: hours and euros, what is left of them, and how a measure stands that needs them."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Means:
    """Capaciteit en budget: whole hours and whole euros."""

    hours: int = 0
    euros: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether it is neither hours nor euros."""
        return not self.hours and not self.euros

    def less(self, used: "Means") -> "Means":
        """Return what is left when `used` is taken from it."""
        return Means(self.hours - used.hours, self.euros - used.euros)

    def lacking_for(self, wanted: "Means") -> frozenset[str]:
        """Return of which of `hours` and `euros` more is wanted than there is."""
        short = {"hours": wanted.hours > self.hours, "euros": wanted.euros > self.euros}
        return frozenset(name for name, is_short in short.items() if is_short)


class MeansRuled(StrEnum):
    """Uitspraak van het bestuur over de middelen van een maatregel."""

    ASSIGNED = "assigned"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class MeansState(StrEnum):
    """Stand van de middelen van een maatregel."""

    UNKNOWN = "unknown"
    ASKED = "asked"
    NOT_NEEDED = "not_needed"
    ASSIGNED = "assigned"
    REFUSED = "refused"

    @property
    def is_settled(self) -> bool:
        """Whether nobody has to say anything more: there are means, or none are needed."""
        return self in (MeansState.ASSIGNED, MeansState.NOT_NEEDED)


def means_state(asked: Means | None, ruled: MeansRuled | None, *, is_answered: bool) -> MeansState:
    """Return how a measure stands: `asked` by its owner last, `ruled` by the board last.

    What was assigned stays assigned until the board takes it back. For the rest the newest word counts: `is_answered`
    says that the board spoke after the owner did.
    """
    if ruled is MeansRuled.ASSIGNED:
        return MeansState.ASSIGNED
    if asked is not None and asked.is_nothing:
        return MeansState.NOT_NEEDED
    if asked is not None and not is_answered:
        return MeansState.ASKED
    return MeansState.REFUSED if ruled is MeansRuled.REFUSED else MeansState.UNKNOWN
