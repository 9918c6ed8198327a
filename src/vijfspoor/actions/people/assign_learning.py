"""Verbs: ask everyone, a unit, the holders of a role or the users of an application to learn; and take that back."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.people import _learning_mail
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.people.learning import modules_of, people_of, unfinished
from vijfspoor.queries.wording import wheel_now
from vijfspoor.store.models import LearningAssignment, LearningPath, Unit

MOST = {"reason": 400}
LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class AssignmentInput:
    """Leeropdracht, as filled in: `unit` 0 is everyone, `role` empty is every role.

    `path` is the path whose modules are asked; of an application's path only its users are.
    """

    lessons: tuple[str, ...]
    reason: str
    due_on: date | None
    unit: int = 0
    role: str = ""
    path: LearningPath | None = None


@transaction.atomic
def assign_learning(actor: Actor, given: AssignmentInput) -> LearningAssignment:
    """Ask a group to do lessons and modules, and mail who has yet to. Raises InvalidInput at the field."""
    _permission.require(actor, "assign_learning")
    return assign_now(actor, given)


@transaction.atomic
def assign_path(
    actor: Actor, path: LearningPath, *, reason: str, unit: int = 0, role: str = "", due_on: date | None = None
) -> LearningAssignment:
    """Ask a group to do a path before a day, by default as many days from now as the path gives.

    The path of an application is asked of its users, so `unit` and `role` do not count there. Raises InvalidInput at
    the field, Conflict when the path has ended.
    """
    _permission.require(actor, "assign_path", path)
    path = LearningPath.objects.select_for_update(of=("self",)).select_related("dossier").get(pk=path.pk)
    if path.withdrawn_at is not None:
        raise Conflict(_("This path has ended."))
    due = due_on or actor.today + timedelta(days=path.days)
    if path.dossier_id is not None:
        unit, role = 0, ""
    return assign_now(actor, AssignmentInput(tuple(path.modules), reason, due, unit, role, path))


def assign_now(actor: Actor, given: AssignmentInput) -> LearningAssignment:
    """Ask a group as part of another verb, such as closing an incident. Raises InvalidInput at the field."""
    texts = checked({"reason": given.reason}, MOST, {"reason": _("Write why, in one or two sentences.")})
    unit = _checked_group(actor, given)
    row = LearningAssignment(
        organisation=actor.organisation,
        unit=unit,
        role=given.role,
        path=given.path,
        dossier=given.path.dossier if given.path else None,
        lessons=_checked_lessons(actor, given),
        reason=texts["reason"],
        due_on=_checked_day(actor, given),
        by=actor.person,
        by_name=actor.person.name,
        created_at=actor.now,
    )
    if not people_of(row, actor.today).exists():
        raise InvalidInput({"unit": [_nobody(row)]})
    row.save()
    _learning_mail.ask(actor, row, unfinished(row, actor.today))
    _audit.record(
        actor,
        "learning_assigned",
        row.dossier,
        assignment=row.pk,
        lessons=row.lessons,
        unit=row.unit_id,
        role=row.role,
        due_on=row.due_on.isoformat(),
    )
    return row


@transaction.atomic
def withdraw_learning(actor: Actor, row: LearningAssignment) -> None:
    """Take an assignment back: nobody is asked any more; what people learned stays."""
    _permission.require(actor, "withdraw_learning", row)
    row = LearningAssignment.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.withdrawn_at is None:
        row.withdrawn_at = actor.now
        row.save(update_fields=["withdrawn_at"])
        _audit.record(actor, "learning_withdrawn", None, assignment=row.pk)


def _nobody(row: LearningAssignment) -> str:
    if row.dossier_id is None:
        return _("Nobody is in this group.")
    return _("No team uses this application yet. Say first which teams do, at its users.")


def _checked_lessons(actor: Actor, given: AssignmentInput) -> list[str]:
    known = modules_of(actor.organisation, actor.today)
    chosen = [code for code in dict.fromkeys(given.lessons) if code in known]
    if not chosen:
        raise InvalidInput({"lessons": [_("Choose at least one lesson.")]})
    return chosen


def _checked_day(actor: Actor, given: AssignmentInput) -> date:
    if given.due_on is None or not actor.today < given.due_on <= actor.today + LONGEST:
        raise InvalidInput({"due_on": [_("Choose a day in the coming year.")]})
    return given.due_on


def _checked_group(actor: Actor, given: AssignmentInput) -> Unit | None:
    if given.role and given.role not in wheel_now().roles:
        raise InvalidInput({"role": [_("Choose a role from the list.")]})
    if not given.unit:
        return None
    unit = _visible.units(actor).filter(pk=given.unit, is_outside=False).first()
    if unit is None:
        raise InvalidInput({"unit": [_("Choose a department or team from the list.")]})
    return unit
