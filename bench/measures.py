"""What is measured, each beside the barest thing that could do the same work."""

import hashlib
import http.client
import json
import statistics
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import date

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.utils import timezone

from vijfspoor.actions import _audit
from vijfspoor.content.law.loader import rule_book_in_force
from vijfspoor.domain.ethics.classification import classify, parse_answers
from vijfspoor.domain.organisation import audit as chain
from vijfspoor.queries.actor import actor_for
from vijfspoor.queries.ethics.facts import facts_of
from vijfspoor.queries.organisation.people import verify_chain
from vijfspoor.store.models import Answer, AuditEvent, Dossier, Organisation, Person

Row = tuple[str, str, str, str]


def rules() -> list[Row]:
    """Classification with full proof, beside hashing the same answers."""
    today = date(2026, 11, 23)
    book = rule_book_in_force(today)
    dossiers = Dossier.objects.exclude(status="draft").order_by("pk")[:30]
    cases = [parse_answers(book, facts_of(d.answers.filter(is_current=True))) for d in dossiers]

    def full() -> None:
        for case in cases:
            result = classify(book, case, today)
            _ = (result.outcomes, result.route, result.requires, result.obligations, result.proof, result.receipt)

    def bare() -> None:
        for case in cases:
            hashlib.sha256(json.dumps(sorted(case), default=str).encode()).hexdigest()

    speed, base = _per_second(full, len(cases)), _per_second(bare, len(cases))
    return [("classification with full proof", f"{speed:,.0f}/s", f"{base:,.0f} hashes/s", f"{base / speed:.0f}")]


def another_rule_book() -> list[Row]:
    """Re-classifying every dossier against another rule book, beside reading and parsing the same answers.

    What is worked out is what a classification keeps; the proof and the obligations follow when someone looks.
    """
    today = date(2026, 11, 23)
    book = replace(rule_book_in_force(today), version="next")
    started = time.perf_counter()
    raw: dict[int, dict[str, object]] = {}
    answers = Answer.objects.filter(is_current=True, is_proposed=False)
    for dossier, question, value in answers.values_list("dossier_id", "question", "value"):
        raw.setdefault(dossier, {})[question] = value
    cases = [parse_answers(book, facts) for facts in raw.values()]
    read = time.perf_counter() - started
    started = time.perf_counter()
    for case in cases:
        r = classify(book, case, today)
        _ = (r.outcomes, r.possible, r.route, r.possible_route, r.review, r.register, r.requires, r.applies_from)
        _ = (r.open_questions, r.receipt)
    classified = time.perf_counter() - started
    what = f"{len(cases):,} dossiers against another rule book"
    return [(what, f"{read + classified:.1f} s", f"{read:.1f} s reading", f"{(read + classified) / read:.1f}")]


def audit() -> list[Row]:
    """Appending events, beside a bare insert and commit; verifying, beside hashing the same bytes."""
    person = Person.objects.get(name="Marco Veldhuis")
    actor = actor_for(person, timezone.now())

    def append() -> None:
        with transaction.atomic():
            _audit.record(actor, "measured", number=1)

    def bare_append() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE store_organisation SET name = name WHERE id = %s", [actor.organisation.pk])

    speed, base = _per_second(append, 1, 3), _per_second(bare_append, 1, 3)
    organisation = Organisation.objects.get(slug="lindewaard")
    started = time.perf_counter()
    events = verify_chain(organisation).events
    verified = time.perf_counter() - started
    contents = list(AuditEvent.objects.filter(organisation=organisation).values_list("content", flat=True))
    started = time.perf_counter()
    for content in contents:
        hashlib.sha256(chain.canonical(content)).hexdigest()
    hashed = time.perf_counter() - started
    return [
        ("audit append", f"{speed:,.0f}/s", f"{base:,.0f} commits/s", f"{base / speed:.1f}"),
        (
            f"audit verify, {events} events",
            f"{verified * 1000:,.0f} ms",
            f"{hashed * 1000:,.0f} ms",
            f"{verified / hashed:.1f}",
        ),
    ]


def pages(port: str) -> list[Row]:
    """Pages on a real server with eight connections, beside the smallest view of the same server."""
    cookie = _signed_in(Person.objects.get(name="Marco Veldhuis"))
    number = Dossier.objects.filter(status="underway").order_by("-pk").first().number
    server = subprocess.Popen([sys.executable, "-m", "vijfspoor", "serve", "--port", port])
    try:
        _wait(port)
        base = _times(port, "/health/live", cookie)
        return [
            _page_row(name, _times(port, path, cookie), base)
            for name, path in (
                ("register, first page", "/toepassingen"),
                ("register, search", "/toepassingen?q=verslag"),
                ("desk", "/bureau"),
                ("dossier", f"/toepassingen/{number}"),
                ("tracks", "/sporen"),
                ("public register", "/openbaar/lindewaard"),
            )
        ]
    finally:
        server.terminate()
        server.wait(30)


def _page_row(name: str, found: list[float], base: list[float]) -> Row:
    def p95(times: list[float]) -> float:
        return statistics.quantiles(times, n=20)[18]

    return (
        f"{name}, p95 at 8 connections",
        f"{p95(found):.0f} ms (p50 {statistics.median(found):.0f})",
        f"{p95(base):.1f} ms",
        f"{p95(found) / p95(base):.1f}",
    )


def _signed_in(person: Person) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _wait(port: str) -> None:
    for _ in range(100):
        try:
            http.client.HTTPConnection("127.0.0.1", int(port), timeout=2).connect()
            return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server does not answer")


def _times(port: str, path: str, cookie: str, connections: int = 8, each: int = 25) -> list[float]:
    """Return the milliseconds of every request, after a warm-up."""
    found: list[float] = []

    def visit(count: int, keep: bool) -> None:
        client = http.client.HTTPConnection("127.0.0.1", int(port), timeout=60)
        for _ in range(count):
            started = time.perf_counter()
            client.request("GET", path, headers={"Cookie": cookie})
            response = client.getresponse()
            response.read()
            assert response.status == 200, (path, response.status)
            if keep:
                found.append((time.perf_counter() - started) * 1000)

    for count, keep in ((4, False), (each, True)):
        threads = [threading.Thread(target=visit, args=(count, keep)) for _ in range(connections)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return found


def _per_second(work, items: int, seconds: float = 2.0) -> float:
    done, started = 0, time.perf_counter()
    while time.perf_counter() - started < seconds:
        work()
        done += items
    return done / (time.perf_counter() - started)
