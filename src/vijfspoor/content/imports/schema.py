"""Shape of columns.yaml and software.yaml."""

from datetime import date

from vijfspoor.content.wheel.schema import BilingualText, Strict


class ColumnEntry(Strict):
    """A column: its name on screen, how many characters fit, and the headings by which it is known."""

    name: BilingualText
    most: int
    headings: tuple[str, ...]


class ColumnsFile(Strict):
    """columns.yaml and software.yaml"""

    valid_from: date
    columns: dict[str, ColumnEntry]
    uses: dict[str, tuple[str, ...]]
    empty: tuple[str, ...]
