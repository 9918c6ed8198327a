"""Verb: record the facts of an incident; the clocks follow from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.technology import _incident
from vijfspoor.actions.technology.open_incident import past_moment
from vijfspoor.domain.technology.legal_clock import ClockBook, FactKind
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.technology.incidents import AWARE_AT, TEXTS, book_of
from vijfspoor.store.models import Incident

MOST = dict.fromkeys(TEXTS, 5000)


@dataclass(frozen=True, slots=True)
class FactsInput:
    """Feiten, as typed: only what is named changes, None makes it unknown again.

    `values` are ja, nee or a list of options by fact; `moments` have a time zone; `texts` are those of a notification.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    moments: Mapping[str, datetime | None] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def update_incident_facts(actor: Actor, incident: Incident, given: FactsInput) -> Incident:
    """Record the facts and bring the clocks in line with them.

    Raises InvalidInput at the fact, Conflict when the incident was closed.
    """
    _permission.require(actor, "update_incident", incident)
    incident = _incident.locked(incident)
    book = book_of(incident)
    errors = {code: [problem] for code, value in given.values.items() if (problem := _problem(book, code, value))}
    if errors:
        raise InvalidInput(errors)
    before = {**incident.values, **incident.moments}
    incident.values = _kept(incident.values, given.values)
    incident.moments = _kept(incident.moments, _checked_moments(actor, book, given.moments))
    incident.texts = _kept(incident.texts, {key: text or None for key, text in _checked_texts(given.texts).items()})
    incident.save(update_fields=["values", "moments", "texts"])
    after = {**incident.values, **incident.moments}
    changed = {code: after.get(code) for code in {*before, *after} if after.get(code) != before.get(code)}
    if changed or given.texts:
        # The facts that decide on a clock are sealed; the texts may name people and are not.
        _audit.record(actor, "incident_facts", incident.dossier, incident=incident.pk, facts=changed)
    _incident.sync_clocks(actor, incident)
    return incident


def _problem(book: ClockBook, code: str, value: Any) -> str:
    fact = book.facts.get(code)
    if fact is None or fact.kind is FactKind.MOMENT:
        return _("This is not asked.")
    if fact.kind is FactKind.CHOICES:
        is_right = value is None or (isinstance(value, list) and set(value) <= set(fact.options))
    else:
        is_right = value in (None, "ja", "nee")
    return "" if is_right else _("Choose an answer from the list.")


def _checked_moments(actor: Actor, book: ClockBook, moments: Mapping[str, datetime | None]) -> dict[str, str | None]:
    checked_moments: dict[str, str | None] = {}
    for code, moment in moments.items():
        fact = book.facts.get(code)
        if fact is None or fact.kind is not FactKind.MOMENT:
            raise InvalidInput({code: [_("This is not asked.")]})
        if moment is None and code != AWARE_AT:
            checked_moments[code] = None
        else:
            checked_moments[code] = past_moment(actor, code, moment).isoformat()
    return checked_moments


def _checked_texts(texts: Mapping[str, str]) -> dict[str, str]:
    if unknown := sorted(texts.keys() - set(TEXTS)):
        raise InvalidInput({unknown[0]: [_("This is not asked.")]})
    return checked(texts, MOST, {"what_happened": _("Tell what happened.")})


def _kept(before: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    return {code: value for code, value in {**before, **changes}.items() if value is not None}
