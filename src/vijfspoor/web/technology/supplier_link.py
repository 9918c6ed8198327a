"""The page a supplier opens with a link, without an account: answer, save, come back, send evidence, hand in."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.technology.answer_request import (
    SupplierAnswers,
    hand_in_answers,
    save_answers,
    send_file,
    take_back_file,
)
from vijfspoor.queries.technology.supplier_link import LinkState, OpenedLink, facts_of, form_of, opened
from vijfspoor.web._numbers import typed_number
from vijfspoor.web._page import public
from vijfspoor.web.ethics._law_answers import typed_answers

GONE = 410


@public
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Show the questionnaire of a link, or take in what was filled in on POST."""
    link = opened(token, timezone.now())
    if link is None:
        return _private(render(request, "supplier_link/unknown.html", status=404))
    if link.state is not LinkState.OPEN:
        return _closed(request, link)
    if request.method != "POST":
        return _show(request, link)
    try:
        return _step(request, token, link)
    except InvalidInput as error:
        return _show(request, link, _typed(request, link), error.errors)
    except (Conflict, NotAllowed):
        return redirect("supplier_link", token=token)


def _step(request: HttpRequest, token: str, link: OpenedLink) -> HttpResponse:
    """Save first, whatever button was pressed, so that nothing typed is lost; then do what was asked."""
    now, given, then = timezone.now(), _typed(request, link), request.POST.get("then", "")
    save_answers(token, given, now)
    upload: UploadedFile | None = request.FILES.get("file")
    if upload is not None:
        send_file(token, upload, now)
    elif then == "attach":
        raise InvalidInput({"file": [_("Choose a file first.")]})
    if then == "hand_in":
        hand_in_answers(token, given, now)
        return redirect("supplier_link", token=token)
    if then.startswith("remove_"):
        take_back_file(token, typed_number(then.removeprefix("remove_")) or 0, now)
    response = redirect("supplier_link", token=token)
    response["Location"] += "?bewaard=1#saved"
    return response


def _typed(request: HttpRequest, link: OpenedLink) -> SupplierAnswers:
    own, law = form_of(link.request).questions, facts_of(link.request)
    answers: dict[str, Any] = {code: request.POST.get(code, "") for code in own}
    answers |= typed_answers(request, law.values())
    notes = {code: request.POST.get(f"note_{code}", "") for code in (*own, *law)}
    return SupplierAnswers(request.POST.get("answered_by", ""), answers, notes)


def _show(
    request: HttpRequest, link: OpenedLink, typed: SupplierAnswers | None = None, errors: dict[str, Any] | None = None
) -> HttpResponse:
    row = link.request
    context = {
        "asked": row,
        "organisation": row.organisation,
        "questions": form_of(row).questions.values(),
        "facts": facts_of(row).values(),
        "values": typed.answers if typed else row.answers,
        "notes": typed.notes if typed else row.notes,
        "answered_by": typed.answered_by if typed else row.answered_by,
        "files": row.files.filter(removed_at=None).order_by("pk"),
        "saved": request.GET.get("bewaard") == "1" and not errors,
        "again": "file" in request.FILES,
        "errors": errors or {},
    }
    return _private(render(request, "supplier_link/form.html", context, status=422 if errors else 200))


def _closed(request: HttpRequest, link: OpenedLink) -> HttpResponse:
    """Say why the link opens nothing any more; of the answers it shows nothing."""
    context = {"asked": link.request, "organisation": link.request.organisation, "state": str(link.state)}
    was_sent = link.state is LinkState.HANDED_IN and request.method != "POST"
    return _private(render(request, "supplier_link/closed.html", context, status=200 if was_sent else GONE))


def _private(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store"
    return response
