"""Shape of the file that leads residents to what concerns them."""

from datetime import date

from vijfspoor.content.wheel.schema import BilingualText, Strict


class ThemeFile(Strict):
    """A theme of the publication standard, in residents' words."""

    code: str
    title: BilingualText


class SituationFile(Strict):
    """What a resident says about themselves."""

    code: str
    question: BilingualText
    themes: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


class ResidentsFile(Strict):
    """residents.yaml"""

    valid_from: date
    themes: tuple[ThemeFile, ...]
    situations: tuple[SituationFile, ...]
