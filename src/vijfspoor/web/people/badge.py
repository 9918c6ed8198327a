"""Certificates for the outside: who issues them, what they stand for, the keys, and a page where one is verified.

Everything here is public and names nobody.
"""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from vijfspoor.integrations.credentials import open_badge
from vijfspoor.integrations.credentials.signature import MOST_CHARACTERS
from vijfspoor.queries.organisations import by_slug
from vijfspoor.queries.people import credential as query
from vijfspoor.store.models import Organisation
from vijfspoor.web._page import public


# Nothing is kept or changed here, so there is nothing to forge, and a visitor gets no cookie.
@public
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what the certificates are; POST verifies one. What is pasted is not kept."""
    organisation = _organisation(slug)
    token = request.POST.get("certificate", "").strip()[:MOST_CHARACTERS]
    context: dict[str, Any] = {
        "organisation": organisation,
        "asked": request.method == "POST",
        "certificate": token,
        "found": query.verified(organisation, token) if token else None,
    }
    return render(request, "public/badges.html", context)


@public
@require_safe
def issuer(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the municipality as issuer, in JSON-LD."""
    organisation = _organisation(slug)
    return _linked_data(open_badge.document(open_badge.profile(query.issuer_of(organisation))))


@public
@require_safe
def achievement(request: HttpRequest, slug: str, code: str, version: str) -> HttpResponse:
    """Send what a certificate of a lesson stands for, in JSON-LD."""
    organisation = _organisation(slug)
    lesson = query.lesson_of(code, version)
    if lesson is None:
        raise Http404
    found = query.achievement_of(organisation, lesson, version)
    return _linked_data(open_badge.document(open_badge.achievement(found, query.issuer_of(organisation))))


@public
@require_safe
def key(request: HttpRequest, slug: str, key: UUID) -> HttpResponse:
    """Send a public key as JWK; one that ended too, so that what it signed stays verifiable."""
    organisation = _organisation(slug)
    found = query.key_of(organisation, key)
    if found is None:
        raise Http404
    named = {**found.public, "kid": query.key_location(organisation, found)}
    return _open(JsonResponse(named, content_type="application/jwk+json"))


def _linked_data(body: dict[str, Any]) -> HttpResponse:
    return _open(JsonResponse(body, content_type="application/ld+json"))


def _open(response: HttpResponse) -> HttpResponse:
    """Let the page of any verifier read it."""
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _organisation(slug: str) -> Organisation:
    organisation = by_slug(slug)
    if organisation is None:
        raise Http404
    return organisation
