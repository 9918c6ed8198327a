"""Law of the whole organisation: the calendar, what waits for a legal adviser, and the rule books with their impact."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput, NotAllowed
from vijfspoor.actions.ethics.adopt_rule_book import adopt_rule_book
from vijfspoor.content.law.loader import Law, rule_book, rule_books
from vijfspoor.domain.ethics.law_difference import compare
from vijfspoor.queries import _visible
from vijfspoor.queries.ethics import obligations as query
from vijfspoor.queries.ethics.facts import book_for
from vijfspoor.queries.ethics.law_difference import dossier_impacts
from vijfspoor.web._page import signed_in

MOST = 100


@signed_in
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """What starts to apply when, and on how many applications."""
    days = query.calendar(request.actor)
    return render(request, "law/calendar.html", {"days": days, "tab": "calendar", "current": "law"})


@signed_in
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for the word of a legal adviser."""
    context = {
        "queue": query.queue(request.actor),
        "questions": query.open_questions(request.actor, "legal_adviser"),
        "may_review": request.actor.holds("legal_adviser"),
        "tab": "queue",
        "current": "law",
    }
    return render(request, "law/queue.html", context)


@signed_in
@require_safe
def books(request: HttpRequest) -> HttpResponse:
    """Every state of the law the platform knows, and which one is in use."""
    context = {
        "books": list(reversed(rule_books())),
        "used": book_for(request.actor.organisation, request.actor.today),
        "adoptions": request.actor.organisation.law_adoptions.order_by("-pk"),
        "tab": "books",
        "current": "law",
    }
    return render(request, "law/books.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def difference(request: HttpRequest, old: str, new: str) -> HttpResponse:
    """What changes from one rule book to another, on which applications and by which rule; adopt it on POST."""
    actor, errors = request.actor, {}
    if not _visible.may_read_advice(actor):
        raise NotAllowed("law")
    try:
        before, after = rule_book(old), rule_book(new)
    except LookupError as error:
        raise Http404 from error
    if request.method == "POST":
        try:
            adoption = adopt_rule_book(actor, new, reasons=request.POST.get("reasons", ""))
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(
                request,
                _("Adopted. %(n)s applications have another outcome, route or date now.") % {"n": adoption.touched},
            )
            return redirect("law_books")
    laws = Law(before, actor.today), Law(after, actor.today)
    rows = dossier_impacts(*laws, actor.organisation)
    impacts = [row for row in rows if row.impact and row.dossier.status in query.LIVE]
    used = book_for(actor.organisation, actor.today)
    context = {
        "before": before,
        "after": after,
        "difference": compare(before, after),
        "impacts": impacts[:MOST],
        "more": max(0, len(impacts) - MOST),
        "touched": len(impacts),
        "may_adopt": _permission.may(actor, "adopt_rule_book", None)
        and used.in_force_from < after.in_force_from <= actor.today,
        "errors": errors,
        "reasons": request.POST.get("reasons", ""),
        "tab": "books",
        "current": "law",
    }
    return render(request, "law/difference.html", context, status=422 if errors else 200)
