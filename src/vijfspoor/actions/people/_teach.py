"""Making something to learn of what went wrong: the department that uses the application is asked to do a module."""

from datetime import timedelta

from django.utils.translation import gettext as _

from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.people.assign_learning import AssignmentInput, assign_now
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Dossier

# Own policy: how long colleagues have for what an incident or concern taught.
TO_LEARN = timedelta(days=30)


def ask_to_learn(actor: Actor, dossier: Dossier | None, module: str, reason: str) -> None:
    """Ask the department of `dossier` to do `module`. `reason` names the application, and nobody.

    Raises InvalidInput at the field `teaches`.
    """
    department = dossier.department_id if dossier else None
    if department is None:
        raise InvalidInput({"teaches": [_("This application belongs to no department yet.")]})
    try:
        assign_now(actor, AssignmentInput((module,), reason, actor.today + TO_LEARN, unit=department))
    except InvalidInput as error:
        raise InvalidInput({"teaches": [text for texts in error.errors.values() for text in texts]}) from error
