"""One task on screen. What is asked decides the form: answer questions, inform, advise, decide, settle."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vijfspoor.actions import _permission
from vijfspoor.actions.dossier.contribute import contribute, correct_contribution
from vijfspoor.actions.dossier.reassign_task import reassign_task
from vijfspoor.actions.dossier.settle_condition import settle_condition
from vijfspoor.actions.errors import InvalidInput, NotAllowed
from vijfspoor.actions.ethics.answer_questions import answer_questions
from vijfspoor.domain.dossier.gate import Position
from vijfspoor.queries import _visible
from vijfspoor.queries.dossier.dossier import stations
from vijfspoor.queries.ethics.assessment import assessment_under_way, assessments_asked
from vijfspoor.queries.ethics.facts import book_for
from vijfspoor.queries.leadership.means import is_measure, means_of
from vijfspoor.queries.wording import task_title
from vijfspoor.store.models import Contribution, Task
from vijfspoor.web._numbers import typed_number
from vijfspoor.web._page import signed_in
from vijfspoor.web.dossier import decision


def _find(request: HttpRequest, pk: int) -> Task:
    task = (
        _visible.tasks(request.actor)
        .select_related("dossier__organisation", "dossier__department", "dossier__accountable", "assignee", "unit")
        .filter(pk=pk)
        .first()
    )
    if task is None:
        raise Http404
    return task


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a task, or do it on POST. Who may not do it sees where it stands on the dossier instead."""
    found = _find(request, pk)
    if not _permission.may(request.actor, "contribute", found):
        raise NotAllowed("contribute")
    if found.status != Task.Status.OPEN:
        messages.info(request, _("This task was already done or is no longer needed."))
        return redirect("dossier", number=found.dossier.number) if found.dossier else redirect("desk")
    return _FORMS[Task.Kind(found.kind)](request, found)


def _base(request: HttpRequest, task: Task) -> dict[str, Any]:
    context: dict[str, Any] = {"task": task, "title": task_title(task), "current": "desk"}
    if task.dossier:
        context |= {"dossier": task.dossier, "stations": stations(task.dossier)}
    return context


def _answer(request: HttpRequest, task: Task) -> HttpResponse:
    book = book_for(request.actor.organisation, request.actor.today)
    questions = [book.questions[code] for code in task.questions]
    values = {q.code: _typed(request, q.code, q.is_multiple) for q in questions} if request.method == "POST" else {}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        given = {code: value for code, value in values.items() if value}
        try:
            answer_questions(request.actor, task.dossier, given, note=request.POST.get("note", ""))
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Thank you. Your answers are in the dossier."))
            return redirect("dossier", number=task.dossier.number)
    context = _base(request, task) | {
        "questions": questions,
        "values": values,
        "errors": errors,
        "note": request.POST.get("note", ""),
    }
    return render(request, "task/answer.html", context, status=422 if errors else 200)


def _typed(request: HttpRequest, code: str, multiple: bool) -> Any:
    return request.POST.getlist(code) if multiple else request.POST.get(code, "")


def _give(request: HttpRequest, task: Task) -> HttpResponse:
    under_way = assessment_under_way(request.actor, task)
    if under_way is not None:
        return redirect("assessment", number=task.dossier.number, pk=under_way.pk)

    def send(**given: Any) -> None:
        contribute(request.actor, task, **given)

    return _contribution_form(request, task, send, {})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct one's own contribution by a new one that refers to it."""
    earlier = _visible.contributions(request.actor).select_related("task").filter(pk=pk).first()
    if earlier is None:
        raise Http404
    _permission.require(request.actor, "correct", earlier)

    def send(**given: Any) -> None:
        correct_contribution(request.actor, earlier, **given)

    initial = {"text": earlier.text, "position": earlier.position, "conditions": earlier.conditions}
    return _contribution_form(request, _find(request, earlier.task_id), send, initial, earlier)


def _contribution_form(
    request: HttpRequest, task: Task, send: Any, initial: dict[str, Any], earlier: Contribution | None = None
) -> HttpResponse:
    values, errors = initial, {}
    if request.method == "POST":
        values = {
            "text": request.POST.get("text", ""),
            "position": request.POST.get("position", ""),
            "conditions": request.POST.getlist("conditions"),
        }
        try:
            send(**values, upload=request.FILES.get("file"))
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Thank you. Your contribution is in the dossier and cannot be changed unseen."))
            return redirect("dossier", number=task.dossier.number)
    rows = [*values.get("conditions", []), "", "", ""][: max(3, len(values.get("conditions", [])) + 1)]
    context = _base(request, task) | {
        "values": values,
        "condition_rows": rows,
        "errors": errors,
        "again": "file" in request.FILES,
        "positions": list(Position),
        "earlier": earlier,
        "asked": assessments_asked(request.actor, task),
    }
    return render(request, "task/contribute.html", context, status=422 if errors else 200)


def _settle(request: HttpRequest, task: Task) -> HttpResponse:
    note, errors = request.POST.get("note", ""), {}
    if request.method == "POST":
        try:
            settle_condition(request.actor, task, note=note)
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Done. It is recorded with your name and the date."))
            return redirect("dossier", number=task.dossier.number) if task.dossier else redirect("desk")
    line = means_of([task]).get(task.pk) if is_measure(task) else None
    context = _base(request, task) | {"note": note, "errors": errors, "about": _about(task), "line": line}
    return render(request, "task/settle.html", context, status=422 if errors else 200)


def _about(task: Task) -> str:
    """Return the address of the contract or the supplier a date was noted of."""
    contract = getattr(task, "notice_of", None) or getattr(task, "end_of", None)
    if contract is not None:
        return reverse("contract", args=[contract.supplier_id, contract.pk])
    certificate = getattr(task, "certificate", None)
    return reverse("supplier", args=[certificate.supplier_id]) if certificate is not None else ""


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def reassign(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a task to someone else."""
    found = _find(request, pk)
    if found.dossier is None:
        raise Http404
    _permission.require(request.actor, "reassign", found.dossier)
    people = _visible.people(request.actor).filter(is_active=True).order_by("name")
    chosen, errors = request.POST.get("person", ""), {}
    if request.method == "POST":
        person = people.filter(pk=typed_number(chosen)).first()
        try:
            if person is None:
                raise InvalidInput({"person": [_("Choose a colleague from the list.")]})
            reassign_task(request.actor, found, person)
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("The task now lies with %(name)s.") % {"name": person.name})
            return redirect("dossier", number=found.dossier.number)
    context = _base(request, found) | {"people": people, "chosen": chosen, "errors": errors}
    return render(request, "task/reassign.html", context, status=422 if errors else 200)


def _obligation(_request: HttpRequest, task: Task) -> HttpResponse:
    return redirect("obligation", number=task.dossier.number, code=task.obligation.code)


def _council(request: HttpRequest, task: Task) -> HttpResponse:
    return redirect("council_item", pk=task.council_item.pk)


def _woo(_request: HttpRequest, task: Task) -> HttpResponse:
    return redirect("woo_request", pk=task.woo_request.pk)


def _setup(_request: HttpRequest, task: Task) -> HttpResponse:
    version = task.setup_versions.first()
    # A draft that was sent back may be thrown away.
    return redirect("setup", pk=version.pk) if version else redirect("setups")


def _letter(_request: HttpRequest, task: Task) -> HttpResponse:
    return redirect("board_letter", pk=task.letter_draft.pk)


def _concern(request: HttpRequest, task: Task) -> HttpResponse:
    return redirect("concern", pk=task.concern.pk)


def _passed_on(_request: HttpRequest, task: Task) -> HttpResponse:
    return redirect("concern", pk=task.supplier_notice.concern_id)


def _incident(request: HttpRequest, task: Task) -> HttpResponse:
    return redirect("incident", pk=task.incident.pk)


def _guideline(request: HttpRequest, task: Task) -> HttpResponse:
    return redirect("dossier_guidelines", number=task.dossier.number)


def _checklist(_request: HttpRequest, task: Task) -> HttpResponse:
    return redirect("in_use", number=task.dossier.number)


def _report(_request: HttpRequest, task: Task) -> HttpResponse:
    return redirect("intake_overview", number=task.dossier.number)


def _supplier(_request: HttpRequest, task: Task) -> HttpResponse:
    return redirect("supplier_request", pk=task.supplier_request.pk)


def _confirm(_request: HttpRequest, task: Task) -> HttpResponse:
    return redirect("confirmation", pk=task.confirmation.pk)


_FORMS = {
    Task.Kind.ANSWER: _answer,
    Task.Kind.INFORM: _give,
    Task.Kind.ADVISE: _give,
    Task.Kind.PERFORM: _give,
    Task.Kind.DECIDE: decision.decide_form,
    Task.Kind.CONDITION: _settle,
    Task.Kind.OBLIGATION: _obligation,
    Task.Kind.VACANCY: _settle,
    Task.Kind.CONCERN: _concern,
    Task.Kind.INCIDENT: _incident,
    Task.Kind.GUIDELINE: _guideline,
    Task.Kind.CHECKLIST: _checklist,
    Task.Kind.REPORT: _report,
    Task.Kind.CONTRACT: _settle,
    Task.Kind.CERTIFICATE: _settle,
    Task.Kind.SUPPLIER: _supplier,
    Task.Kind.COUNCIL: _council,
    Task.Kind.CONFIRM: _confirm,
    Task.Kind.PASSED_ON: _passed_on,
    Task.Kind.WOO: _woo,
    Task.Kind.SETUP: _setup,
    Task.Kind.LETTER: _letter,
}
