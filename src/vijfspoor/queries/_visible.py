"""Who may see what. The only place that says so; every query starts from one of these functions."""

from django.db.models import Q, QuerySet

from vijfspoor.queries.actor import Actor, Scope
from vijfspoor.queries.mandate import by_mandate, held_by
from vijfspoor.store.models import (
    Assessment,
    Attachment,
    AuditEvent,
    Campaign,
    CampaignInvitation,
    Concern,
    ConfirmationRequest,
    Contract,
    Contribution,
    Development,
    Dossier,
    FigureRelease,
    Finding,
    FoundAi,
    Incident,
    LearningAssignment,
    LearningModule,
    LearningPath,
    Need,
    Organisation,
    OwnAiProduct,
    Person,
    Product,
    Publication,
    RegisterImport,
    ScanInvitation,
    ScanResult,
    ScanRound,
    Supplier,
    SupplierNotice,
    SupplierRequest,
    Task,
    Unit,
)

_READS_ALL_FIGURES = ("hr_adviser", "ai_coordinator", "executive_board")
# Roles that are no part of the official organisation: they see what the public sees, and decisions.
_OUTSIDE = {"council", "council_clerk"}
# A champion is a colleague others ask first; it opens no files.
_COLLEAGUES = {"user", "ai_champion"}
# Roles with a part in buying and managing: they read what was agreed with suppliers.
_BUYING = (
    "procurement_officer", "information_manager", "application_manager", "architect", "legal_adviser",
    "privacy_officer", "ciso", "data_protection_officer", "ai_coordinator",
)  # fmt: skip


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

    Who has no governance role reads what they gave themselves and, of their own applications, what lies on the dossier.
    """
    mine = Attachment.objects.filter(organisation=actor.organisation, dossier__in=dossiers(actor).values("pk"))
    if may_read_advice(actor):
        return mine
    own = Q(dossier__reporter=actor.person) | Q(dossier__accountable=actor.person)
    on_dossier = own & Q(assessment__isnull=True, contribution__isnull=True)
    return mine.filter(Q(by=actor.person) | Q(contribution__person=actor.person) | on_dossier)


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


def may_read_suppliers(actor: Actor) -> bool:
    """Whether files of suppliers may be read: with a role in buying, managing or overseeing applications."""
    return actor.holds(*_BUYING)


def suppliers(actor: Actor) -> QuerySet[Supplier]:
    """Suppliers of the organisation, for who has a part in buying."""
    mine = Supplier.objects.filter(organisation=actor.organisation)
    return mine if may_read_suppliers(actor) else mine.none()


def products(actor: Actor) -> QuerySet[Product]:
    """Products of the organisation, for who has a part in buying."""
    mine = Product.objects.filter(organisation=actor.organisation)
    return mine if may_read_suppliers(actor) else mine.none()


def templates(actor: Actor) -> QuerySet[Product]:
    """Products other organisations offer as a template; only what is true of the product itself may be shown."""
    offered = Product.objects.filter(is_offered=True).exclude(organisation=actor.organisation)
    return offered if may_read_suppliers(actor) else offered.none()


def contracts(actor: Actor) -> QuerySet[Contract]:
    """Contracts of the organisation, for who has a part in buying."""
    mine = Contract.objects.filter(organisation=actor.organisation)
    return mine if may_read_suppliers(actor) else mine.none()


def supplier_requests(actor: Actor) -> QuerySet[SupplierRequest]:
    """Questionnaires to suppliers of the organisation, for who has a part in buying."""
    mine = SupplierRequest.objects.filter(organisation=actor.organisation)
    return mine if may_read_suppliers(actor) else mine.none()


def may_import(actor: Actor) -> bool:
    """Whether lists of applications may be brought in and seen: who keeps the integral picture, or the platform."""
    return actor.person.is_administrator or actor.holds("information_manager", "ai_coordinator")


def register_imports(actor: Actor) -> QuerySet[RegisterImport]:
    """Imports of applications, for who may bring them in."""
    mine = RegisterImport.objects.filter(organisation=actor.organisation)
    return mine if may_import(actor) else mine.none()


def may_find_ai(actor: Actor) -> bool:
    """Whether lists of software may be matched with known AI: who keeps the picture, buys, secures or designs."""
    return may_import(actor) or actor.holds("procurement_officer", "ciso", "architect", "information_adviser")


def found_ai(actor: Actor) -> QuerySet[FoundAi]:
    """AI found in lists of software, for who may look for it."""
    mine = FoundAi.objects.filter(organisation=actor.organisation)
    return mine if may_find_ai(actor) else mine.none()


def own_ai_products(actor: Actor) -> QuerySet[OwnAiProduct]:
    """What the organisation added to the catalogue of AI products, for who may look for AI."""
    mine = OwnAiProduct.objects.filter(organisation=actor.organisation, ended_at__isnull=True)
    return mine if may_find_ai(actor) else mine.none()


def supplier_notices(actor: Actor) -> QuerySet[SupplierNotice]:
    """Concerns of the organisation that were put to a supplier, for who has a part in buying."""
    mine = SupplierNotice.objects.filter(concern__organisation=actor.organisation)
    return mine if may_read_suppliers(actor) else mine.none()


def learning_assignments(actor: Actor) -> QuerySet[LearningAssignment]:
    """Return what groups of the organisation are asked to learn, and was not taken back."""
    return LearningAssignment.objects.filter(organisation=actor.organisation, withdrawn_at__isnull=True)


def needs(actor: Actor) -> QuerySet[Need]:
    """Needs of the organisation, for who has a governance role in it."""
    mine = Need.objects.filter(organisation=actor.organisation)
    return mine if may_read_advice(actor) else mine.none()


def developments(actor: Actor) -> QuerySet[Development]:
    """Developments of the organisation, for who has a governance role in it; everyone sees what was sent to them."""
    mine = Development.objects.filter(organisation=actor.organisation)
    return mine if may_read_advice(actor) else mine.filter(receipts__person=actor.person)


def campaigns(actor: Actor) -> QuerySet[Campaign]:
    """Awareness campaigns, for who may read the figures of the whole organisation; others those they are asked for."""
    mine = Campaign.objects.filter(organisation=actor.organisation)
    if reads_all_figures(actor):
        return mine
    return mine.filter(withdrawn_at=None, pk__in=own_campaign_invitations(actor).values("campaign"))


def own_campaign_invitations(actor: Actor) -> QuerySet[CampaignInvitation]:
    """The actor's own invitations to campaigns; nobody sees those of another."""
    return CampaignInvitation.objects.filter(person=actor.person, campaign__organisation=actor.organisation)


def learning_modules(actor: Actor) -> QuerySet[LearningModule]:
    """Return the courses and packages the organisation offers."""
    return LearningModule.objects.filter(organisation=actor.organisation, withdrawn_at__isnull=True)


def learning_paths(actor: Actor) -> QuerySet[LearningPath]:
    """Return the paths of the organisation, those of an application included."""
    return LearningPath.objects.filter(organisation=actor.organisation, withdrawn_at__isnull=True)


def people(actor: Actor) -> QuerySet[Person]:
    """Everyone in the organisation."""
    return Person.objects.filter(organisation=actor.organisation)


def units(actor: Actor) -> QuerySet[Unit]:
    """Departments and teams of the organisation."""
    return Unit.objects.filter(organisation=actor.organisation)


def audit_events(actor: Actor) -> QuerySet[AuditEvent]:
    """What happened in the organisation."""
    return AuditEvent.objects.filter(organisation=actor.organisation)


def publications(organisation: Organisation) -> QuerySet[Publication]:
    """What residents may read: the current publications of one municipality."""
    return Publication.objects.filter(organisation=organisation, is_current=True)
