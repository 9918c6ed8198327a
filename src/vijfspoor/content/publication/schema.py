"""Shape of the publication standard's file."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from vijfspoor.content.wheel.schema import BilingualText, Strict


class RegisterFieldFile(Strict):
    """One field; `most` in characters."""

    code: str
    title: BilingualText
    kind: Literal["text", "choice", "themes", "month", "contact", "link"]
    required: bool
    most: Annotated[int, Field(gt=0)] | None = None
    values: tuple[str, ...] = ()


class StandardFile(Strict):
    """standard.yaml"""

    valid_from: date
    version: str
    source: str
    themes: tuple[str, ...]
    fields: tuple[RegisterFieldFile, ...]
