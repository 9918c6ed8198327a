"""Letters to the council for who signed in: the list, one letter, writing and sending it, or why none is needed."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.leadership.send_council_letter import need_no_letter, send_council_letter
from vijfspoor.actions.leadership.write_council_letter import (
    MOST_PROMISES,
    LetterInput,
    PromiseInput,
    mend_council_letter,
    write_council_letter,
)
from vijfspoor.queries.leadership import council_letters as query
from vijfspoor.store.models import LetterDraft
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._numbers import typed_number
from vijfspoor.web._page import signed_in


@signed_in
@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """Show which letters are to be written, which wait to be sent, and which were."""
    context = {
        "letters": query.letter_list(request.actor),
        "may_see_drafts": query.may_see_drafts(request.actor),
        "current": "council",
    }
    return render(request, "board/letters.html", context)


@signed_in
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a letter as it will be read, with what can be done with it, or what became of it."""
    return _show(request, _find(request, pk))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Write on a letter. What somebody else saved in the meantime is shown beside what was typed."""
    row = _find(request, pk)
    _permission.require(request.actor, "write_council_letter", row)
    if request.method != "POST":
        return _form(request, row, _kept(row))
    typed = _typed(request, row)
    try:
        write_council_letter(request.actor, row, _input(typed), _version(request))
    except InvalidInput as error:
        return _form(request, row, typed, errors=error.errors, version=_version(request))
    except Conflict as error:
        return _form(request, _find(request, pk), typed, refused=str(error))
    messages.success(request, _("Saved. Read it once more before it is sent."))
    return redirect("board_letter", pk=pk)


@signed_in
@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the letter as it was read."""
    row = _find(request, pk)
    try:
        letter = send_council_letter(request.actor, row, _version(request))
    except InvalidInput as error:
        return _form(request, row, _kept(row), errors=error.errors)
    except Conflict as error:
        messages.error(request, str(error))
        return redirect("board_letter", pk=pk)
    messages.success(request, _("Sent. Everyone can read letter %(number)s now.") % {"number": letter.label})
    return redirect("board_letter", pk=pk)


@signed_in
@require_POST
def not_needed(request: HttpRequest, pk: int) -> HttpResponse:
    """Say why the council needs no letter."""
    row, reason = _find(request, pk), request.POST.get("reason", "")
    try:
        need_no_letter(request.actor, row, reason=reason)
    except InvalidInput as error:
        return _show(request, row, errors=error.errors, reason=reason)
    except Conflict as error:
        return _show(request, _find(request, pk), refused=str(error), reason=reason)
    messages.success(request, _("Recorded. The council gets no letter about this decision."))
    return redirect("board_letters")


@signed_in
@require_POST
def mend(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a letter that replaces one that was sent."""
    row = _find(request, pk)
    if row.letter is None:
        raise Http404
    try:
        made = mend_council_letter(request.actor, row.letter)
    except Conflict as error:
        messages.error(request, str(error))
        return redirect("board_letter", pk=pk)
    return redirect("board_letter_write", pk=made.pk)


def _show(request: HttpRequest, row: LetterDraft, **extra: Any) -> HttpResponse:
    is_open = row.status == LetterDraft.Status.OPEN
    may_write = _permission.may(request.actor, "write_council_letter", row)
    is_last = row.letter is not None and not hasattr(row.letter, "followed_by")
    context = {
        "row": row,
        "is_open": is_open,
        "sections": query.draft_sections(row),
        "may_write": is_open and may_write,
        "may_send": is_open and _permission.may(request.actor, "send_council_letter", row),
        "may_mend": is_last and may_write,
        "sender": query.sender(request.actor.organisation, request.actor.today),
        "current": "council",
    } | extra
    status = 422 if extra.get("errors") else 409 if extra.get("refused") else 200
    return render(request, "board/letter.html", context, status=status)


def _form(request: HttpRequest, row: LetterDraft, typed: dict[str, Any], **extra: Any) -> HttpResponse:
    blank = {"text": "", "due_on": ""}
    context = {
        "row": row,
        "is_open": row.status == LetterDraft.Status.OPEN,
        "subject": typed["subject"],
        "sections": [(section, typed["texts"][section.code]) for section, _text in query.draft_sections(row)],
        "promise_rows": [*typed["promises"], blank, blank][: MOST_PROMISES + 1],
        "theirs": query.draft_sections(row) if extra.get("refused") else (),
        "version": row.version,
        "current": "council",
    } | extra
    status = 422 if extra.get("errors") else 409 if extra.get("refused") else 200
    return render(request, "board/letter_write.html", context, status=status)


def _find(request: HttpRequest, pk: int) -> LetterDraft:
    found = query.draft(request.actor, pk)
    if found is None:
        raise Http404
    return found


def _version(request: HttpRequest) -> int:
    return typed_number(request.POST.get("version", "")) or 0


def _kept(row: LetterDraft) -> dict[str, Any]:
    return {
        "subject": row.subject,
        "texts": {section.code: text for section, text in query.draft_sections(row)},
        "promises": [
            {"text": item["text"], "due_on": f"{date.fromisoformat(item['due_on']):%d-%m-%Y}"} for item in row.promises
        ],
    }


def _typed(request: HttpRequest, row: LetterDraft) -> dict[str, Any]:
    columns = [request.POST.getlist(f"promise_{name}") for name in ("text", "due_on")]
    return {
        "subject": request.POST.get("subject", ""),
        "texts": {section.code: request.POST.get(section.code, "") for section, _text in query.draft_sections(row)},
        "promises": [
            {"text": text, "due_on": due} for text, due in zip(*columns, strict=False) if text.strip() or due.strip()
        ],
    }


def _input(typed: dict[str, Any]) -> LetterInput:
    return LetterInput(
        subject=typed["subject"],
        texts=typed["texts"],
        promises=[PromiseInput(item["text"], parse_dutch_date(item["due_on"])) for item in typed["promises"]],
    )
