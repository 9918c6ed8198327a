"""Outcomes of an application as they come in: CSV or Parquet, counted while they are read and never kept."""

from dataclasses import dataclass, field

# A row holds yes or no, perhaps what was right, and the groups a case belongs to. Anything else is not needed.
MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 1_000_000
MOST_COLUMNS = 5
MOST_GROUPS = 30
MOST_LETTERS = 60


@dataclass(frozen=True, slots=True)
class WrongRows:
    """Rows that are wrong in the same way: the column, a code for the reason, and every number as a person counts.

    `spans` holds first and last of rows that follow each other, in order: a file of a million rows stays readable.
    """

    column: str
    reason: str
    spans: tuple[tuple[int, int], ...]

    def numbers(self, before: int = 0) -> str:
        """Return every number, such as 3, 7-9; counted from where `before` numbers were left out."""
        told = (f"{first - before}" + (f"-{last - before}" if last > first else "") for first, last in self.spans)
        return ", ".join(told)


@dataclass(slots=True)
class UnreadableOutcomes(Exception):
    """The file cannot be used. `fault` says why; for wrong rows `rows` names each of them and `count` how many."""

    fault: str
    names: tuple[str, ...] = ()
    rows: tuple[WrongRows, ...] = field(default=())
    count: int = 0

    def __post_init__(self) -> None:
        Exception.__init__(self, self.fault)
