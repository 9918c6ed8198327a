"""Situatie: what a resident says about themselves, and which applications of the public register fit it."""

from collections.abc import Mapping
from dataclasses import dataclass

from vijfspoor.domain.text import Text


@dataclass(frozen=True, slots=True)
class Situation:
    """Situatie. An application fits when it has one of the `themes`, or when one of the `facts` is a yes."""

    code: str
    question: Text
    themes: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResidentGuide:
    """Wegwijzer: situations, and the themes of the publication standard in residents' words."""

    situations: Mapping[str, Situation]
    themes: Mapping[str, Text]
