"""Reporting an application: one plain question a page, save and continue later, look-alikes first."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vijfspoor.actions.dossier.adopt_look_alike import adopt_look_alike
from vijfspoor.actions.dossier.save_intake_page import save_intake_page
from vijfspoor.actions.dossier.start_report import start_report
from vijfspoor.actions.dossier.submit_report import submit_report
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.queries import _visible
from vijfspoor.queries.dossier.intake import LookAlike, Step, journey, look_alikes, outlook
from vijfspoor.store.models import Dossier
from vijfspoor.web._page import signed_in

_TEMPLATE = {"description": "intake/what.html", "risk": "intake/risk.html"}


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Say what reporting is, show the person's drafts, and start a new report on POST."""
    actor = request.actor
    if request.method == "POST":
        draft = start_report(actor)
        return redirect("intake_page", number=draft.number, page="what")
    drafts = _visible.dossiers(actor).filter(reporter=actor.person, status=Dossier.Status.DRAFT).order_by("-changed_at")
    return render(request, "intake/start.html", {"drafts": drafts[:10], "current": "register"})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, number: int, page: str) -> HttpResponse:
    """Show one question of the report, or save its answer and go on."""
    draft = _draft(request, number)
    steps = journey(draft, request.actor.today)
    step = next((s for s in steps if s.page.code == page), None)
    if step is None:
        return redirect("intake_overview", number=number)
    if request.method != "POST":
        return _show(request, draft, steps, step, _stored(draft, step), {})
    values = _posted(request, step)
    try:
        save_intake_page(request.actor, draft, page, values)
    except InvalidInput as error:
        return _show(request, draft, steps, step, values, error.errors, status=422)
    if "later" in request.POST:
        messages.success(request, _("Saved. You find it back on your desk."))
        return redirect("desk")
    if page == "what" and draft.like_id is None and _found(request, draft):
        return redirect("intake_look_alikes", number=number)
    return redirect(_following(request, draft, page))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: HttpRequest, number: int) -> HttpResponse:
    """Show everything the reporter answered, and hand it in on POST."""
    draft = _draft(request, number)
    if request.method == "POST":
        try:
            dossier = submit_report(request.actor, draft)
        except InvalidInput as error:
            messages.error(request, _("One question is still open. Nothing was lost."))
            return redirect("intake_page", number=number, page=next(iter(error.errors)))
        messages.success(request, _("Thank you. Your report is in and the right people have been asked."))
        return redirect("dossier", number=dossier.number)
    steps = journey(draft, request.actor.today)
    context = {
        "draft": draft,
        "steps": steps,
        "complete": all(step.is_answered for step in steps),
        "outlook": outlook(request.actor, draft),
        "current": "register",
    }
    return render(request, "intake/overview.html", context)


@signed_in
@require_POST
def adopt(request: HttpRequest, number: int, like: int) -> HttpResponse:
    """Take over the answers of a look-alike as proposals."""
    draft = _draft(request, number)
    source = _visible.dossiers(request.actor).filter(number=like).first()
    if source is None:
        raise Http404
    adopt_look_alike(request.actor, draft, source)
    messages.success(request, _("The answers are filled in for you. Check each page; you can change everything."))
    return redirect(_following(request, draft, "what"))


def _draft(request: HttpRequest, number: int) -> Dossier:
    found = (
        _visible.dossiers(request.actor)
        .select_related("organisation", "team", "department")
        .filter(number=number, reporter=request.actor.person, status=Dossier.Status.DRAFT)
        .first()
    )
    if found is None:
        raise Http404
    return found


def _following(request: HttpRequest, draft: Dossier, page: str) -> str:
    """Where to go after `page`: the next question that is still open, else the overview."""
    steps = journey(draft, request.actor.today)
    codes = [step.page.code for step in steps]
    start_at = codes.index(page) + 1 if page in codes else 0
    for step in [*steps[start_at:], *steps[:start_at]]:
        if not step.is_answered:
            return reverse("intake_page", args=[draft.number, step.page.code])
    return reverse("intake_overview", args=[draft.number])


@signed_in
@require_http_methods(["GET", "HEAD"])
def look_alike_page(request: HttpRequest, number: int) -> HttpResponse:
    """Show what resembles the report before the reporter goes on."""
    draft = _draft(request, number)
    found = _found(request, draft)
    context = {
        "draft": draft,
        "found": found,
        "following": _following(request, draft, "what"),
        "current": "register",
    }
    return render(request, "intake/look_alikes.html", context)


def _found(request: HttpRequest, draft: Dossier) -> list[LookAlike]:
    return look_alikes(request.actor, f"{draft.name} {draft.summary}", exclude=draft.pk)


def _posted(request: HttpRequest, step: Step) -> dict[str, Any]:
    if step.page.kind == "description":
        return {field: request.POST.get(field, "") for field in ("name", "summary", "supplier", "team")}
    if step.page.kind == "risk":
        return {field: request.POST.get(field, "") for field in ("what", "whom", "severity", "likelihood")}
    chosen = request.POST.getlist("choice")
    if step.page.kind == "one" or chosen == ["unknown"]:
        return {"choice": chosen[0] if chosen else ""}
    return {"choice": chosen}


def _stored(draft: Dossier, step: Step) -> dict[str, Any]:
    if step.page.kind == "description":
        team = draft.team_id or draft.department_id
        return {"name": draft.name, "summary": draft.summary, "supplier": draft.supplier, "team": str(team or "")}
    if step.page.kind == "risk":
        risk = getattr(draft, "risk_estimate", None)
        if risk is None:
            return {}
        return {
            "what": risk.what,
            "whom": risk.whom,
            "severity": str(risk.severity),
            "likelihood": str(risk.likelihood),
        }
    return dict(step.value or {})


def _show(
    request: HttpRequest,
    draft: Dossier,
    steps: list[Step],
    step: Step,
    values: dict[str, Any],
    errors: dict[str, list[str]],
    status: int = 200,
) -> HttpResponse:
    index = [s.page.code for s in steps].index(step.page.code)
    chosen = values.get("choice") or []
    context = {
        "draft": draft,
        "step": step,
        "values": values,
        "chosen": [chosen] if isinstance(chosen, str) else list(chosen),
        "errors": errors,
        "position": index + 1,
        "total": len(steps),
        "minutes": max(1, round((len(steps) - index) * 0.4)),
        "previous": steps[index - 1].page.code if index else None,
        "unit_options": _unit_options(request) if step.page.kind == "description" else (),
        "scales": _scales(step),
        "outlook": outlook(request.actor, draft),
        "current": "register",
    }
    return render(request, _TEMPLATE.get(step.page.kind, "intake/choice.html"), context, status=status)


def _unit_options(request: HttpRequest) -> list[tuple[int, str]]:
    return list(_visible.units(request.actor).order_by("name").values_list("pk", "name"))


def _scales(step: Step) -> list[tuple[str, Any, str]]:
    return [
        ("severity", step.page.severity, _("How bad would that be?")),
        ("likelihood", step.page.likelihood, _("How often do you think it happens?")),
    ]
