"""Obligations at work: per dossier with owner, evidence and status, and the legal calendar of the organisation."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from vijfspoor.content.law.loader import rule_books
from vijfspoor.domain.ethics.classification import BindingObligation, Classification, classify
from vijfspoor.domain.ethics.rule_book import LegalDate, Obligation
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.ethics.facts import book_for, classify_dossier
from vijfspoor.store.models import Classification as Row
from vijfspoor.store.models import Dossier, KeptObligation, Person, Task

LIVE = (Dossier.Status.UNDERWAY, Dossier.Status.APPROVED)


@dataclass(frozen=True, slots=True)
class ObligationLine:
    """An obligation that binds, with how it is kept. `status` is open until someone settled it."""

    binding: BindingObligation
    kept: KeptObligation | None

    @property
    def status(self) -> str:
        """Open, met or not_applicable."""
        return self.kept.status if self.kept else KeptObligation.Status.OPEN


def obligation_of(dossier: Dossier, code: str, today: date) -> BindingObligation:
    """Return the obligation `code` as it binds this dossier. Raises LookupError when it does not."""
    for item in classify_dossier(dossier, today).obligations:
        if item.rule.code == code:
            return item
    raise LookupError(f"obligation {code} does not bind this application")


def obligation_lines(dossier: Dossier, law: Classification) -> list[ObligationLine]:
    """Return every obligation of `law` with how it is kept on this dossier, in one SQL statement."""
    kept = {row.code: row for row in dossier.kept_obligations.select_related("owner", "settled_by", "task")}
    return [ObligationLine(item, kept.get(item.rule.code)) for item in law.obligations]


def earlier_dates(law: Classification) -> dict[str, date]:
    """Return obligation -> its date under the rule book before, where the law moved it: the old date stays visible."""
    before = [book for book in rule_books() if book.in_force_from < law.book.in_force_from]
    if not before:
        return {}
    answers = {code: value for code, value in law.answers.items() if code in before[-1].questions}
    was = {item.rule.code: item.applies_from for item in classify(before[-1], answers, law.as_of).obligations}
    now = {item.rule.code: item.applies_from for item in law.obligations}
    return {code: day for code, day in was.items() if day and now.get(code) and now[code] != day}


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day on which something starts to apply: what the law says, and which duties on how many applications."""

    on: date
    law: tuple[LegalDate, ...]
    duties: tuple[tuple[Obligation, int], ...]
    touches: int


def calendar(actor: Actor) -> list[CalendarDay]:
    """Return the days to come, in order: law and obligations of every live application, in two SQL statements."""
    book = book_for(actor.organisation, actor.today)
    by_code = {item.code: item for item in book.obligations}
    coming: dict[date, Counter[str]] = {}
    touched: dict[date, set[int]] = {}
    for dossier, obligations in _newest(actor):
        for code, on in obligations.items():
            day = date.fromisoformat(on) if on else None
            if day is not None and day > actor.today and code in by_code:
                coming.setdefault(day, Counter())[code] += 1
                touched.setdefault(day, set()).add(dossier)
    law: dict[date, list[LegalDate]] = {}
    for item in book.dates:
        if item.on > actor.today:
            law.setdefault(item.on, []).append(item)
    days = sorted({*coming, *law})
    return [
        CalendarDay(
            day,
            tuple(law.get(day, ())),
            tuple((by_code[code], number) for code, number in coming.get(day, Counter()).most_common()),
            len(touched.get(day, ())),
        )
        for day in days
    ]


def _newest(actor: Actor) -> list[tuple[int, dict[str, str | None]]]:
    """Return (dossier, obligations) of the newest classification of every live dossier."""
    live = _visible.dossiers(actor).filter(status__in=LIVE).exclude(use=Dossier.Use.ENDED)
    newest = live.annotate(newest=Max("classifications")).values("newest")
    return list(Row.objects.filter(pk__in=newest).values_list("dossier_id", "obligations"))


def obligations_coming(actor: Actor, until: date) -> list[tuple[Dossier, Person, str, date]]:
    """Return (dossier, owner, obligation, date) of what starts to apply up to `until` and nobody keeps yet.

    Only what starts after today, and only for applications that are used and have an accountable person.
    """
    found = []
    used = (Dossier.Use.PILOT, Dossier.Use.IN_USE)
    live = Dossier.objects.filter(organisation=actor.organisation, status__in=LIVE, use__in=used)
    rows = live.filter(accountable__isnull=False).select_related("organisation", "accountable", "department")
    by_pk = {row.pk: row for row in rows.prefetch_related("kept_obligations")}
    for pk, obligations in _newest(actor):
        dossier = by_pk.get(pk)
        kept = {row.code for row in dossier.kept_obligations.all()} if dossier else set()
        for code, on in obligations.items():
            day = date.fromisoformat(on) if on else None
            owner = dossier.accountable if dossier else None
            if dossier and owner and day and actor.today < day <= until and code not in kept:
                found.append((dossier, owner, code, day))
    return found


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for a legal adviser: classifications nobody confirmed, doubtful ones first, and open questions."""

    unreviewed: tuple[Row, ...]
    more: int


def queue(actor: Actor, most: int = 50) -> Queue:
    """Return the newest classifications of live dossiers without the word of a legal adviser."""
    live = _visible.dossiers(actor).filter(status__in=LIVE)
    newest = live.annotate(newest=Max("classifications")).values("newest")
    rows = Row.objects.filter(pk__in=newest, reviews__isnull=True, results_of__isnull=True)
    waiting = rows.select_related("dossier__department").order_by("-needs_review", "dossier__number")
    return Queue(tuple(waiting[:most]), max(0, waiting.count() - most))


def open_questions(actor: Actor, role: str) -> list[Task]:
    """Return the legal questions that wait for an answer of `role`, most urgent first."""
    waiting = _visible.tasks(actor).filter(kind=Task.Kind.ANSWER, status=Task.Status.OPEN, role=role)
    return list(waiting.select_related("dossier", "assignee").order_by("due_on", "pk"))
