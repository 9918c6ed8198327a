"""Verb of the jobs: begin campaigns, remind once, count their reach after the last day, forget who took part."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from vijfspoor.actions import _audit
from vijfspoor.actions.people import _campaign_mail
from vijfspoor.actions.people._campaign import count_reach, open_now
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.system import system_actors
from vijfspoor.store.models import Campaign, CampaignInvitation, Person

REMIND_BEFORE = timedelta(days=4)
KEEP_FOR = timedelta(days=730)


def keep_campaigns(now: datetime) -> dict[str, int]:
    """Do what is due for every organisation. Returns to how many people mail was written."""
    counts = {"campaign invitations": 0, "campaign reminders": 0}
    for actor in system_actors(now):
        counts["campaign invitations"] += _begin(actor)
        counts["campaign reminders"] += _remind(actor)
        _end(actor)
    return counts


def _mine(actor: Actor) -> QuerySet[Campaign]:
    mine = Campaign.objects.select_for_update(of=("self",)).filter(organisation=actor.organisation)
    return mine.filter(withdrawn_at=None, reach=None).order_by("pk")


@transaction.atomic
def _begin(actor: Actor) -> int:
    due = _mine(actor).filter(opened_at=None, starts_on__lte=actor.today, ends_on__gte=actor.today)
    return sum(open_now(actor, row) for row in due)


@transaction.atomic
def _remind(actor: Actor) -> int:
    count = 0
    soon = actor.today + REMIND_BEFORE
    due = _mine(actor).filter(reminds=True, reminded_at=None, opened_at__lt=actor.now - timedelta(days=1))
    for row in due.filter(ends_on__range=(actor.today, soon)):
        waiting = Person.objects.filter(
            campaign_invitations__campaign=row, campaign_invitations__took_part=False, is_active=True
        )
        people = list(waiting)
        _campaign_mail.remind(actor, row, people)
        row.reminded_at = actor.now
        row.save(update_fields=["reminded_at"])
        _audit.record(actor, "campaign_reminded", None, campaign=row.pk)
        count += len(people)
    return count


@transaction.atomic
def _end(actor: Actor) -> None:
    for row in _mine(actor).filter(opened_at__isnull=False, ends_on__lt=actor.today):
        count_reach(actor, row)
    old = {"campaign__organisation": actor.organisation, "campaign__ends_on__lt": actor.today - KEEP_FOR}
    CampaignInvitation.objects.filter(**old).delete()
