"""The adopted policy frameworks of a municipality, without signing in: the list, one version, and what it changed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vijfspoor.queries.leadership.public_policy import PublicPolicy, adopted_policies, public_policy
from vijfspoor.queries.organisation.policy_difference import rule_changes, text_changes
from vijfspoor.queries.organisations import by_slug
from vijfspoor.store.models import Organisation, Policy
from vijfspoor.web._page import public


@public
@require_safe
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """Every framework that was adopted."""
    organisation = _organisation(slug)
    context = {"organisation": organisation, "versions": adopted_policies(organisation), "bodies": bodies()}
    return render(request, "public/policies.html", context)


@public
@require_safe
def one(request: HttpRequest, slug: str, policy: int, version: int | None = None) -> HttpResponse:
    """The text of a framework with its amendments: the newest version, or the one asked."""
    organisation = _organisation(slug)
    found = _found(organisation, policy, version)
    context = {
        "organisation": organisation,
        "found": found,
        "version": found.version,
        "rules": found.version.rules.order_by("pk"),
        "body": bodies()[found.version.adopted_level],
    }
    return render(request, "public/policy.html", context)


@public
@require_safe
def compare(request: HttpRequest, slug: str, policy: int, version: int) -> HttpResponse:
    """A version beside the one that was adopted before it."""
    organisation = _organisation(slug)
    found = _found(organisation, policy, version)
    if found.before is None:
        raise Http404
    context = {
        "organisation": organisation,
        "found": found,
        "version": found.version,
        "before": found.before,
        "amended_before": found.before.amendments.order_by("pk"),
        "texts": text_changes(found.before, found.version),
        "rules": rule_changes(found.before, found.version, in_words=True),
    }
    return render(request, "public/policy_compare.html", context)


def bodies() -> dict[str, str]:
    """Return who adopts a framework, in words residents know."""
    return {Policy.Level.BOARD: _("the executive board"), Policy.Level.COUNCIL: _("the council")}


def _organisation(slug: str) -> Organisation:
    organisation = by_slug(slug)
    if organisation is None:
        raise Http404
    return organisation


def _found(organisation: Organisation, number: int, version: int | None) -> PublicPolicy:
    # SQLite and PostgreSQL refuse numbers beyond their own.
    found = public_policy(organisation, number, version) if number < 2**15 else None
    if found is None:
        raise Http404
    return found
