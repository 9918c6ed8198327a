"""Imports of applications on screen: choose a file, see what would happen row by row, take it over, follow it, undo it.

The file is kept row by row, so the page can be left at any moment; the result waits on the desk.
"""

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.organisation import import_register as verbs
from vijfspoor.actions.organisation.run_imports import AT_ONCE, next_part
from vijfspoor.actions.organisation.undo_import import undo_import
from vijfspoor.content.imports.loader import column_book
from vijfspoor.queries.organisation import register_import as query
from vijfspoor.queries.wording import say
from vijfspoor.store.models import ImportRow, RegisterImport
from vijfspoor.web._numbers import page_number, typed_number, typed_numbers
from vijfspoor.web._page import signed_in

MOST_BYTES = 5_000_000
State = RegisterImport.State
# Word in the address -> list of rows.
LISTS = {"fout": "wrong", "dubbel": "twins", "zonder-eigenaar": "ownerless", "overgenomen": "made"}
_EXAMPLES = 2


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: HttpRequest) -> HttpResponse:
    """Every import, and the form for the next; POST reads and checks a file."""
    _permission.require(request.actor, "import_register")
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            name, content = uploaded(request)
            row = verbs.read_register(request.actor, name, content)
        except InvalidInput as error:
            errors = error.errors
        else:
            return redirect("register_import", pk=row.pk)
    book = column_book(request.actor.today)
    context = {
        "imports": query.imports(request.actor),
        "columns": [say(column.name) for column in book.columns.values()],
        "errors": errors,
        "current": "register",
    }
    return render(request, "register_import/overview.html", context, status=422 if errors else 200)


@signed_in
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """What a file would do, how far it is, or what became of it."""
    row = _import(request, pk)
    if row.state == State.DONE and row.by_id == request.actor.person.pk and row.seen_at is None:
        return render(request, "register_import/one.html", _context(request, row) | {"unseen": True})
    return render(request, "register_import/one.html", _context(request, row))


@signed_in
@require_POST
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which column holds what."""
    row = _import(request, pk)
    book = column_book(request.actor.today)
    given = {code: request.POST.get(code, "") for code in book.columns}
    places = {code: place for code, raw in given.items() if (place := typed_number(raw)) is not None}
    try:
        verbs.map_columns(request.actor, row, places)
    except InvalidInput as error:
        context = _context(request, row) | {"errors": error.errors, "fields": _fields(request, row, places)}
        return render(request, "register_import/one.html", context, status=422)
    messages.success(request, _("Every row was checked again. Next time we know these columns."))
    return redirect("register_import", pk=pk)


@signed_in
@require_POST
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Take over; what is little is done at once, the rest goes to the jobs."""
    row = _import(request, pk)
    shown, take = (set(typed_numbers(request.POST.getlist(name))) for name in ("shown", "take"))
    try:
        started = verbs.start_import(request.actor, row, take=take, leave=shown - take)
    except Conflict as error:
        messages.error(request, str(error))
        return redirect("register_import", pk=pk)
    if started.total < AT_ONCE:
        next_part(pk, request.actor.now)
    return redirect("register_import", pk=pk)


@signed_in
@require_POST
def part(request: HttpRequest, pk: int) -> HttpResponse:
    """Do the next part right now, where nobody runs the jobs."""
    row = _import(request, pk)
    _permission.require(request.actor, "import_register", row)
    next_part(row.pk, request.actor.now)
    return redirect("register_import", pk=pk)


@signed_in
@require_POST
def seen(request: HttpRequest, pk: int) -> HttpResponse:
    """The result was seen and leaves the desk."""
    verbs.see_import(request.actor, _import(request, pk))
    return redirect("register_import", pk=pk)


@signed_in
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo a whole import."""
    row = _import(request, pk)
    try:
        number = undo_import(request.actor, row)
    except Conflict as error:
        messages.error(request, str(error))
    else:
        said = ngettext("%(n)s application was taken back.", "%(n)s applications were taken back.", number)
        messages.success(request, said % {"n": number})
    return redirect("register_import", pk=pk)


@signed_in
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a checked file away."""
    verbs.drop_import(request.actor, _import(request, pk))
    messages.success(request, _("The file was thrown away. Nothing was stored."))
    return redirect("register_imports")


def uploaded(request: HttpRequest) -> tuple[str, bytes]:
    """Return name and content of the file that was sent. Raises InvalidInput when there is none or it is too large."""
    upload: UploadedFile | None = request.FILES.get("file")
    if upload is None:
        raise InvalidInput({"file": [_("Choose a file first.")]})
    if (upload.size or 0) > MOST_BYTES:
        raise InvalidInput({"file": [_("This file is too large. The most is 5 MB.")]})
    return upload.name or "", upload.read()


def _import(request: HttpRequest, pk: int) -> RegisterImport:
    _permission.require(request.actor, "import_register")
    found = query.one(request.actor, pk)
    if found is None:
        raise Http404
    return found


def _context(request: HttpRequest, row: RegisterImport) -> dict[str, Any]:
    word = request.GET.get("lijst", "")
    counted = query.counts(row)
    which = LISTS.get(word) or _first_list(row, counted)
    page = query.rows_of(row, which, page_number(request))
    return {
        "row": row,
        "counts": counted,
        "lists": [(word, which_, _size(counted, which_)) for word, which_ in LISTS.items() if _size(counted, which_)],
        "which": which,
        "page": page,
        "shown": [_shown(item, row) for item in page],
        "query": f"lijst={next(word for word, code in LISTS.items() if code == which)}",
        "fields": _fields(request, row, row.places) if row.state == State.CHECKED else [],
        "percentage": round(100 * row.made / row.total) if row.total else 0,
        "worked_on": query.worked_on(row)[:3] if row.state == State.DONE else [],
        "current": "register",
    }


def _first_list(row: RegisterImport, counted: query.ImportCounts) -> str:
    if row.state != State.CHECKED:
        return "made"
    return "wrong" if counted.wrong else "twins"


def _size(counted: query.ImportCounts, which: str) -> int:
    sizes = {"wrong": counted.wrong, "twins": counted.same + counted.alike, "ownerless": counted.ownerless}
    return sizes.get(which, counted.made)


def _shown(item: ImportRow, row: RegisterImport) -> dict[str, Any]:
    place = row.places.get("name", -1)
    name = item.cells[place] if 0 <= place < len(item.cells) else ""
    return {"item": item, "name": name[:100], "takes": item.twin == "alike"}


def _fields(request: HttpRequest, row: RegisterImport, places: dict[str, int]) -> list[dict[str, Any]]:
    """Return a field per column with what stands in the first rows under each heading."""
    examples = list(row.rows.order_by("number").values_list("cells", flat=True)[:_EXAMPLES])
    options = [(place, _heading(place, heading, examples)) for place, heading in enumerate(row.headings)]
    book = column_book(request.actor.today)
    return [
        {"code": code, "label": say(column.name), "value": places.get(code, ""), "options": options}
        for code, column in book.columns.items()
    ]


def _heading(place: int, heading: str, examples: list[list[str]]) -> str:
    written = heading or _("Column %(n)s, without a heading") % {"n": place + 1}
    there = [cells[place][:30] for cells in examples if place < len(cells) and cells[place]]
    return f"{written[:60]} ({', '.join(there)})" if there else written[:60]
