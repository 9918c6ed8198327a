"""Who may see applications and the work on them."""

from django.db.models import Q, QuerySet

from vijfspoor.queries.actor import Actor, Scope
from vijfspoor.queries.organisation.mandate import by_mandate, held_by
from vijfspoor.store.models import (
    Assessment,
    Attachment,
    Concern,
    Contribution,
    CouncilLetter,
    Dossier,
    Finding,
    Incident,
    LetterDraft,
    Organisation,
    Publication,
    Task,
)

# Roles that are no part of the official organisation: they see what the public sees, and decisions.
_OUTSIDE = {"council", "council_clerk"}


# A champion is a colleague others ask first; it opens no files.
_COLLEAGUES = {"user", "ai_champion"}


def dossiers(actor: Actor) -> QuerySet[Dossier]:
    """Every dossier of the organisation; a draft only for its reporter; the council only what was decided.

    What came with an import that was undone is seen by nobody.
    """
    mine = Dossier.objects.filter(organisation=actor.organisation)
    if actor.roles <= _OUTSIDE:
        return mine.filter(status__in=[Dossier.Status.APPROVED, Dossier.Status.RETIRED])
    return mine.filter(~Q(status=Dossier.Status.DRAFT) | Q(reporter=actor.person, withdrawn_at__isnull=True))


def tasks(actor: Actor) -> QuerySet[Task]:
    """Every task of the organisation."""
    mine = Task.objects.filter(organisation=actor.organisation)
    if actor.roles <= _OUTSIDE:
        return mine.filter(assignee=actor.person)
    return mine


def own_tasks(actor: Actor) -> QuerySet[Task]:
    """Tasks this actor may do: assigned to them, to someone they stand in for, or unassigned in their role.

    Also the decisions they may take by mandate, in the name of who was asked.
    """
    theirs = Q(assignee=actor.person) | Q(assignee__in=actor.stands_in_for)
    # The names come first, so that the tasks of a few people are looked at and not all of them.
    theirs |= Q(by_mandate(actor), kind=Task.Kind.DECIDE, assignee__in=held_by(actor).values("mandator"))
    for scope in actor.scopes:
        theirs |= _unassigned_in(scope)
    return Task.objects.filter(theirs, organisation=actor.organisation)


def _unassigned_in(scope: Scope) -> Q:
    unassigned = Q(assignee__isnull=True, role=scope.role)
    if scope.unit is None:
        return unassigned
    return unassigned & (Q(unit=scope.unit) | Q(dossier__department=scope.unit) | Q(dossier__team=scope.unit))


def may_read_advice(actor: Actor) -> bool:
    """Whether advice may be read in full: everyone with a governance role inside the official organisation."""
    return bool(actor.roles - _OUTSIDE - _COLLEAGUES)


def contributions(actor: Actor) -> QuerySet[Contribution]:
    """Advice and information; who has no governance role reads only their own."""
    mine = Contribution.objects.filter(organisation=actor.organisation)
    return mine if may_read_advice(actor) else mine.filter(person=actor.person)


def assessments(actor: Actor) -> QuerySet[Assessment]:
    """Assessments of the organisation, for who has a governance role in it."""
    mine = Assessment.objects.filter(organisation=actor.organisation)
    return mine if may_read_advice(actor) else mine.none()


def concerns(actor: Actor) -> QuerySet[Concern]:
    """Concerns of the organisation for who has a governance role in it; everyone sees their own and who owes them."""
    mine = Concern.objects.filter(organisation=actor.organisation)
    if may_read_advice(actor):
        return mine
    return mine.filter(Q(reporter=actor.person) | Q(task__in=own_tasks(actor).values("pk")))


def incidents(actor: Actor) -> QuerySet[Incident]:
    """Incidents of the organisation, for who has a governance role in it."""
    mine = Incident.objects.filter(organisation=actor.organisation)
    return mine if may_read_advice(actor) else mine.filter(task__in=own_tasks(actor).values("pk"))


def letter_drafts(actor: Actor) -> QuerySet[LetterDraft]:
    """Letters to the council that are being written, and what became of them; everyone sees what they owe.

    The rest is for who may read the agenda of the board.
    """
    mine = LetterDraft.objects.filter(organisation=actor.organisation)
    return mine if may_read_advice(actor) else mine.filter(task__in=own_tasks(actor).values("pk"))


def findings(actor: Actor) -> QuerySet[Finding]:
    """Findings of dossiers the actor sees; those of the organisation itself for who has a governance role in it.

    Who has no governance role sees what they should act on, and what is about their own applications.
    """
    mine = Finding.objects.filter(organisation=actor.organisation)
    if actor.roles <= _OUTSIDE:
        return mine.none()
    seen = mine.filter(Q(dossier__isnull=True) | Q(dossier__in=dossiers(actor).values("pk")))
    if may_read_advice(actor):
        return seen
    own = Q(dossier__reporter=actor.person) | Q(dossier__accountable=actor.person)
    return seen.filter(to_act_on(actor) | own)


def to_act_on(actor: Actor) -> Q:
    """The findings this actor should act on: by name, for who they stand in for, or by office where nobody is named."""
    by_name = Q(person=actor.person) | Q(person__in=actor.stands_in_for)
    by_office = Q(pk__in=[])
    for scope in actor.scopes:
        if scope.role != "user":
            by_office |= _named_in(scope)
    if actor.person.is_administrator:
        by_office |= Q(person__isnull=True, role="administrator")
    return by_name | by_office


def _named_in(scope: Scope) -> Q:
    nobody = Q(person__isnull=True, role=scope.role)
    if scope.unit is None:
        return nobody
    return nobody & (Q(dossier__department=scope.unit) | Q(dossier__team=scope.unit))


def attachments(actor: Actor) -> QuerySet[Attachment]:
    """Evidence on dossiers the actor sees, also what was taken away; a contribution's goes with the contribution.

    What lies with an incident goes with the incident, whoever brought it. Of the rest, who has no governance role reads
    what they gave themselves and, of their own applications, what lies on the dossier.
    """
    mine = Attachment.objects.filter(organisation=actor.organisation, dossier__in=dossiers(actor).values("pk"))
    if may_read_advice(actor):
        return mine
    own = Q(dossier__reporter=actor.person) | Q(dossier__accountable=actor.person)
    on_dossier = own & Q(assessment__isnull=True, contribution__isnull=True)
    theirs = Q(by=actor.person) | Q(contribution__person=actor.person) | on_dossier
    return mine.filter(theirs & Q(incident__isnull=True) | Q(incident__in=incidents(actor).values("pk")))


def publications(organisation: Organisation) -> QuerySet[Publication]:
    """What residents may read: the current publications of one municipality."""
    return Publication.objects.filter(organisation=organisation, is_current=True)


def council_letters(organisation: Organisation) -> QuerySet[CouncilLetter]:
    """What everyone may read of letters to the council: all that were sent, never what is being written."""
    return CouncilLetter.objects.filter(organisation=organisation)
