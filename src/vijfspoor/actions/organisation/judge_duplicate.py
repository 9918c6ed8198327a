"""Verbs on two reports that look alike: say that they differ, or merge the one into the other."""

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _notify, _permission, _tasks
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import Conflict
from vijfspoor.actions.leadership.publish import withdraw_publication
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.duplicates import judgement_of, still_open
from vijfspoor.store.models import Dossier, DuplicateJudgement, Task

MOST = {"reason": 1000}
VERDICT = DuplicateJudgement.Verdict


@transaction.atomic
def say_different(actor: Actor, first: Dossier, second: Dossier, *, reason: str) -> DuplicateJudgement:
    """Remember that two applications differ, and why; they are not proposed as one again.

    Raises InvalidInput at `reason`, Conflict when the pair was judged before.
    """
    pair = _locked(actor, first, second)
    said = _said(reason, _("Write how they differ, so nobody has to look again."))
    made = _judge(actor, pair, VERDICT.DIFFERENT, said)
    for one, other in (pair, reversed(pair)):
        _audit.record(actor, "duplicate_denied", one, other=other.number)
    return made


@transaction.atomic
def merge_into(actor: Actor, duplicate: Dossier, into: Dossier, *, reason: str) -> DuplicateJudgement:
    """Close `duplicate` for good with a reference to the file where it goes on; its open tasks are withdrawn.

    What was said and decided in it stays readable. Raises InvalidInput at `reason`; Conflict when it was approved
    (then it is retired, so that it is archived), when something is wrong with it that nobody settled, or when either
    is closed already.
    """
    pair = _locked(actor, duplicate, into)
    duplicate, into = pair if pair[0].pk == duplicate.pk else (pair[1], pair[0])
    said = _said(reason, _("Write how you know that they are the same."))
    _refuse_what_must_stay(duplicate, into)
    made = _judge(actor, pair, VERDICT.SAME, said)
    # What the council was promised or is still to be told does not end with the file.
    open_tasks = duplicate.tasks.filter(status=Task.Status.OPEN)
    _tasks.withdraw(actor, open_tasks.exclude(kind__in=(Task.Kind.COUNCIL, Task.Kind.LETTER)))
    withdraw_publication(actor, duplicate)
    duplicate.status, duplicate.use = Dossier.Status.MERGED, Dossier.Use.ENDED
    duplicate.merged_into, duplicate.changed_at = into, actor.now
    duplicate.save()
    _audit.record(actor, "duplicate_merged", duplicate, into=into.number)
    _audit.record(actor, "duplicate_taken_in", into, other=duplicate.number)
    for person in {duplicate.reporter, duplicate.accountable}:
        if person is not None and person != actor.person:
            _notify.merged(actor, duplicate, person, into)
    return made


def _said(reason: str, required: str) -> str:
    return checked({"reason": reason}, MOST, {"reason": required})["reason"]


def _locked(actor: Actor, *given: Dossier) -> tuple[Dossier, Dossier]:
    """Lock both in the order they were reported."""
    for row in given:
        _permission.require(actor, "judge_duplicate", row)
    related = Dossier.objects.select_for_update(of=("self",)).select_related("reporter", "accountable")
    rows = list(related.filter(pk__in=[row.pk for row in given]).order_by("pk"))
    if len(rows) != len(given) or any(row.status == Dossier.Status.DRAFT for row in rows):
        raise Conflict(_("Choose two applications that were reported."))
    return rows[0], rows[1]


def _judge(actor: Actor, pair: tuple[Dossier, Dossier], verdict: str, reason: str) -> DuplicateJudgement:
    if judgement_of(*pair) is not None:
        raise Conflict(_("Somebody already said whether these two are the same."))
    return DuplicateJudgement.objects.create(
        organisation=actor.organisation,
        first=pair[0],
        second=pair[1],
        verdict=verdict,
        reason=reason,
        by=actor.person,
        at=actor.now,
    )


def _refuse_what_must_stay(duplicate: Dossier, into: Dossier) -> None:
    if duplicate.status != Dossier.Status.UNDERWAY:
        raise Conflict(_("Only a file that is underway can be merged. What was approved is retired, to be archived."))
    if into.status not in (Dossier.Status.UNDERWAY, Dossier.Status.APPROVED):
        raise Conflict(_("The file to go on with is closed. Choose the other one."))
    if still_open(duplicate):
        raise Conflict(_("A concern or an incident of this file is still open. Settle it first."))
