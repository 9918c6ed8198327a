"""Verb of the jobs: when an exception to a guideline has ended, ask the accountable person to repair it, once."""

from datetime import datetime

from django.db import transaction

from vijfspoor.actions import _audit
from vijfspoor.actions.technology import _guidelines
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.system import system_actors
from vijfspoor.queries.technology.guidelines import guideline_lines
from vijfspoor.queries.wording import say
from vijfspoor.store.models import Dossier, GuidelineException

_LIVE = (Dossier.Status.UNDERWAY, Dossier.Status.APPROVED)


def keep_exceptions(now: datetime) -> int:
    """Ask for every exception that ended, for every organisation. Returns how many."""
    asked = 0
    for actor in system_actors(now):
        asked += _ask(actor)
    return asked


@transaction.atomic
def _ask(actor: Actor) -> int:
    ended = GuidelineException.objects.filter(
        dossier__organisation=actor.organisation, dossier__status__in=_LIVE, until__lt=actor.today, task__isnull=True
    )
    locked = ended.select_for_update(of=("self",)).select_related("dossier__accountable", "dossier__organisation")
    asked = 0
    for exception in locked.order_by("pk"):
        lines = {line.result.guideline.code: line for line in guideline_lines(exception.dossier, actor.today)}
        line = lines.get(exception.code)
        if line is None or not line.has_ended or line.exception is None or line.exception.pk != exception.pk:
            continue
        _guidelines.ask_to_repair(actor, exception, say(line.result.guideline.title))
        _audit.record(actor, "exception_ended", exception.dossier, code=exception.code)
        asked += 1
    return asked
