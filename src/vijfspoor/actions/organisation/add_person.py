"""Verb: add a colleague, and let someone go. A person is never deleted, because decisions bear their name."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Person, Unit


@transaction.atomic
def add_person(actor: Actor, *, name: str, email: str, unit: Unit | None = None, function: str = "") -> Person:
    """Add a colleague without a password; they set one through ‘forgot password’. Raises InvalidInput at the field."""
    _permission.require(actor, "administer")
    name, email = name.strip(), email.strip().lower()
    errors: dict[str, list[str]] = {}
    if not name or len(name) > 200:
        errors["name"] = [_("Give the name, at most 200 characters.")]
    try:
        validate_email(email)
    except ValidationError:
        errors["email"] = [_("Give a full e-mail address, for example n.naam@gemeente.nl.")]
    if Person.objects.filter(email=email).exists():
        errors["email"] = [_("Someone with this e-mail address already exists.")]
    if unit is not None and unit.organisation_id != actor.organisation.pk:
        errors["unit"] = [_("Choose a team or department from the list.")]
    if errors:
        raise InvalidInput(errors)
    person = Person.objects.create_user(
        email, None, organisation=actor.organisation, name=name, unit=unit, function=function.strip()[:200]
    )
    _audit.record(actor, "person_added", person=person.pk)
    return person


@transaction.atomic
def deactivate_person(actor: Actor, person: Person) -> None:
    """Let someone go: they can no longer sign in and hold no roles; their open tasks go back to their roles."""
    _permission.require(actor, "administer", person)
    if person.pk == actor.person.pk:
        raise InvalidInput({"person": [_("You cannot remove yourself.")]})
    person.is_active = False
    person.save(update_fields=["is_active"])
    person.tasks.filter(status="open").update(assignee=None)
    person.api_tokens.filter(revoked_at__isnull=True).update(revoked_at=actor.now)
    _audit.record(actor, "person_deactivated", person=person.pk)
