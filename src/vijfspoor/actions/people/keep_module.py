"""Verbs: offer a course elsewhere or a SCORM or xAPI package as a module, change it, and stop offering it."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import LearningModule

MOST = {"title": 200, "about": 2500, "link": 500, "identifier": 300, "version": 40}
MOST_MINUTES = 100 * 60
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class ModuleInput:
    """Leermodule, as typed. `identifier` and `version` are of a package; `confirmed_by` is of a course."""

    kind: str
    title: str
    about: str
    link: str
    minutes: int | None
    made_on: date | None
    confirmed_by: str = ""
    identifier: str = ""
    version: str = ""


@transaction.atomic
def keep_module(actor: Actor, given: ModuleInput, module: LearningModule | None = None) -> LearningModule:
    """Offer a module, or change `module`. Raises InvalidInput at the field, Conflict when it is no longer offered."""
    _permission.require(actor, "keep_modules", module)
    row = LearningModule(organisation=actor.organisation, code=f"m-{get_random_string(10, _LETTERS)}")
    if module is not None:
        row = LearningModule.objects.select_for_update(of=("self",)).get(pk=module.pk)
    if row.withdrawn_at is not None:
        raise Conflict(_("This module is no longer offered."))
    _fill(actor, row, given)
    twin = _visible.learning_modules(actor).filter(identifier=row.identifier).exclude(identifier="").exclude(pk=row.pk)
    if twin.exists():
        raise InvalidInput({"identifier": [_("This package is offered already.")]})
    row.changed_by, row.changed_at = actor.person, actor.now
    row.save()
    _audit.record(actor, "learning_module_kept", None, module=row.pk, title=row.title, version=row.version)
    return row


@transaction.atomic
def withdraw_module(actor: Actor, module: LearningModule) -> None:
    """Stop offering a module; what people finished stays. Raises Conflict while a path or a group is asked for it."""
    _permission.require(actor, "keep_modules", module)
    module = LearningModule.objects.select_for_update(of=("self",)).get(pk=module.pk)
    if module.withdrawn_at is not None:
        return
    for path in _visible.learning_paths(actor):
        if module.code in path.modules:
            raise Conflict(_("It is part of the path “%(name)s”. Take it out there first.") % {"name": path.name})
    if any(module.code in row.lessons for row in _visible.learning_assignments(actor)):
        raise Conflict(_("A group is still asked to do it. Take that back first."))
    module.withdrawn_at = actor.now
    module.save(update_fields=["withdrawn_at"])
    _audit.record(actor, "learning_module_withdrawn", None, module=module.pk, title=module.title)


def _fill(actor: Actor, row: LearningModule, given: ModuleInput) -> None:
    if given.kind not in LearningModule.Kind.values:
        raise InvalidInput({"kind": [_("Choose a course or a package.")]})
    is_package = given.kind == LearningModule.Kind.PACKAGE
    required = {
        "title": _("Give it a name."),
        "about": _("Say in a few sentences what one learns."),
    }
    if is_package:
        required |= {
            "identifier": _("Write the identifier of the package, as it stands in its results."),
            "version": _("Write the version of the package."),
        }
    else:
        required["link"] = _("Write the address of the course.")
    typed = {name: getattr(given, name) for name in MOST}
    texts = checked(typed, MOST, required)
    if texts["link"]:
        _check_link(texts["link"])
    if given.minutes is None or not 1 <= given.minutes <= MOST_MINUTES:
        raise InvalidInput({"minutes": [_("Write how many minutes it takes, 1 or more.")]})
    if given.made_on is None or given.made_on > actor.today:
        raise InvalidInput({"made_on": [_("Write from which day its content is: today or earlier.")]})
    if not is_package and given.confirmed_by not in ("self", "list"):
        raise InvalidInput({"confirmed_by": [_("Choose who says that it was done.")]})
    row.kind, row.minutes, row.made_on = given.kind, given.minutes, given.made_on
    row.title, row.about, row.link = texts["title"], texts["about"], texts["link"]
    row.identifier, row.version = (texts["identifier"], texts["version"]) if is_package else ("", "")
    row.confirmed_by = "result" if is_package else given.confirmed_by


def _check_link(link: str) -> None:
    try:
        URLValidator(schemes=["https", "http"])(link)
    except ValidationError as error:
        raise InvalidInput({"link": [_("Write the whole address, beginning with https://.")]}) from error
