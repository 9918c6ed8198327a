"""How an assessment is written on screen: its state, where an answer comes from, how high a risk is."""

from django import template

from vijfspoor.content.assessments.loader import questionnaires
from vijfspoor.domain.ethics.assessment import HIGH_RISK_SCORE, Questionnaire
from vijfspoor.queries import wording
from vijfspoor.queries.ethics import assessment_wording

register = template.Library()
register.filter("assessment_status", assessment_wording.assessment_status)
register.filter("where_from", assessment_wording.where_from)
register.filter("answer_text", assessment_wording.answer_text)
register.filter("assessment_name", wording.assessment_name)


@register.filter
def assessment_tone(code: str) -> str:
    """Return the tone of the state of an assessment."""
    return {"running": "info", "submitted": "warn", "sent_back": "bad", "accepted": "ok"}[code]


@register.filter
def is_shipped(form: Questionnaire) -> bool:
    """Whether a questionnaire comes with the platform."""
    return form in questionnaires()


@register.filter
def score_tone(score: int) -> str:
    """Return the tone of a risk score of 1 to 16."""
    if score >= HIGH_RISK_SCORE:
        return "bad"
    return "warn" if score >= 4 else "ok"
