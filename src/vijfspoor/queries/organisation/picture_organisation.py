"""The picture of an organisation for the governance linter: roles, people, units, and work without an application."""

from datetime import date, timedelta

from django.db.models import Count, Max, Min, Q
from django.utils import timezone

from vijfspoor.content.law.loader import rule_book_in_force
from vijfspoor.domain.organisation.picture import (
    ConcernPicture,
    PersonPicture,
    TaskPicture,
)
from vijfspoor.domain.organisation.picture_organisation import (
    ConfirmationPicture,
    OrganisationPicture,
    RolePicture,
    SamplePicture,
    TokenPicture,
    UnitPicture,
)
from vijfspoor.domain.organisation.responsibility import Contribution
from vijfspoor.queries.actor import in_force
from vijfspoor.queries.ethics.oversight import OVERSEERS
from vijfspoor.queries.organisation.picture_known import Known
from vijfspoor.queries.organisation.picture_policy import policies
from vijfspoor.store.models import (
    ApiToken,
    Concern,
    Dossier,
    Person,
    RoleAssignment,
    Sample,
    Task,
    Unit,
)

HEAD = "department_head"
LIVE = (Dossier.Status.UNDERWAY, Dossier.Status.APPROVED)
USED = (Dossier.Use.PILOT, Dossier.Use.IN_USE)
# What a sample asks is over after this time: older ones are no longer looked at.
SAMPLES_SINCE = timedelta(days=730)


def organisation_picture(known: Known) -> OrganisationPicture:
    """Return the picture. The number of SQL statements does not grow with the organisation."""
    organisation, today = known.organisation, known.today
    live = Dossier.objects.filter(organisation=organisation, status__in=LIVE).exclude(use=Dossier.Use.ENDED)
    used = live.filter(use__in=USED).count()
    held = RoleAssignment.objects.filter(in_force(today), organisation=organisation)
    return OrganisationPicture(
        pk=organisation.pk,
        administrators=Person.objects.filter(organisation=organisation, is_active=True, is_administrator=True).count(),
        is_law_behind=known.law.version != rule_book_in_force(today).version,
        used=used,
        roles=_roles(known),
        people=tuple(person for person in known.people.values() if person.is_active and person.roles),
        out_of_service_with_role=tuple(
            sorted(set(held.filter(person__is_active=False).values_list("person_id", "role")))
        ),
        forbidden=tuple((pair.performer, pair.overseer) for pair in known.wheel.forbidden),
        units=_units(known),
        samples=_samples(known),
        tokens=_tokens(known),
        loose_concerns=_loose_concerns(known),
        loose_tasks=_loose_tasks(known),
        last_sample_on=_last_samples(known) if used else {},
        policies=policies(known),
        confirmations=_confirmations(known),
    )


def _roles(known: Known) -> tuple[RolePicture, ...]:
    marks: dict[str, set[Contribution]] = {}
    for activity in known.wheel.matrix.values():
        for role, given in activity.marks.items():
            marks.setdefault(role, set()).update(given)
    holders: dict[str, list[PersonPicture]] = {}
    for person in known.people.values():
        for role in person.roles if person.is_active else ():
            holders.setdefault(role, []).append(person)
    return tuple(
        RolePicture(
            code=role.code,
            holders=tuple(holders.get(role.code, ())),
            never_performs=role.never_performs,
            decides=Contribution.ACCOUNTABLE in marks.get(role.code, ()),
            performs=Contribution.PERFORMS in marks.get(role.code, ()),
        )
        for role in known.wheel.roles_in_use(known.wheel.additions)
        if role.code != "user"
    )


def _units(known: Known) -> tuple[UnitPicture, ...]:
    headed = set(
        RoleAssignment.objects.filter(
            in_force(known.today), organisation=known.organisation, role=HEAD, person__is_active=True
        ).values_list("unit_id", flat=True)
    )
    counted = dict(
        Dossier.objects.filter(organisation=known.organisation, status__in=LIVE, department__isnull=False)
        .exclude(use=Dossier.Use.ENDED)
        .order_by()
        .values_list("department_id")
        .annotate(n=Count("pk"))
    )
    rows = Unit.objects.filter(organisation=known.organisation, kind=Unit.Kind.DEPARTMENT).order_by("pk")
    return tuple(
        UnitPicture(pk, name, counted.get(pk, 0), pk in headed or None in headed)
        for pk, name in rows.values_list("pk", "name")
    )


def _samples(known: Known) -> tuple[SamplePicture, ...]:
    left = Count("items", filter=Q(items__looked_at__isnull=True))
    rows = Sample.objects.filter(organisation=known.organisation, at__gte=known.now - SAMPLES_SINCE)
    return tuple(
        SamplePicture(row.pk, row.role, timezone.localdate(row.at), known.people[row.by_id], row.left)
        for row in rows.annotate(left=left).order_by("pk")
    )


def _last_samples(known: Known) -> dict[str, date]:
    """Return overseeing role -> the day of its last sample; without one, of the first report."""
    last = dict(
        Sample.objects.filter(organisation=known.organisation).order_by().values_list("role").annotate(at=Max("at"))
    )
    first = Dossier.objects.filter(organisation=known.organisation).aggregate(at=Min("created_at"))["at"]
    held = {role for person in known.people.values() if person.is_active for role in person.roles}
    days = {role: last.get(role, first) for role in OVERSEERS if role in held}
    return {role: timezone.localdate(at) for role, at in days.items() if at is not None}


def _tokens(known: Known) -> tuple[TokenPicture, ...]:
    rows = ApiToken.objects.filter(
        organisation=known.organisation, revoked_at__isnull=True, expires_at__gt=known.now
    ).order_by("pk")
    return tuple(TokenPicture(row.pk, row.name, known.people[row.person_id].is_active, _used_on(row)) for row in rows)


def _used_on(row: ApiToken) -> date:
    return timezone.localdate(row.last_used_at or row.created_at)


def _loose_concerns(known: Known) -> tuple[ConcernPicture, ...]:
    rows = Concern.objects.filter(
        organisation=known.organisation, dossier__isnull=True, status=Concern.Status.OPEN, part_of__isnull=True
    ).order_by("pk")
    return tuple(
        ConcernPicture(pk, timezone.localdate(at), False, known.person(person))
        for pk, at, person in rows.values_list("pk", "reported_at", "task__assignee_id")
    )


def _loose_tasks(known: Known) -> tuple[TaskPicture, ...]:
    rows = Task.objects.filter(
        organisation=known.organisation, dossier__isnull=True, kind=Task.Kind.VACANCY, status=Task.Status.OPEN
    ).order_by("pk")
    return tuple(
        TaskPicture(row.pk, row.kind, "", "", row.subject, True, row.due_on, row.created_at,
                    assignee=known.person(row.assignee_id))
        for row in rows
    )  # fmt: skip


def _confirmations(known: Known) -> tuple[ConfirmationPicture, ...]:
    rows = Task.objects.filter(
        organisation=known.organisation, kind=Task.Kind.CONFIRM, status=Task.Status.OPEN
    ).order_by("pk")
    return tuple(
        ConfirmationPicture(row.pk, row.role, row.subject, row.due_on, known.person(row.assignee_id)) for row in rows
    )
