"""Publications: what residents read about the approved applications."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from vijfspoor.api._auth import actor_with
from vijfspoor.api._paging import listing
from vijfspoor.api._problem import ERRORS
from vijfspoor.api._shapes import Listing, Moment, Shape
from vijfspoor.api.dossiers import Page, Size
from vijfspoor.queries.leadership.publication import public_register
from vijfspoor.store.models import Publication

router = Router(tags=["publications"], by_alias=True)


class PublicationOut(Shape):
    """A current public page."""

    dossier: int
    version: int
    content: dict[str, Any]
    published_at: Moment


@router.get("/publications", response={200: Listing[PublicationOut], **ERRORS}, summary="List public pages")
def list_publications(
    request: HttpRequest, response: HttpResponse, page: Page = 1, page_size: Size = 50
) -> dict[str, Any]:
    """Return the current public pages of the own organisation."""
    rows = public_register(actor_with(request, "read").organisation)
    return listing(request, response, rows, _row, page, page_size)


def _row(row: Publication) -> dict[str, Any]:
    return {
        "dossier": row.dossier.number,
        "version": row.version,
        "content": row.content,
        "published_at": row.published_at,
    }
