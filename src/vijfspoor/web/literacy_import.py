"""Results from elsewhere on screen: choose a file, see what would happen, and only then take it over.

Nothing is stored in between: the rows travel along in the form, signed, so that they cannot be changed on the way.
"""

from dataclasses import astuple
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput, NotAllowed
from vijfspoor.actions.import_results import check_results, import_results
from vijfspoor.integrations.results import ResultRow, UnreadableResults
from vijfspoor.integrations.results.tables import read_csv, read_xlsx
from vijfspoor.integrations.results.xapi import read_xapi
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.literacy_norm import framework_for
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._page import signed_in
from vijfspoor.web.literacy import tabs

MOST_BYTES = 2_000_000
VALID_FOR = 3600
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
        rows = _rows(request)
        if "confirm" in request.POST:
            return _take_over(request, rows)
        context["checked"] = check_results(actor, rows)
    except InvalidInput as error:
        return render(request, "literacy/import.html", context | {"errors": error.errors}, status=422)
    context["carried"] = signing.dumps([astuple(row) for row in rows], salt=_salt(actor), compress=True)
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


def _rows(request: HttpRequest) -> list[ResultRow]:
    if "carried" in request.POST:
        try:
            found: list[Any] = signing.loads(request.POST["carried"], salt=_salt(request.actor), max_age=VALID_FOR)
        except signing.BadSignature as error:
            raise InvalidInput({"file": [_("This took too long. Choose the file again.")]}) from error
        return [ResultRow(*row) for row in found]
    upload: UploadedFile | None = request.FILES.get("file")
    if upload is None:
        raise InvalidInput({"file": [_("Choose a file first.")]})
    reader = _READERS.get((upload.name or "").rpartition(".")[2].casefold())
    if reader is None:
        raise InvalidInput({"file": [_("Choose a CSV, XLSX or JSON file.")]})
    if (upload.size or 0) > MOST_BYTES:
        raise InvalidInput({"file": [_("This file is too large. The most is 2 MB.")]})
    try:
        return reader(upload.read())
    except UnreadableResults as error:
        raise InvalidInput({"file": [_fault(error.fault)]}) from error


def _fault(code: str) -> str:
    return {
        "encoding": _("Save the file as CSV in UTF-8, or choose an XLSX file."),
        "empty": _("There is nothing in this file."),
        "columns": _("The first row needs a column “email” or “team”."),
        "large": _("There are more than 10,000 rows in this file."),
    }.get(code, _("This file cannot be read. Is it what its name says?"))


def _salt(actor: Actor) -> str:
    return f"literacy-import-{actor.person.pk}"
