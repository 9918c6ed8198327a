"""A concern at the supplier, on the page of the concern: put it to them with a term, and write down their answer."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.technology.pass_to_supplier import NoticeInput, keep_supplier_answer, pass_to_supplier
from vijfspoor.queries.technology import supplier_notices as query
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._page import signed_in
from vijfspoor.web.technology.concern import concern_context, show

FIELDS = ("to", "ask", "answer_by")


@signed_in
@require_POST
def pass_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the case to the supplier."""
    context = concern_context(request, pk)
    values = {name: request.POST.get(name, "") for name in FIELDS}
    given = NoticeInput(values["to"], values["ask"], parse_dutch_date(values["answer_by"]))
    try:
        pass_to_supplier(request.actor, context["concern"], given)
    except InvalidInput as error:
        errors = {"ask" if field == "text" else field: texts for field, texts in error.errors.items()}
        return show(request, context, errors=errors, notice=values)
    messages.success(request, _("Passed on. Who reported it hears so, and you are reminded of the answer."))
    return redirect("concern", pk=pk)


@signed_in
@require_POST
def answered(request: HttpRequest, pk: int, notice: int) -> HttpResponse:
    """Write down what the supplier answered."""
    context = concern_context(request, pk)
    found = query.find(request.actor, context["concern"], notice)
    if found is None:
        raise Http404
    answer = request.POST.get("answer", "")
    try:
        keep_supplier_answer(request.actor, found, answer=answer)
    except InvalidInput as error:
        return show(request, context, errors=error.errors, answer=answer)
    messages.success(request, _("Written down. Tell the reporters what it means for them."))
    return redirect("concern", pk=pk)
