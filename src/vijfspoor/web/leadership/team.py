"""Teams on screen: the card of one's own team, its talks, its training and its champion; and all teams in figures."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput, NotAllowed
from vijfspoor.actions.leadership.hold_team_talk import TalkInput, hold_team_talk, plan_team_training
from vijfspoor.actions.leadership.name_champion import name_champion
from vijfspoor.actions.people.assign_learning import AssignmentInput
from vijfspoor.content.literacy.dilemmas import dilemmas_in_force
from vijfspoor.queries.leadership import team as query
from vijfspoor.queries.leadership import teams as all_teams
from vijfspoor.queries.people.learning import lessons_of
from vijfspoor.queries.wording import say
from vijfspoor.store.models import Unit
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._numbers import typed_number
from vijfspoor.web._page import signed_in
from vijfspoor.web.people.literacy import tabs


@signed_in
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The own teams; for who reads all figures every team with its counts. One own team opens at once."""
    everything, teams = all_teams.overview(request.actor), query.teams_of(request.actor)
    if everything is not None:
        context = tabs(request.actor, "teams") | {"overview": everything, "own": teams}
        return render(request, "team/overview.html", context)
    if not teams:
        raise NotAllowed("teams")
    if len(teams) == 1:
        return redirect("team", pk=teams[0].pk)
    return render(request, "team/list.html", {"teams": teams, "current": "teams"})


@signed_in
@require_safe
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """The card of a team one manages."""
    return _card(request, _team(request, pk))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def talk(request: HttpRequest, pk: int) -> HttpResponse:
    """Prepare a talk with a dilemma card; POST logs that it was held."""
    team = _team(request, pk)
    _permission.require(request.actor, "hold_team_talk", team)
    cards = dilemmas_in_force(request.actor.today)
    chosen = request.POST.get("dilemma", request.GET.get("kaart", query.next_card(request.actor, team)))
    values = {"held_on": request.actor.today.strftime("%d-%m-%Y"), "dilemma": chosen}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        values = {name: request.POST.get(name, "") for name in ("held_on", "dilemma", "agreed", "present")}
        given = TalkInput(
            parse_dutch_date(values["held_on"]), values["agreed"], typed_number(values["present"]), values["dilemma"]
        )
        try:
            hold_team_talk(request.actor, team, given)
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("The talk is logged."))
            return redirect("team", pk=team.pk)
    context = {
        "team": team,
        "cards": cards,
        "options": [(item.code, say(item.title)) for item in cards],
        "card": next((item for item in cards if item.code == chosen), None),
        "values": values,
        "errors": errors,
        "current": "teams",
    }
    return render(request, "team/talk.html", context, status=422 if errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def training(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the whole team to learn something before a day."""
    team = _team(request, pk)
    _permission.require(request.actor, "plan_team_training", team)
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        given = AssignmentInput(
            lessons=tuple(request.POST.getlist("lessons")),
            reason=request.POST.get("reason", ""),
            due_on=parse_dutch_date(request.POST.get("due_on", "")),
        )
        try:
            plan_team_training(request.actor, team, given)
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Asked. Everyone in the group sees it on the desk and gets a mail."))
            return redirect("team", pk=team.pk)
    context = {
        "team": team,
        "lessons": lessons_of(request.actor.organisation, request.actor.today),
        "chosen": request.POST.getlist("lessons"),
        "values": request.POST,
        "errors": errors,
        "current": "teams",
    }
    return render(request, "team/training.html", context, status=422 if errors else 200)


@signed_in
@require_POST
def champion(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the champion of the team; nobody ends it."""
    team = _team(request, pk)
    chosen = request.POST.get("person", "")
    person = next((row for row in query.colleagues(request.actor, team) if str(row.pk) == chosen), None)
    try:
        if chosen and person is None:
            raise InvalidInput({"person": [_("Choose a colleague from the list.")]})
        name_champion(request.actor, team, person)
    except InvalidInput as error:
        return _card(request, team, error.errors)
    messages.success(request, _("Saved."))
    return redirect("team", pk=team.pk)


def _team(request: HttpRequest, pk: int) -> Unit:
    found = query.team_of(request.actor, pk)
    if found is None:
        raise Http404
    return found


def _card(request: HttpRequest, team: Unit, errors: dict[str, list[str]] | None = None) -> HttpResponse:
    actor = request.actor
    may_name = _permission.may(actor, "name_champion", team)
    context: dict[str, Any] = {
        "card": query.card(actor, team),
        "team": team,
        "others": [row for row in query.teams_of(actor) if row.pk != team.pk],
        "people": [(row.pk, row.name) for row in query.colleagues(actor, team)] if may_name else [],
        "may_name": may_name,
        "errors": errors or {},
        "current": "teams",
    }
    return render(request, "team/card.html", context, status=422 if errors else 200)
