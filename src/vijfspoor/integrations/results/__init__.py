"""Results of another self-scan or course, as rows: read from CSV, a spreadsheet or xAPI statements."""

from dataclasses import dataclass, field


class UnreadableResults(Exception):
    """The file as a whole cannot be read; `fault` says why: kind, encoding, empty, columns, or large."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class ResultRow:
    """Rij: as it stands in the file. `number` is the row as a person counts it (a statement in xAPI).

    `levels` maps a competence, as it is written there, to what is written as its level.
    """

    number: int
    email: str = ""
    team: str = ""
    levels: dict[str, str] = field(default_factory=dict)


MOST_ROWS = 10_000
