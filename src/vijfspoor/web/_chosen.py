"""What was chosen from a list of applications in a form."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from vijfspoor.actions.errors import InvalidInput
from vijfspoor.queries.technology import concerns
from vijfspoor.store.models import Dossier
from vijfspoor.web._numbers import typed_number


def chosen_application(request: HttpRequest, raw: str) -> Dossier | None:
    """Return the application chosen by its number, None when nothing was chosen. Raises InvalidInput for another."""
    if not raw:
        return None
    found = concerns.applications(request.actor).filter(number=typed_number(raw) or 0).first()
    if found is None:
        raise InvalidInput({"dossier": [_("Choose an application from the list.")]})
    return found
