"""Verb: give a person a governance role, for the whole organisation or one unit, in a period; and end it."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.store.models import Dossier, Person, RoleAssignment, Task, Unit

OWNER = "department_head"
# Nobody answers for a report that was not handed in yet, and a closed file keeps who answered for it.
_CLOSED = (Dossier.Status.DRAFT, Dossier.Status.REJECTED, Dossier.Status.RETIRED)


@transaction.atomic
def assign_role(
    actor: Actor,
    person: Person | None,
    *,
    role: str,
    unit: Unit | None = None,
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> RoleAssignment:
    """Assign `role` from a date (today when not given).

    Raises InvalidInput at the field, NotAllowed for who is no administrator.

    Tasks that waited for someone in this role now show on that person's desk, and a department head answers from now
    on for the applications of the department that nobody in service answered for.
    """
    _permission.require(actor, "administer")
    starts = valid_from or actor.today
    wheel = wheel_for(actor.organisation, actor.today)
    known = {r.code for r in wheel.roles_in_use(wheel.additions)}
    errors: dict[str, list[str]] = {}
    if person is None or person.organisation_id != actor.organisation.pk:
        errors["person"] = [_("Choose a colleague from the list.")]
    if role not in known:
        errors["role"] = [_("Choose a role from the list.")]
    if unit is not None and unit.organisation_id != actor.organisation.pk:
        errors["unit"] = [_("Choose a team or department from the list.")]
    if valid_until is not None and valid_until < starts:
        errors["valid_until"] = [_("The last day lies on or after the first day.")]
    if errors or person is None:
        raise InvalidInput(errors)
    return assign_now(actor, person, role, unit, starts, valid_until)


def assign_now(
    actor: Actor, person: Person, role: str, unit: Unit | None, starts: date, valid_until: date | None = None
) -> RoleAssignment:
    """Assign a role as part of another verb, which asked the permission and checked what was given."""
    row = RoleAssignment.objects.create(
        organisation=actor.organisation,
        person=person,
        role=role,
        unit=unit,
        valid_from=starts,
        valid_until=valid_until,
    )
    _audit.record(actor, "role_assigned", person=row.person_id, role=role, unit=row.unit_id, valid_from=str(starts))
    _fill_vacancies(actor, row)
    return row


def _fill_vacancies(actor: Actor, row: RoleAssignment) -> None:
    if row.valid_from > actor.today:
        return
    waiting = Task.objects.filter(
        organisation=actor.organisation, status=Task.Status.OPEN, assignee__isnull=True, role=row.role
    ).select_related("dossier")
    for task in waiting:
        places = (None,) if task.dossier is None else (task.dossier.team_id, task.dossier.department_id)
        if row.unit_id is None or row.unit_id in places:
            task.assignee = row.person
            task.save(update_fields=["assignee"])
    Task.objects.filter(
        organisation=actor.organisation, kind=Task.Kind.VACANCY, status=Task.Status.OPEN, subject=row.role
    ).filter(unit=row.unit).update(status=Task.Status.DONE, closed_at=actor.now, closed_by=actor.person)
    _take_charge(actor, row)


def _take_charge(actor: Actor, row: RoleAssignment) -> None:
    """Exactly one accountable person for each application: who begins as head takes over those that have none."""
    if row.role != OWNER:
        return
    holders = Holders(actor.organisation, actor.today)
    nobody = Q(accountable__isnull=True) | Q(accountable__is_active=False)
    without = Dossier.objects.select_for_update(of=("self",)).filter(nobody, organisation=actor.organisation)
    for dossier in without.exclude(status__in=_CLOSED).order_by("pk"):
        if holders.nearest(OWNER, dossier)[:1] == [row.person]:
            dossier.accountable, dossier.changed_at = row.person, actor.now
            dossier.save(update_fields=["accountable", "changed_at"])
            _audit.record(actor, "owner_named", dossier, accountable=row.person_id)


@transaction.atomic
def end_role(actor: Actor, row: RoleAssignment, *, last_day: date | None = None) -> None:
    """End an assignment on `last_day` (yesterday when not given, so it no longer counts today)."""
    _permission.require(actor, "administer", row)
    end_now(actor, row, last_day)


def end_now(actor: Actor, row: RoleAssignment, last_day: date | None = None) -> None:
    """End an assignment as part of another verb, which asked the permission."""
    day = last_day or date.fromordinal(actor.today.toordinal() - 1)
    if day < row.valid_from:
        _audit.record(actor, "role_ended", person=row.person_id, role=row.role, last_day=None)
        row.delete()
        return
    row.valid_until = day
    row.save(update_fields=["valid_until"])
    _audit.record(actor, "role_ended", person=row.person_id, role=row.role, last_day=str(day))
