"""Residents: ask a question or give feedback without an account, and read the answer behind a secret link."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.leadership.ask_as_resident import MOST, ResidentInput, ask_as_resident
from vijfspoor.queries.leadership import resident as query
from vijfspoor.queries.leadership.publication import public_application
from vijfspoor.queries.organisations import by_slug
from vijfspoor.queries.system import visitor
from vijfspoor.store.models import Organisation, Publication
from vijfspoor.web._page import public
from vijfspoor.web.leadership import _public_form


# Nobody is signed in here, so there is nothing to forge: the signed stamp does what the cookie would do.
@public
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Ask a resident what they want to say, or take it on POST."""
    organisation = _organisation(slug)
    publication = public_application(organisation, number) if number is not None else None
    if number is not None and publication is None:
        raise Http404
    purpose = f"resident/{slug}/{number or ''}"
    # What is longer than the field is cut well above its limit, so the page never sends back megabytes.
    values = {name: request.POST.get(name, "")[: 2 * MOST["what"]] for name in ("what", "email")}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            token = _take(request, organisation, publication, purpose, values)
        except InvalidInput as error:
            errors = error.errors
        else:
            return redirect("resident_follow_up", slug=slug, token=token)
    context: dict[str, Any] = {
        "organisation": organisation,
        "publication": publication,
        "values": values,
        "errors": errors,
        "most": MOST["what"],
        "stamp": _public_form.new_stamp(purpose),
    }
    response = render(request, "public/ask.html", context, status=422 if errors else 200)
    response["Cache-Control"] = "no-store"
    return response


@public
@require_safe
def follow_up(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Show a resident their message and what was answered. Who has the link may read it."""
    organisation = _organisation(slug)
    found = query.follow_up(organisation, token[:200])
    if found is None:
        raise Http404
    address = request.build_absolute_uri(request.path)
    context = {"organisation": organisation, "found": found, "address": address}
    response = render(request, "public/follow_up.html", context)
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def _take(
    request: HttpRequest,
    organisation: Organisation,
    publication: Publication | None,
    purpose: str,
    values: dict[str, str],
) -> str:
    refusal = _public_form.refused(request, purpose, values["what"])
    if refusal:
        raise InvalidInput({"what": [refusal]})
    given = ResidentInput(values["what"], values["email"], get_language() or "nl")
    actor = visitor(organisation, timezone.now())
    dossier = publication.dossier if publication else None
    with _public_form.used_once(request, purpose) as is_first:
        if not is_first:
            raise InvalidInput({"what": [_("This message was sent already.")]})
        return query.follow_up_token(ask_as_resident(actor, given, dossier))


def _organisation(slug: str) -> Organisation:
    organisation = by_slug(slug)
    if organisation is None:
        raise Http404
    return organisation
