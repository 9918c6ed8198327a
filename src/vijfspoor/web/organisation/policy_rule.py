"""Rules of policy frameworks on screen: writing one, and how one application stands against those in force."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.organisation.settle_policy_rule import (
    except_from_policy,
    give_policy_evidence,
    refuse_policy_evidence,
)
from vijfspoor.actions.organisation.write_policy import RuleInput, drop_rule, write_rule
from vijfspoor.content.law.loader import rule_books
from vijfspoor.content.policies.loader import policy_facts
from vijfspoor.domain.dossier.route import Route
from vijfspoor.queries.organisation.policy import rules_of_dossier
from vijfspoor.queries.wording import route_name, say
from vijfspoor.store.models import Dossier
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._page import signed_in
from vijfspoor.web.dossier.dossier import dossier_context
from vijfspoor.web.organisation.policy import version

_FIELDS = ("statement", "applies_to", "test")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, pk: int, code: str = "") -> HttpResponse:
    """Write a rule of a version that is being made."""
    row = version(request, pk)
    _permission.require(request.actor, "write_policy", row.policy)
    rule = row.rules.filter(code=code).first() if code else None
    if code and rule is None:
        raise Http404
    values = {name: getattr(rule, name) for name in _FIELDS} if rule else {}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        values = {name: request.POST.get(name, "") for name in _FIELDS}
        try:
            write_rule(request.actor, row, RuleInput(**values), code)
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Saved. Below you see what it would flag."))
            return redirect("policy", pk=pk)
    context = {"version": row, "rule": rule, "values": values, "errors": errors, "current": "tracks"}
    context |= _testable(request)
    return render(request, "policy/rule.html", context, status=422 if errors else 200)


@signed_in
@require_POST
def drop(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Leave a rule out of the version."""
    drop_rule(request.actor, version(request, pk), code)
    messages.success(request, _("The rule is left out of this version."))
    return redirect("policy", pk=pk)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def of_dossier(request: HttpRequest, number: int) -> HttpResponse:
    """How an application stands; evidence, its refusal or an exception is recorded on POST."""
    context = dossier_context(request, number, "policies")
    dossier: Dossier = context["dossier"]
    if dossier.status == Dossier.Status.DRAFT:
        raise Http404
    code, errors = request.POST.get("rule", ""), {}
    values = {name: request.POST.get(name, "") for name in ("text", "until")}
    if request.method == "POST":
        try:
            _settle(request, dossier, code, values)
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Recorded with your name and the date."))
            return redirect("policies_of_dossier", number=number)
    context |= {
        "lines": rules_of_dossier(dossier, request.actor.today),
        "may_give": _permission.may(request.actor, "give_policy_evidence", dossier),
        "may_weigh": _permission.may(request.actor, "weigh_policy_evidence", dossier),
        "values": values,
        "errors": errors,
        "wrong": code if errors else "",
        "step": request.POST.get("step", ""),
    }
    return render(request, "policy/dossier.html", context, status=422 if errors else 200)


def _settle(request: HttpRequest, dossier: Dossier, code: str, values: dict[str, str]) -> None:
    step = request.POST.get("step", "")
    if step == "evidence":
        give_policy_evidence(request.actor, dossier, code, text=values["text"])
    elif step == "refuse":
        refuse_policy_evidence(request.actor, dossier, code, text=values["text"])
    elif step == "except":
        until = parse_dutch_date(values["until"])
        except_from_policy(request.actor, dossier, code, text=values["text"], until=until)
    else:
        raise Http404


def _testable(request: HttpRequest) -> dict[str, Any]:
    """What a condition may name: facts of the register, routes and yes-or-no questions of the law."""
    questions = rule_books()[-1].questions.values()
    return {
        "facts": [(f"{fact.code}=ja", say(fact.text)) for fact in policy_facts(request.actor.today).values()],
        "routes": [(f"route={route.value}", route_name(route.value)) for route in Route],
        "questions": [(f"{item.code}=ja", say(item.text)) for item in questions if item.kind == "yes_no"],
    }
