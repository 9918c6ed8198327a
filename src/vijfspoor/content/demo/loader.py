"""Loads the fictional municipality of the demo as plain records."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "lindewaard"


@cache
def read(name: str) -> dict[str, Any]:
    """Return one of the demo's files: organisation, applications or texts."""
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return data
