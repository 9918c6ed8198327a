"""Gevolg van ander recht voor een casus: what two classifications of one application say differently, and by what rule.

The two may rest on two rule books, or on one rule book on two days.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.ethics.classification import BindingObligation, Classification
from vijfspoor.domain.ethics.law_grounds import Ground, Grounds
from vijfspoor.domain.text import Text


class Standing(StrEnum):
    """Stand van een uitkomst of verplichting: absent, possible, established but not yet in force, or in force."""

    ABSENT = "absent"
    POSSIBLE = "possible"
    COMING = "coming"
    IN_FORCE = "in_force"


@dataclass(frozen=True, slots=True)
class OutcomeImpact:
    """Uitkomst die anders is: how it stood and stands, from when it applied and applies, and because of what."""

    code: str
    label: Text
    before: Standing
    after: Standing
    from_before: date | None
    from_after: date | None
    because: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class RouteImpact:
    """Route die anders is, and because of what."""

    before: Route
    after: Route
    because: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class ObligationImpact:
    """Verplichting die erbij komt (before is absent), vervalt (after is absent) of een andere datum krijgt."""

    code: str
    duty: Text
    before: Standing
    after: Standing
    from_before: date | None
    from_after: date | None
    because: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class InstrumentImpact:
    """Instrument that is asked at another level; empty where the rule book does not know it.

    From when it must be there is a matter of its obligation, which knows the transition of the case.
    """

    key: str
    instrument: Text
    before: str
    after: str
    because: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Impact:
    """Gevolg voor een casus. False as a truth when nothing differs."""

    outcomes: tuple[OutcomeImpact, ...]
    route: RouteImpact | None
    obligations: tuple[ObligationImpact, ...]
    instruments: tuple[InstrumentImpact, ...]

    def __bool__(self) -> bool:
        """Whether anything differs for this case."""
        return bool(self.outcomes or self.route or self.obligations or self.instruments)


def impact(before: Classification, after: Classification) -> Impact:
    """Return what differs between two classifications of the same answers, each difference with its grounds.

    A duty that only reads differently is no impact: it is a difference between the rule books.
    """
    grounds = Grounds(before, after)
    return Impact(
        tuple(_outcomes(before, after, grounds)),
        None if before.route is after.route else RouteImpact(before.route, after.route, grounds.of_route()),
        tuple(_obligations(before, after, grounds)),
        tuple(_instruments(before, after, grounds)),
    )


def _outcomes(before: Classification, after: Classification, grounds: Grounds) -> Iterator[OutcomeImpact]:
    for code, rule in {**before.book.outcomes, **after.book.outcomes}.items():
        if rule.has_legal_effect:
            (was, since), (now, starts) = _stand(before, code), _stand(after, code)
            if (was, since) != (now, starts):
                yield OutcomeImpact(code, rule.label, was, now, since, starts, grounds.of_outcome(code))


def _stand(result: Classification, code: str) -> tuple[Standing, date | None]:
    truth = result.case.outcome(code) if code in result.book.outcomes else False
    if truth is not True:
        return (Standing.POSSIBLE if truth is None else Standing.ABSENT), None
    return _running(result, result.starts_on(code))


def _running(result: Classification, starts: date | None) -> tuple[Standing, date | None]:
    return (Standing.IN_FORCE if starts is None or starts <= result.as_of else Standing.COMING), starts


def _obligations(before: Classification, after: Classification, grounds: Grounds) -> Iterator[ObligationImpact]:
    old, new = _bound(before), _bound(after)
    for code in dict.fromkeys([*old, *new]):
        was, since = _running(before, old[code].applies_from) if code in old else (Standing.ABSENT, None)
        now, starts = _running(after, new[code].applies_from) if code in new else (Standing.ABSENT, None)
        if (was, since) != (now, starts):
            shown = new.get(code) or old[code]
            yield ObligationImpact(code, shown.rule.duty, was, now, since, starts, grounds.of_obligation(code))


def _bound(result: Classification) -> dict[str, BindingObligation]:
    return {item.rule.code: item for item in result.obligations}


def _instruments(before: Classification, after: Classification, grounds: Grounds) -> Iterator[InstrumentImpact]:
    old, new = ({trigger.key: trigger for trigger in result.book.triggers} for result in (before, after))
    for key, shown in {**old, **new}.items():
        was, now = before.requires.get(key, ""), after.requires.get(key, "")
        if was != now:
            yield InstrumentImpact(key, shown.instrument, was, now, grounds.of_instrument(old.get(key), new.get(key)))
