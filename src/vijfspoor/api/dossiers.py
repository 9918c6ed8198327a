"""Dossiers: list, read, report, and their answers."""

from typing import Annotated, Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router

from vijfspoor.actions.dossier.save_intake_page import save_intake_page
from vijfspoor.actions.dossier.start_report import start_report
from vijfspoor.actions.dossier.submit_report import submit_report
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.ethics.answer_questions import answer_questions
from vijfspoor.api import _rows
from vijfspoor.api._auth import actor_with
from vijfspoor.api._paging import MOST, listing, stamp
from vijfspoor.api._problem import ERRORS, ERRORS_WITH_CONFLICT
from vijfspoor.api._shapes import AnswerOut, AnswersIn, DossierOut, Listing, ReportIn
from vijfspoor.content.intake.loader import intake_pages
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.dossier import dossier as query
from vijfspoor.queries.dossier.intake import journey
from vijfspoor.queries.dossier.register import Filters, rows
from vijfspoor.store.models import Dossier

router = Router(tags=["dossiers"], by_alias=True)
Page = Annotated[int, Query(ge=1, le=100_000)]
Size = Annotated[int, Query(alias="pageSize", ge=1, le=MOST)]


def find(actor: Actor, number: int) -> Dossier:
    """Return a dossier the actor may see. Raises Http404 for any other."""
    found = query.find(actor, number) if number < 2**31 else None
    if found is None:
        raise Http404
    return found


@router.get("/dossiers", response={200: Listing[DossierOut], **ERRORS}, summary="List applications")
def list_dossiers(
    request: HttpRequest,
    response: HttpResponse,
    q: Annotated[str, Query(max_length=200)] = "",
    status: Annotated[str, Query(max_length=20)] = "",
    route: Annotated[str, Query(max_length=20)] = "",
    gate: Annotated[str, Query(max_length=2)] = "",
    page: Page = 1,
    page_size: Size = 50,
) -> dict[str, Any]:
    """Return a page of the register, filtered as on screen."""
    facets = {"status": status, "route": route, "gate": gate}
    filters = Filters(q=q, facets={name: value for name, value in facets.items() if value})
    found = rows(actor_with(request, "read"), filters).select_related("reporter")
    return listing(request, response, found, _rows.dossier, page, page_size)


@router.post("/dossiers", response={201: DossierOut, **ERRORS}, summary="Report an application")
def report(request: HttpRequest, response: HttpResponse, body: ReportIn) -> Any:
    """Report an application in one go. A question left out counts as ‘I don't know’."""
    actor = actor_with(request, "report")
    with transaction.atomic():
        draft = start_report(actor)
        save_intake_page(actor, draft, "what", {"name": body.name, "summary": body.summary, "supplier": body.supplier})
        save_intake_page(actor, draft, "risk", body.risk.model_dump())
        _choose(actor, draft, body.choices)
        dossier = submit_report(actor, draft)
    stamp(response)
    response["Location"] = f"/api/v1/dossiers/{dossier.number}"
    return 201, _rows.dossier(find(actor, dossier.number))


def _choose(actor: Actor, draft: Dossier, choices: dict[str, str | list[str]]) -> None:
    """Answer page after page; which page comes next depends on the answers before it."""
    unknown = sorted(set(choices) - {page.code for page in intake_pages()})
    if unknown:
        raise InvalidInput({f"choices.{unknown[0]}": ["this question does not exist"]})
    while step := next((s for s in journey(draft, actor.today) if not s.is_answered), None):
        code = step.page.code
        try:
            save_intake_page(actor, draft, code, {"choice": choices.get(code, "unknown")})
        except InvalidInput as error:
            raise InvalidInput({f"choices.{code}": error.errors.get("choice", [])}) from error
        draft.refresh_from_db()


@router.get("/dossiers/{int:number}", response={200: DossierOut, **ERRORS}, summary="Read an application")
def read_dossier(request: HttpRequest, response: HttpResponse, number: int) -> dict[str, Any]:
    """Return one application."""
    stamp(response)
    return _rows.dossier(find(actor_with(request, "read"), number))


@router.get("/dossiers/{int:number}/answers", response={200: list[AnswerOut], **ERRORS}, summary="Read the answers")
def read_answers(request: HttpRequest, response: HttpResponse, number: int) -> list[dict[str, Any]]:
    """Return the current answers with their origin."""
    return _answers(actor_with(request, "read"), response, number)


@router.patch(
    "/dossiers/{int:number}/answers",
    response={200: list[AnswerOut], **ERRORS_WITH_CONFLICT},
    summary="Answer questions",
)
def give_answers(request: HttpRequest, response: HttpResponse, number: int, body: AnswersIn) -> list[dict[str, Any]]:
    """Answer questions of the rule book; the outcome and the work follow at once."""
    actor = actor_with(request, "contribute")
    answer_questions(actor, find(actor, number), body.answers, note=body.note)
    return _answers(actor, response, number)


def _answers(actor: Actor, response: HttpResponse, number: int) -> list[dict[str, Any]]:
    stamp(response)
    current = find(actor, number).answers.filter(is_current=True).order_by("question")
    return [
        {"question": a.question, "value": a.value, "origin": a.origin, "is_proposed": a.is_proposed, "at": a.at}
        for a in current
    ]
