"""Keeps the search text of a dossier: the stems of its Dutch words."""

from vijfspoor.queries.stemming import stems
from vijfspoor.store.models import Dossier


def index(dossier: Dossier) -> None:
    """Set `search_text` from the dossier's own texts; the caller saves."""
    dossier.search_text = " ".join(stems(f"{dossier.name} {dossier.summary} {dossier.purpose} {dossier.supplier}"))
