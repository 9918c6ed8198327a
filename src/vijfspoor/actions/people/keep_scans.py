"""Verb of the jobs: mail a round that opens, remind once, throw away unfinished answers and what is too old."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from vijfspoor.actions import _audit
from vijfspoor.actions.people import _scan_mail
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.system import system_actors
from vijfspoor.store.models import Person, ScanDraft, ScanInvitation, ScanResult, ScanRound

REMIND_BEFORE = timedelta(days=5)
KEEP_FOR = timedelta(days=730)


def keep_scans(now: datetime) -> dict[str, int]:
    """Do what is due for every round of every organisation. Returns what was done, in numbers of people."""
    counts = {"scan invitations": 0, "scan reminders": 0}
    for actor in system_actors(now):
        counts["scan invitations"] += _open(actor)
        counts["scan reminders"] += _remind(actor)
        _clean(actor)
    return counts


def _rounds(actor: Actor) -> QuerySet[ScanRound]:
    mine = ScanRound.objects.select_for_update().filter(organisation=actor.organisation, is_import=False)
    return mine.order_by("pk")


def _waiting(round_: ScanRound) -> list[Person]:
    return list(Person.objects.filter(scan_invitations__round=round_, scan_invitations__is_done=False, is_active=True))


@transaction.atomic
def _open(actor: Actor) -> int:
    count = 0
    for round_ in _rounds(actor).filter(mailed_at=None, opens_on__lte=actor.today, closes_on__gte=actor.today):
        people = _waiting(round_)
        _scan_mail.invite(actor, round_, people)
        count += len(people)
    return count


@transaction.atomic
def _remind(actor: Actor) -> int:
    count = 0
    soon = actor.today + REMIND_BEFORE
    due = _rounds(actor).filter(reminds=True, reminded_at=None, closes_on__lte=soon, closes_on__gte=actor.today)
    for round_ in due.filter(opens_on__lt=actor.today):
        people = _waiting(round_)
        _scan_mail.remind(actor, round_, people)
        _audit.record(actor, "scan_reminded", None, round=round_.pk)
        count += len(people)
    return count


@transaction.atomic
def _clean(actor: Actor) -> None:
    over = _rounds(actor).filter(closes_on__lt=actor.today, cleaned_at=None)
    for round_ in over:
        ScanDraft.objects.filter(invitation__round=round_).delete()
        round_.cleaned_at = actor.now
        round_.save(update_fields=["cleaned_at"])
    old = {"round__organisation": actor.organisation, "round__closes_on__lt": actor.today - KEEP_FOR}
    ScanResult.objects.filter(**old).delete()
    ScanInvitation.objects.filter(**old).delete()
