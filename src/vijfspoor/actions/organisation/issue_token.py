"""Verb: issue an access key, with which a program may act as a person within scopes."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.tokens import SCOPES, digest
from vijfspoor.store.models import ApiToken, Person

__all__ = ["SCOPES", "IssuedToken", "issue_token"]

LONGEST = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class IssuedToken:
    """The stored token and its secret, which is shown once and kept nowhere."""

    token: ApiToken
    secret: str


@transaction.atomic
def issue_token(
    actor: Actor,
    person: Person,
    *,
    name: str,
    scopes: Sequence[str],
    expires_at: datetime,
    is_machine: bool = False,
) -> IssuedToken:
    """Issue a key for `person` (the actor, or anyone for the administrator). Raises InvalidInput at the field."""
    _permission.require(actor, "edit_self", person)
    errors: dict[str, list[str]] = {}
    if not name.strip() or len(name) > 100:
        errors["name"] = [_("Give the program a name, at most 100 characters.")]
    if not scopes or not set(scopes) <= set(SCOPES):
        errors["scopes"] = [_("Choose at least one scope from the list.")]
    if not actor.now < expires_at <= actor.now + LONGEST:
        errors["expires_at"] = [_("A key is valid for at least a day and at most a year.")]
    if errors:
        raise InvalidInput(errors)
    secret = f"vs_{secrets.token_urlsafe(32)}"
    token = ApiToken.objects.create(
        organisation=person.organisation,
        person=person,
        name=name.strip(),
        is_machine=is_machine,
        prefix=secret[:10],
        digest=digest(secret),
        scopes=sorted(set(scopes)),
        created_at=actor.now,
        expires_at=expires_at,
    )
    _audit.record(actor, "token_issued", token=token.pk, person=person.pk, scopes=token.scopes)
    return IssuedToken(token, secret)
