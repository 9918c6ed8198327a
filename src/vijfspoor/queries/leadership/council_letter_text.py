"""The text a letter to the council begins with: facts that are public already, never advice or why it was set aside."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import override

from vijfspoor.content.council_letter.loader import letter_skeleton
from vijfspoor.domain.dossier.route import Route
from vijfspoor.queries import _visible
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.queries.wording import day, role_name
from vijfspoor.store.models import CouncilLetter, Decision

MOST_SUBJECT = 200


def begun(decision: Decision, follows: CouncilLetter | None, on: date) -> tuple[str, dict[str, str]]:
    """Return the subject and the text of each section a letter about `decision` begins with."""
    skeleton = letter_skeleton(on)
    # The council is written to in Dutch, whatever the language of who decided.
    with override("nl"):
        facts = _facts(decision, follows, on)
    texts = {section.code: section.begun(facts, decision.outcome) for section in skeleton.sections}
    return skeleton.subject.format_map(facts)[:MOST_SUBJECT], texts


def _facts(decision: Decision, follows: CouncilLetter | None, on: date) -> dict[str, str]:
    dossier = decision.dossier
    page = _visible.publications(dossier.organisation).filter(dossier=dossier).first()
    wheel = wheel_for(dossier.organisation, on)
    return {
        "name": dossier.name,
        "day": day(decision.at),
        "office": role_name(decision.role),
        "earlier": follows.label if follows else "",
        "months": str(wheel.reassess_months.get(Route(decision.route), "")),
        **_published(page.content if page else {}),
    }


def _published(content: Mapping[str, Any]) -> dict[str, str]:
    """What the public page says; nothing of an application without one."""
    decided, texts = content.get("decision") or {}, content.get("texts") or {}
    summary, goal = content.get("summary", ""), content.get("goal", "")
    conditions = [f"- {item['text']} (voor {day(item['due_on'])})" for item in decided.get("conditions", [])]
    return {
        "in_register": content.get("name", ""),
        "summary": summary,
        "goal": goal if goal != summary else "",
        "reasons": decided.get("reasons", ""),
        "conditions": "\n".join(conditions),
        **{code: texts.get(code, "") for code in ("data", "human_intervention", "risks")},
    }
