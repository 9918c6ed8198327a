"""The questionnaires of the organisation on screen: which versions there are, adding one, and going over to it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput, NotAllowed
from vijfspoor.actions.ethics.add_questionnaire import add_questionnaire
from vijfspoor.actions.ethics.migrate_assessment import migrate_assessment
from vijfspoor.content.assessments.loader import source_of
from vijfspoor.domain.ethics.assessment import difference
from vijfspoor.queries import _visible
from vijfspoor.queries.ethics import questionnaires
from vijfspoor.web._page import signed_in
from vijfspoor.web.ethics.assessment import assessment_context


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def list_page(request: HttpRequest) -> HttpResponse:
    """Every questionnaire and its versions; POST adds an own one."""
    actor = request.actor
    if not _visible.may_read_advice(actor) and not actor.person.is_administrator:
        raise NotAllowed("questionnaires")
    text, errors = request.POST.get("text", ""), {}
    if request.method == "POST":
        try:
            added = add_questionnaire(actor, text)
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Added. It is used from %(version)s on.") % {"version": added.version})
            return redirect("questionnaires")
    context = {
        "used": questionnaires.in_force(actor.organisation, actor.today),
        "versions": list(reversed(questionnaires.versions(actor.organisation))),
        "own": {(row.code, row.version) for row in actor.organisation.questionnaires.all()},
        "may_add": _permission.may(actor, "add_questionnaire", None),
        "text": text,
        "errors": errors,
        "current": "law",
        "tab": "questionnaires",
    }
    return render(request, "assessment/questionnaires.html", context, status=422 if errors else 200)


@signed_in
@require_safe
def source(request: HttpRequest, code: str, version: str) -> HttpResponse:
    """The file of a shipped questionnaire, to make an own version from."""
    try:
        text = source_of(code, version)
    except LookupError as error:
        raise Http404 from error
    response = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{code}-{version}.yaml"'
    return response


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def migrate(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """What a newer version of the questionnaire changes, and going over to it on POST."""
    context = assessment_context(request, number, pk)
    found, actor = context["assessment"], request.actor
    _permission.require(actor, "perform_assessment", found)
    newest = questionnaires.in_force(actor.organisation, actor.today)[found.code]
    if request.method == "POST":
        migrate_assessment(actor, found)
        messages.success(request, _("The assessment is on the newest version now. Your answers came along."))
        return redirect("assessment", number=number, pk=pk)
    running = questionnaires.one(actor.organisation, found.code, found.version)
    context |= {"running": running, "newest": newest, "difference": difference(running, newest)}
    return render(request, "assessment/migrate.html", context)
