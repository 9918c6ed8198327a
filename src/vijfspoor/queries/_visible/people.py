"""Who may see colleagues, teams, and what is learnt and measured."""

from django.db.models import Q, QuerySet

from vijfspoor.queries._visible.dossier import own_tasks
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import (
    AuditEvent,
    Campaign,
    CampaignInvitation,
    ConfirmationRequest,
    FigureRelease,
    LearningAssignment,
    LearningModule,
    LearningPath,
    Person,
    ScanInvitation,
    ScanResult,
    ScanRound,
    Unit,
)

_READS_ALL_FIGURES = ("hr_adviser", "ai_coordinator", "executive_board")


def people(actor: Actor) -> QuerySet[Person]:
    """Everyone in the organisation."""
    return Person.objects.filter(organisation=actor.organisation)


def units(actor: Actor) -> QuerySet[Unit]:
    """Departments and teams of the organisation."""
    return Unit.objects.filter(organisation=actor.organisation)


def audit_events(actor: Actor) -> QuerySet[AuditEvent]:
    """What happened in the organisation."""
    return AuditEvent.objects.filter(organisation=actor.organisation)


def reads_all_figures(actor: Actor) -> bool:
    """Whether the figures on AI literacy of the whole organisation may be read."""
    return actor.holds(*_READS_ALL_FIGURES)


def own_teams(actor: Actor) -> frozenset[int]:
    """Return the units whose figures on AI literacy the actor may read as their manager."""
    return frozenset(s.unit for s in actor.scopes if s.role == "team_manager" and s.unit is not None)


def teams(actor: Actor) -> QuerySet[Unit]:
    """The teams the actor manages; nobody opens the card of another team."""
    own = own_teams(actor)
    mine = units(actor).filter(Q(pk__in=own) | Q(parent__in=own), kind=Unit.Kind.TEAM)
    return mine if own else mine.none()


def confirmation_requests(actor: Actor) -> QuerySet[ConfirmationRequest]:
    """What the actor was asked to confirm: by name, standing in, or by office where nobody is named."""
    mine = ConfirmationRequest.objects.filter(round__organisation=actor.organisation)
    return mine.filter(task__in=own_tasks(actor).values("pk"))


def figure_releases(actor: Actor) -> QuerySet[FigureRelease]:
    """Published figures on AI literacy. Who manages a team reads only its own line of each."""
    mine = FigureRelease.objects.filter(organisation=actor.organisation).defer("basis")
    return mine if reads_all_figures(actor) or own_teams(actor) else mine.none()


def scan_rounds(actor: Actor) -> QuerySet[ScanRound]:
    """Rounds of the self-scan, for who may read the figures of the whole organisation."""
    mine = ScanRound.objects.filter(organisation=actor.organisation)
    return mine if reads_all_figures(actor) else mine.none()


def own_invitations(actor: Actor) -> QuerySet[ScanInvitation]:
    """The actor's own invitations to the self-scan; nobody sees those of another."""
    return ScanInvitation.objects.filter(person=actor.person, round__organisation=actor.organisation)


def own_results(actor: Actor) -> QuerySet[ScanResult]:
    """The actor's own results of the self-scan; nobody sees those of another."""
    return ScanResult.objects.filter(person=actor.person, round__organisation=actor.organisation)


def learning_assignments(actor: Actor) -> QuerySet[LearningAssignment]:
    """Return what groups of the organisation are asked to learn, and was not taken back."""
    return LearningAssignment.objects.filter(organisation=actor.organisation, withdrawn_at__isnull=True)


def learning_modules(actor: Actor) -> QuerySet[LearningModule]:
    """Return the courses and packages the organisation offers."""
    return LearningModule.objects.filter(organisation=actor.organisation, withdrawn_at__isnull=True)


def learning_paths(actor: Actor) -> QuerySet[LearningPath]:
    """Return the paths of the organisation, those of an application included."""
    return LearningPath.objects.filter(organisation=actor.organisation, withdrawn_at__isnull=True)


def campaigns(actor: Actor) -> QuerySet[Campaign]:
    """Awareness campaigns, for who may read the figures of the whole organisation; others those they are asked for."""
    mine = Campaign.objects.filter(organisation=actor.organisation)
    if reads_all_figures(actor):
        return mine
    return mine.filter(withdrawn_at=None, pk__in=own_campaign_invitations(actor).values("campaign"))


def own_campaign_invitations(actor: Actor) -> QuerySet[CampaignInvitation]:
    """The actor's own invitations to campaigns; nobody sees those of another."""
    return CampaignInvitation.objects.filter(person=actor.person, campaign__organisation=actor.organisation)
