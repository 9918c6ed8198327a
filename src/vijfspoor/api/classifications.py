"""Classification: of an application on file, or of answers that are not kept."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from vijfspoor.actions.errors import InvalidInput
from vijfspoor.api._auth import actor_with
from vijfspoor.api._paging import stamp
from vijfspoor.api._problem import ERRORS
from vijfspoor.api._shapes import ClassifyIn, Day
from vijfspoor.api.dossiers import find
from vijfspoor.content.law.loader import asked_by, rule_book_in_force
from vijfspoor.domain.ethics.classification import classify, parse_answers
from vijfspoor.queries.dossier.dossier import law_view

router = Router(tags=["classifications"], by_alias=True)


@router.get("/dossiers/{int:number}/classification", response={200: dict, **ERRORS}, summary="Classify an application")
def of_dossier(
    request: HttpRequest, response: HttpResponse, number: int, as_of: Annotated[Day | None, Query(alias="asOf")] = None
) -> dict[str, Any]:
    """Return outcome, proof, obligations and open questions as of a date (today when left out).

    `id` is the newest classification on file, which a legal review names.
    """
    actor = actor_with(request, "read")
    dossier = find(actor, number)
    newest = dossier.classifications.order_by("-pk").values_list("pk", flat=True).first()
    stamp(response)
    try:
        return law_view(dossier, as_of or actor.today).as_dict(actor.person.language) | {"id": newest}
    except LookupError as error:
        raise InvalidInput({"asOf": [str(error)]}) from error


@router.post("/classifications", response={200: dict, **ERRORS}, summary="Classify answers without keeping them")
def of_answers(request: HttpRequest, response: HttpResponse, body: ClassifyIn) -> dict[str, Any]:
    """Return what the law makes of these answers, as `vijfspoor classify` does."""
    actor = actor_with(request, "read")
    day = body.as_of or actor.today
    stamp(response)
    try:
        book = rule_book_in_force(day)
        answers = parse_answers(book, asked_by(book, body.answers), "nee" if body.default == "nee" else None)
    except LookupError as error:
        raise InvalidInput({"asOf": [str(error)]}) from error
    except ValueError as error:
        raise InvalidInput({"answers": [str(error)]}) from error
    return classify(book, answers, day).as_dict(actor.person.language)
