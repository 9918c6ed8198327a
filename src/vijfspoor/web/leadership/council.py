"""The council's pages, without signing in: impactful applications, motions and promises, letters, and what changed."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vijfspoor.queries.leadership.council import council_page
from vijfspoor.queries.leadership.council_letter_document import letter_document
from vijfspoor.queries.leadership.council_letters import promises, sent_letter
from vijfspoor.queries.leadership.year_account import final_years
from vijfspoor.queries.organisations import by_slug, publishing_organisations
from vijfspoor.store.models import CouncilLetter
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._page import public
from vijfspoor.web.dossier.documents import attachment, language_asked

# About the time between two meetings of the council with a summer in between.
_DAYS_BACK = 60


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Choose a municipality, or go straight to the only one."""
    found = list(publishing_organisations())
    if len(found) == 1:
        return redirect("council", slug=found[0].slug)
    return render(request, "public/index.html", {"organisations": found, "target": "council"})


@public
@require_safe
def council(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the page of one municipality, with what changed since the last meeting or `?sinds=` (dd-mm-yyyy)."""
    organisation = by_slug(slug)
    if organisation is None:
        raise Http404
    today = timezone.localdate()
    asked = request.GET.get("sinds", "").strip()[:10]
    since = parse_dutch_date(asked) if asked else None
    errors = {} if since or not asked else {"sinds": [_("Write the date as dd-mm-yyyy, for example 02-12-2027.")]}
    page = council_page(organisation, since, today, today - timedelta(days=_DAYS_BACK))
    context = {
        "organisation": organisation,
        "page": page,
        "today": today,
        "account_years": final_years(organisation),
        "asked": asked or page.since.strftime("%d-%m-%Y"),
        "errors": errors,
    }
    return render(request, "public/council.html", context, status=422 if errors else 200)


@public
@require_safe
def letter(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Show a letter that was sent, with how its promises stand."""
    found = _letter(slug, year, number)
    context = {
        "organisation": found.organisation,
        "letter": found,
        "promises": promises(found),
        "today": timezone.localdate(),
    }
    return render(request, "public/council_letter.html", context)


@public
@require_safe
def letter_file(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Send a letter as PDF."""
    return attachment(letter_document(_letter(slug, year, number), language_asked(request)), "pdf")


def _letter(slug: str, year: int, number: int) -> CouncilLetter:
    organisation = by_slug(slug)
    found = sent_letter(organisation, year, number) if organisation and max(year, number) < 2**15 else None
    if found is None:
        raise Http404
    return found
