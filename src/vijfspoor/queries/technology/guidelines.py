"""How applications stand against the architecture guidelines: by known facts, by the architect, or by exception."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery

from vijfspoor.domain.ethics.fact_case import FactCase
from vijfspoor.domain.ethics.truth import Truth
from vijfspoor.domain.technology.guideline import Guideline, GuidelineBook, GuidelineResult, Verdict, assess, deviating
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.ethics.fact_values import answers_of, value_of
from vijfspoor.queries.ethics.facts import facts_of
from vijfspoor.queries.technology.own_guidelines import book_for
from vijfspoor.store.models import Classification, Dossier, GuidelineException, GuidelineJudgement, Statement

_ANSWER = "answer:"


@dataclass(frozen=True, slots=True)
class GuidelineLine:
    """A guideline, how the application stands, and what it rests on. `is_shown` when facts show it by themselves."""

    result: GuidelineResult
    judgement: GuidelineJudgement | None
    exception: GuidelineException | None
    is_shown: bool

    @property
    def has_ended(self) -> bool:
        """Whether an exception was granted and has run out while the application still deviates."""
        return self.result.verdict is Verdict.DEVIATES and self.exception is not None


@dataclass(frozen=True, slots=True)
class GuidelineRow:
    """One guideline over the whole organisation: how many applications stand how, and those that deviate."""

    guideline: Guideline
    counts: Mapping[str, int]
    deviating: tuple[Dossier, ...]


@dataclass(frozen=True, slots=True)
class GuidelineOverview:
    """The guidelines in force over every application in sight, and the exceptions that run or ended."""

    book: GuidelineBook
    rows: tuple[GuidelineRow, ...]
    exceptions: tuple[GuidelineException, ...]
    applications: int


def guideline_lines(dossier: Dossier, today: date) -> list[GuidelineLine]:
    """Return every guideline that applies to a dossier, in six SQL statements."""
    book = book_for(dossier.organisation_id, today)
    judgements = {row.code: row for row in dossier.guideline_judgements.select_related("by").order_by("pk")}
    exceptions = {row.code: row for row in dossier.guideline_exceptions.select_related("by").order_by("pk")}
    raw = facts_of(dossier.answers.filter(is_current=True))
    statements = {row.subject: row.value for row in dossier.statements.filter(is_current=True)}
    register = dossier.classifications.order_by("-pk").values_list("register", flat=True).first() or ""
    case = _case(book, dossier.route, register, raw, statements)
    results = _results(book, case, judgements, exceptions, today)
    return [
        GuidelineLine(
            result=result,
            judgement=judgements.get(result.guideline.code),
            exception=exceptions.get(result.guideline.code),
            is_shown=result.guideline.test is not None and result.guideline.test.evaluate(case) is not None,
        )
        for result in results
        if result.verdict is not Verdict.NOT_APPLICABLE
    ]


def guideline_overview(actor: Actor) -> GuidelineOverview:
    """Return the whole picture, in six SQL statements however many applications there are."""
    return overview_with(actor, book_for(actor.organisation.pk, actor.today))


def overview_with(actor: Actor, book: GuidelineBook) -> GuidelineOverview:
    """Return how every application in sight stands against the guidelines of `book`, in five SQL statements."""
    live = (Dossier.Status.UNDERWAY, Dossier.Status.APPROVED)
    newest = Classification.objects.filter(dossier=OuterRef("pk")).order_by("-pk").values("register")[:1]
    seen = _visible.dossiers(actor).filter(status__in=live).annotate(register=Subquery(newest))
    dossiers = list(seen.order_by("name"))
    ids = [dossier.pk for dossier in dossiers]
    judged = _by_dossier(GuidelineJudgement.objects.filter(dossier__in=ids).order_by("pk"))
    excepted = _by_dossier(
        GuidelineException.objects.filter(dossier__in=ids).select_related("dossier", "by").order_by("pk")
    )
    answers, statements = answers_of({"dossier__in": ids}), _statements(dossiers)
    counts: dict[str, Counter[str]] = {code: Counter() for code in book.guidelines}
    off: dict[str, list[Dossier]] = {code: [] for code in book.guidelines}
    for dossier in dossiers:
        pk, route = dossier.pk, dossier.route
        case = _case(book, route, dossier.register or "", answers.get(pk, {}), statements.get(pk, {}))
        found = _results(book, case, judged.get(dossier.pk, {}), excepted.get(dossier.pk, {}), actor.today)
        for result in found:
            counts[result.guideline.code][result.verdict] += 1
        for result in deviating(found):
            off[result.guideline.code].append(dossier)
    rows = tuple(GuidelineRow(item, dict(counts[code]), tuple(off[code])) for code, item in book.guidelines.items())
    granted = sorted((row for by_code in excepted.values() for row in by_code.values()), key=lambda row: row.until)
    return GuidelineOverview(book, rows, tuple(granted), len(dossiers))


def _by_dossier(rows: Any) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for row in rows:
        found.setdefault(row.dossier_id, {})[row.code] = row
    return found


def _statements(dossiers: list[Dossier]) -> dict[int, dict[str, object]]:
    found: dict[int, dict[str, object]] = {}
    rows = Statement.objects.filter(dossier__in=[d.pk for d in dossiers], is_current=True)
    for dossier, subject, value in rows.values_list("dossier_id", "subject", "value"):
        found.setdefault(dossier, {})[subject] = value
    return found


def _results(
    book: GuidelineBook,
    case: FactCase,
    judgements: Mapping[str, GuidelineJudgement],
    exceptions: Mapping[str, GuidelineException],
    today: date,
) -> tuple[GuidelineResult, ...]:
    answers = {code: row.meets for code, row in judgements.items()}
    until = {code: row.until for code, row in exceptions.items()}
    return assess(book, case, answers, until, today)


def _case(
    book: GuidelineBook, route: str, register: str, raw: Mapping[str, object], statements: Mapping[str, object]
) -> FactCase:
    """The facts a test may ask: route, what the law established, answers to legal questions and in assessments."""
    values = {code: value_of(value) for code, value in raw.items()}
    for fact in book.facts.values():
        if fact.known_from.startswith(_ANSWER):
            values[fact.code] = value_of(statements.get(fact.known_from.rpartition(".")[2]))
    outcomes: dict[str, Truth] = {"HIGH_RISK": register == "A", "IMPACTFUL": register in ("A", "B")} if register else {}
    return FactCase({"route": route, **values}, outcomes)
