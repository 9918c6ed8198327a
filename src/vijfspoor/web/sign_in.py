"""Signing in: local accounts through allauth, and stepping in as anyone in demo mode only."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import check_for_language
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from vijfspoor.actions.organisation.set_language import set_language
from vijfspoor.queries.step_in import demo_people, demo_person
from vijfspoor.web._numbers import typed_number
from vijfspoor.web._page import demo_only, public

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: the administrator adds people."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Closed."""
        return False


@demo_only
@require_http_methods(["GET", "HEAD", "POST"])
def step_in(request: HttpRequest) -> HttpResponse:
    """List the demo people by track and role; on POST continue as one of them."""
    if request.method == "POST":
        person = demo_person(typed_number(request.POST.get("person", "")) or 0)
        if person is None:
            raise Http404
        login(request, person, backend=_BACKEND)
        return redirect("desk")
    return render(request, "sign_in/step_in.html", {"groups": demo_people()})


# A visitor gets no cookie for a form in which there is nothing to forge; a person is protected as everywhere.
@public
@csrf_exempt
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Change the language: kept with the person, or in a cookie for a visitor."""
    return _change_language(request) if request.actor is None else csrf_protect(_change_language)(request)


def _change_language(request: HttpRequest) -> HttpResponse:
    code = request.POST.get("language", "")
    target = _own_page(request)
    response: Any = redirect(target)
    if code in ("nl", "en") and check_for_language(code):
        if request.actor is not None:
            set_language(request.actor, code)
        response.set_cookie("django_language", code, max_age=365 * 24 * 3600, samesite="Lax")
    return response


def _own_page(request: HttpRequest) -> str:
    """The page to go back to; only a path on this site, never another one."""
    target = request.POST.get("next", "/")
    return target if target.startswith("/") and not target.startswith(("//", "/\\")) else "/"
