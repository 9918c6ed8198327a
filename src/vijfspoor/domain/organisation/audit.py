"""Audit: sealing events in a hash chain so that nothing can be altered unseen.

Each event carries the SHA-256 of its predecessor's seal and its own canonical JSON. Anyone can recompute
the chain from an exported file without trusting the server.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class SealedEvent:
    """Verzegelde gebeurtenis: `content` is the JSON object that was sealed, `seal` its hash in hex."""

    sequence: int
    content: Mapping[str, Any]
    previous: str
    seal: str


@dataclass(frozen=True, slots=True)
class Breach:
    """Breuk in de keten: which event no longer holds, and what is wrong with it."""

    sequence: int
    reason: str


def canonical(content: Mapping[str, Any]) -> bytes:
    """Return the one byte form of `content` that is hashed: sorted keys, no spaces, UTF-8."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def seal(previous: str, content: Mapping[str, Any]) -> str:
    """Return the seal (64 hex digits) of `content` standing after the event sealed as `previous`."""
    return hashlib.sha256(previous.encode() + canonical(content)).hexdigest()


def verify(
    events: Iterable[SealedEvent], *, last_sequence: int | None = None, last_seal: str | None = None
) -> Iterator[Breach]:
    """Yield every breach in `events`, which must come in stored order.

    `last_sequence` and `last_seal` are the chain's recorded end: events missing at the end are a breach too.
    """
    expected, previous = 1, GENESIS
    for event in events:
        yield from _breaches_of(event, expected, previous)
        expected, previous = event.sequence + 1, event.seal
    if last_sequence is not None and expected - 1 < last_sequence:
        yield Breach(expected, f"missing: the chain ends at {expected - 1} but {last_sequence} events were recorded")
    elif last_seal is not None and previous != last_seal:
        yield Breach(expected - 1, "the last seal differs from the recorded end of the chain")


def _breaches_of(event: SealedEvent, expected: int, previous: str) -> Iterator[Breach]:
    if event.sequence > expected:
        missing = str(expected) if event.sequence == expected + 1 else f"{expected} to {event.sequence - 1}"
        yield Breach(expected, f"removed: event {missing} is missing")
    elif event.sequence < expected:
        yield Breach(event.sequence, "out of order: it comes after a later event")
    elif event.previous != previous:
        yield Breach(event.sequence, "reordered: it does not follow the event before it")
    if event.content.get("sequence") != event.sequence:
        yield Breach(event.sequence, "renumbered: its sealed number differs")
    elif seal(event.previous, event.content) != event.seal:
        yield Breach(event.sequence, "changed: its content no longer matches its seal")
