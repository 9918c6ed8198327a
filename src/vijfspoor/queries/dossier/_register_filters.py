"""What narrows the register, one condition per filter, over how applications stand now or stood on a day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, F, Max, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.db.models.lookups import In
from django.utils import timezone

from vijfspoor.domain.organisation.portfolio import Band, risks_in
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.ethics.facts import book_for
from vijfspoor.store.models import Classification, Dossier, DossierState, KeptObligation, Task

UNKNOWN = "-"
"""The value of a filter that asks for what is not filled in."""

LIVE = (Dossier.Status.UNDERWAY, Dossier.Status.APPROVED)
APPROVED_WITHIN = timedelta(days=365)
SUPPLIER = "supplier_name"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader asked for; empty means everything. `on` is a day in the past, None means as it is now."""

    q: str = ""
    facets: dict[str, str] = field(default_factory=dict)
    mine: bool = False
    sort: str = "changed"
    live: bool = False
    on: date | None = None

    @property
    def prefix(self) -> str:
        """What goes before the columns of a state: nothing for now."""
        return "states__" if self.on else ""

    def day(self, actor: Actor) -> date:
        """The day that is looked at."""
        return self.on or actor.today


def end_of(day: date) -> datetime:
    """Return the first moment after `day` in the Netherlands."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), datetime.min.time()))


def stood_on(actor: Actor, on: date) -> QuerySet[DossierState, dict[str, Any]]:
    """Return the number of the state in which each application of the organisation stood at the end of a day."""
    until = DossierState.objects.filter(organisation=actor.organisation, at__lt=end_of(on))
    return until.values("dossier").annotate(newest=Max("pk")).values("newest")


def supplier_name(filters: Filters) -> Coalesce:
    """Return the supplier of an application: of its product, else as typed."""
    return Coalesce(F(f"{filters.prefix}product__supplier__name"), F(f"{filters.prefix}supplier"))


def condition(actor: Actor, filters: Filters) -> Q:
    """Return everything asked for in one condition, except the words and the supplier."""
    wanted = Q()
    if filters.on:
        # Plus nothing: with an index on the number SQLite tries every state for every application.
        wanted &= Q(In(F("states__pk") + 0, stood_on(actor, filters.on).query))
        shown = (value for value in Dossier.Status.values if value != Dossier.Status.DRAFT)
        wanted &= Q(states__status__in=list(shown))
    if filters.live:
        wanted &= Q(**{f"{filters.prefix}status__in": LIVE})
    for name, value in filters.facets.items():
        if name in _ON_STATE:
            wanted &= _on_state(filters, name, value)
        elif name in _FURTHER:
            wanted &= _FURTHER[name](actor, filters, value)
    return wanted


_AT_A_GATE = (
    Task.Kind.ANSWER, Task.Kind.INFORM, Task.Kind.ADVISE, Task.Kind.PERFORM, Task.Kind.DECIDE, Task.Kind.CHECKLIST,
)  # fmt: skip
_ON_STATE = ("status", "route", "gate", "department", "use", "value")


def _on_state(filters: Filters, name: str, value: str) -> Q:
    if name == "department":
        unknown = value == UNKNOWN
        return Q(**{f"{filters.prefix}department__isnull": True} if unknown else {f"{filters.prefix}department": value})
    return Q(**{f"{filters.prefix}{name}": "" if value == UNKNOWN else value})


def _owner(_actor: Actor, filters: Filters, _value: str) -> Q:
    return Q(**{f"{filters.prefix}accountable__isnull": True})


def _stopped(_actor: Actor, filters: Filters, _value: str) -> Q:
    return Q(**{f"{filters.prefix}stopped_at__isnull": False})


def _risk(_actor: Actor, _filters: Filters, value: str) -> Q:
    if value not in set(Band):
        return Q(risk_estimate__isnull=True)
    wanted = Q(pk__in=[])
    for severity, likelihood in risks_in(Band(value)):
        wanted |= Q(risk_estimate__severity=severity, risk_estimate__likelihood=likelihood)
    return wanted


def _waits(actor: Actor, filters: Filters, value: str) -> Q:
    gate, _, role = value.partition(":")
    return Q(pk__in=waiting_tasks(actor, filters).filter(gate=gate, role=role).values("dossier"))


def waiting_tasks(actor: Actor, filters: Filters) -> QuerySet[Task]:
    """Return the tasks that kept an application at the gate where it stood, at the end of the day looked at."""
    end = end_of(filters.day(actor))
    given = Task.objects.filter(organisation=actor.organisation, kind__in=_AT_A_GATE, created_at__lt=end)
    waited = given.exclude(role="").filter(Q(closed_at__isnull=True) | Q(closed_at__gte=end))
    if filters.on is None:
        return waited.filter(dossier__gate=F("gate"))
    stood = DossierState.objects.filter(pk__in=stood_on(actor, filters.on))
    there = stood.filter(dossier=OuterRef("dossier"), gate=OuterRef("gate"))
    return waited.filter(Exists(there))


def _approved(actor: Actor, filters: Filters, _value: str) -> Q:
    return Q(pk__in=approved_lately(actor, filters).values("dossier"))


def approved_lately(actor: Actor, filters: Filters) -> QuerySet[DossierState, dict[str, Any]]:
    """Return (dossier, first) of what was approved for use for the first time in the year up to the day looked at."""
    end = end_of(filters.day(actor))
    approved = DossierState.objects.filter(organisation=actor.organisation, status=Dossier.Status.APPROVED)
    first = approved.values("dossier").annotate(first=Min("at"))
    return first.filter(first__lt=end, first__gte=end - APPROVED_WITHIN)


def newest_classifications(actor: Actor) -> QuerySet[Classification]:
    """Return the classification that counts of every live application that is not ended."""
    live = Dossier.objects.filter(organisation=actor.organisation, status__in=LIVE).exclude(use=Dossier.Use.ENDED)
    return Classification.objects.filter(pk__in=live.annotate(newest=Max("classifications")).values("newest"))


def _duty(actor: Actor, filters: Filters, value: str) -> Q:
    """An obligation that binds, in the state asked for with it: open, late, met, not_applicable, or of nobody yet."""
    if value not in {duty.code for duty in book_for(actor.organisation, actor.today).obligations}:
        return Q(pk__in=[])
    state = filters.facets.get("duty_state", "")
    # A duty without a date is null, which PostgreSQL puts before every text.
    starts = f"obligations__{value}"
    binding = newest_classifications(actor).filter(**{f"{starts}__gte": "", f"{starts}__lte": actor.today.isoformat()})
    kept = KeptObligation.objects.filter(code=value)
    if state == UNKNOWN:
        return Q(pk__in=binding.values("dossier")) & ~Q(pk__in=kept.values("dossier"))
    if state == "late":
        kept = kept.filter(status=KeptObligation.Status.OPEN, due_on__lt=actor.today)
    elif state:
        kept = kept.filter(status=state)
    return Q(pk__in=kept.filter(dossier__in=binding.values("dossier")).values("dossier"))


def _law_date(actor: Actor, _filters: Filters, value: str) -> Q:
    starts = Q(pk__in=[])
    for duty in book_for(actor.organisation, actor.today).obligations:
        starts |= Q(**{f"obligations__{duty.code}": value})
    return Q(pk__in=newest_classifications(actor).filter(starts).values("dossier"))


_FURTHER: Mapping[str, Callable[[Actor, Filters, str], Q]] = {
    "owner": _owner,
    "stopped": _stopped,
    "risk": _risk,
    "waits": _waits,
    "approved": _approved,
    "duty": _duty,
    "law_date": _law_date,
}
