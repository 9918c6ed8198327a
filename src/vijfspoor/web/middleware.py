"""Puts the acting person on the request and speaks their language."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from vijfspoor.queries.actor import actor_for


class PersonMiddleware:
    """Sets `request.actor` (None for a visitor) and the language the person chose."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = None
        if not request.path.startswith("/api/") and request.user.is_authenticated:
            request.actor = actor_for(request.user, timezone.now())
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = request.user.language
        return self.get_response(request)
