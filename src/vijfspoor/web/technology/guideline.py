"""The architecture guidelines on screen: of one application, of all, and an exception to one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.technology.grant_exception import grant_exception
from vijfspoor.actions.technology.judge_guidelines import JudgementInput, judge_guidelines
from vijfspoor.queries.technology import guidelines as query
from vijfspoor.queries.technology import own_guidelines
from vijfspoor.store.models import Dossier
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._page import signed_in
from vijfspoor.web.dossier.dossier import dossier_context

_SAID = {"ja": True, "nee": False}


@signed_in
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Every guideline over all applications, and the exceptions that run or ended."""
    context = {
        "overview": query.guideline_overview(request.actor),
        "own": own_guidelines.listing(request.actor),
        "may_propose": _permission.may(request.actor, "propose_guideline"),
        "today": request.actor.today,
        "current": "tracks",
    }
    return render(request, "guideline/overview.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def of_dossier(request: HttpRequest, number: int) -> HttpResponse:
    """How one application stands against each guideline; the architect judges on POST."""
    context = _context(request, number)
    given, errors = _given(request), {}
    if request.method == "POST":
        try:
            count = judge_guidelines(request.actor, context["dossier"], given)
        except InvalidInput as error:
            errors = error.errors
        else:
            text = ngettext("Saved: %(n)s judgement.", "Saved: %(n)s judgements.", count) % {"n": count}
            messages.success(request, text)
            return redirect("dossier_guidelines", number=number)
    context |= {"given": given, "errors": errors}
    return render(request, "guideline/dossier.html", context, status=422 if errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def grant(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """Ask for how long and why an application may deviate, or grant it on POST."""
    context = _context(request, number)
    dossier: Dossier = context["dossier"]
    _permission.require(request.actor, "grant_exception", dossier)
    line = next((line for line in context["lines"] if line.result.guideline.code == code), None)
    if line is None:
        raise Http404
    values = {key: request.POST.get(key, "") for key in ("reason", "until")}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            until = parse_dutch_date(values["until"])
            grant_exception(request.actor, dossier, code, reason=values["reason"], until=until)
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("The exception is granted. The dossier turns red when it ends."))
            return redirect("dossier_guidelines", number=number)
    context |= {"line": line, "values": values, "errors": errors}
    return render(request, "guideline/exception.html", context, status=422 if errors else 200)


def _context(request: HttpRequest, number: int) -> dict[str, Any]:
    context = dossier_context(request, number, "guidelines")
    dossier: Dossier = context["dossier"]
    if dossier.status == Dossier.Status.DRAFT:
        raise Http404
    return context | {
        "lines": query.guideline_lines(dossier, request.actor.today),
        "may_judge": _permission.may(request.actor, "judge_guidelines", dossier),
        "may_grant": _permission.may(request.actor, "grant_exception", dossier),
    }


def _given(request: HttpRequest) -> dict[str, JudgementInput]:
    return {
        key.removeprefix("meets-"): JudgementInput(_SAID[value], request.POST.get(f"note-{key[6:]}", ""))
        for key, value in request.POST.items()
        if key.startswith("meets-") and value in _SAID
    }
