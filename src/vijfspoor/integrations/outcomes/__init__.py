"""Outcomes of an application as they come in: CSV or Parquet, counted while they are read and never kept."""

from dataclasses import dataclass, field

# A row holds yes or no, perhaps what was right, and the groups a case belongs to. Anything else is not needed.
MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 1_000_000
MOST_COLUMNS = 5
MOST_GROUPS = 30
MOST_LETTERS = 60
MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class WrongRow:
    """A row that cannot be read: its number as a person counts it, the column, and a code for the reason."""

    number: int
    column: str
    reason: str


@dataclass(slots=True)
class UnreadableOutcomes(Exception):
    """The file cannot be used. `fault` says why; for wrong rows `rows` holds the first ones and `count` all."""

    fault: str
    names: tuple[str, ...] = ()
    rows: tuple[WrongRow, ...] = field(default=())
    count: int = 0

    def __post_init__(self) -> None:
        Exception.__init__(self, self.fault)
