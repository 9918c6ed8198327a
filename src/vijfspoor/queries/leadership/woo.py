"""What of a file may be public under the Woo: its pieces, what was chosen for each, requests and bundles."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from vijfspoor.content.woo.loader import woo_book_in_force
from vijfspoor.domain.leadership.woo import IMPACTFUL, WooBook, WooGround, WooKind, is_complete
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.wording import assessment_name, day, gate_name, role_name
from vijfspoor.store.models import (
    Assessment,
    Attachment,
    Classification,
    Concern,
    Contribution,
    Decision,
    Dossier,
    Incident,
    Publication,
    WooBundle,
    WooChoice,
    WooRequest,
)

_LIVE = (Dossier.Status.UNDERWAY, Dossier.Status.APPROVED)
_SECURITY = "security"


@dataclass(frozen=True, slots=True)
class WooPiece:
    """Stuk in een dossier: its kind, its day, and the row it is made from."""

    key: str
    kind: str
    on: date
    row: Any

    @property
    def title(self) -> str:
        """What it is called in an inventory: never by a name of a person."""
        names = {
            "publication": _("Public page"),
            "classification": _("Classification with its proof"),
            "assessment": _("Assessment"),
            "security_assessment": _("Assessment"),
            "attachment": _("Attached document"),
            "incident": _("Incident"),
            "concern": _("Concern"),
        }
        return f"{names.get(self.kind) or self._given()}{self._detail()}, {day(self.on)}"

    def _given(self) -> str:
        if self.kind == "decision":
            return _("Decision at %(gate)s") % {"gate": gate_name(self.row.gate)}
        words = _("Advice of %(role)s") if self.kind == "advice" else _("Information of %(role)s")
        return words % {"role": role_name(self.row.role)}

    def _detail(self) -> str:
        return f" {assessment_name(self.row.code)}" if self.kind.endswith("assessment") else ""


@dataclass(frozen=True, slots=True)
class WooLine:
    """Regel van de inventaris: a piece with what is proposed and what a person chose."""

    piece: WooPiece
    kind: WooKind
    choice: WooChoice | None
    book: WooBook

    @property
    def outcome(self) -> str:
        """What was chosen; empty while nobody chose."""
        return self.choice.outcome if self.choice else ""

    @property
    def ground(self) -> WooGround | None:
        """The ground it stays out on: the one chosen, else the one proposed."""
        return self.book.grounds.get(self.choice.ground if self.choice else self.kind.ground)

    @property
    def is_public(self) -> bool:
        """Whether a person said that it goes along."""
        return self.outcome == WooChoice.Outcome.PUBLIC


def may_read(actor: Actor) -> bool:
    """Whether the page may be opened: it names advice, so by everyone who may read that."""
    return _visible.may_read_advice(actor)


def woo_book(on: date) -> WooBook:
    """Return the grounds, kinds and term in force on a day."""
    return woo_book_in_force(on)


def lines(dossier: Dossier, on: date) -> list[WooLine]:
    """Return every piece of a file with what was chosen for it, in nine SQL statements."""
    book = woo_book_in_force(on)
    chosen = _chosen([dossier.pk]).get(dossier.pk, {})
    pieces = pieces_of([dossier]).get(dossier.pk, [])
    return [WooLine(piece, book.kinds[piece.kind], chosen.get(piece.key), book) for piece in pieces]


def pieces_of(dossiers: Iterable[Dossier]) -> dict[int, list[WooPiece]]:
    """Return dossier -> its pieces, in eight SQL statements for all of them together."""
    found: dict[int, list[WooPiece]] = {}
    keys = [dossier.pk for dossier in dossiers]
    for dossier, piece in _pieces(keys):
        found.setdefault(dossier, []).append(piece)
    return found


def _pieces(keys: list[int]) -> Iterator[tuple[int, WooPiece]]:
    for page in Publication.objects.filter(dossier__in=keys, is_current=True).order_by("pk"):
        yield page.dossier_id, WooPiece("publication", "publication", _on(page.published_at), page)
    newest = {row.dossier_id: row for row in Classification.objects.filter(dossier__in=keys).order_by("pk")}
    for run in newest.values():
        yield run.dossier_id, WooPiece("classification", "classification", _on(run.at), run)
    yield from _numbered("decision", Decision.objects.filter(dossier__in=keys), "at")
    yield from _numbered("contribution", Contribution.objects.filter(dossier__in=keys), "at")
    accepted = Assessment.objects.filter(dossier__in=keys, status=Assessment.Status.ACCEPTED)
    people = ("dossier__organisation", "performer", "accepted_by")
    yield from _numbered("assessment", accepted.select_related(*people), "accepted_at")
    yield from _numbered("attachment", Attachment.objects.filter(dossier__in=keys, removed_at__isnull=True), "at")
    yield from _numbered("incident", Incident.objects.filter(dossier__in=keys), "opened_at")
    yield from _numbered("concern", Concern.objects.filter(dossier__in=keys), "reported_at")


def _numbered(name: str, rows: QuerySet[Any], moment: str) -> Iterator[tuple[int, WooPiece]]:
    for row in rows.order_by("pk"):
        yield row.dossier_id, WooPiece(f"{name}-{row.pk}", _kind(name, row), _on(getattr(row, moment)), row)


def _kind(name: str, row: Any) -> str:
    """The kind of a piece: what was contributed is advice or information, and one assessment is not another."""
    if name == "contribution":
        return "advice" if row.position else "information"
    return "security_assessment" if name == "assessment" and _SECURITY in row.code else name


def _on(moment: Any) -> date:
    return timezone.localdate(moment)


def _chosen(keys: Iterable[int]) -> dict[int, dict[str, WooChoice]]:
    """Dossier -> piece -> the newest choice."""
    found: dict[int, dict[str, WooChoice]] = {}
    for row in WooChoice.objects.filter(dossier__in=keys).order_by("pk"):
        found.setdefault(row.dossier_id, {})[row.item] = row
    return found


def bundles(dossier: Dossier) -> list[WooBundle]:
    """Return the bundles made, the newest first."""
    return list(dossier.woo_bundles.order_by("-version"))


def requests(actor: Actor) -> QuerySet[WooRequest]:
    """Return the requests, for who may read advice and who owes the answer; open ones first, by term."""
    mine = WooRequest.objects.filter(organisation=actor.organisation)
    if not may_read(actor):
        mine = mine.filter(task__in=_visible.own_tasks(actor).values("pk"))
    return mine.select_related("dossier", "task__assignee", "registered_by").order_by("status", "due_on", "pk")


@dataclass(frozen=True, slots=True)
class WooReady:
    """Woo-klaar (E8): applications with a large impact, with and without a complete bundle."""

    complete: tuple[Dossier, ...]
    incomplete: tuple[Dossier, ...]

    @property
    def share(self) -> float | None:
        """How many of them are ready, 0 to 1; None when there are none."""
        total = len(self.complete) + len(self.incomplete)
        return len(self.complete) / total if total else None


def woo_ready(actor: Actor) -> WooReady:
    """Return which applications on route oranje or stricter have a complete bundle, in eleven SQL statements."""
    return ready_among(impactful_of(_visible.dossiers(actor)))


def impactful_of(dossiers: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """Return those of which a complete bundle is expected."""
    return dossiers.filter(status__in=_LIVE, route__in=[str(route) for route in IMPACTFUL])


def ready_among(impactful: QuerySet[Dossier]) -> WooReady:
    """Return which of these have a complete bundle, in eleven SQL statements."""
    dossiers = list(impactful.order_by("name", "pk"))
    keys = [dossier.pk for dossier in dossiers]
    chosen, pieces = _chosen(keys), pieces_of(dossiers)
    newest: Mapping[int, WooBundle] = {
        row.dossier_id: row for row in WooBundle.objects.filter(dossier__in=keys).order_by("version")
    }
    ready = {
        key
        for key in keys
        if is_complete(
            frozenset(piece.key for piece in pieces.get(key, [])),
            frozenset(chosen.get(key, {})),
            frozenset(newest[key].items) if key in newest else frozenset(),
        )
    }
    return WooReady(
        tuple(row for row in dossiers if row.pk in ready), tuple(row for row in dossiers if row.pk not in ready)
    )
