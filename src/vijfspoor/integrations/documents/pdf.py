"""A document as PDF/UA-1: tagged, with its language, and the same bytes for the same document."""

import json
import re
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from vijfspoor.domain.document import Document
from vijfspoor.integrations.documents._letters import MISSING, drawn


def pdf(document: Document) -> bytes:
    """Return `document` as PDF. Its date is the day of the document, never today."""
    # Imported here: typst is 80 MB and most commands need no document.
    import typst

    made: bytes = typst.compile(
        _layout(),
        sys_inputs={"data": json.dumps(_data(document), ensure_ascii=False)},
        pdf_standards=["ua-1"],
        # Fonts of the server would make the bytes differ from one machine to the next.
        ignore_system_fonts=True,
        timestamp=datetime.combine(document.dated, time(), UTC),
    )
    return made


def page_count(made: bytes) -> int:
    """Return how many pages a PDF made here has; its page objects are never compressed."""
    return len(re.findall(rb"/Type\s*/Page\b", made))


@cache
def _layout() -> bytes:
    return files(__package__).joinpath("layout.typ").read_bytes()


def _data(document: Document) -> dict[str, Any]:
    """Everything the layout sets, as plain data: texts can never be read as its code."""
    data = asdict(document)
    data["blocks"] = [{"kind": type(block).__name__, **asdict(block)} for block in document.blocks]
    data["dated"] = [document.dated.year, document.dated.month, document.dated.day]
    data = _drawn(data)
    with override(document.language):
        data["pages"] = _("Page %(n)s of %(total)s") % {"n": "{page}", "total": "{pages}"}
        data["missing"] = (
            _("A □ stands for a character this file cannot show. The ODT version has it.")
            if MISSING in json.dumps(data, ensure_ascii=False)
            else ""
        )
    return data


def _drawn(value: Any) -> Any:
    if isinstance(value, str):
        return drawn(value)
    if isinstance(value, dict):
        return {key: _drawn(item) for key, item in value.items()}
    return [_drawn(item) for item in value] if isinstance(value, list | tuple) else value
