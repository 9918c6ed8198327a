"""Follow the council's page by mail: ask, confirm by the link in the mail, and end it in one click."""

import hashlib

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.leadership import follow_council
from vijfspoor.queries.organisations import by_slug
from vijfspoor.queries.system import visitor
from vijfspoor.store.models import Organisation
from vijfspoor.web._page import public
from vijfspoor.web.leadership import _public_form

_ONE_MAIL_PER = 24 * 3600


# No cookie is asked of a visitor: the signed stamp and the signed links stand in for the CSRF token.
@public
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for an address; on POST mail it a link to confirm with."""
    organisation = _organisation(slug)
    purpose = f"follow/{slug}"
    email = request.POST.get("email", "")[:500]
    context = {"organisation": organisation, "email": email, "state": "ask", "errors": {}}
    if request.method == "POST":
        try:
            _ask(request, organisation, purpose, email)
            context["state"] = "mailed"
        except InvalidInput as error:
            context["errors"] = error.errors
    return _page(request, context | {"stamp": _public_form.new_stamp(purpose)})


@public
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Confirm with one press: programs that open every link in a mail must not do it."""
    organisation = _organisation(slug)
    state = "confirm" if follow_council.may_confirm(organisation, token) else "invalid"
    if request.method == "POST":
        try:
            follow_council.confirm_following(visitor(organisation, timezone.now()), token)
            state = "confirmed"
        except Conflict:
            state = "invalid"
    return _page(request, {"organisation": organisation, "state": state, "errors": {}})


@public
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """End the mails; a mail program posts here by itself (RFC 8058)."""
    organisation = _organisation(slug)
    state = "stop"
    if request.method == "POST":
        try:
            follow_council.stop_following(organisation, token)
            state = "stopped"
        except Conflict:
            state = "invalid"
    return _page(request, {"organisation": organisation, "state": state, "errors": {}})


def _ask(request: HttpRequest, organisation: Organisation, purpose: str, email: str) -> None:
    refusal = _public_form.refused(request, purpose, "")
    if refusal:
        raise InvalidInput({"email": [refusal]})
    with _public_form.used_once(request, purpose) as is_first:
        # One mail a day for each address, so nobody can fill the mailbox of another with it.
        digest = hashlib.sha256(f"{organisation.pk} {email.strip().lower()}".encode()).hexdigest()
        if is_first and cache.get(f"follow-asked:{digest}") is None:
            follow_council.ask_to_follow(visitor(organisation, timezone.now()), email, get_language() or "nl")
            cache.set(f"follow-asked:{digest}", 1, timeout=_ONE_MAIL_PER)


def _page(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    response = render(request, "public/follow.html", context, status=422 if context["errors"] else 200)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _organisation(slug: str) -> Organisation:
    organisation = by_slug(slug)
    if organisation is None:
        raise Http404
    return organisation
