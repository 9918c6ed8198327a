"""Shape of the facts of policy frameworks."""

from datetime import date

from vijfspoor.content.wheel.schema import BilingualText, Strict


class FactsFile(Strict):
    """facts.yaml: what a rule may test, by code."""

    valid_from: date
    facts: dict[str, BilingualText]
