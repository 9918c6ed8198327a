"""Reports on screen: where they are, the quarter, the list behind a figure, and the yearly account to the council."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.leadership.write_year_account import adopt_year_account, write_year_account
from vijfspoor.domain.period import Period, quarter_before, quarter_of, read_period
from vijfspoor.queries.leadership import period_figures as figures
from vijfspoor.queries.leadership import year_account as query
from vijfspoor.queries.leadership.year_account_document import year_account_document
from vijfspoor.queries.organisation.findings import has_overview
from vijfspoor.queries.organisation.quarter_document import quarter_document, quarter_title
from vijfspoor.queries.organisations import by_slug
from vijfspoor.store.models import YearAccount
from vijfspoor.web._page import public, signed_in
from vijfspoor.web.dossier.documents import attachment, language_asked

QUARTERS_BACK = 6
FIRST_YEAR = 2020


@signed_in
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Where every report is: quarters, yearly accounts, Woo requests and the AI-overleg."""
    _readable(request)
    quarters = [quarter_of(request.actor.today)]
    while len(quarters) < QUARTERS_BACK:
        quarters.append(quarter_before(quarters[-1]))
    context = {
        "quarters": [(period, quarter_title(period)) for period in quarters],
        "accounts": query.accounts(request.actor.organisation)[:20],
        "year": request.actor.today.year,
        "overview": has_overview(request.actor),
        "may_find_ai": _permission.may(request.actor, "find_ai"),
        "current": "insight",
    }
    return render(request, "reports/overview.html", context)


@signed_in
@require_safe
def quarter_page(request: HttpRequest, year: int, quarter: int) -> HttpResponse:
    """The figures of one quarter beside those of the quarter before."""
    period = _period(request, year, quarter)
    before = {item.code: item.value for item in figures.period_figures(request.actor, quarter_before(period))}
    rows = [(item, before[item.code]) for item in figures.period_figures(request.actor, period)]
    context = {
        "period": period,
        "title": quarter_title(period),
        "rows": rows,
        "literacy": figures.literacy_shares(request.actor, period),
        "until": min(period.end, request.actor.today),
        "before": quarter_before(period),
        "current": "insight",
    }
    return render(request, "reports/quarter.html", context)


@signed_in
@require_safe
def quarter_file(request: HttpRequest, year: int, quarter: int, form: str) -> HttpResponse:
    """Send the report of one quarter."""
    period = _period(request, year, quarter)
    return attachment(quarter_document(request.actor, period, language_asked(request)), form)


@signed_in
@require_safe
def figure(request: HttpRequest, period: str, code: str) -> HttpResponse:
    """The list behind a figure."""
    _readable(request)
    span = read_period(period)
    found = figures.period_figure(request.actor, span, code) if span else None
    if found is None or span is None:
        raise Http404
    return render(request, "reports/figure.html", {"figure": found, "period": span, "current": "insight"})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest, year: int) -> HttpResponse:
    """The yearly account of one year: its figures, its text to write on, and its versions."""
    _readable(request)
    if not FIRST_YEAR <= year <= request.actor.today.year:
        raise Http404
    page = query.account_page(request.actor, year)
    sections = list(page.sections)
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        sections = [(item, request.POST.get(item.code, "")) for item, _text in sections]
        try:
            made = write_year_account(request.actor, year, {item.code: text for item, text in sections})
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Saved as version %(version)s.") % {"version": made.version})
            return redirect("year_account", year=year)
    newest = page.newest
    waits = newest is not None and not hasattr(newest, "adoption")
    context = {
        "page": page,
        "sections": sections,
        "errors": errors,
        "may_write": _permission.may(request.actor, "write_year_account"),
        "may_adopt": waits and _permission.may(request.actor, "adopt_year_account", newest),
        "has_final": any(hasattr(row, "adoption") for row in page.versions),
        "code": Period(year).code,
        "current": "insight",
    }
    return render(request, "reports/account.html", context, status=422 if errors else 200)


@signed_in
@require_POST
def adopt(request: HttpRequest, year: int, version: int) -> HttpResponse:
    """Make a version final, so that everyone can read it."""
    adopt_year_account(request.actor, _version(request, year, version))
    messages.success(request, _("Final. Everyone can read it now, and it can only be corrected by a newer version."))
    return redirect("year_account", year=year)


@signed_in
@require_safe
def account_file(request: HttpRequest, year: int, version: int, form: str) -> HttpResponse:
    """Send one version of the yearly account."""
    found = _version(request, year, version)
    newer = query.final_account(found.organisation, year)
    is_old = newer is not None and newer.version > version
    return attachment(year_account_document(found, language_asked(request), newer=is_old), form)


@public
@require_safe
def public_account(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """The final account of a year, for the council and everyone else."""
    found = _final(slug, year)
    context = {
        "organisation": found.organisation,
        "account": found,
        "sections": query.written_sections(found),
        "figures": query.written_figures(found),
        "until": min(Period(year).end, timezone.localdate(found.at)),
    }
    return render(request, "public/year_account.html", context)


@public
@require_safe
def public_account_file(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Send the final account of a year."""
    return attachment(year_account_document(_final(slug, year), language_asked(request)), "pdf")


def _final(slug: str, year: int) -> YearAccount:
    organisation = by_slug(slug)
    found = query.final_account(organisation, year) if organisation and year <= timezone.localdate().year else None
    if found is None:
        raise Http404
    return found


def _version(request: HttpRequest, year: int, version: int) -> YearAccount:
    _readable(request)
    known = year <= request.actor.today.year and version < 2**15
    found = query.accounts(request.actor.organisation).filter(year=year, version=version).first() if known else None
    if found is None:
        raise Http404
    return found


def _period(request: HttpRequest, year: int, quarter: int) -> Period:
    _readable(request)
    if not FIRST_YEAR <= year <= request.actor.today.year or quarter not in (1, 2, 3, 4):
        raise Http404
    period = Period(year, quarter)
    if period.start > request.actor.today:
        raise Http404
    return period


def _readable(request: HttpRequest) -> None:
    if not figures.may_read(request.actor):
        raise PermissionDenied
