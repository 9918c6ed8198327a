"""Verbs: keep a learning path for a role, or what the users of an application finish before they use it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.dossier import _checklist
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.people.learning import modules_of
from vijfspoor.queries.wording import wheel_now
from vijfspoor.store.models import Dossier, LearningPath

MOST = {"name": 100, "about": 400}
MOST_MODULES = 12
MOST_DAYS = 366


@dataclass(frozen=True, slots=True)
class PathInput:
    """Leerpad, as typed: modules in order, for a role (empty is anyone), and how many days people have."""

    name: str
    modules: Sequence[str]
    days: int | None
    about: str = ""
    role: str = ""


@transaction.atomic
def keep_path(actor: Actor, given: PathInput, path: LearningPath | None = None) -> LearningPath:
    """Make a path, or change `path`; who was asked already keeps what was asked.

    Raises InvalidInput at the field, Conflict when it has ended.
    """
    _permission.require(actor, "keep_paths", path)
    row = LearningPath(organisation=actor.organisation)
    if path is not None:
        row = LearningPath.objects.select_for_update(of=("self",)).get(pk=path.pk)
    if row.withdrawn_at is not None:
        raise Conflict(_("This path has ended."))
    texts = checked(
        {"name": given.name, "about": given.about}, MOST, {"name": _("Give the path a name, such as for whom it is.")}
    )
    if given.role and given.role not in wheel_now().roles:
        raise InvalidInput({"role": [_("Choose a role from the list.")]})
    row.name, row.about, row.role = texts["name"], texts["about"], given.role
    return _save(actor, row, given.modules, given.days)


@transaction.atomic
def require_modules(actor: Actor, dossier: Dossier, modules: Sequence[str], *, days: int | None) -> LearningPath:
    """Say what people finish before they use the application. Raises InvalidInput at the field, Conflict for a draft.

    It counts at once: who did not finish it may not use it yet, and the checklist of going live says so.
    """
    _permission.require(actor, "require_modules", dossier)
    dossier = _checklist.locked(dossier)
    if dossier.status == Dossier.Status.DRAFT:
        raise Conflict(_("This report was not handed in yet. Finish the report first."))
    found = dossier.learning_paths.filter(withdrawn_at__isnull=True).first()
    row = found or LearningPath(organisation=actor.organisation, dossier=dossier)
    row.name = _("Before you use %(name)s") % {"name": dossier.name[:80]}
    saved = _save(actor, row, modules, days)
    _checklist.follow(actor, dossier)
    return saved


@transaction.atomic
def withdraw_path(actor: Actor, path: LearningPath) -> None:
    """End a path. What people learned, and what a group was asked, stays."""
    verb, subject = ("require_modules", path.dossier) if path.dossier else ("keep_paths", path)
    _permission.require(actor, verb, subject)
    path = LearningPath.objects.select_for_update(of=("self",)).select_related("dossier").get(pk=path.pk)
    if path.withdrawn_at is not None:
        return
    path.withdrawn_at = actor.now
    path.save(update_fields=["withdrawn_at"])
    _audit.record(actor, "learning_path_withdrawn", path.dossier, path=path.pk, name=path.name)
    if path.dossier is not None:
        _checklist.follow(actor, path.dossier)


def _save(actor: Actor, row: LearningPath, modules: Sequence[str], days: int | None) -> LearningPath:
    known = modules_of(actor.organisation, actor.today)
    chosen = list(dict.fromkeys(code for code in modules if code))
    if not chosen or len(chosen) > MOST_MODULES or not set(chosen) <= set(known):
        raise InvalidInput({"modules": [_("Choose at least one module, in the order in which they are done.")]})
    if days is None or not 1 <= days <= MOST_DAYS:
        raise InvalidInput({"days": [_("Write how many days people have, at most a year.")]})
    row.modules, row.days = chosen, days
    row.changed_by, row.changed_at = actor.person, actor.now
    row.save()
    _audit.record(actor, "learning_path_kept", row.dossier, path=row.pk, name=row.name, modules=chosen)
    return row
