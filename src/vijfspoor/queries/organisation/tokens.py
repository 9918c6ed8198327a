"""Access keys: who is behind one, and what it may do."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from vijfspoor.queries.actor import Actor, actor_for
from vijfspoor.store.models import ApiToken

SCOPES = ("read", "report", "contribute", "decide")


@dataclass(frozen=True, slots=True)
class TokenHolder:
    """The person a key acts for, and the scopes it has."""

    actor: Actor
    scopes: frozenset[str]


def digest(secret: str) -> str:
    """Return what is stored of a key: its SHA-256 in hex. The key is random, so no salt is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def token_holder(secret: str, now: datetime) -> TokenHolder | None:
    """Return who is behind a key; None when it is unknown, expired or revoked, or the person left."""
    token = (
        ApiToken.objects.select_related("person__organisation")
        .filter(digest=digest(secret), revoked_at__isnull=True, expires_at__gt=now, person__is_active=True)
        .first()
    )
    return TokenHolder(actor_for(token.person, now, via="api"), frozenset(token.scopes)) if token else None
