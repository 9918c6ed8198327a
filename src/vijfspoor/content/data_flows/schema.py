"""Shape of the data flows file."""

from datetime import date
from typing import Literal

from vijfspoor.content.wheel.schema import BilingualText, Strict


class ChoiceFile(Strict):
    """Something to choose from."""

    code: str
    label: BilingualText


class GroundFile(ChoiceFile):
    """A ground the law gives, with its article."""

    source: str
    asks_law: bool = False
    needs_lawyer: bool = False
    caution: BilingualText | None = None


class CategoryFile(ChoiceFile):
    """A kind of data, and which further ground the law asks with it."""

    source: str
    needs: Literal["nothing", "ordinary", "special", "criminal", "national_id"]


class AspectFile(ChoiceFile):
    """Something a check of quality looks at."""

    asks: BilingualText


class DataFlowsFile(Strict):
    """data_flows.yaml"""

    valid_from: date
    checked_on: date
    categories: list[CategoryFile]
    legal_bases: list[GroundFile]
    exceptions: list[GroundFile]
    criminal_grounds: list[GroundFile]
    transfer_grounds: list[GroundFile]
    kinds: list[ChoiceFile]
    frequencies: list[ChoiceFile]
    aspects: list[AspectFile]
