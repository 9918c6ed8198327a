"""Assessments on screen: the list on the dossier, one assessment with its sections, and a section to fill in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.dossier.take_away_file import removable
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.ethics.fill_in_assessment import fill_in_assessment
from vijfspoor.actions.ethics.start_assessment import start_assessment
from vijfspoor.queries.dossier import attachment as attachments
from vijfspoor.queries.ethics import assessment as query
from vijfspoor.queries.ethics import questionnaires
from vijfspoor.queries.ethics.assessment import SectionView, Sheet
from vijfspoor.store.models import Assessment
from vijfspoor.web._numbers import typed_number
from vijfspoor.web._page import signed_in
from vijfspoor.web.dossier.dossier import dossier_context


def assessment_context(request: HttpRequest, number: int, pk: int) -> dict[str, Any]:
    """Return the dossier with one assessment and what this person may do with it. Raises Http404 when not theirs."""
    context = dossier_context(request, number, "assessments")
    found = query.find(request.actor, context["dossier"], pk)
    if found is None:
        raise Http404
    is_open = found.status in (Assessment.Status.RUNNING, Assessment.Status.SENT_BACK)
    return context | {
        "assessment": found,
        "is_open": is_open,
        "is_expired": query.is_expired(found, request.actor.today),
        "may_fill_in": is_open and _permission.may(request.actor, "fill_in_assessment", found),
        "may_perform": is_open and _permission.may(request.actor, "perform_assessment", found),
        "may_oversee": found.status == Assessment.Status.SUBMITTED
        and _permission.may(request.actor, "oversee_assessment", found),
    }


@signed_in
@require_safe
def list_page(request: HttpRequest, number: int) -> HttpResponse:
    """Every assessment that is asked for, runs or was done on this application."""
    context = dossier_context(request, number, "assessments")
    lines = query.overview(request.actor, context["dossier"])
    context |= {
        "asked": [line for line in lines if line.level or line.newest],
        "others": [line for line in lines if not line.level and not line.newest],
        "startable": {
            line.form.code for line in lines if _permission.may(request.actor, "start_assessment", line.form)
        },
    }
    return render(request, "assessment/list.html", context)


@signed_in
@require_POST
def start(request: HttpRequest, number: int) -> HttpResponse:
    """Start an assessment and show it."""
    dossier = dossier_context(request, number, "assessments")["dossier"]
    begun = start_assessment(request.actor, dossier, request.POST.get("code", ""))
    messages.success(
        request,
        _("Started. %(percentage)s%% is filled in already, from what is known. Check it as you go.")
        % {"percentage": begun.prefilled},
    )
    return redirect("assessment", number=number, pk=begun.pk)


@signed_in
@require_safe
def one(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """One assessment: how far it is, its risks and demands, and the next step."""
    return show(request, assessment_context(request, number, pk))


def show(request: HttpRequest, context: dict[str, Any], **extra: Any) -> HttpResponse:
    """Draw the page of one assessment; with `errors` in `extra` as the answer to a form that was wrong."""
    found = context["assessment"]
    risks = query.risks(found)
    view = query.sheet(found, request.actor.today)
    files = attachments.of_assessment(request.actor, found)
    context |= {
        "attachments": files,
        "evidence": {file.demand_id: [one for one in files if one.demand_id == file.demand_id] for file in files},
        "removable": removable(request.actor, files),
        "may_attach": found.status != Assessment.Status.ACCEPTED
        and _permission.may(request.actor, "attach_to_assessment", found),
        "sheet": view,
        "risks": risks,
        "demands": query.demands(found),
        "newer": questionnaires.in_force(request.actor.organisation, request.actor.today)[found.code].version
        > found.version,
        "consults": query.consults_authority(view.questionnaire, risks),
        "summary": "",
        "reasons": "",
        "new_demands": ["", "", ""],
    } | extra
    return render(request, "assessment/one.html", context, status=422 if extra.get("errors") else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, number: int, pk: int, code: str) -> HttpResponse:
    """Show a section, save it on POST, or save a single field when the page saves by itself."""
    context = assessment_context(request, number, pk)
    view = query.sheet(context["assessment"], request.actor.today)
    part = view.section(code)
    if part is None:
        raise Http404
    if request.method != "POST":
        return _section_page(request, context, view, part, {}, {})
    if request.headers.get("X-Autosave"):
        return _autosave(request, context["assessment"], part)
    values = _typed(request, part)
    try:
        beside = fill_in_assessment(
            request.actor, context["assessment"], values, _seen(request), request.POST.getlist("chosen")
        )
    except InvalidInput as error:
        return _section_page(request, context, view, part, values, error.errors)
    if beside:
        messages.warning(request, _("A colleague saved something else in the meantime. Both texts are kept: choose."))
        return redirect("assessment_section", number=number, pk=pk, code=code)
    messages.success(request, _("Saved."))
    following = _following(view, code) if request.POST.get("then") == "next" else None
    if following is None:
        return redirect("assessment", number=number, pk=pk)
    return redirect("assessment_section", number=number, pk=pk, code=following)


def _section_page(
    request: HttpRequest,
    context: dict[str, Any],
    view: Sheet,
    part: SectionView,
    typed: dict[str, Any],
    errors: dict[str, list[str]],
) -> HttpResponse:
    values = {row.question.code: row.known.value if row.known else "" for row in part.rows} | typed
    context |= {"sheet": view, "part": part, "values": values, "errors": {f"q-{k}": v for k, v in errors.items()}}
    context["following"] = _following(view, part.section.code)
    return render(request, "assessment/section.html", context, status=422 if errors else 200)


def _autosave(request: HttpRequest, assessment: Assessment, part: SectionView) -> HttpResponse:
    """Save what one field holds now, and tell the page on which row it stands from here on."""
    code = request.headers["X-Autosave"]
    typed = _typed(request, part)
    if code not in typed:
        raise Http404
    try:
        beside = fill_in_assessment(request.actor, assessment, {code: typed[code]}, _seen(request))
    except InvalidInput as error:
        return JsonResponse({"errors": error.errors}, status=422)
    except Conflict as error:
        return JsonResponse({"errors": {code: [str(error)]}}, status=409)
    row = next((row for row in query.sheet(assessment, request.actor.today).rows() if row.question.code == code), None)
    saved = timezone.localtime(request.actor.now).strftime("%H:%M")
    return JsonResponse({"saved": saved, "seen": row.known.seen if row and row.known else 0, "conflicts": beside})


def _typed(request: HttpRequest, part: SectionView) -> dict[str, Any]:
    """Return question code -> what was typed, for every question of the section that was on the page."""
    found: dict[str, Any] = {}
    for row in part.rows:
        name = f"q-{row.question.code}"
        if row.is_many and f"shown-{row.question.code}" in request.POST:
            found[row.question.code] = request.POST.getlist(name)
        elif name in request.POST:
            found[row.question.code] = request.POST[name]
    return found


def _seen(request: HttpRequest) -> dict[str, int]:
    pairs = ((key.removeprefix("seen-"), value) for key, value in request.POST.items() if key.startswith("seen-"))
    return {key: number for key, raw in pairs if (number := typed_number(raw)) is not None}


def _following(view: Sheet, code: str) -> str | None:
    codes = [part.section.code for part in view.sections]
    after = codes[codes.index(code) + 1 :]
    return after[0] if after else None
