"""Mandates on screen: who decides in whose name, until when; giving one and taking it back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.organisation.keep_mandate import MandateInput, give_mandate, revoke_mandate
from vijfspoor.queries import _visible
from vijfspoor.queries.organisation import mandate as query
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.queries.wording import say
from vijfspoor.store.models import Mandate
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._numbers import typed_number
from vijfspoor.web._page import signed_in

FIELDS = ("gate", "route", "holder", "holder_role", "limits", "valid_from", "valid_until")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def mandates(request: HttpRequest) -> HttpResponse:
    """Every mandate; whoever decides somewhere gives one on POST."""
    actor = request.actor
    values = {name: request.POST.get(name, "") for name in FIELDS}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            give_mandate(actor, _given(request, values))
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("The mandate was given. Each decision under it says so."))
            return redirect("mandates")
    wheel = wheel_for(actor.organisation, actor.today)
    context = {
        "rows": [(row, _permission.may(actor, "revoke_mandate", row)) for row in query.listing(actor)],
        "may_give": _permission.may(actor, "give_mandate"),
        "values": values,
        "errors": errors,
        "gates": [(gate.code, say(gate.name)) for gate in wheel.life_cycle.gates if gate.code != "G0"],
        "routes": [(str(route), say(plan.name)) for route, plan in wheel.life_cycle.routes.items()],
        "roles": [(r.code, say(r.name)) for r in wheel.roles_in_use(wheel.additions) if r.code != "user"],
        "people": [(p.pk, p.name) for p in _visible.people(actor).filter(is_active=True).order_by("name")],
        "today": actor.today,
        "current": "tracks",
    }
    return render(request, "setup/mandates.html", context, status=422 if errors else 200)


@signed_in
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a mandate back."""
    row = Mandate.objects.filter(organisation=request.actor.organisation, pk=pk).first()
    if row is None:
        raise Http404
    revoke_mandate(request.actor, row)
    messages.success(request, _("The mandate was taken back. Decisions taken under it stand."))
    return redirect("mandates")


def _given(request: HttpRequest, values: dict[str, str]) -> MandateInput:
    people = _visible.people(request.actor)
    holder = people.filter(pk=typed_number(values["holder"])).first()
    return MandateInput(
        gate=values["gate"],
        route=values["route"],
        holder=holder,
        holder_role=values["holder_role"],
        limits=values["limits"],
        valid_from=parse_dutch_date(values["valid_from"]),
        valid_until=parse_dutch_date(values["valid_until"]),
    )
