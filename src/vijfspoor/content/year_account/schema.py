"""Shape of the file with the sections of the yearly account."""

from datetime import date

from vijfspoor.content.wheel.schema import BilingualText, Strict


class SectionFile(Strict):
    """One section: what it is called, what belongs in it, and the text it begins with, in Dutch."""

    code: str
    title: BilingualText
    help: BilingualText
    draft: str


class SectionsFile(Strict):
    """sections.yaml"""

    valid_from: date
    sections: tuple[SectionFile, ...]
