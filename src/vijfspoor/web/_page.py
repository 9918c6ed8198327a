"""What every page shares: who may open it, and how a refused action is shown without losing what was typed."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from vijfspoor.actions.errors import Conflict, GateBlocked, NotAllowed
from vijfspoor.queries.wording import role_name

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """A page anyone may open."""
    view.access = "public"  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """A page for everyone of the organisation; what they see on it is up to the queries."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.actor is None:
            return redirect_to_login(request.get_full_path())
        return _guarded(view, request, *args, **kwargs)

    wrapped.access = "signed_in"  # type: ignore[attr-defined]
    return wrapped


def administrator(view: View) -> View:
    """A page for the functional administrator of the platform."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.actor is None:
            return redirect_to_login(request.get_full_path())
        if not request.actor.person.is_administrator:
            raise PermissionDenied
        return _guarded(view, request, *args, **kwargs)

    wrapped.access = "administrator"  # type: ignore[attr-defined]
    return wrapped


def demo_only(view: View) -> View:
    """A page that exists in demo mode only."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    wrapped.access = "demo"  # type: ignore[attr-defined]
    return wrapped


def _guarded(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    try:
        return view(request, *args, **kwargs)
    except NotAllowed as error:
        raise PermissionDenied from error
    except GateBlocked as error:
        if error.open_items:
            points = "; ".join(error.open_items)
            messages.error(request, _("You cannot decide yet. Still open: %(points)s.") % {"points": points})
            return redirect(request.path if request.method == "GET" else "desk")
        roles = ", ".join(dict.fromkeys(role_name(ask.role) for ask in error.waiting_for))
        messages.error(request, _("You cannot decide yet. Still waiting for: %(roles)s.") % {"roles": roles})
    except Conflict as error:
        messages.error(request, str(error))
    return redirect(request.path if request.method == "GET" else "desk")
