"""One's own account: who stands in while away, access keys for programs, and signing in safely."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.organisation.issue_token import SCOPES, issue_token
from vijfspoor.actions.organisation.revoke_token import revoke_token
from vijfspoor.actions.organisation.set_absence import end_absence, set_absence
from vijfspoor.queries.organisation import people as query
from vijfspoor.store.models import Absence, ApiToken
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._numbers import typed_number
from vijfspoor.web._page import signed_in


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Show the account; record an absence on POST."""
    values = {f: request.POST.get(f, "") for f in ("stand_in", "starts_on", "ends_on")}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            set_absence(
                request.actor,
                request.actor.person,
                stand_in=_colleague(request, values["stand_in"]),
                starts_on=parse_dutch_date(values["starts_on"]),
                ends_on=parse_dutch_date(values["ends_on"]),
            )
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Recorded. Your tasks now show with your stand-in too."))
            return redirect("account")
    return _show(request, values, errors)


@signed_in
@require_POST
def take_back_absence(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an absence back."""
    row = Absence.objects.filter(person=request.actor.person, pk=pk).first()
    if row is None:
        raise Http404
    end_absence(request.actor, row)
    return redirect("account")


@signed_in
@require_POST
def new_token(request: HttpRequest) -> HttpResponse:
    """Make an access key; it is shown this once."""
    days = request.POST.get("days", "")
    try:
        raw = issue_token(
            request.actor,
            request.actor.person,
            name=request.POST.get("name", ""),
            scopes=request.POST.getlist("scopes"),
            expires_at=request.actor.now + timedelta(days=typed_number(days, 999) or 90),
        ).secret
    except InvalidInput as error:
        return _show(request, {}, {f"token_{field}": texts for field, texts in error.errors.items()})
    return _show(request, {}, {}, secret=raw)


@signed_in
@require_POST
def end_token(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke an access key."""
    row = ApiToken.objects.filter(person=request.actor.person, pk=pk).first()
    if row is None:
        raise Http404
    revoke_token(request.actor, row)
    messages.success(request, _("The access key no longer works."))
    return redirect("account")


def _colleague(request: HttpRequest, raw: str) -> Any:
    return query.person(request.actor, typed_number(raw) or 0)


def _show(request: HttpRequest, values: dict[str, str], errors: dict[str, list[str]], secret: str = "") -> HttpResponse:
    context = {
        "values": values,
        "errors": errors,
        "secret": secret,
        "absences": query.absences(request.actor.person),
        "people": query.may_stand_in(request.actor, request.actor.person),
        "tokens": request.actor.person.api_tokens.order_by("-created_at"),
        "scopes": SCOPES,
        "current": "account",
    }
    return render(request, "account/account.html", context, status=422 if errors else 200)
