"""The delivery service of the national Algoritmeregister (aanlever-API 1.0): concept, preview, release, retract.

Addresses and shapes after the published description of version 1.0. Which of our two states an entry has there is the
register's own business: this module only carries, over HTTPS, what a person chose to send.
"""

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any, Protocol
from urllib.parse import quote, urlsplit

_SECONDS = 15
_MOST_BYTES = 1024 * 1024
_LOCAL = {"127.0.0.1", "localhost", "::1"}


class DeliveryError(Exception):
    """The register did not take it: `status` is its answer (0 when it did not answer), `detail` its own words."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(f"{status}: {detail}")
        self.status, self.detail = status, detail


class RegisterService(Protocol):
    """Aanleverdienst: what can be done with one entry; `lars` is the register's own code of it."""

    def concept(self, entry: Mapping[str, Any], lars: str = "") -> str:
        """Save the entry as a concept, a new one without `lars`. Returns its code."""

    def preview(self, lars: str) -> str:
        """Return the address at which the concept can be looked at."""

    def release(self, lars: str) -> None:
        """Offer the concept for publication."""

    def archive(self, lars: str, version: int) -> None:
        """Put one version of the entry in the archive."""

    def retract(self, lars: str) -> None:
        """Take the entry out of the public register."""


@dataclass(frozen=True, slots=True, repr=False)
class HttpRegisterService:
    """The service over HTTP. `base` ends before `/organizations`; `token` is a bearer token and is never logged."""

    base: str
    organisation: str
    token: str

    def __post_init__(self) -> None:
        parts = urlsplit(self.base)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOCAL):
            raise ValueError("the address of the Algoritmeregister must begin with https://")

    def concept(self, entry: Mapping[str, Any], lars: str = "") -> str:
        if lars:
            self._send("PUT", f"algorithms/{quote(lars, safe='')}", entry)
            return lars
        answer = self._send("POST", "algorithms", entry)
        return _text(answer, "lars_code")

    def preview(self, lars: str) -> str:
        address = _text(self._send("GET", f"algorithms/{quote(lars, safe='')}/preview"), "url")
        if urlsplit(address).scheme not in ("http", "https"):
            raise DeliveryError(200, "the preview has no web address")
        return address

    def release(self, lars: str) -> None:
        self._send("PUT", f"algorithms/{quote(lars, safe='')}/release")

    def archive(self, lars: str, version: int) -> None:
        self._send("PUT", f"algorithms/{quote(lars, safe='')}/archive_version", {"algorithm_version_id": version})

    def retract(self, lars: str) -> None:
        self._send("DELETE", f"published-algorithms/{quote(lars, safe='')}/retract")

    def _send(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        request = urllib.request.Request(  # noqa: S310 - the scheme was checked when the service was made
            f"{self.base.rstrip('/')}/organizations/{quote(self.organisation, safe='')}/{path}",
            data=json.dumps(body, ensure_ascii=False).encode() if body is not None else None,
            method=method,
            headers={"Authorization": f"Bearer {self.token}", "Accept": "application/json"}
            | ({"Content-Type": "application/json"} if body is not None else {}),
        )
        try:
            with _OPENER.open(request, timeout=_SECONDS) as answer:
                raw = answer.read(_MOST_BYTES)
        except urllib.error.HTTPError as error:
            raise DeliveryError(error.code, _detail(error.read(_MOST_BYTES))) from error
        except (OSError, HTTPException) as error:
            raise DeliveryError(0, type(error).__name__) from error
        try:
            return json.loads(raw) if raw.strip() else None
        except ValueError as error:
            raise DeliveryError(200, "the answer is no JSON") from error


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Follow no redirect: the token must not travel to another address."""

    def redirect_request(self, *_args: Any, **_keywords: Any) -> None:
        return None


_OPENER = urllib.request.build_opener(_NoRedirect)


def _text(answer: Any, name: str) -> str:
    value = answer.get(name) if isinstance(answer, dict) else None
    if not isinstance(value, str) or not value:
        raise DeliveryError(200, f"the answer has no {name}")
    return value


def _detail(raw: bytes) -> str:
    """The register's own words in an answer that refuses, at most 500 characters; it sends text or a list of faults."""
    try:
        detail = json.loads(raw).get("detail", "")
    except (ValueError, AttributeError):
        return ""
    return (detail if isinstance(detail, str) else json.dumps(detail, ensure_ascii=False))[:500]
