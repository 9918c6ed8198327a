"""Verb: adopt a version of the framework of levels and competences. A decision: by whom, when and why."""

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.content.literacy.loader import versions
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.people.literacy_norm import adoption
from vijfspoor.store.models import FrameworkAdoption, Organisation


@transaction.atomic
def adopt_framework(actor: Actor, version: str, *, reasons: str) -> FrameworkAdoption:
    """Adopt `version`. Raises InvalidInput without reasons, Conflict when it is unknown, not in force or adopted."""
    _permission.require(actor, "adopt_framework")
    if not reasons.strip():
        raise InvalidInput({"reasons": [_("Write why these levels fit your organisation.")]})
    organisation = Organisation.objects.select_for_update().get(pk=actor.organisation.pk)
    known = versions()
    # Before the first version started, the first is used.
    if version not in known or version > max(actor.today.isoformat(), known[0]):
        raise Conflict(_("This version does not exist, or is not in force yet."))
    present = adoption(organisation)
    if present is not None and present.version >= version:
        raise Conflict(_("This version, or a newer one, was adopted already."))
    adopted = FrameworkAdoption.objects.create(
        organisation=organisation,
        version=version,
        reasons=reasons.strip(),
        person=actor.person,
        person_name=actor.person.name,
        at=actor.now,
    )
    _audit.record(actor, "framework_adopted", None, version=version, reasons=adopted.reasons)
    return adopted
