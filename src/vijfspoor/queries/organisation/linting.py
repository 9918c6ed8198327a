"""The governance linter over the database: what it finds now, and which applications a round must look at again."""

from collections.abc import Collection, Iterator

from django.db.models import Q

from vijfspoor.domain.organisation.linter import Look, look_at_dossier, look_at_organisation
from vijfspoor.queries.organisation.picture_dossier import dossier_pictures
from vijfspoor.queries.organisation.picture_known import Known
from vijfspoor.queries.organisation.picture_organisation import organisation_picture
from vijfspoor.store.models import (
    Assessment,
    AuditEvent,
    Dossier,
    DossierLook,
    FindingRound,
    KeptObligation,
    LearningPath,
    Task,
)

# Above this number a whole round, which reads each table once, is the cheaper one.
MOST_APART = 2000
# What happens to a product or a contract touches every application under it.
OF_SUPPLIERS = ("product_kept", "contract_kept", "clause_checked", "proposals_settled")
# Who finished a module, came or left: it touches the applications that ask for modules.
OF_LEARNING = ("lesson_passed", "completions_imported", "person_added", "person_deactivated")


def look_at_all(known: Known) -> Look:
    """Return what is wrong in the organisation itself."""
    return look_at_organisation(organisation_picture(known), known.watch())


def look_at_each(known: Known, dossiers: Collection[int] | None = None) -> Iterator[tuple[int, Look]]:
    """Yield (dossier, what is wrong with it) for the dossiers named, or for all of the organisation when None."""
    for picture in dossier_pictures(known, dossiers):
        yield picture.pk, look_at_dossier(picture, known.watch())


def to_look_at(known: Known, last: FindingRound | None) -> set[int] | None:
    """Return the dossiers that may have other findings than in the `last` round; None for all of them.

    Those are: with an event in the audit trail since, whose day has come, never looked at, or touched by somebody who
    left, came, went away or changed role. The cost follows what changed, not the size of the register.
    """
    if last is None or last.basis != known.basis():
        return None
    mine = Dossier.objects.filter(organisation=known.organisation)
    events = AuditEvent.objects.filter(organisation=known.organisation, sequence__gt=last.sequence)
    found = set(events.filter(dossier__isnull=False).values_list("dossier_id", flat=True))
    if events.filter(action__in=OF_SUPPLIERS).exists():
        bought = Q(product__isnull=False) | Q(contracts__isnull=False)
        found |= set(mine.filter(bought).values_list("pk", flat=True))
    if events.filter(action__in=OF_LEARNING).exists():
        # Who learns or comes to work here changes who may use it; of which application, the event does not say.
        asked = LearningPath.objects.filter(organisation=known.organisation, dossier__isnull=False)
        found |= set(asked.values_list("dossier_id", flat=True))
    looks = DossierLook.objects.filter(dossier__organisation=known.organisation, again_on__lte=known.today)
    found |= set(looks.values_list("dossier_id", flat=True))
    found |= set(mine.filter(look__isnull=True, withdrawn_at__isnull=True).values_list("pk", flat=True))
    standing = known.standing()
    moved = [int(pk) for pk in {*standing, *last.people} if standing.get(pk) != last.people.get(pk)]
    if moved:
        found |= set(mine.filter(_touched_by(moved)).values_list("pk", flat=True))
    return found if len(found) <= MOST_APART else None


def _touched_by(people: list[int]) -> Q:
    """Applications these people reported, answer for, work on, take care of a duty of, or assess."""
    tasks = Task.objects.filter(assignee__in=people, dossier__isnull=False).exclude(status=Task.Status.WITHDRAWN)
    duties = KeptObligation.objects.filter(owner__in=people, status=KeptObligation.Status.OPEN)
    assessments = Assessment.objects.filter(performer__in=people)
    by_part = (rows.values("dossier") for rows in (tasks, duties, assessments))
    found = Q(accountable__in=people) | Q(reporter__in=people)
    for part in by_part:
        found |= Q(pk__in=part)
    return found
