"""Keeps the search text of a dossier and of what is published of it: the stems of their Dutch words."""

from typing import Any

from vijfspoor.queries.dossier.stemming import stems
from vijfspoor.store.models import Dossier


def index(dossier: Dossier) -> None:
    """Set `search_text` from the dossier's own texts; the caller saves."""
    dossier.search_text = " ".join(stems(f"{dossier.name} {dossier.summary} {dossier.purpose} {dossier.supplier}"))


def published_words(content: dict[str, Any]) -> str:
    """Return the search text of a public page: a search never finds what was written after it was published."""
    return " ".join(stems(" ".join(content[key] for key in ("name", "summary", "goal", "provider"))))
