"""Open data, without a key: what residents may read, for programs. The same text as the public pages, no more."""

import csv
import io
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Query
from pydantic import Field

from vijfspoor.api import _problem
from vijfspoor.api._paging import listing, stamp
from vijfspoor.api._shapes import Listing, Moment, Problem, Shape
from vijfspoor.api._version import VERSION
from vijfspoor.api.dossiers import Page, Size
from vijfspoor.domain.text import harmless
from vijfspoor.queries.leadership import open_data as query
from vijfspoor.queries.organisations import publishing_organisations

Municipality = Annotated[str, Query(max_length=100, description="Short name of one municipality; all without it.")]

open_data = NinjaAPI(
    title="Vijfspoor open data",
    version=VERSION,
    description="AI and algorithms municipalities published, by the names of the Dutch Algorithm Register.",
    urls_namespace="open_data",
    docs_url=None,
    openapi_url="openapi.json",
    servers=[{"url": "/openbaar/api/v1", "description": "This installation"}],
    openapi_extra={
        "info": {
            "contact": {
                "name": "Vijfspoor contributors",
                "url": "https://vijfspoor.example/contact",
                "email": "api@vijfspoor.example",
            },
            "license": {"name": "CC0-1.0", "identifier": "CC0-1.0"},
        }
    },
)
_problem.register(open_data)


class AlgorithmOut(Shape):
    """A published application; `entry` holds the fields of the Algorithm Register's publication standard."""

    context: Annotated[str, Field(alias="@context")]
    address: Annotated[str, Field(alias="@id")]
    id: str
    version: int
    published_at: Moment
    stopped_on: str | None
    entry: dict[str, Any]


@open_data.get(
    "/algorithms", response={200: Listing[AlgorithmOut], 400: Problem}, by_alias=True, summary="List algorithms"
)
def list_algorithms(
    request: HttpRequest, response: HttpResponse, organisation: Municipality = "", page: Page = 1, page_size: Size = 50
) -> dict[str, Any]:
    """Return a page of what is published, in a stable order."""
    rows = query.public_algorithms(organisation)
    return listing(request, response, rows, lambda row: _out(request, row), page, page_size)


@open_data.get("/algorithms.csv", response={400: Problem}, summary="All algorithms as a table")
def table(request: HttpRequest, organisation: Municipality = "") -> HttpResponse:
    """Send everything that is published as CSV (UTF-8), a row per application."""
    out = io.StringIO()
    writer = csv.writer(out)
    columns = query.columns()
    writer.writerow(columns)
    for row in query.public_algorithms(organisation).iterator(chunk_size=500):
        found = query.algorithm(row, _base(request))
        flat = {
            **found["entry"],
            "id": found["id"],
            "version": row.version,
            "published_at": row.published_at.isoformat(),
        }
        writer.writerow([harmless(_cell(flat.get(column))) for column in columns])
    response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="algoritmes.csv"'
    stamp(response)
    return response


@open_data.get(
    "/algorithms/{identifier}", response={200: AlgorithmOut, 404: Problem}, by_alias=True, summary="One algorithm"
)
def one_algorithm(request: HttpRequest, response: HttpResponse, identifier: str) -> dict[str, Any]:
    """Return one application by its identifier, such as `lindewaard-16`."""
    row = query.public_algorithm(identifier)
    if row is None:
        raise Http404
    stamp(response)
    return _out(request, row)


@open_data.get("/catalog", response={200: dict[str, Any]}, summary="The data described (DCAT)")
def catalog(request: HttpRequest) -> HttpResponse:
    """Send the description of the data sets as JSON-LD."""
    return _linked(request, query.catalogue(publishing_organisations(), _base(request)))


@open_data.get("/context", response={200: dict[str, Any]}, summary="What the names mean (JSON-LD)")
def context(request: HttpRequest) -> HttpResponse:
    """Send the JSON-LD context every algorithm points at."""
    return _linked(request, query.context(_base(request)))


def _linked(request: HttpRequest, found: dict[str, Any]) -> HttpResponse:
    response = open_data.create_response(request, found, status=200)
    response["Content-Type"] = "application/ld+json"
    stamp(response)
    return response


def _out(request: HttpRequest, row: Any) -> dict[str, Any]:
    return query.algorithm(row, _base(request))


def _base(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _cell(value: Any) -> str:
    return "; ".join(value) if isinstance(value, list) else str(value or "")
