"""What every verb about means checks: whole hours and whole euros, and that it is a measure at all."""

from django.utils.translation import gettext as _

from vijfspoor.actions.errors import Conflict
from vijfspoor.domain.leadership.means import Means
from vijfspoor.queries.leadership.means import is_measure
from vijfspoor.store.models import Task

MOST = 999_999_999


def amount_errors(given: Means) -> dict[str, list[str]]:
    """Return what is wrong with hours and euros as typed; one of the two may be zero."""
    errors: dict[str, list[str]] = {}
    if not 0 <= given.hours <= MOST:
        errors["hours"] = [_("Use whole hours, without decimals, for example 40.")]
    if not 0 <= given.euros <= MOST:
        errors["euros"] = [_("Use whole euros, without cents, for example 24000.")]
    if given.is_nothing:
        errors["hours"] = [_("Fill in hours, euros or both.")]
    return errors


def require_open(task: Task) -> None:
    """Raise Conflict for a task that is no measure, or that was done or withdrawn."""
    if task.status != Task.Status.OPEN or not is_measure(task):
        raise Conflict(_("This measure was already done or is no longer needed."))
