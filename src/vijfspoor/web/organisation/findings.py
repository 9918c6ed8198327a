"""Insight: the findings of the governance linter, one code with what it means, and one finding to solve or accept."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.organisation.accept_finding import accept_finding
from vijfspoor.queries.organisation import findings as query
from vijfspoor.queries.organisation.finding_weeks import weeks
from vijfspoor.queries.organisation.findings import FindingFilters, FindingLine
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._numbers import page_number, typed_number
from vijfspoor.web._page import signed_in
from vijfspoor.web.organisation._finding_links import fix_link
from vijfspoor.web.organisation._week_bars import week_bars

_STATES = {"open": "open", "aanvaard": "accepted", "opgelost": "solved"}
_SEVERITIES = {"fout": "error", "waarschuwing": "warning", "hint": "hint"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding on screen with the way to its fix."""

    line: FindingLine
    link: str
    person: str


@signed_in
@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """Show the findings this person looks after, counted by severity, with the last twelve weeks."""
    filters = _filters(request)
    found = query.listing(request.actor, filters, page_number(request))
    counted = weeks(request.actor)
    chosen = {name: request.GET[name] for name in ("spoor", "afdeling", "toepassing", "mijn") if request.GET.get(name)}
    context = {
        "found": found,
        "shown": _shown(request, found.lines),
        "filters": filters,
        "tracks": query.tracks(request.actor),
        "severities": [
            (word, severity, found.counts[severity], urlencode({**chosen, "ernst": word}))
            for word, severity in _SEVERITIES.items()
        ],
        "states": [(word, state, urlencode({**chosen, "stand": word})) for word, state in _STATES.items()],
        "chosen": chosen,
        "weeks": counted,
        "bars": week_bars(counted),
        "query": urlencode({key: value for key, value in request.GET.items() if key != "pagina"}),
        "overview": query.has_overview(request.actor),
        "may_find_ai": _permission.may(request.actor, "find_ai"),
        "tab": "findings",
        "current": "insight",
    }
    return render(request, "findings/list.html", context)


@signed_in
@require_safe
def of_code(request: HttpRequest, code: str) -> HttpResponse:
    """Show what a code means, where it comes from, and where it stands open."""
    entry = query.book_of(request.actor).entries.get(code)
    if entry is None:
        raise Http404
    found = query.listing(request.actor, FindingFilters(code=code), page_number(request))
    accepted = query.listing(request.actor, FindingFilters(code=code, state="accepted"))
    context = {
        "entry": entry,
        "found": found,
        "shown": _shown(request, found.lines),
        "accepted": _shown(request, accepted.lines),
        "track": dict(query.tracks(request.actor))[str(entry.track)],
        "current": "insight",
    }
    return render(request, "findings/code.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one finding with its fix; POST accepts it until a date, with the reason."""
    row = query.find(request.actor, pk)
    line = next(iter(query.lines(request.actor, [row])), None) if row else None
    if row is None or line is None:
        raise Http404
    values = {name: request.POST.get(name, "") for name in ("reason", "until")}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            accept_finding(request.actor, row, reason=values["reason"], until=parse_dutch_date(values["until"]))
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Accepted. It comes back by itself after the date."))
            return redirect("finding", pk=pk)
    is_open = row.solved_at is None
    context = {
        "shown": _shown(request, [line])[0],
        "entry": line.entry,
        "row": row,
        "is_accepted": is_open and row.accepted_until is not None and row.accepted_until >= request.actor.today,
        "history": query.history(row),
        "has_task": row.task_id is not None
        and row.person_id in (request.actor.person.pk, *request.actor.stands_in_for),
        "may_accept": is_open and line.entry.can_be_accepted and _permission.may(request.actor, "accept_finding", row),
        "values": values,
        "errors": errors,
        "current": "insight",
    }
    return render(request, "findings/one.html", context, status=422 if errors else 200)


def _filters(request: HttpRequest) -> FindingFilters:
    return FindingFilters(
        severity=_SEVERITIES.get(request.GET.get("ernst", ""), ""),
        track=request.GET.get("spoor", "") if request.GET.get("spoor", "") in {"1", "2", "3", "4", "5"} else "",
        department=typed_number(request.GET.get("afdeling", "")),
        dossier=typed_number(request.GET.get("toepassing", "")),
        mine=request.GET.get("mijn") == "1",
        state=_STATES.get(request.GET.get("stand", ""), "open"),
    )


def _shown(request: HttpRequest, lines: Iterable[FindingLine]) -> list[Shown]:
    lines = list(lines)
    names = query.subjects(lines)
    return [
        Shown(line, fix_link(request.actor, line), names.get(line.row.subject.split(":")[0], ""))
        if line.row.subject_kind == "person"
        else Shown(line, fix_link(request.actor, line), "")
        for line in lines
    ]
