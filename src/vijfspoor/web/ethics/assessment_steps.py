"""The steps of an assessment after filling it in: weigh risks, hand in, answer demands, oversee."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.ethics.oversee_assessment import accept_assessment, send_back_assessment
from vijfspoor.actions.ethics.submit_assessment import answer_demand, submit_assessment
from vijfspoor.actions.ethics.weigh_risk import RiskInput, drop_risk, weigh_risk
from vijfspoor.queries import _visible
from vijfspoor.queries.ethics import assessment as query
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._numbers import typed_number, typed_numbers
from vijfspoor.web._page import signed_in
from vijfspoor.web.ethics.assessment import assessment_context, show

_TEXTS = ("what", "whom", "measure", "owner", "due_on")
_SCORES = ("likelihood", "impact", "likelihood_after", "impact_after")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def risks(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Show the risks of an assessment, and weigh a new one on POST."""
    context = assessment_context(request, number, pk)
    found, errors = context["assessment"], {}
    values = {key: request.POST.get(key, "") for key in (*_TEXTS, *_SCORES)}
    if request.method == "POST":
        try:
            weigh_risk(request.actor, found, _risk(request, values))
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("The risk is in the assessment."))
            return redirect("assessment_risks", number=number, pk=pk)
    context |= {
        "questionnaire": query.sheet(found, request.actor.today).questionnaire,
        "risks": query.risks(found),
        "values": values,
        "errors": errors,
        "people": _visible.people(request.actor).filter(is_active=True).order_by("name"),
    }
    return render(request, "assessment/risks.html", context, status=422 if errors else 200)


def _risk(request: HttpRequest, values: dict[str, str]) -> RiskInput:
    if values["due_on"].strip() and parse_dutch_date(values["due_on"]) is None:
        raise InvalidInput({"due_on": [_("Write the date as dd-mm-yyyy, for example 02-12-2027.")]})
    people = _visible.people(request.actor).filter(is_active=True)
    return RiskInput(
        what=values["what"],
        whom=values["whom"],
        **{key: typed_number(values[key]) or 0 for key in _SCORES},
        measure=values["measure"],
        owner=people.filter(pk=typed_number(values["owner"])).first(),
        due_on=parse_dutch_date(values["due_on"]),
    )


@signed_in
@require_POST
def drop(request: HttpRequest, number: int, pk: int, risk: int) -> HttpResponse:
    """Take a risk out again."""
    found = assessment_context(request, number, pk)["assessment"].risks.filter(pk=risk).first()
    if found is None:
        raise Http404
    drop_risk(request.actor, found)
    messages.success(request, _("The risk is out of the assessment; its measure is no longer asked."))
    return redirect("assessment_risks", number=number, pk=pk)


@signed_in
@require_POST
def submit(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Hand the assessment in."""
    context = assessment_context(request, number, pk)
    _permission.require(request.actor, "perform_assessment", context["assessment"])
    summary = request.POST.get("summary", "")
    try:
        handed_in = submit_assessment(request.actor, context["assessment"], summary=summary)
    except InvalidInput as error:
        return show(request, context, errors=error.errors, summary=summary)
    if handed_in.accepted_at:
        messages.success(request, _("Done. The assessment is complete."))
    else:
        messages.success(request, _("Handed in. Oversight looks at it now."))
    return redirect("assessment", number=number, pk=pk)


@signed_in
@require_POST
def demand(request: HttpRequest, number: int, pk: int, demand_number: int) -> HttpResponse:
    """Answer a demand of oversight."""
    context = assessment_context(request, number, pk)
    asked = context["assessment"].demands.filter(number=demand_number).first()
    if asked is None:
        raise Http404
    answer, upload = request.POST.get("answer", ""), request.FILES.get("file")
    try:
        answer_demand(request.actor, asked, answer=answer, upload=upload)
    except InvalidInput as error:
        at = {"answer": f"answer-{demand_number}", "file": f"file-{demand_number}"}
        errors = {at[field]: texts for field, texts in error.errors.items()}
        typed = {"number": demand_number, "answer": answer, "errors": error.errors, "again": upload is not None}
        return show(request, context, errors=errors, typed=typed)
    messages.success(request, _("Your answer is with the demand. Oversight says whether it is met."))
    return redirect("assessment", number=number, pk=pk)


@signed_in
@require_POST
def oversee(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Accept the assessment, or send it back with demands."""
    context = assessment_context(request, number, pk)
    found = context["assessment"]
    met = typed_numbers(request.POST.getlist("met"))
    typed: dict[str, Any] = {
        "reasons": request.POST.get("reasons", ""),
        "new_demands": [*request.POST.getlist("demands"), ""],
        "met": met,
        "verdict": request.POST.get("verdict", ""),
    }
    try:
        if typed["verdict"] not in ("accept", "send_back"):
            raise InvalidInput({"verdict": [_("Choose: do you accept it, or send it back?")]})
        if typed["verdict"] == "send_back":
            send_back_assessment(request.actor, found, demands=request.POST.getlist("demands"), met=met)
            messages.success(request, _("Sent back. The gate stays shut until each demand is met."))
        else:
            accept_assessment(request.actor, found, reasons=typed["reasons"], met=met)
            messages.success(request, _("Accepted. Your position is in the dossier."))
    except InvalidInput as error:
        return show(request, context, errors=error.errors, **typed)
    return redirect("assessment", number=number, pk=pk)
