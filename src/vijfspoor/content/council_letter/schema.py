"""Shape of the file with the skeleton of a letter to the council."""

from datetime import date

from vijfspoor.content.wheel.schema import BilingualText, Strict
from vijfspoor.domain.dossier.gate import Outcome


class LineFile(Strict):
    """One line of a draft, in Dutch, that names facts by their code; `only` says for which outcomes it is."""

    text: str
    only: tuple[Outcome, ...] = ()


class SectionFile(Strict):
    """One section: what it is called, what belongs in it, and the lines its draft begins with."""

    code: str
    title: BilingualText
    help: BilingualText
    lines: tuple[LineFile, ...]


class SkeletonFile(Strict):
    """skeleton.yaml"""

    valid_from: date
    subject: str
    sections: tuple[SectionFile, ...]
