"""What is known on the questions of an assessment before anyone fills it in, and where it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from vijfspoor.domain.ethics.assessment import AnswerKind, Questionnaire
from vijfspoor.queries.ethics.facts import book_for
from vijfspoor.queries.technology.known_flows import known_from_flows
from vijfspoor.queries.wording import route_name, say
from vijfspoor.store.models import Answer, Dossier


@dataclass(frozen=True, slots=True)
class Known:
    """What is known on a question. `seen` identifies the row a form was filled in on; `proposed` until confirmed."""

    value: Any
    origin: str
    seen: int = 0
    by: str = ""
    at: datetime | None = None
    proposed: bool = False


def known_of(dossier: Dossier, form: Questionnaire, today: date) -> dict[str, Known]:
    """Return question code -> what is known: a shared statement first, then what the file already says."""
    statements = {row.subject: row for row in dossier.statements.filter(is_current=True).select_related("by")}
    answers = {row.question: row for row in dossier.answers.filter(is_current=True).select_related("by")}
    elsewhere = _from_the_file(dossier, answers, today)
    found: dict[str, Known] = {}
    for question in form.questions():
        if question.kind is AnswerKind.LAW:
            answer = answers.get(question.known_from.removeprefix("law:"))
            if answer is not None and answer.value not in (None, "", "onbekend"):
                by = answer.by.name if answer.by else ""
                found[question.code] = Known(answer.value, answer.origin, answer.pk, by, answer.at, answer.is_proposed)
        elif (row := statements.get(question.subject)) is not None:
            found[question.code] = Known(row.value, "statement", row.pk, row.by.name, row.at)
        elif value := elsewhere.get(question.known_from):
            found[question.code] = Known(value, question.known_from, proposed=True)
    return found


def _from_the_file(dossier: Dossier, answers: Mapping[str, Answer], today: date) -> dict[str, str]:
    """Return source -> text, for everything a question may be `known_from` outside the law."""
    since = dossier.in_use_since
    flows = known_from_flows(dossier, today)
    texts = _from_the_facts(answers) | flows.texts | {key: text for key, text in dossier.public_texts.items() if text}
    known = {
        "dossier:name": dossier.name,
        "dossier:summary": dossier.summary,
        "dossier:purpose": dossier.purpose or dossier.summary,
        "dossier:supplier": dossier.supplier,
        "dossier:department": dossier.department.name if dossier.department else "",
        "dossier:accountable": dossier.accountable.name if dossier.accountable else "",
        "dossier:in_use_since": since.isoformat() if since else "",
        **{f"dossier:{key}": text for key, text in texts.items()},
        **{f"flows:{key}": text for key, text in flows.answers.items()},
        **_from_the_organisation(dossier),
    }
    estimate = getattr(dossier, "risk_estimate", None)
    if estimate is not None:
        known |= {"estimate:what": estimate.what, "estimate:whom": estimate.whom}
    newest = dossier.classifications.order_by("-pk").first()
    if newest is not None:
        book = book_for(dossier.organisation, today)
        labels = [say(book.outcomes[code].label) for code in newest.outcomes if code in book.outcomes]
        known |= {"classification:outcomes": "; ".join(labels), "classification:route": route_name(newest.route)}
    return known


def values_of(known: Mapping[str, Known]) -> dict[str, Any]:
    """Return question code -> value, as the domain's rules want it."""
    return {code: item.value for code, item in known.items()}


def _from_the_facts(answers: Mapping[str, Answer]) -> dict[str, str]:
    """Return what the answers already say on data and people, for where nobody wrote a text of their own."""
    said = {code: row.value for code, row in answers.items() if not row.is_proposed}
    found: dict[str, str] = {}
    if said.get("N8") == "ja":
        found["data"] = _("Data about people, among it sensitive data. Name the kinds.")
    elif said.get("N1") == "ja":
        found["data"] = _("Data about people, no sensitive data. Name the kinds.")
    if said.get("N5") == "ja":
        found["human_intervention"] = _("Nobody looks along before a decision is made.")
    elif said.get("N5") == "nee":
        found["human_intervention"] = _("A member of staff looks along and decides. Write how.")
    return found


def _from_the_organisation(dossier: Dossier) -> dict[str, str]:
    """Return what holds for every application of the municipality: where people read about it and whom they reach."""
    organisation = dossier.organisation
    return {
        "organisation:information": _("On the page of this application in the public register of %(name)s.")
        % {"name": organisation.name},
        "organisation:rights": _("By a request to %(address)s; the public page says so.")
        % {"address": organisation.contact_email},
    }
