"""Loads the questionnaires and checks them: codes once, references that exist, subjects with one kind of answer."""

from datetime import date
from functools import cache
from pathlib import Path

from vijfspoor.content.assessments import schema
from vijfspoor.content.errors import ContentError
from vijfspoor.content.law.loader import rule_books
from vijfspoor.content.reading import read
from vijfspoor.content.wheel.loader import wheel_in_force
from vijfspoor.domain.ethics.assessment import AnswerKind, AssessmentQuestion, AssessmentSection, Questionnaire

FOLDER = Path(__file__).parent
SOURCES = {
    "dossier": {
        "name", "summary", "purpose", "supplier", "use", "department", "accountable", "in_use_since",
        "data", "human_intervention", "risks",
    },
    "estimate": {"what", "whom"},
    "organisation": {"information", "rights"},
    "flows": {"laws", "retention", "transfer"},
    "classification": {"outcomes", "route", "obligations"},
}  # fmt: skip


@cache
def questionnaires() -> tuple[Questionnaire, ...]:
    """Return every version of every questionnaire, oldest first. Raises ContentError when one is wrong."""
    found = tuple(build(read(path, schema.QuestionnaireFile)) for path in sorted(FOLDER.glob("*/*.yaml")))
    check_subjects(found)
    for item in found:
        if item.covered_by and item.covered_by not in {other.code for other in found}:
            raise ContentError(item.code, item.covered_by, "is not a questionnaire that could cover this one")
    return found


def questionnaires_in_force(as_of: date) -> dict[str, Questionnaire]:
    """Return the newest version of each questionnaire on `as_of`, by code; before its first version the first."""
    found: dict[str, Questionnaire] = {}
    for item in questionnaires():
        if item.code not in found or date.fromisoformat(item.version) <= as_of:
            found[item.code] = item
    return found


def questionnaire(code: str, version: str) -> Questionnaire:
    """Return one version. Raises LookupError when it does not exist."""
    for item in questionnaires():
        if (item.code, item.version) == (code, version):
            return item
    raise LookupError(f"there is no questionnaire {code!r} of {version!r}")


def source_of(code: str, version: str) -> str:
    """Return the file of a shipped questionnaire as text. Raises LookupError when it was not shipped."""
    for path in FOLDER.glob("*/*.yaml"):
        if (path.stem, path.parent.name) == (code, version):
            return path.read_text(encoding="utf-8")
    raise LookupError(f"questionnaire {code!r} of {version!r} was not shipped")


def build(file: schema.QuestionnaireFile) -> Questionnaire:
    """Return the questionnaire of a checked file. Raises ContentError naming the item that is wrong."""
    built = Questionnaire(
        code=file.code,
        version=file.version,
        title=file.title.as_text(),
        intro=file.intro.as_text(),
        source=file.source,
        instrument=file.instrument,
        activity=file.activity,
        performer=file.performer,
        overseer=file.overseer,
        covered_by=file.covered_by,
        valid_months=file.valid_months,
        has_risks=file.risks,
        sections=tuple(_section(section, file.code) for section in file.sections),
    )
    _check(built)
    return built


def _section(file: schema.SectionFile, code: str) -> AssessmentSection:
    questions = tuple(_question(question, code) for question in file.questions)
    return AssessmentSection(
        file.code, file.title.as_text(), file.owner, questions, file.intro.as_text() if file.intro else None
    )


def _question(file: schema.QuestionFile, code: str) -> AssessmentQuestion:
    return AssessmentQuestion(
        code=file.code,
        part=file.part,
        text=file.text.as_text(),
        kind=AnswerKind(file.kind),
        subject=file.known_from if file.kind == "law" else file.subject or f"{code}.{file.code}",
        help=file.help.as_text() if file.help else None,
        options={key: text.as_text() for key, text in file.options.items()} or None,
        known_from=file.known_from,
        is_required=file.required,
        only_if={key: tuple(values) for key, values in file.only_if.items()} or None,
    )


def _check(item: Questionnaire) -> None:
    _check_roles(item)
    codes = [question.code for question in item.questions()]
    for question in item.questions():
        if codes.count(question.code) > 1:
            raise ContentError(item.code, question.code, "is used twice")
        for other in question.only_if or {}:
            if other not in codes[: codes.index(question.code)]:
                raise ContentError(item.code, question.code, f"depends on {other}, which is not asked before it")
        if question.kind in (AnswerKind.CHOICE, AnswerKind.CHOICES) and not question.options:
            raise ContentError(item.code, question.code, "needs options to choose from")
        _check_source(item, question)


def _check_roles(item: Questionnaire) -> None:
    wheel = wheel_in_force(date.fromisoformat(item.version))
    for role in {item.performer, *(section.owner for section in item.sections), *filter(None, [item.overseer])}:
        if role not in wheel.roles:
            raise ContentError(item.code, role, "is not a role of the wheel")
    if item.performer == item.overseer:
        raise ContentError(item.code, item.performer, "cannot both perform and oversee")
    if item.activity not in wheel.matrix:
        raise ContentError(item.code, item.activity, "is not an activity of the matrix")


def _check_source(item: Questionnaire, question: AssessmentQuestion) -> None:
    place, _, name = question.known_from.partition(":")
    if question.kind is AnswerKind.LAW:
        if place != "law" or name not in rule_books()[-1].questions:
            raise ContentError(item.code, question.code, f"{question.known_from!r} is not a question of the rule book")
    elif question.known_from and name not in SOURCES.get(place, ()):
        raise ContentError(item.code, question.code, f"{question.known_from!r} is not something that is known")


def check_subjects(all_of: tuple[Questionnaire, ...]) -> None:
    """Raise ContentError when two questions on one subject ask for different kinds of answer."""
    kinds: dict[str, AnswerKind] = {}
    for item in all_of:
        for question in item.questions():
            if kinds.setdefault(question.subject, question.kind) is not question.kind:
                raise ContentError(
                    item.code, question.code, f"another question on {question.subject} is answered differently"
                )
