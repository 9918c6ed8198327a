"""Shape of the file on openness."""

from datetime import date
from typing import Annotated

from pydantic import Field

from vijfspoor.content.wheel.schema import BilingualText, Strict
from vijfspoor.domain.leadership.woo import WooOutcome


class TermFile(Strict):
    """The term of a request."""

    days: Annotated[int, Field(gt=0)]
    extension_days: Annotated[int, Field(gt=0)]
    reference: str


class GroundFile(Strict):
    """One ground to leave something out."""

    code: str
    reference: str
    needs_lawyer: bool
    title: BilingualText


class KindFile(Strict):
    """One kind of piece, with what is proposed for it."""

    code: str
    title: BilingualText
    why: BilingualText
    proposal: WooOutcome | None = None
    ground: str = ""
    is_confidential: bool = False


class WooFile(Strict):
    """woo.yaml"""

    valid_from: date
    term: TermFile
    redaction: str
    grounds: tuple[GroundFile, ...]
    kinds: tuple[KindFile, ...]
