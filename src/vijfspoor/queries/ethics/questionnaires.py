"""The questionnaires an organisation works with: those that are shipped, and its own."""

from datetime import date

from vijfspoor.content.assessments import schema
from vijfspoor.content.assessments.loader import build, questionnaire, questionnaires
from vijfspoor.domain.ethics.assessment import Questionnaire
from vijfspoor.store.models import Organisation, OwnQuestionnaire


def versions(organisation: Organisation) -> tuple[Questionnaire, ...]:
    """Return every version of every questionnaire, oldest first, in one SQL statement."""
    own = tuple(_built(row) for row in organisation.questionnaires.order_by("version", "pk"))
    return tuple(sorted((*questionnaires(), *own), key=lambda item: item.version))


def in_force(organisation: Organisation, as_of: date) -> dict[str, Questionnaire]:
    """Return the newest version of each questionnaire on `as_of`, by code; before its first version the first."""
    found: dict[str, Questionnaire] = {}
    for item in versions(organisation):
        if item.code not in found or date.fromisoformat(item.version) <= as_of:
            found[item.code] = item
    return found


def one(organisation: Organisation, code: str, version: str) -> Questionnaire:
    """Return one version; without SQL when it was shipped. Raises LookupError when it does not exist."""
    try:
        return questionnaire(code, version)
    except LookupError:
        row = organisation.questionnaires.filter(code=code, version=version).first()
        if row is None:
            raise
        return _built(row)


def _built(row: OwnQuestionnaire) -> Questionnaire:
    return build(schema.QuestionnaireFile.model_validate(row.content))
