"""Answers as the values that conditions are held against."""

from collections.abc import Mapping
from typing import Any

from vijfspoor.domain.ethics.condition import Value
from vijfspoor.store.models import Answer

_WORDS: Mapping[object, Value] = {"ja": True, "nee": False, "onbekend": None, "": None}


def value_of(raw: object) -> Value:
    """Return a stored answer as a value; unknown is None, a list of choices a set."""
    if isinstance(raw, list):
        return frozenset(str(item) for item in raw)
    if isinstance(raw, bool) or raw is None:
        return raw
    return _WORDS.get(raw, str(raw))


def answers_of(of_dossier: Mapping[str, Any]) -> dict[int, dict[str, object]]:
    """Return dossier -> question -> stored answer, without proposals, in one SQL statement."""
    found: dict[int, dict[str, object]] = {}
    rows = Answer.objects.filter(**of_dossier, is_current=True, is_proposed=False)
    for dossier, question, value in rows.values_list("dossier_id", "question", "value"):
        found.setdefault(dossier, {})[question] = value
    return found
