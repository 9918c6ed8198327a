"""Document: what is written down, apart from how it looks. A renderer makes the PDF or the ODT of it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Heading:
    """Kop: `level` 1 is a chapter; a level below it never skips one."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Alinea: `language` says in which language someone wrote it, when that is not the document's own."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Gegevens: pairs of a label and its value, in reading order."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Tabel: `widths` are shares of the page width, one for each column of `header`."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]

    def __post_init__(self) -> None:
        if {len(self.header), len(self.widths), *map(len, self.rows)} != {len(self.header)}:
            raise ValueError(f"every row of table {self.caption!r} needs {len(self.header)} cells")


@dataclass(frozen=True, slots=True)
class ListItem:
    """Punt: `detail` is said more quietly behind the text; `children` are what the point rests on."""

    text: str
    detail: str = ""
    children: tuple["ListItem", ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """Lijst: points, which may have points of their own."""

    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Opmerking: something the reader must not miss, set apart from the text."""

    text: str


Block = Heading | Paragraph | Facts | Table | Listing | Note


@dataclass(frozen=True, slots=True)
class Document:
    """Document: title, particulars and blocks in one language.

    `dated` is the day of the newest fact in it, never the day it is made: the same facts give the same document.
    `is_dense` sets it smaller, for what must fit on a page or two.
    """

    title: str
    subtitle: str
    language: str
    organisation: str
    dated: date
    identifier: str
    blocks: tuple[Block, ...]
    is_dense: bool = False

    def __post_init__(self) -> None:
        above = 0
        for heading in (block for block in self.blocks if isinstance(block, Heading)):
            if not 1 <= heading.level <= above + 1:
                raise ValueError(f"heading {heading.text!r} of level {heading.level} skips a level")
            above = heading.level
