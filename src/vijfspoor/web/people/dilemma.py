"""Dilemma cards on screen: all of them, one by chance, and one to read aloud or to print."""

import secrets

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from vijfspoor.content.literacy.dilemmas import load_dilemmas
from vijfspoor.content.literacy.loader import folder_of
from vijfspoor.domain.people.lesson import Dilemma
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.people.learning import version_for
from vijfspoor.queries.people.literacy_norm import framework_for
from vijfspoor.web._page import signed_in
from vijfspoor.web.people.literacy import tabs


@signed_in
@require_safe
def cards(request: HttpRequest) -> HttpResponse:
    """Every card; `?kies=willekeurig` goes to one by chance."""
    actor = request.actor
    found = _dilemmas(actor)
    if request.GET.get("kies") == "willekeurig":
        return redirect("literacy_dilemma", code=secrets.choice(found).code)
    competences = framework_for(actor.organisation, actor.today).competences
    about = request.GET.get("over", "")
    context = tabs(actor, "dilemmas") | {
        "dilemmas": [item for item in found if about not in competences or about in item.competences],
        "competences": competences,
        "about": about if about in competences else "",
    }
    return render(request, "dilemma/cards.html", context)


@signed_in
@require_safe
def card(request: HttpRequest, code: str) -> HttpResponse:
    """One card, made to read aloud and to print."""
    found = _dilemmas(request.actor)
    place = next((place for place, item in enumerate(found) if item.code == code), None)
    if place is None:
        raise Http404
    context = tabs(request.actor, "dilemmas") | {
        "dilemma": found[place],
        "number": place + 1,
        "following": found[(place + 1) % len(found)],
        "competences": framework_for(request.actor.organisation, request.actor.today).competences,
    }
    return render(request, "dilemma/card.html", context)


def _dilemmas(actor: Actor) -> tuple[Dilemma, ...]:
    return load_dilemmas(folder_of(version_for(actor.organisation, actor.today)))
