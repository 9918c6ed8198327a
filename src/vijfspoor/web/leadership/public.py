"""What residents read, without signing in: the register of a municipality and one page per application."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from vijfspoor.content.publication.residents import resident_guide
from vijfspoor.queries.leadership.council_letters import letters_of
from vijfspoor.queries.leadership.public_history import history_lines
from vijfspoor.queries.leadership.publication import CATEGORIES, public_application, public_register
from vijfspoor.queries.organisations import by_slug, publishing_organisations
from vijfspoor.store.models import Organisation
from vijfspoor.web._page import public

PAGE_SIZE = 20
FILTERS = ("q", "categorie", "thema", "situatie")


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Choose a municipality, or go straight to the only one."""
    found = list(publishing_organisations())
    if len(found) == 1:
        return redirect("public_register", slug=found[0].slug)
    return render(request, "public/index.html", {"organisations": found})


@public
@require_safe
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the public register of one municipality."""
    organisation = _organisation(slug)
    guide = resident_guide(timezone.localdate())
    q, category = request.GET.get("q", "")[:200], request.GET.get("categorie", "")
    theme, situation = request.GET.get("thema", ""), guide.situations.get(request.GET.get("situatie", ""))
    found = public_register(
        organisation,
        q=q,
        category=category if category in CATEGORIES else "",
        theme=theme if theme in guide.themes else "",
        situation=situation,
    )
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("pagina", "1"))
    context = {
        "organisation": organisation,
        "page": page,
        "q": q,
        "category": category,
        "categories": CATEGORIES,
        "theme": theme,
        "themes": guide.themes,
        "situation": situation,
        "situations": guide.situations.values(),
        "query": urlencode({key: value for key in FILTERS if (value := request.GET.get(key, "")[:200])}),
    }
    return render(request, "public/register.html", context)


@public
@require_safe
def application(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show one application as residents read it."""
    organisation = _organisation(slug)
    publication = public_application(organisation, number)
    if publication is None:
        raise Http404
    context = {
        "organisation": organisation,
        "publication": publication,
        "content": publication.content,
        "theme": resident_guide(timezone.localdate()).themes.get(publication.content["texts"].get("theme", "")),
        "letters": letters_of(publication.dossier),
        "history": history_lines(publication),
    }
    return render(request, "public/application.html", context)


def _organisation(slug: str) -> Organisation:
    organisation = by_slug(slug)
    if organisation is None:
        raise Http404
    return organisation
