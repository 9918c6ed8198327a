"""A stand-in for the national register's delivery service: a small HTTP server that keeps entries in memory."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKEN = "stand-in-token"  # noqa: S105 - opens nothing but this stand-in
ORGANISATION = "gm0000"


class StandIn:
    """What the server holds, every call it got, and how it must misbehave."""

    def __init__(self) -> None:
        self.entries: dict[str, dict[str, Any]] = {}
        self.released: set[str] = set()
        self.archived: list[tuple[str, int]] = []
        self.calls: list[tuple[str, str]] = []
        self.answer_with: tuple[int, bytes, dict[str, str]] | None = None
        self.address = ""

    def handle(self, method: str, path: str, body: Any) -> tuple[int, Any]:
        """Return the status and the answer to one call."""
        parts = path.removeprefix(f"/v1_0/organizations/{ORGANISATION}/").split("/")
        if method == "POST" and parts == ["algorithms"]:
            lars = f"lars-{len(self.entries) + 1}"
            self.entries[lars] = body
            return 200, {"lars_code": lars}
        known = len(parts) > 1 and parts[1] in self.entries
        if not known:
            return 404, {"detail": "Algoritme niet gevonden."}
        lars = parts[1]
        if method == "GET" and parts[2:] == ["preview"]:
            return 200, {"url": f"https://register.example/preview/{lars}"}
        if method == "PUT" and not parts[2:]:
            self.entries[lars] = body
        elif method == "PUT" and parts[2] == "release":
            self.released.add(lars)
        elif method == "PUT" and parts[2] == "archive_version":
            self.archived.append((lars, body["algorithm_version_id"]))
        elif method == "DELETE" and parts[0] == "published-algorithms" and parts[2] == "retract":
            self.released.discard(lars)
        else:
            return 404, {"detail": "Onbekend adres."}
        return 200, {"message": "Gelukt."}


@contextmanager
def running() -> Iterator[StandIn]:
    """Run the stand-in on a free port of this machine."""
    state = StandIn()

    class Handler(BaseHTTPRequestHandler):
        def _any(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            state.calls.append((self.command, self.path))
            if state.answer_with is not None:
                status, content, headers = state.answer_with
            elif self.headers.get("Authorization") != f"Bearer {TOKEN}":
                status, content, headers = 401, b'{"detail": "Geen toegang."}', {}
            else:
                status, answer = state.handle(self.command, self.path, json.loads(raw) if raw else None)
                content, headers = json.dumps(answer).encode(), {}
            self.send_response(status)
            for name, value in {"Content-Length": str(len(content)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_DELETE = _any  # noqa: N815 - the names http.server asks for

        def log_message(self, *_args: Any) -> None:
            """Keep the output of the tests quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    state.address = f"http://127.0.0.1:{server.server_address[1]}/v1_0"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
