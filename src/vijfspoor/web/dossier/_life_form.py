"""One question after another on one page: what the forms about the life of an application share."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.web.dossier.dossier import dossier_context

TAB = "in_use"


@dataclass(frozen=True, slots=True)
class Field:
    """Veld: a label with its help; `kind` is text, textarea or select (with `options` value -> label)."""

    name: str
    label: str
    help: str = ""
    kind: str = "text"
    options: Sequence[tuple[str, str]] = ()
    maxlength: int = 0
    rows: int = 4
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """Formulier: a title, what it does, its fields, the button and what is said when it was done."""

    title: str
    lead: str
    fields: Sequence[Field]
    button: str
    done: str
    with_file: bool = False
    back: str = "in_use"


def answer_form(
    request: HttpRequest,
    number: int,
    form: Callable[[dict[str, Any]], Form],
    send: Callable[[dict[str, Any], Mapping[str, str]], object],
    *,
    verb: str,
    subject: Callable[[dict[str, Any]], object] = lambda context: context["dossier"],
    initial: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Show a form about the dossier, or send it on POST; what is wrong stands at its field and nothing is lost."""
    context = dossier_context(request, number, TAB)
    _permission.require(request.actor, verb, subject(context))
    made = form(context)
    values: Mapping[str, str] = initial or {}
    errors: Mapping[str, list[str]] = {}
    if request.method == "POST":
        values = {field.name: request.POST.get(field.name, "") for field in made.fields}
        try:
            send(context, values)
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, made.done)
            return redirect(made.back, number=number)
    context |= {"form": made, "values": values, "errors": errors}
    return render(request, "life/form.html", context, status=422 if errors else 200)
