"""Writes answers to legal questions. An answer is never overwritten: a newer one takes its place."""

from collections.abc import Mapping
from typing import Any

from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Answer, Dossier


def replace_reporter_facts(actor: Actor, dossier: Dossier, facts: Mapping[str, object]) -> None:
    """Bring the reporter's answers on a draft in line with `facts`; other origins are left alone."""
    current = {a.question: a for a in dossier.answers.filter(is_current=True)}
    gone = [a.pk for q, a in current.items() if a.origin == Answer.Origin.REPORTER and q not in facts]
    Answer.objects.filter(pk__in=gone).update(is_current=False)
    for question, value in facts.items():
        write(actor, dossier, question, value, Answer.Origin.REPORTER, current=current.get(question))


def write(
    actor: Actor,
    dossier: Dossier,
    question: str,
    value: Any,
    origin: str,
    *,
    note: str = "",
    proposed: bool = False,
    current: Answer | None = None,
) -> bool:
    """Make this the current answer. Returns False when it already was, word for word."""
    if current is None:
        current = dossier.answers.filter(question=question, is_current=True).first()
    if current is not None:
        same = (current.value, current.is_proposed, current.note) == (value, proposed, note)
        if same:
            return False
        Answer.objects.filter(pk=current.pk).update(is_current=False)
    Answer.objects.create(
        dossier=dossier,
        question=question,
        value=value,
        origin=origin,
        is_proposed=proposed,
        note=note,
        by=actor.person,
        at=actor.now,
    )
    return True
