"""Findings on screen: the list with its counts, one code, and what is open week by week."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from string import Formatter
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, Prefetch, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from vijfspoor.content.findings.loader import finding_book_in_force
from vijfspoor.domain.organisation.finding import FindingBook, FindingEntry, Severity
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.queries.wording import assessment_name, day, role_name, say
from vijfspoor.store.models import Dossier, Finding, FindingAcceptance, Organisation, Person, Unit

PAGE_SIZE = 20
OVERVIEW = (
    "information_manager", "executive_board", "policy_adviser", "data_protection_officer", "ciso", "ai_coordinator",
    "auditor",
)  # fmt: skip
HEAD = "department_head"
STATES = ("open", "accepted", "solved")


@dataclass(frozen=True, slots=True)
class FindingFilters:
    """What the reader asked for; empty means everything."""

    severity: str = ""
    track: str = ""
    code: str = ""
    department: int | None = None
    dossier: int | None = None
    mine: bool = False
    state: str = "open"


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding with its words."""

    row: Finding
    entry: FindingEntry
    sentence: str
    role: str
    acceptance: FindingAcceptance | None = None


@dataclass(frozen=True, slots=True)
class FindingList:
    """One page of findings, with how many of each severity the same filters give."""

    lines: tuple[FindingLine, ...]
    page: Page  # type: ignore[type-arg]
    counts: Mapping[str, int]
    accepted: int
    total: int
    departments: tuple[tuple[int, str], ...] = field(default=())


def has_overview(actor: Actor) -> bool:
    """Whether the actor looks over the whole organisation, or over an own department."""
    return actor.holds(*OVERVIEW, HEAD)


def book_of(actor: Actor) -> FindingBook:
    """Return the catalogue in force today."""
    return finding_book_in_force(actor.today)


def in_scope(actor: Actor) -> QuerySet[Finding]:
    """Return the findings this person looks after: all, those of their departments, or what they should act on."""
    seen = _visible.findings(actor)
    if actor.holds(*OVERVIEW):
        return seen
    wanted = _visible.to_act_on(actor) | Q(dossier__accountable=actor.person)
    if actor.holds(HEAD):
        units = [scope.unit for scope in actor.scopes if scope.role == HEAD]
        wanted |= Q(dossier__isnull=False) if None in units else Q(dossier__department__in=units)
    return seen.filter(wanted)


def rows(actor: Actor, filters: FindingFilters) -> QuerySet[Finding]:
    """Return the findings in scope that match, the worst and oldest first."""
    found = _matching(actor, filters, with_severity=True)
    states = {
        "open": _open(actor),
        "accepted": Q(solved_at__isnull=True, accepted_until__gte=actor.today),
        "solved": Q(solved_at__isnull=False),
    }
    found = found.filter(states.get(filters.state, states["open"]))
    found = found.select_related("dossier__department", "person", "dossier__accountable")
    return found.annotate(order=_severity_order(actor)).order_by("order", "found_at", "pk")


def _matching(actor: Actor, filters: FindingFilters, *, with_severity: bool) -> QuerySet[Finding]:
    entries = book_of(actor).entries.values()
    codes = [
        entry.code
        for entry in entries
        if (not with_severity or not filters.severity or entry.severity == filters.severity)
        and (not filters.track or str(entry.track) == filters.track)
        and (not filters.code or entry.code == filters.code)
    ]
    found = in_scope(actor).filter(code__in=codes)
    if filters.department is not None:
        found = found.filter(dossier__department=filters.department)
    if filters.dossier is not None:
        found = found.filter(dossier__number=filters.dossier)
    return found.filter(_visible.to_act_on(actor)) if filters.mine else found


def _open(actor: Actor) -> Q:
    not_accepted = Q(accepted_until__isnull=True) | Q(accepted_until__lt=actor.today)
    return Q(solved_at__isnull=True) & not_accepted


def _severity_order(actor: Actor) -> Case:
    entries = book_of(actor).entries.values()
    by_severity = {item: [entry.code for entry in entries if entry.severity is item] for item in Severity}
    return Case(
        *(When(code__in=codes, then=Value(place)) for place, codes in enumerate(by_severity.values())),
        default=Value(len(by_severity)),
    )


def listing(actor: Actor, filters: FindingFilters, page: int = 1) -> FindingList:
    """Return one page with its counts, in a fixed number of SQL statements."""
    newest = Prefetch("acceptances", FindingAcceptance.objects.order_by("-pk"))
    shown = Paginator(rows(actor, filters).prefetch_related(newest), PAGE_SIZE).get_page(page)
    alike = _matching(actor, filters, with_severity=False).filter(solved_at__isnull=True)
    counts = dict.fromkeys((item.value for item in Severity), 0)
    accepted = 0
    entries = book_of(actor).entries
    is_open = Case(When(_open(actor), then=Value(1)), default=Value(0))
    for code, still_open, number in alike.order_by().values_list("code", is_open).annotate(n=Count("pk")):
        if still_open:
            counts[entries[code].severity] += number
        else:
            accepted += number
    departments = Unit.objects.filter(organisation=actor.organisation, kind=Unit.Kind.DEPARTMENT).order_by("name")
    return FindingList(
        lines=tuple(lines(actor, shown.object_list)),
        page=shown,
        counts=counts,
        accepted=accepted,
        total=shown.paginator.count,
        departments=tuple(departments.values_list("pk", "name")),
    )


def lines(actor: Actor, found: Iterable[Finding]) -> list[FindingLine]:
    """Return findings with their words; what the catalogue no longer knows is left out."""
    entries = book_of(actor).entries
    return [
        FindingLine(row, entry, sentence_of(entry, row.values), acting_role(row.role), _newest(row))
        for row in found
        if (entry := entries.get(row.code)) is not None
    ]


def _newest(row: Finding) -> FindingAcceptance | None:
    if row.accepted_until is None:
        return None
    return next(iter(row.acceptances.all()), None)


def acting_role(code: str) -> str:
    """Return who should act by office, in words; the administrator is no role of the wheel."""
    return _("Administrator of the platform") if code == "administrator" else role_name(code)


def sentence_of(entry: FindingEntry, values: Mapping[str, Any]) -> str:
    """Return the sentence of a finding in the reader's language, with what it names filled in."""
    return _filled(say(entry.sentence), {name: _in_words(name, str(value)) for name, value in values.items()})


def _in_words(name: str, value: str) -> str:
    if name in ("role", "other"):
        return acting_role(value) if value else _("The owner")
    if name == "date":
        return day(value)
    return assessment_name(value) if name == "assessment" else value


def _filled(sentence: str, words: Mapping[str, str]) -> str:
    names = {name for _text, name, _spec, _conversion in Formatter().parse(sentence) if name}
    return sentence.format(**{name: words.get(name, "–") for name in names})


def of_dossier(actor: Actor, dossier: Dossier) -> list[FindingLine]:
    """Return the open findings of one application that were not accepted, the worst first, in one SQL statement."""
    found = _visible.findings(actor).filter(_open(actor), dossier=dossier).select_related("person")
    return lines(actor, found.annotate(order=_severity_order(actor)).order_by("order", "found_at", "pk")[:50])


def to_act_on(actor: Actor) -> int:
    """Return how many open findings this person should act on, in one SQL statement."""
    return _visible.findings(actor).filter(_open(actor)).filter(_visible.to_act_on(actor)).count()


def find(actor: Actor, pk: int) -> Finding | None:
    """Return a finding the actor may see."""
    related = ("dossier__accountable", "dossier__organisation", "person")
    return _visible.findings(actor).select_related(*related).filter(pk=pk).first()


def history(finding: Finding) -> list[FindingAcceptance]:
    """Return every acceptance of a finding, the newest first."""
    return list(finding.acceptances.order_by("-pk"))


def subjects(found: Iterable[FindingLine]) -> dict[str, str]:
    """Return person number -> name, for the findings about a person; one SQL statement, none when there is none."""
    pks = {line.row.subject.split(":")[0] for line in found if line.row.subject_kind == "person"}
    return {str(pk): name for pk, name in Person.objects.filter(pk__in=pks).values_list("pk", "name")} if pks else {}


def tracks(actor: Actor) -> list[tuple[str, str]]:
    """Return the number and name of the five tracks."""
    wheel = wheel_for(actor.organisation, actor.today)
    return [(str(track.number), say(track.name)) for track in wheel.tracks]


def accepted_keys(organisation: Organisation, today: date) -> set[tuple[str, str, str]]:
    """Return (code, kind, subject) of what is accepted today, for who looks afresh without writing."""
    rows = Finding.objects.filter(organisation=organisation, solved_at__isnull=True, accepted_until__gte=today)
    return set(rows.values_list("code", "subject_kind", "subject"))
