"""Reads who finished a package or course: xAPI statements (IEEE 9274.1.1), or a table with an e-mail address per row.

Both become rows whose `levels` hold `status` and, for statements, `identifier` and `version` (`context.revision`).
"""

import json
from typing import Any

from vijfspoor.integrations.results import MOST_ROWS, ResultRow, UnreadableResults

DONE = "done"
# Words of xAPI verbs and of cmi.core.lesson_status (SCORM 1.2) or cmi.completion_status (SCORM 2004).
_DONE = frozenset({"completed", "passed", "mastered", "afgerond", "geslaagd", "behaald"})


def read_statements(content: bytes) -> list[ResultRow]:
    """Return a row per statement; its number is that of the statement. Raises UnreadableResults."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UnreadableResults("kind") from error
    statements = found.get("statements") if isinstance(found, dict) else found
    if not isinstance(statements, list) or not statements:
        raise UnreadableResults("empty")
    if len(statements) > MOST_ROWS:
        raise UnreadableResults("large")
    return [_row(number, statement) for number, statement in enumerate(statements, 1)]


def is_done(status: str) -> bool:
    """Whether a status of a package, or the word somebody wrote in a table, means that it was finished."""
    return status.strip().casefold() in {DONE, *_DONE}


def _row(number: int, statement: Any) -> ResultRow:
    email = str(_in(statement, "actor", "mbox") or "").removeprefix("mailto:").casefold()
    verb = str(_in(statement, "verb", "id") or "").rstrip("/").rpartition("/")[2].casefold()
    failed = _in(statement, "result", "success") is False or _in(statement, "result", "completion") is False
    done = _in(statement, "result", "completion") is True or verb in _DONE
    said = {
        "identifier": str(_in(statement, "object", "id") or ""),
        "version": str(_in(statement, "context", "revision") or ""),
        "status": DONE if done and not failed else "open",
    }
    return ResultRow(number, email, "", said)


def _in(value: Any, *keys: str) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value
