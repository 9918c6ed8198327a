"""May I use this? A search for every employee, that answers from the register in one word and says the rules."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vijfspoor.queries.dossier.permitted_use import may_use
from vijfspoor.web._page import signed_in


@signed_in
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Answer for what fits the words typed; without words, show what may be used."""
    q = request.GET.get("q", "").strip()[:100]
    context = {"q": q, "answers": may_use(request.actor, q), "current": "permitted_use"}
    return render(request, "permitted_use.html", context)
