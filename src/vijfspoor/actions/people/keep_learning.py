"""Verb of the jobs: remind who has yet to learn what was asked, once, a week ahead."""

from datetime import datetime, timedelta

from django.db import transaction

from vijfspoor.actions import _audit
from vijfspoor.actions.people import _learning_mail
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.people.learning import unfinished
from vijfspoor.queries.system import system_actors
from vijfspoor.store.models import LearningAssignment

REMIND_BEFORE = timedelta(days=7)


def keep_learning(now: datetime) -> dict[str, int]:
    """Remind for every organisation. Returns to how many people mail was written."""
    return {"learning reminders": sum(_remind(actor) for actor in system_actors(now))}


@transaction.atomic
def _remind(actor: Actor) -> int:
    running = LearningAssignment.objects.select_for_update(of=("self",)).filter(
        organisation=actor.organisation, withdrawn_at__isnull=True, reminded_at__isnull=True
    )
    count = 0
    for row in running.filter(due_on__range=(actor.today, actor.today + REMIND_BEFORE)).order_by("pk"):
        people = unfinished(row, actor.today)
        _learning_mail.remind(actor, row, people)
        row.reminded_at = actor.now
        row.save(update_fields=["reminded_at"])
        _audit.record(actor, "learning_reminded", None, assignment=row.pk)
        count += len(people)
    return count
