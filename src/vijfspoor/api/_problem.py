"""Errors as application/problem+json (RFC 9457), whatever goes wrong."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from vijfspoor.actions.errors import Conflict, GateBlocked, InvalidInput, NotAllowed
from vijfspoor.api._shapes import Problem
from vijfspoor.api._version import VERSION

_TITLES = {
    400: "The input is not right",
    401: "No valid access key",
    403: "Not allowed",
    404: "Not found",
    405: "This method is not supported here",
    409: "Not possible now",
    500: "Something went wrong",
}
ERRORS = {400: Problem, 401: Problem, 403: Problem, 404: Problem}
ERRORS_WITH_CONFLICT = {**ERRORS, 409: Problem}


def problem(request: HttpRequest, api: NinjaAPI, status: int, detail: str, **more: Any) -> HttpResponse:
    """Return one problem document."""
    body = {"type": "about:blank", "title": _TITLES.get(status, "Error"), "status": status, "detail": detail, **more}
    response = api.create_response(request, body, status=status)
    response["Content-Type"] = "application/problem+json"
    response["API-Version"] = VERSION
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response


def register(api: NinjaAPI) -> None:
    """Let `api` answer every error with a problem document."""

    def on(kind: type[Exception], status: int) -> None:
        @api.exception_handler(kind)
        def handle(request: HttpRequest, error: Exception) -> HttpResponse:
            return problem(request, api, status, _detail(error), **_more(error))

    on(AuthenticationError, 401)
    on(NotAllowed, 403)
    on(Http404, 404)
    on(InvalidInput, 400)
    on(ValidationError, 400)
    on(Conflict, 409)
    on(GateBlocked, 409)

    @api.exception_handler(HttpError)
    def http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem(request, api, error.status_code, str(error))


def _detail(error: Exception) -> str:
    if isinstance(error, AuthenticationError):
        return "Send a valid key: Authorization: Bearer vs_..."
    if isinstance(error, Http404):
        return "There is nothing here that this key may see."
    if isinstance(error, ValidationError):
        return "One or more fields are not right."
    return str(error)


def _more(error: Exception) -> dict[str, Any]:
    if isinstance(error, InvalidInput):
        return {"errors": error.errors}
    if isinstance(error, ValidationError):
        return {"errors": {".".join(map(str, item["loc"])): [item["msg"]] for item in error.errors}}
    if isinstance(error, GateBlocked):
        waiting = [{"role": ask.role, "contribution": str(ask.contribution)} for ask in error.waiting_for]
        return {"waitingFor": waiting, "openItems": list(error.open_items)}
    return {}
