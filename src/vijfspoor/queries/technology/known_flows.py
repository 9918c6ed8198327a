"""What the data flows of an application already say on the questions of an assessment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from vijfspoor.content.data_flows.loader import flow_book_in_force
from vijfspoor.queries.wording import say
from vijfspoor.store.models import DataFlow, Dossier


@dataclass(frozen=True, slots=True)
class KnownFromFlows:
    """`texts` stand in for a text nobody wrote, `answers` are what only the flows know; name -> text, never empty."""

    texts: Mapping[str, str]
    answers: Mapping[str, str]


def known_from_flows(dossier: Dossier, today: date) -> KnownFromFlows:
    """Return kinds of data, laws, how long data is kept and on what ground it leaves the EEA; one SQL statement."""
    rows = list(
        dossier.data_flows.filter(ended_at__isnull=True, is_personal=True)
        .select_related("system")
        .order_by("direction", "system__name", "pk")
    )
    book = flow_book_in_force(today)
    kinds = (say(book.categories[code].label) for row in rows for code in row.categories if code in book.categories)
    transfers = (
        f"{row.system.name}: {say(ground.label)} ({ground.source})."
        for row in rows
        if (ground := book.transfer_grounds.get(row.transfer_ground)) is not None
    )
    answers = {
        "laws": _joined(row.law for row in rows),
        "retention": _joined((_kept(row) for row in rows), " "),
        "transfer": _joined(transfers, " "),
    }
    return KnownFromFlows(
        texts={"data": said} if (said := _joined(kinds)) else {},
        answers={name: text for name, text in answers.items() if text},
    )


def _kept(row: DataFlow) -> str:
    if row.retention_months is None:
        return ""
    said = _("%(name)s: %(months)s months.") % {"name": row.system.name, "months": row.retention_months}
    return f"{said} {row.retention_note}".strip()


def _joined(texts: Iterable[str], between: str = "; ") -> str:
    """Return the texts, each once, in their order."""
    return between.join(dict.fromkeys(text for text in texts if text))
