"""Pages of a list, linked in the header and in the body."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from vijfspoor.api._version import VERSION

MOST = 100


def listing(
    request: HttpRequest, response: HttpResponse, rows: QuerySet[Any], shape: Callable[[Any], Any], page: int, size: int
) -> dict[str, Any]:
    """Return one page of `rows`, each through `shape`, with links to its neighbours."""
    total = rows.count()
    start = (page - 1) * size
    items = [shape(row) for row in rows[start : start + size]]
    links = {
        "self": _link(request, page),
        "next": _link(request, page + 1) if start + size < total else None,
        "prev": _link(request, page - 1) if page > 1 else None,
    }
    response["Link"] = ", ".join(f'<{target}>; rel="{name}"' for name, target in links.items() if target)
    stamp(response)
    return {"items": items, "total": total, "_links": links}


def stamp(response: HttpResponse) -> None:
    """Say which version of the API answered."""
    response["API-Version"] = VERSION


def _link(request: HttpRequest, page: int) -> str:
    query = {**request.GET.dict(), "page": page}
    return f"{request.path}?{urlencode(query)}"
