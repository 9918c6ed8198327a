"""AI literacy on screen: the published figures, what is measured, and the levels that are asked."""

import csv
from io import StringIO
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput, NotAllowed
from vijfspoor.actions.people.adopt_framework import adopt_framework
from vijfspoor.content.literacy.loader import versions
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.people import literacy as query
from vijfspoor.queries.people.literacy import Figures
from vijfspoor.queries.people.literacy_document import literacy_document
from vijfspoor.queries.people.literacy_norm import adoption, framework_for
from vijfspoor.queries.people.literacy_wording import against_name, quarter_name, share
from vijfspoor.queries.wording import say
from vijfspoor.web._page import signed_in
from vijfspoor.web.dossier.documents import attachment, language_asked
from vijfspoor.web.dossier.register import harmless
from vijfspoor.web.organisation._growth_chart import growth_charts

FIRST_YEAR = 2025


def tabs(actor: Actor, tab: str) -> dict[str, Any]:
    """Return what the row of tabs of these pages needs; `tab` is the page itself."""
    return {
        "current": "literacy",
        "tab": tab,
        "reads_all": _visible.reads_all_figures(actor),
        "reads_figures": _visible.reads_all_figures(actor) or bool(_visible.own_teams(actor)),
        "may_send": _permission.may(actor, "send_scan"),
    }


def require_figures(actor: Actor, *, everything: bool = False) -> None:
    """Raise NotAllowed for who may read no figures (of the whole organisation)."""
    if not _visible.reads_all_figures(actor) and (everything or not _visible.own_teams(actor)):
        raise NotAllowed("literacy_figures")


def published(actor: Actor) -> list[Figures]:
    """Return every publication as the actor may see it, newest first, in a fixed number of SQL statements."""
    names, target = query.unit_names(actor), query.target_of(actor)
    return [query.figures(actor, item, names, target) for item in query.releases(actor)]


@signed_in
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """The heat map of teams and competences, growth, and who is due in numbers."""
    actor = request.actor
    require_figures(actor)
    found = published(actor)
    target = query.target_of(actor)
    context = tabs(actor, "figures") | {
        "found": found,
        "newest": found[0] if found else None,
        "growth": query.growth(found[-1], found[0]) if found else (),
        "changes": query.changes(found[0], found[1]) if len(found) > 1 else {},
        "charts": growth_charts(found, target),
        "target": target,
        "adopted": adoption(actor.organisation),
        "open_rounds": query.open_rounds(actor),
        "years": range(actor.today.year, FIRST_YEAR - 1, -1),
        "quarters": range(1, 5),
    }
    return render(request, "literacy/figures.html", context)


@signed_in
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The same publications as CSV: exactly what the page shows."""
    require_figures(request.actor)
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow([_("Quarter"), _("Team"), _("Competence"), _("Share at the level"), _("Against the target")])
    for found in published(request.actor):
        for line in (*found.lines, *([found.total] if found.total else [])):
            name = _("Whole organisation") if line is found.total else line.name or _("Everyone else")
            for competence in found.competences:
                cell = next((cell for cell in line.cells if cell.competence.code == competence.code), None)
                values = [quarter_name(found.release), name, say(competence.name), share(cell.share if cell else None)]
                writer.writerow([harmless(value) for value in (*values, against_name(cell.against if cell else ""))])
    response = HttpResponse("\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="ai-geletterdheid.csv"'
    response["Cache-Control"] = "private, no-cache"
    return response


@signed_in
@require_safe
def measured(request: HttpRequest) -> HttpResponse:
    """What is measured, why, who sees what and how long it is kept: for every employee and the works council."""
    framework = framework_for(request.actor.organisation, request.actor.today)
    context = tabs(request.actor, "measured") | {"competences": framework.competences.values()}
    return render(request, "literacy/measured.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def framework(request: HttpRequest) -> HttpResponse:
    """The level asked per role and competence, and who decided so; POST adopts a version."""
    actor, errors = request.actor, {}
    if request.method == "POST":
        try:
            adopt_framework(actor, request.POST.get("version", ""), reasons=request.POST.get("reasons", ""))
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Adopted. From now on these levels are asked."))
            return redirect("literacy_framework")
    present = adoption(actor.organisation)
    offered = versions()[-1]
    found = framework_for(actor.organisation, actor.today)
    context = tabs(actor, "framework") | {
        "framework": found,
        "rows": [(role, found.targets[role]) for role in found.targets],
        "adoptions": actor.organisation.framework_adoptions.order_by("-pk"),
        "offered": offered if present is None or present.version < offered else None,
        "may_adopt": _permission.may(actor, "adopt_framework"),
        "reasons": request.POST.get("reasons", ""),
        "errors": errors,
    }
    return render(request, "literacy/framework.html", context, status=422 if errors else 200)


@signed_in
@require_safe
def report(request: HttpRequest, year: int, form: str, quarter: int | None = None) -> HttpResponse:
    """Send the report of a year or a quarter."""
    actor = request.actor
    require_figures(actor, everything=True)
    begins = (year, 3 * ((quarter or 1) - 1) + 1)
    if year < FIRST_YEAR or quarter not in (None, 1, 2, 3, 4) or begins > (actor.today.year, actor.today.month):
        raise Http404
    return attachment(literacy_document(actor, year, quarter, language_asked(request)), form)
