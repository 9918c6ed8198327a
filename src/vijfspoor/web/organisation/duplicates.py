"""Likely duplicates on screen: the pairs with why, and one pair side by side to judge."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.organisation.judge_duplicate import merge_into, say_different
from vijfspoor.queries.organisation import duplicates as query
from vijfspoor.web._numbers import page_number
from vijfspoor.web._page import signed_in
from vijfspoor.web.organisation.insight import insight_context


@signed_in
@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """List the pairs nobody judged yet, and what was judged."""
    context = insight_context(request, "duplicates")
    context["found"] = query.duplicates(request.actor, page_number(request))
    return render(request, "insight/duplicates.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, number: int, other: int) -> HttpResponse:
    """Show two applications side by side; POST says that they differ, or merges one into the other."""
    pair = query.pair_of(request.actor, number, other)
    if pair is None or query.judgement_of(*pair) is not None:
        raise Http404
    _permission.require(request.actor, "judge_duplicate", pair[0])
    verdict, reason = request.POST.get("verdict", ""), request.POST.get("reason", "")
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            _judge(request, pair, verdict, reason)
        except InvalidInput as error:
            errors = error.errors
        except Conflict as conflict:
            errors = {"verdict": [str(conflict)]}
        else:
            return redirect("duplicates")
    context = {"pair": pair, "verdict": verdict, "reason": reason, "errors": errors, "current": "insight"}
    return render(request, "insight/duplicate.html", context, status=422 if errors else 200)


def _judge(request: HttpRequest, pair: query.DossierPair, verdict: str, reason: str) -> None:
    first, second = pair
    if verdict == "different":
        say_different(request.actor, first, second, reason=reason)
        messages.success(request, _("Kept. These two are not proposed again."))
    elif verdict in ("into_first", "into_second"):
        duplicate, into = (second, first) if verdict == "into_first" else (first, second)
        merge_into(request.actor, duplicate, into, reason=reason)
        messages.success(request, _("Merged. It goes on as %(name)s.") % {"name": into.name})
    else:
        raise InvalidInput({"verdict": [_("Choose whether they are the same.")]})
