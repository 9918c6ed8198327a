"""Access keys as bearer tokens, with scopes."""

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from vijfspoor.actions.errors import NotAllowed
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.tokens import token_holder


class TokenAuth(HttpBearer):
    """Lets a program in that shows a valid access key."""

    openapi_bearerFormat = "opaque"  # noqa: N815 - the name is ninja's

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """Return the person behind the key."""
        holder = token_holder(token, timezone.now())
        if holder is None:
            return None
        request.scopes = holder.scopes  # type: ignore[attr-defined]
        return holder.actor


def actor_with(request: HttpRequest, scope: str) -> Actor:
    """Return the actor behind the request. Raises NotAllowed when the key lacks `scope`."""
    if scope not in request.scopes:  # type: ignore[attr-defined]
        raise NotAllowed(f"scope {scope}")
    actor: Actor = request.auth  # type: ignore[attr-defined]
    return actor
