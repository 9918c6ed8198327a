"""How an assessment is put in words: its state, where an answer comes from, and the answer itself."""

from typing import Any

from django.utils.translation import gettext as _

from vijfspoor.domain.ethics.assessment import AnswerKind
from vijfspoor.queries.ethics.assessment import Row
from vijfspoor.queries.ethics.known import Known
from vijfspoor.queries.wording import answer, day, origin_name, say


def assessment_status(code: str) -> str:
    """Return the state of an assessment in words."""
    return {
        "running": _("being filled in"),
        "submitted": _("with oversight"),
        "sent_back": _("sent back"),
        "accepted": _("accepted"),
    }[code]


def where_from(known: Known) -> str:
    """Return where what is known on a question comes from, as a short sentence."""
    place, _sep, _name = known.origin.partition(":")
    sources = {
        "dossier": _("from the file; please check"),
        "flows": _("from the data flows; please check"),
        "estimate": _("from the report; please check"),
        "organisation": _("holds for the whole municipality; please check"),
        "classification": _("worked out from the answers; please check"),
        "statement": _("%(name)s, %(day)s") % {"name": known.by, "day": day(known.at)},
    }
    if place in sources:
        return sources[place]
    said = f"{origin_name(known.origin)}: {known.by}" if known.by else origin_name(known.origin)
    return _("%(who)s; proposed, please check") % {"who": said} if known.proposed else said


def answer_text(row: Row, value: Any) -> str:
    """Return an answer in words."""
    if row.question.kind is AnswerKind.TEXT:
        return str(value)
    if row.question.kind is AnswerKind.DATE:
        return day(value) if value else ""
    options = row.options or {}
    if isinstance(value, list):
        return ", ".join(say(options[item]) for item in value if item in options)
    return say(options[value]) if value in options else answer(value)
