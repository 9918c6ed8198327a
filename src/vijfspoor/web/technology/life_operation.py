"""Operating an application on screen: groups of users, releases, and settings over time."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.technology.keep_user_group import UserGroupInput, keep_user_group
from vijfspoor.actions.technology.record_release import ReleaseInput, judge_release, record_release
from vijfspoor.actions.technology.record_setting import SettingInput, record_setting
from vijfspoor.queries import _visible
from vijfspoor.queries.dossier.dossier import find
from vijfspoor.queries.technology import operation as query
from vijfspoor.store.models import UserGroup
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._numbers import MOST_COUNTED, typed_number
from vijfspoor.web._page import signed_in
from vijfspoor.web.dossier._life_form import Field, Form, answer_form


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def group(request: HttpRequest, number: int, pk: int = 0) -> HttpResponse:
    """Add a group of users, or change one: how many there are and how many were trained."""
    found = _group(request, number, pk) if pk else None
    units = [(str(row.pk), row.name) for row in _visible.units(request.actor).filter(is_outside=False).order_by("name")]

    def form(_context: dict[str, Any]) -> Form:
        return Form(
            title=_("A group of users"),
            lead=_("Nobody gets access before the training. Going live waits until everyone was trained."),
            fields=[
                Field("name", _("Who are they?"), _("For example a team."), maxlength=100),
                Field(
                    "unit",
                    _("Where do they work?"),
                    _("Everyone there hears it at once when it stops, and it shows in numbers who may use it."),
                    kind="select",
                    options=units,
                    optional=True,
                ),
                Field("size", _("How many people?")),
                Field("training", _("Which training or instruction do they need first?"), maxlength=200),
                Field("trained", _("How many were trained?")),
            ],
            button=_("Save"),
            done=_("Saved."),
        )

    def send(context: dict[str, Any], values: Mapping[str, str]) -> object:
        size, trained = typed_number(values["size"], MOST_COUNTED), typed_number(values["trained"] or "0", MOST_COUNTED)
        unit = typed_number(values["unit"]) or 0
        given = UserGroupInput(values["name"], size, values["training"], trained, unit)
        return keep_user_group(request.actor, context["dossier"], given, found)

    initial = {}
    if found is not None:
        initial = {"name": found.name, "training": found.training}
        initial |= {"size": str(found.size), "trained": str(found.trained), "unit": str(found.unit_id or "")}
    return answer_form(request, number, form, send, verb="keep_user_groups", initial=initial)


def _group(request: HttpRequest, number: int, pk: int) -> UserGroup:
    dossier = find(request.actor, number)
    found = dossier.user_groups.filter(pk=pk).first() if dossier else None
    if found is None:
        raise Http404
    return found


def impacts() -> list[tuple[str, str]]:
    """Return whether a release touches the AI, as choices."""
    return [("yes", _("Yes, it touches the AI")), ("no", _("No")), ("unknown", _("Not known yet"))]


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest, number: int) -> HttpResponse:
    """Record a release of the product."""

    def form(_context: dict[str, Any]) -> Form:
        return Form(
            title=_("A new release"),
            lead=_("When it touches the AI, every application with this product and supplier is looked at again."),
            fields=[
                Field("version", _("Which version?"), maxlength=60),
                Field("released_on", _("From which day?"), _("dd-mm-yyyy")),
                Field("notes", _("What changes?"), kind="textarea", maxlength=5000),
                Field("ai_impact", _("Does it touch the AI?"), kind="select", options=impacts()),
            ],
            button=_("Record the release"),
            done=_("The release is recorded."),
        )

    def send(context: dict[str, Any], values: Mapping[str, str]) -> object:
        on = parse_dutch_date(values["released_on"])
        given = ReleaseInput(values["version"], on, values["notes"], values["ai_impact"])
        return record_release(request.actor, context["dossier"], given)

    return answer_form(request, number, form, send, verb="record_release")


@signed_in
@require_POST
def judge(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Say whether a release whose impact was unknown touches the AI."""
    dossier = find(request.actor, number)
    found = query.releases_of(request.actor, dossier).filter(pk=pk).first() if dossier else None
    if found is None:
        raise Http404
    try:
        judge_release(request.actor, found, ai_impact=request.POST.get("ai_impact", ""))
    except InvalidInput as error:
        messages.error(request, " ".join(error.errors["ai_impact"]))
    else:
        messages.success(request, _("Recorded."))
    return redirect("in_use", number=number)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def setting(request: HttpRequest, number: int) -> HttpResponse:
    """Record a setting or model version as it holds from a day on."""
    kinds = [("setting", _("A setting")), ("model", _("A version of the model"))]
    substantial = [("no", _("No")), ("yes", _("Yes: then the application is looked at again"))]

    def form(_context: dict[str, Any]) -> Form:
        return Form(
            title=_("How it is set from now on"),
            lead=_("Earlier settings stay readable, so it can always be found how it worked on a day."),
            fields=[
                Field("kind", _("What is it?"), kind="select", options=kinds),
                Field("name", _("What is it called?"), _("For example: threshold for a signal."), maxlength=100),
                Field("value", _("How is it set?"), maxlength=500),
                Field("since", _("From which day?"), _("dd-mm-yyyy")),
                Field("reason", _("Why?"), kind="textarea", maxlength=2500),
                Field("substantial", _("Does it work differently for people?"), kind="select", options=substantial),
            ],
            button=_("Record this"),
            done=_("Recorded with your name and the date."),
        )

    def send(context: dict[str, Any], values: Mapping[str, str]) -> object:
        if values["substantial"] not in ("yes", "no"):
            raise InvalidInput({"substantial": [_("Choose yes or no.")]})
        given = SettingInput(
            kind=values["kind"],
            name=values["name"],
            value=values["value"],
            since=parse_dutch_date(values["since"]),
            reason=values["reason"],
            is_substantial=values["substantial"] == "yes",
        )
        return record_setting(request.actor, context["dossier"], given)

    return answer_form(request, number, form, send, verb="record_setting")
