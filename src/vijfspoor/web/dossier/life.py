"""The application in use on screen: its checklist, pilot, reassessment, end, releases, settings and users."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.dossier import _checklist
from vijfspoor.actions.dossier.give_evidence import give_evidence
from vijfspoor.actions.dossier.reopen_triage import can_be_reassessed, reopen_triage
from vijfspoor.content.checklists.loader import checklist_book_in_force
from vijfspoor.domain.dossier.checklist import ChecklistItem
from vijfspoor.queries import _visible
from vijfspoor.queries.dossier import dossier as query
from vijfspoor.queries.dossier.dossier import ItemOfDossier
from vijfspoor.queries.dossier.go_live import Line
from vijfspoor.queries.technology.operation import LifeView, life_view
from vijfspoor.queries.wording import say
from vijfspoor.store.models import Dossier
from vijfspoor.web._page import signed_in
from vijfspoor.web.dossier._life_form import TAB, Field, Form, answer_form
from vijfspoor.web.dossier.dossier import dossier_context


@signed_in
@require_safe
def in_use(request: HttpRequest, number: int) -> HttpResponse:
    """What must still be done, what runs and what was recorded, with one next step."""
    context = dossier_context(request, number, TAB)
    actor, dossier = request.actor, context["dossier"]
    at_work = _checklist.gate_at_work(dossier)
    view = life_view(actor, dossier)
    lines = view.checklist.lines if view.checklist else ()
    context |= {
        "life": view,
        "at_work": at_work,
        "gate": query.gate_view(actor, dossier, _missing(view, at_work)),
        "evidence_by": _who_may_settle(request, dossier, lines) if at_work else set(),
        "causes": {item.code: say(item.text) for item in checklist_book_in_force(actor.today).triggers},
        "files": set(_visible.attachments(actor).filter(dossier=dossier, removed_at=None).values_list("pk", flat=True)),
        "may": _may(request, dossier),
    }
    return render(request, "life/in_use.html", context)


def _missing(view: LifeView, at_work: str | None) -> tuple[str, ...] | None:
    """What the checklist on the page holds back; None where something else, such as the end of a pilot, may too."""
    if view.checklist is None or at_work not in ("G6", "G7") or (at_work == "G6" and view.pilot is not None):
        return None
    return tuple(say(line.item.text) for line in view.checklist.blocking)


def _may(request: HttpRequest, dossier: Dossier) -> dict[str, bool]:
    verbs = ("reassess", "propose_retirement", "archive", "record_release", "record_setting", "keep_user_groups")
    may = {verb: _permission.may(request.actor, verb, dossier) for verb in verbs}
    approved = dossier.status == Dossier.Status.APPROVED
    may["reassess"] = may["reassess"] and can_be_reassessed(dossier)
    may["propose_retirement"] &= approved and dossier.reassessing_since is None and dossier.gate != "G9"
    return may


def _who_may_settle(request: HttpRequest, dossier: Dossier, lines: tuple[Line, ...]) -> set[str]:
    """The codes of the points this person may give evidence for."""
    by_roles = {line.item.who for line in lines if line.takes_evidence}
    may = {who: _permission.may(request.actor, "give_evidence", ItemOfDossier(dossier, who)) for who in by_roles}
    return {line.item.code for line in lines if line.takes_evidence and may[line.item.who]}


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: HttpRequest, number: int, gate: str, code: str) -> HttpResponse:
    """Show that one point of a checklist is settled."""
    item = _item(request, gate, code)

    def form(context: dict[str, Any]) -> Form:
        asked = say(item.evidence) if item.evidence else _("How it shows that this is so")
        return Form(
            title=say(item.text),
            lead=_(
                "Your name and the date stand with it. It cannot be changed later, only followed by something newer."
            ),
            fields=[Field("text", asked, kind="textarea", maxlength=2500)],
            button=_("Record this"),
            done=_("Recorded with your name and the date."),
            with_file=True,
        )

    def send(context: dict[str, Any], values: Mapping[str, str]) -> object:
        upload = request.FILES.get("file")
        return give_evidence(request.actor, context["dossier"], gate, code, text=values["text"], upload=upload)

    return answer_form(
        request,
        number,
        form,
        send,
        verb="give_evidence",
        subject=lambda context: ItemOfDossier(context["dossier"], item.who),
    )


def _item(request: HttpRequest, gate: str, code: str) -> ChecklistItem:
    checklist = checklist_book_in_force(request.actor.today).checklists.get(gate)
    found = next((item for item in checklist.items if item.code == code), None) if checklist else None
    if found is None:
        raise Http404
    return found


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def reassess(request: HttpRequest, number: int) -> HttpResponse:
    """Look at the application again, and say why."""
    triggers = checklist_book_in_force(request.actor.today).triggers
    yes, no = ("yes", _("Yes, nobody may use it until there is a new decision")), ("no", _("No"))

    def form(_context: dict[str, Any]) -> Form:
        return Form(
            title=_("Look at this application again"),
            lead=_("Everyone who advises is asked again. The decision that was taken keeps standing meanwhile."),
            fields=[
                Field(
                    "trigger", _("What gives cause?"), kind="select", options=[(t.code, say(t.text)) for t in triggers]
                ),
                Field("text", _("What changed or went wrong?"), kind="textarea", maxlength=2500),
                Field("stop", _("Must the use stop meanwhile?"), kind="select", options=[no, yes]),
            ],
            button=_("Start the reassessment"),
            done=_("The reassessment has started. Who must answer has a task."),
        )

    def send(context: dict[str, Any], values: Mapping[str, str]) -> object:
        stop = values["stop"] == "yes"
        given = {"trigger": values["trigger"], "text": values["text"], "stop": stop}
        return reopen_triage(request.actor, context["dossier"], **given)

    return answer_form(request, number, form, send, verb="reassess", initial={"stop": "no"})
