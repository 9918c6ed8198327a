"""Awareness campaigns on screen: the calendar, planning one, and one as HR and as its target group see it."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput, NotAllowed
from vijfspoor.actions.people import run_campaign
from vijfspoor.actions.people.add_material import add_material, take_away_material
from vijfspoor.actions.people.plan_campaign import CampaignInput, change_campaign, plan_campaign, withdraw_campaign
from vijfspoor.domain.people.campaign import Phase
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.people import campaign as query
from vijfspoor.queries.people import literacy as figures
from vijfspoor.queries.people.literacy_norm import framework_for
from vijfspoor.queries.wording import wheel_now
from vijfspoor.store.models import Campaign, CampaignMaterial, Unit
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._numbers import typed_number
from vijfspoor.web._page import signed_in
from vijfspoor.web._send_file import send_file
from vijfspoor.web.people.literacy import require_figures, tabs

_TYPED = ("name", "message", "unit", "role", "starts_on", "ends_on")


@signed_in
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Every campaign by the month in which it begins."""
    require_figures(request.actor, everything=True)
    context = tabs(request.actor, "campaigns") | {
        "lines": query.campaigns(request.actor),
        "may_plan": _permission.may(request.actor, "plan_campaign"),
    }
    return render(request, "campaign/calendar.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """Plan a campaign, or change one that did not begin."""
    actor = request.actor
    if not _permission.may(actor, "plan_campaign"):
        raise NotAllowed("plan_campaign")
    row = _find(request, pk) if pk else None
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            saved = change_campaign(actor, row, _given(request)) if row else plan_campaign(actor, _given(request))
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("The campaign is in the calendar. Add what people can read or watch."))
            return redirect("campaign", pk=saved.pk)
    context = tabs(actor, "campaigns") | {
        "row": row,
        "competences": framework_for(actor.organisation, actor.today).competences.values(),
        "units": _visible.units(actor).filter(is_outside=False).order_by("kind", "name"),
        "team": Unit.Kind.TEAM,
        "roles": wheel_now().roles.values(),
        "typed": _typed(request, row),
        "chosen": request.POST.getlist("competences") if request.method == "POST" else row.competences if row else (),
        "errors": errors,
    }
    return render(request, "campaign/form.html", context, status=422 if errors else 200)


@signed_in
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """A campaign: what it asks and what there is to read; for HR also its reach and its effect."""
    return render(request, "campaign/one.html", _context(request, _find(request, pk)))


@signed_in
@require_POST
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Take part, count who took part elsewhere, end or withdraw the campaign."""
    row, name = _find(request, pk), request.POST.get("step", "")
    try:
        said = _take(request, row, name)
    except InvalidInput as error:
        context = _context(request, row) | {"errors": error.errors, "typed": request.POST, "step": name}
        return render(request, "campaign/one.html", context, status=422)
    messages.success(request, said)
    return redirect("campaigns" if name == "withdraw" else "campaign", **({} if name == "withdraw" else {"pk": pk}))


@signed_in
@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a link or a file."""
    row, post = _find(request, pk), request.POST
    upload = request.FILES.get("file")
    try:
        add_material(request.actor, row, title=post.get("title", ""), url=post.get("url", ""), upload=upload)
    except InvalidInput as error:
        context = _context(request, row) | {"errors": error.errors, "typed": post, "again": upload is not None}
        return render(request, "campaign/one.html", context, status=422)
    messages.success(request, _("Added. Everyone who is asked can open it."))
    return redirect("campaign", pk=pk)


@signed_in
@require_safe
def file(request: HttpRequest, pk: int, file: int) -> FileResponse:
    """Send a file to save, never to show: a browser may not run or guess what is in it."""
    found = _material(request, pk, file)
    content = query.content_of(found)
    if content is None:
        raise Http404
    return send_file(content, found.title, found.media_type)


@signed_in
@require_POST
def take_away(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """Take a link or a file away."""
    take_away_material(request.actor, _material(request, pk, file))
    messages.success(request, _("Taken away. Nobody can open it any more."))
    return redirect("campaign", pk=pk)


def _find(request: HttpRequest, pk: int) -> Campaign:
    found = query.find(request.actor, pk)
    if found is None:
        raise Http404
    return found


def _material(request: HttpRequest, pk: int, material: int) -> CampaignMaterial:
    found = query.material(request.actor, pk, material)
    if found is None:
        raise Http404
    return found


def _take(request: HttpRequest, row: Campaign, name: str) -> str:
    """Take a step and return what to say about it."""
    actor, post = request.actor, request.POST
    if name == "join":
        own = query.invitation(actor, row)
        if own is None:
            raise NotAllowed("join_campaign")
        run_campaign.join_campaign(actor, own)
        return _("Thank you. Nobody sees that it was you.")
    if name == "count":
        number = typed_number(post.get("people", "")) or 0
        run_campaign.count_elsewhere(actor, row, what=post.get("what", ""), people=number)
        return _("Recorded.")
    if name == "close":
        run_campaign.close_campaign(actor, row)
        return _("The campaign is over and its reach was counted.")
    if name == "withdraw":
        withdraw_campaign(actor, row)
        return _("Withdrawn. Nobody is asked any more.")
    raise Http404


def _context(request: HttpRequest, row: Campaign) -> dict[str, Any]:
    actor = request.actor
    line = query.line_of(actor, row)
    own = query.invitation(actor, row)
    reads = _visible.reads_all_figures(actor)
    manages = _permission.may(actor, "plan_campaign", row)
    names = figures.unit_names(actor) if reads else {}
    return tabs(actor, "campaigns") | {
        "row": row,
        "line": line,
        "own": own,
        "may_join": own is not None and not own.took_part and _is_open(actor, line),
        "materials": query.materials(row),
        "counts": query.counts(row) if reads else (),
        "groups": query.reach_lines(row, names) if reads else (),
        "effect": query.effect(row, figures.releases(actor)) if reads else None,
        "competences": framework_for(actor.organisation, actor.today).competences,
        "may_change": manages and line.phase == Phase.PLANNED,
        "may_run": manages and line.phase == Phase.RUNNING,
        "may_withdraw": manages and line.phase in (Phase.PLANNED, Phase.RUNNING),
        "may_count": manages and line.phase in (Phase.RUNNING, Phase.OVER),
        "may_add": manages and line.phase != Phase.WITHDRAWN,
        "errors": {},
    }


def _is_open(actor: Actor, line: query.CampaignLine) -> bool:
    return line.phase == Phase.RUNNING and line.row.ends_on >= actor.today


def _typed(request: HttpRequest, row: Campaign | None) -> dict[str, Any]:
    if request.method == "POST":
        return request.POST.dict()
    if row is None:
        return {"starts_on": request.actor.today, "reminds": "yes"}
    on_file = {name: getattr(row, name) for name in _TYPED if name != "unit"}
    return on_file | {"unit": str(row.unit_id or ""), "reminds": "yes" if row.reminds else ""}


def _given(request: HttpRequest) -> CampaignInput:
    post = request.POST
    unit = post.get("unit", "")
    return CampaignInput(
        name=post.get("name", ""),
        message=post.get("message", ""),
        competences=tuple(post.getlist("competences")),
        starts_on=parse_dutch_date(post.get("starts_on", "")),
        ends_on=parse_dutch_date(post.get("ends_on", "")),
        unit=typed_number(unit) or 0,
        role=post.get("role", ""),
        reminds=post.get("reminds") == "yes",
    )
