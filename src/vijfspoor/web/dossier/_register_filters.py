"""The filters of the register in an address and back, so that every figure is a link to the list behind it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from vijfspoor.queries.dossier.register import FACETS, UNKNOWN, Filters
from vijfspoor.queries.wording import day, gate_name, role_name, route_name
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._numbers import typed_number
from vijfspoor.web.templatetags.ui import band_name, status_name, use_name

FURTHER = {
    "leverancier": "supplier", "waarde": "value", "risico": "risk", "eigenaar": "owner", "gestopt": "stopped",
    "wacht": "waits", "goedgekeurd": "approved", "plicht": "duty", "plichtstand": "duty_state", "wetsdatum": "law_date",
}  # fmt: skip
"""Word in the address -> filter, beside the facets that have a field on the page."""

EARLIEST = date(2000, 1, 1)
_MOST = 200


def from_address(given: Mapping[str, str], today: date) -> Filters:
    """Return the filters an address asks for; what makes no sense is left out. A day to come is today."""
    facets = {name: given[name] for name in FACETS if _is_valid(name, given.get(name, ""))}
    facets |= {name: given[word][:_MOST] for word, name in FURTHER.items() if _is_typed(given.get(word, ""))}
    if "law_date" in facets:
        starts = parse_dutch_date(facets.pop("law_date"))
        facets |= {"law_date": starts.isoformat()} if starts else {}
    on = parse_dutch_date(given.get("peildatum", ""))
    return Filters(
        q=given.get("q", "")[:_MOST],
        facets=facets,
        mine=given.get("mijn") == "1",
        sort=given.get("sorteer", "changed"),
        live=given.get("lopend") == "1",
        on=max(on, EARLIEST) if on and on < today else None,
    )


def _is_valid(name: str, value: str) -> bool:
    if name == "department":
        return value == UNKNOWN or typed_number(value) is not None
    return _is_typed(value)


def _is_typed(value: str) -> bool:
    """Whether something stands there; PostgreSQL cannot search for a null character."""
    return bool(value) and "\x00" not in value


def parameters(filters: Filters) -> dict[str, str]:
    """Return the words and values of filters in an address, without those that ask nothing."""
    words = {name: word for word, name in FURTHER.items()}
    found = {"q": filters.q, **{words.get(name, name): value for name, value in filters.facets.items()}}
    if "law_date" in filters.facets:
        found["wetsdatum"] = "-".join(reversed(filters.facets["law_date"].split("-")))
    found |= {"mijn": "1" if filters.mine else "", "lopend": "1" if filters.live else ""}
    found |= {"peildatum": f"{filters.on:%d-%m-%Y}" if filters.on else ""}
    found |= {"sorteer": "" if filters.sort == "changed" else filters.sort}
    return {word: value for word, value in found.items() if value}


def register_address(filters: Filters) -> str:
    """Return the address of the register with these filters."""
    return f"{reverse('register')}?{urlencode(parameters(filters))}"


def kept(filters: Filters) -> dict[str, str]:
    """Return the filters that have no field on the page, to send along with the form."""
    without = replace(filters, q="", mine=False, sort="changed", facets={
        name: value for name, value in filters.facets.items() if name not in ("status", "route", "gate", "department")
    })  # fmt: skip
    return parameters(without)


def in_words(filters: Filters) -> list[str]:
    """Return what the list is narrowed to by the filters that have no field on the page."""
    facets = filters.facets
    said = [_("as it was on %(day)s") % {"day": day(filters.on)}] if filters.on else []
    if filters.live:
        said.append(_("underway or approved"))
    for name, sentence in _sentences().items():
        if name in facets:
            said.append(sentence % {"value": _value(name, facets[name])})
    for name, sentence in _unknown().items():
        if facets.get(name) == UNKNOWN:
            said.append(sentence)
    return said


def _sentences() -> dict[str, str]:
    return {
        "use": _("use: %(value)s"),
        "supplier": _("supplier: %(value)s"),
        "value": _("value: %(value)s"),
        "risk": _("risk as reported: %(value)s"),
        "owner": _("nobody is accountable"),
        "stopped": _("stopped"),
        "waits": _("waits for: %(value)s"),
        "approved": _("approved for use in the year before"),
        "duty": _("duty %(value)s"),
        "duty_state": _("state of the duty: %(value)s"),
        "law_date": _("a duty starts on %(value)s"),
    }


def _unknown() -> dict[str, str]:
    return {
        "route": _("no route yet"),
        "department": _("no department"),
    }


def _value(name: str, value: str) -> str:
    words = {
        "use": use_name, "value": band_name, "risk": band_name, "waits": _waiting, "law_date": day,
        "route": route_name, "gate": gate_name, "status": status_name, "duty_state": duty_state_name,
    }  # fmt: skip
    if value == UNKNOWN and name != "duty_state":
        return _("not known")
    return words.get(name, str)(value)


def _waiting(value: str) -> str:
    gate, _colon, role = value.partition(":")
    return f"{role_name(role)} ({gate_name(gate)})"


def duty_state_name(code: str) -> str:
    """Return how a duty stands in words."""
    return {
        "open": _("open"),
        "late": _("late"),
        "met": _("met"),
        "not_applicable": _("does not apply"),
        UNKNOWN: _("nobody keeps it yet"),
    }.get(code, code)
