"""Runs the legal core over a dossier and keeps the result with its receipt. Every run that differs is a new row."""

from vijfspoor.actions import _audit, _tasks
from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.ethics.classification import Classification as Result
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.ethics.facts import book_for, classify_dossier
from vijfspoor.store.models import Answer, Classification, Dossier, Task


def reclassify(actor: Actor, dossier: Dossier) -> Classification:
    """Classify `dossier` on the actor's today; store and audit the result when it differs from the last one."""
    result = classify_dossier(dossier, actor.today)
    last = dossier.classifications.order_by("-pk").first()
    if last is not None and last.digest == result.receipt.digest and last.version == result.receipt.version:
        return last
    return keep(actor, dossier, result)


def keep(actor: Actor, dossier: Dossier, result: Result) -> Classification:
    """Store and audit a classification, and hand out the questions that are still open."""
    row = Classification.objects.create(
        dossier=dossier,
        at=actor.now,
        as_of=result.receipt.as_of,
        rule_book=result.receipt.rule_book,
        version=result.receipt.version,
        engine=result.receipt.engine,
        digest=result.receipt.digest,
        route=result.route,
        possible_route=result.possible_route or "",
        needs_review=result.review,
        register=result.register,
        outcomes=list(result.outcomes),
        possible=list(result.possible),
        requires=dict(result.requires),
        open_questions=list(result.open_questions),
        applies_from=result.applies_from,
        obligations=_dated(result),
        overruled=dict(result.case.overruled),
    )
    dossier.route = result.route
    _audit.record(
        actor,
        "classified",
        dossier,
        route=row.route,
        outcomes=row.outcomes,
        possible=row.possible,
        version=row.version,
        digest=row.digest,
    )
    ask_what_is_open(actor, dossier, result)
    return row


def _dated(result: Result) -> dict[str, str | None]:
    """Return the obligations that bind, with the date from which each applies to this application."""
    return {item.rule.code: item.applies_from.isoformat() if item.applies_from else None for item in result.obligations}


def ask_what_is_open(actor: Actor, dossier: Dossier, result: Result) -> None:
    """Give each question that can still change the outcome to the role that can answer it.

    The green route has nothing open by definition; before the report is handed in nobody is asked.
    """
    if dossier.status == Dossier.Status.DRAFT:
        return
    by_role: dict[str, list[str]] = {}
    if result.route != Route.GROEN:
        questions = book_for(actor.organisation, actor.today).questions
        tried = _tried_by_a_role_holder(dossier)
        for code in result.deciding_questions:
            if code not in tried:
                by_role.setdefault(questions[code].answered_by, []).append(code)
    _tasks.ask_questions(actor, dossier, by_role)


def _tried_by_a_role_holder(dossier: Dossier) -> set[str]:
    """Questions a role holder already answered with 'not known': asking again helps nobody, a lawyer looks instead."""
    tried = dossier.answers.filter(is_current=True, is_proposed=False, origin=Answer.Origin.ROLE_HOLDER)
    return set(tried.values_list("question", flat=True))


def settle_answered(actor: Actor, dossier: Dossier) -> None:
    """Close question tasks of which every question now has an answer, even if that answer is 'unknown'."""
    given = set(dossier.answers.filter(is_current=True, is_proposed=False).values_list("question", flat=True))
    for task in dossier.tasks.filter(kind=Task.Kind.ANSWER, status=Task.Status.OPEN):
        if set(task.questions) <= given:
            _tasks.close(actor, task)
