"""Reads results from xAPI statements (IEEE 9274.1.1): one statement per person and competence.

The actor is known by `mbox`. The last part of the object's `id` names the competence. The level is `result.score.raw`.
"""

import json
from typing import Any

from vijfspoor.integrations.results import MOST_ROWS, ResultRow, UnreadableResults


def read_xapi(content: bytes) -> list[ResultRow]:
    """Return a row per person; its number is that of their first statement. Raises UnreadableResults.

    A later statement about the same competence counts instead of an earlier one.
    """
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UnreadableResults("kind") from error
    statements = found.get("statements") if isinstance(found, dict) else found
    if not isinstance(statements, list) or not statements:
        raise UnreadableResults("empty")
    if len(statements) > MOST_ROWS:
        raise UnreadableResults("large")
    rows: dict[str, ResultRow] = {}
    for number, statement in enumerate(statements, 1):
        email = str(_in(statement, "actor", "mbox") or "").removeprefix("mailto:").casefold()
        competence = str(_in(statement, "object", "id") or "").rstrip("/").rpartition("/")[2].casefold()
        raw = _in(statement, "result", "score", "raw")
        row = rows.setdefault(email or f"statement {number}", ResultRow(number, email))
        row.levels[competence] = (
            "" if raw is None else str(int(raw) if isinstance(raw, float) and raw % 1 == 0 else raw)
        )
    return list(rows.values())


def _in(value: Any, *keys: str) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value
