"""The overseer's desk: advice and what became of it, assessments that wait, samples and the yearly report."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput, NotAllowed
from vijfspoor.actions.ethics.draw_sample import draw_sample, look_at_sample
from vijfspoor.domain.ethics.oversight import Fate
from vijfspoor.queries.ethics import oversight as query
from vijfspoor.queries.ethics.oversight_document import oversight_document
from vijfspoor.web._numbers import typed_number
from vijfspoor.web._page import signed_in
from vijfspoor.web.dossier.documents import attachment, language_asked

FIRST_YEAR = 2024


def _role(request: HttpRequest) -> str:
    role = query.overseer_role(request.actor)
    if role is None:
        raise NotAllowed("oversight")
    return role


@signed_in
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for the overseer, what became of their advice, and their samples."""
    return _desk(request, _role(request))


def _desk(request: HttpRequest, role: str, errors: dict[str, list[str]] | None = None) -> HttpResponse:
    lines = query.advice_lines(request.actor, role)
    context = {
        "role": role,
        "lines": lines,
        "fates": query.fates(lines),
        "against": [line for line in lines if line.fate in (Fate.DEVIATED, Fate.IGNORED)],
        "waiting": query.waiting_assessments(request.actor, role),
        "samples": query.samples(request.actor, role),
        "population": query.population(request.actor, role).count(),
        "years": range(request.actor.today.year, FIRST_YEAR - 1, -1),
        "size": request.POST.get("size", "5"),
        "errors": errors or {},
        "current": "oversight",
    }
    return render(request, "oversight/desk.html", context, status=422 if errors else 200)


@signed_in
@require_POST
def draw(request: HttpRequest) -> HttpResponse:
    """Draw a sample."""
    role, size = _role(request), request.POST.get("size", "")
    try:
        drawn = draw_sample(request.actor, role, typed_number(size) or 0)
    except InvalidInput as error:
        return _desk(request, role, error.errors)
    return redirect("sample", pk=drawn.pk)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def sample(request: HttpRequest, pk: int) -> HttpResponse:
    """One sample; POST records what was found in one of its applications."""
    role, found = _role(request), query.sample(request.actor, pk)
    if found is None or found.role != role:
        raise Http404
    errors: dict[str, list[str]] = {}
    item = None
    if request.method == "POST":
        chosen = request.POST.get("item", "")
        item = next((row for row in found.items.all() if str(row.pk) == chosen), None)
        if item is None:
            raise Http404
        verdict = {"yes": True, "no": False}.get(request.POST.get("is_in_order", ""))
        try:
            look_at_sample(request.actor, item, is_in_order=verdict, finding=request.POST.get("finding", ""))
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Recorded."))
            return redirect("sample", pk=pk)
    context = {
        "sample": found,
        "errors": errors,
        "wrong": item.pk if item else None,
        "finding": request.POST.get("finding", ""),
        "may_look": all(_permission.may(request.actor, "look_at_sample", row) for row in found.items.all()),
        "current": "oversight",
    }
    return render(request, "oversight/sample.html", context, status=422 if errors else 200)


@signed_in
@require_safe
def report(request: HttpRequest, year: int, form: str) -> HttpResponse:
    """Send the yearly report."""
    role = _role(request)
    if not FIRST_YEAR <= year <= request.actor.today.year:
        raise Http404
    return attachment(oversight_document(request.actor, role, year, language_asked(request)), form)
