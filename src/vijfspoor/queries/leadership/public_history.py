"""The history of a public page: each version, with the names of what changed. Never an earlier text."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from vijfspoor.queries.leadership.publication import public_history
from vijfspoor.store.models import Publication


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """Versie van een openbare pagina; `changed` is empty for the first."""

    publication: Publication
    changed: tuple[str, ...]


def history_lines(publication: Publication) -> list[HistoryLine]:
    """Return every version, newest first, in one SQL statement."""
    rows = public_history(publication)
    return [
        HistoryLine(row, changed_parts(before.content, row.content) if before else ())
        for row, before in zip(rows, [*rows[1:], None], strict=True)
    ]


def changed_parts(before: dict[str, Any], after: dict[str, Any]) -> tuple[str, ...]:
    """Return the names of the parts of a page that differ, in the order of the page."""
    names = {
        "name": _("the name"),
        "summary": _("what it does"),
        "status": _("whether it is used"),
        "stopped_on": _("that it was stopped or used again"),
        "goal": _("what it is for"),
        "texts": _("the explanation for residents"),
        "facts": _("the facts about data and decisions"),
        "publication_category": _("how large the impact is"),
        "assessments": _("which assessments were done"),
        "decision": _("the decision"),
        "department": _("the department"),
        "provider": _("the supplier"),
        "begin_date": _("since when"),
        "contact_email": _("the contact details"),
    }
    return tuple(name for key, name in names.items() if before.get(key) != after.get(key))
