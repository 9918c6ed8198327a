"""My learning: the own shelf, a lesson or a module elsewhere, the certificate; and what HR asks groups to learn."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput, NotAllowed
from vijfspoor.actions.people.assign_learning import AssignmentInput, assign_learning, withdraw_learning
from vijfspoor.actions.people.finish_lesson import finish_lesson
from vijfspoor.actions.people.finish_module import finish_module
from vijfspoor.actions.people.sign_certificate import sign_certificate
from vijfspoor.domain.people.lesson import Lesson
from vijfspoor.queries import _visible
from vijfspoor.queries.people import learning as query
from vijfspoor.queries.people.credential import lesson_of
from vijfspoor.queries.people.learning_document import certificate_document
from vijfspoor.queries.people.module_access import own_first
from vijfspoor.queries.wording import wheel_now
from vijfspoor.store.models import Unit
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._numbers import typed_number
from vijfspoor.web._page import signed_in
from vijfspoor.web.dossier.documents import attachment, language_asked
from vijfspoor.web.people.literacy import tabs


@signed_in
@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    """Every module: what is asked first, then what fits the own work, then the rest."""
    context = {"shelf": query.shelf(request.actor), "before_use": own_first(request.actor), "current": "learning"}
    return render(request, "learning/shelf.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def lesson(request: HttpRequest, code: str) -> HttpResponse:
    """Read a lesson; POST judges the answers and says for each why. A module elsewhere shows where it is taken."""
    found = query.lesson(request.actor, code)
    if found is None:
        return _elsewhere(request, code)
    context: dict[str, Any] = {"lesson": found, "current": "learning", "errors": {}, "answers": {}}
    status = 200
    if request.method == "POST":
        answers = {item.code: request.POST.get(item.code, "") for item in found.questions}
        context["answers"] = answers
        try:
            context["result"] = finish_lesson(request.actor, found, answers)
        except InvalidInput as error:
            context["errors"], status = error.errors, 422
    context["passed"] = query.certificate(request.actor, code)
    return render(request, "learning/lesson.html", context, status=status)


def _elsewhere(request: HttpRequest, code: str) -> HttpResponse:
    """Show a course or package; POST says that it was finished, where the learner's own word is enough."""
    found = query.module(request.actor, code)
    if found is None:
        raise Http404
    if request.method == "POST":
        finish_module(request.actor, found)
        messages.success(request, _("Kept. It stands under what you finished."))
        return redirect("learning")
    context = {"module": found, "passed": query.certificate(request.actor, code), "current": "learning"}
    return render(request, "learning/module.html", context)


@signed_in
@require_safe
def badge(request: HttpRequest, code: str) -> HttpResponse:
    """Send the own certificate as an Open Badge: a signed text that others can verify."""
    row = query.certificate(request.actor, code)
    found = lesson_of(code, row.version) if row else None
    if row is None or found is None:
        raise Http404
    response = HttpResponse(sign_certificate(request.actor, row, found), content_type="application/jwt")
    response["Content-Disposition"] = f'attachment; filename="certificaat-{code}.jwt"'
    response["Cache-Control"] = "private, no-store"
    return response


@signed_in
@require_safe
def certificate(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """Send the own certificate, `?taal=` in a language."""
    found = _find(request, code)
    row = query.certificate(request.actor, code)
    if row is None:
        raise Http404
    return attachment(certificate_document(row, found, language_asked(request)), form)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def assignments(request: HttpRequest) -> HttpResponse:
    """What groups are asked to learn and how far they are; POST asks a group."""
    actor = request.actor
    if not _permission.may(actor, "assign_learning"):
        raise NotAllowed("assign_learning")
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            assign_learning(actor, _given(request))
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Asked. Everyone in the group sees it on the desk and gets a mail."))
            return redirect("learning_assignments")
    context = tabs(actor, "learning") | {
        "progress": query.progress(actor),
        "modules": query.modules_of(actor.organisation, actor.today).values(),
        "units": _visible.units(actor).filter(is_outside=False).order_by("kind", "name"),
        "team": Unit.Kind.TEAM,
        "roles": wheel_now().roles.values(),
        "typed": request.POST,
        "chosen": request.POST.getlist("lessons"),
        "errors": errors,
    }
    return render(request, "learning/assignments.html", context, status=422 if errors else 200)


@signed_in
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an assignment back."""
    row = _visible.learning_assignments(request.actor).filter(pk=pk).first()
    if row is None:
        raise Http404
    withdraw_learning(request.actor, row)
    messages.success(request, _("Taken back. What people learned stays."))
    return redirect("learning_assignments")


def _given(request: HttpRequest) -> AssignmentInput:
    unit = request.POST.get("unit", "")
    return AssignmentInput(
        lessons=tuple(request.POST.getlist("lessons")),
        reason=request.POST.get("reason", ""),
        due_on=parse_dutch_date(request.POST.get("due_on", "")),
        unit=typed_number(unit) or 0,
        role=request.POST.get("role", ""),
    )


def _find(request: HttpRequest, code: str) -> Lesson:
    found = query.lesson(request.actor, code)
    if found is None:
        raise Http404
    return found
