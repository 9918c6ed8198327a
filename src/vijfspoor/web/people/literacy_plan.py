"""The multi-year plan for AI literacy on screen: the newest version, writing a next one, and adopting it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.people.write_plan import LONGEST, PlanInput, adopt_plan, write_plan
from vijfspoor.queries.people import literacy as query
from vijfspoor.web._numbers import typed_number
from vijfspoor.web._page import signed_in
from vijfspoor.web.people.literacy import require_figures, tabs

LAST_YEAR = 9999
_FIELDS = ("first_year", "last_year", "target_share", "goals", "evaluation")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The plan and its earlier versions; POST writes a next version."""
    require_figures(request.actor)
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            made = write_plan(request.actor, _given(request))
        except InvalidInput as error:
            errors = error.errors
        else:
            said = _("Version %(version)s is saved. The board decides on it.") % {"version": made.version}
            messages.success(request, said)
            return redirect("literacy_plan")
    return _show(request, errors)


@signed_in
@require_POST
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """Adopt a version as the board."""
    require_figures(request.actor)
    plan = next((item for item in query.plans(request.actor) if item.pk == pk), None)
    if plan is None:
        raise Http404
    try:
        adopt_plan(request.actor, plan, reasons=request.POST.get("reasons", ""))
    except InvalidInput as error:
        return _show(request, error.errors)
    messages.success(request, _("Adopted. The target counts from now on."))
    return redirect("literacy_plan")


def _show(request: HttpRequest, errors: dict[str, list[str]]) -> HttpResponse:
    actor = request.actor
    plans = query.plans(actor)
    newest = plans[0] if plans else None
    context = tabs(actor, "plan") | {
        "plans": plans,
        "newest": newest,
        "may_write": _permission.may(actor, "write_plan"),
        "may_adopt": newest is not None and not hasattr(newest, "adoption") and _permission.may(actor, "adopt_plan"),
        "typed": _typed(request, newest),
        "years": range(actor.today.year, actor.today.year + LONGEST),
        "reasons": request.POST.get("reasons", ""),
        "errors": errors,
    }
    return render(request, "literacy/plan.html", context, status=422 if errors else 200)


def _typed(request: HttpRequest, newest: Any) -> dict[str, Any]:
    if request.method == "POST" and "goals" in request.POST:
        return request.POST.dict()
    year = request.actor.today.year
    if newest is None:
        return {"first_year": year, "last_year": year + 3, "target_share": 80}
    return {name: getattr(newest, name) for name in _FIELDS} | {
        f"budget-{year}": euros for year, euros in newest.budget.items()
    }


def _given(request: HttpRequest) -> PlanInput:
    number = {name: _number(request.POST.get(name, "")) for name in _FIELDS[:3]}
    budgets = ((name.removeprefix("budget-"), raw) for name, raw in request.POST.items() if name.startswith("budget-"))
    return PlanInput(
        first_year=number["first_year"],
        last_year=number["last_year"],
        target_share=number["target_share"],
        goals=request.POST.get("goals", ""),
        evaluation=request.POST.get("evaluation", ""),
        budget={of: _number(raw) for year, raw in budgets if (of := typed_number(year, LAST_YEAR)) and raw.strip()},
    )


def _number(raw: str) -> int:
    """Return a whole number as typed, with points between thousands or without; -1 when it is none."""
    number = typed_number(raw.replace(".", ""))
    return -1 if number is None else number
