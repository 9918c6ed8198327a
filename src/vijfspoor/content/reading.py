"""Reads a content file and checks its shape: the one place that touches YAML."""

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from vijfspoor.content.errors import ContentError

Shape = TypeVar("Shape", bound=BaseModel)


def read(path: Path, shape: type[Shape]) -> Shape:
    """Return the checked content of `path`. Raises ContentError naming file, item and what is wrong with it."""
    return parse(path.read_text(encoding="utf-8"), f"{path.parent.name}/{path.name}", shape)


def parse(text: str, name: str, shape: type[Shape]) -> Shape:
    """Return the checked content of YAML in `text`; `name` is what errors call it. Raises ContentError."""
    try:
        return shape.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))
    except yaml.YAMLError as error:
        raise ContentError(name, "", f"is not valid YAML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise ContentError(name, ".".join(str(part) for part in first["loc"]), first["msg"]) from error
