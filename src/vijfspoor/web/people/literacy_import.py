"""Results from elsewhere on screen: choose a file, see what would happen, and only then take it over."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput, NotAllowed
from vijfspoor.actions.people.import_results import check_results, import_results
from vijfspoor.integrations.results import ResultRow
from vijfspoor.integrations.results.tables import read_csv, read_xlsx
from vijfspoor.integrations.results.xapi import read_xapi
from vijfspoor.queries.people.literacy_norm import framework_for
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._page import signed_in
from vijfspoor.web.people._result_file import carried, rows_sent
from vijfspoor.web.people.literacy import tabs

PURPOSE = "literacy-import"
_READERS = {"csv": read_csv, "txt": read_csv, "xlsx": read_xlsx, "json": read_xapi}


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Choose a file; POST shows what would happen, and with `confirm` takes it over."""
    actor = request.actor
    if not _permission.may(actor, "import_results"):
        raise NotAllowed("import_results")
    context = tabs(actor, "rounds") | {
        "competences": framework_for(actor.organisation, actor.today).competences.values(),
        "typed": request.POST.dict() or {"measured_on": actor.today, "is_anonymous": "yes"},
    }
    if request.method != "POST":
        return render(request, "literacy/import.html", context)
    try:
        rows = rows_sent(request, _READERS, PURPOSE)
        if "confirm" in request.POST:
            return _take_over(request, rows)
        context["checked"] = check_results(actor, rows)
    except InvalidInput as error:
        return render(request, "literacy/import.html", context | {"errors": error.errors}, status=422)
    context["carried"] = carried(request, rows, PURPOSE)
    response = render(request, "literacy/import_check.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def _take_over(request: HttpRequest, rows: list[ResultRow]) -> HttpResponse:
    made = import_results(
        request.actor,
        rows,
        name=request.POST.get("name", ""),
        measured_on=parse_dutch_date(request.POST.get("measured_on", "")),
        is_anonymous=request.POST.get("is_anonymous") != "no",
    )
    count = made.results.count()
    said = ngettext("%(n)s result was taken over.", "%(n)s results were taken over.", count) % {"n": count}
    messages.success(request, said)
    return redirect("scan_round", pk=made.pk)
