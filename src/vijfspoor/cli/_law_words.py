"""The answer of `vijfspoor law diff`, as data and in words."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from vijfspoor.content.law.loader import Law
from vijfspoor.domain.ethics.law_difference import BookDifference
from vijfspoor.domain.ethics.law_grounds import Ground
from vijfspoor.domain.ethics.law_impact import Impact, ObligationImpact, OutcomeImpact
from vijfspoor.domain.text import Text

if TYPE_CHECKING:
    from vijfspoor.queries.ethics.law_difference import DossierImpact


def as_data(
    old: Law, new: Law, differences: BookDifference, changed: "Iterable[DossierImpact]", read: int, lang: str
) -> dict[str, Any]:
    """Return the whole answer as plain data; `starts` are the legal dates after the day of OLD, up to that of NEW."""
    dossiers = [_dossier(item, lang) for item in changed]
    starts = sorted((day for day in new.book.dates if old.as_of < day.on <= new.as_of), key=lambda day: day.on)
    return {
        "old": {"version": old.book.version, "as_of": old.as_of.isoformat()},
        "new": {"version": new.book.version, "as_of": new.as_of.isoformat()},
        "differences": [
            {
                "kind": item.kind,
                "code": item.code,
                "change": str(item.change),
                "label": item.label.in_language(lang),
                "ref": item.reference,
                "fields": [{"field": f.field, "old": _say(f.old, lang), "new": _say(f.new, lang)} for f in item.fields],
            }
            for item in differences.items
        ],
        "starts": [
            {"date": day.on.isoformat(), "what": day.what.in_language(lang), "ref": day.reference} for day in starts
        ],
        "read": read,
        "changed": len(dossiers),
        "dossiers": dossiers,
    }


def _dossier(item: "DossierImpact", lang: str) -> dict[str, Any]:
    dossier = item.dossier
    return {
        "organisation": dossier.organisation.slug,
        "number": dossier.number,
        "name": dossier.name,
        "status": dossier.status,
        **_impact(item.impact, lang),
    }


def _impact(impact: Impact, lang: str) -> dict[str, Any]:
    route = impact.route
    return {
        "outcomes": [
            {"code": item.code, "label": item.label.in_language(lang), **_standing(item)} for item in impact.outcomes
        ],
        "route": {"before": str(route.before), "after": str(route.after), "because": _grounds(route.because)}
        if route
        else None,
        "obligations": [
            {"id": item.code, "duty": item.duty.in_language(lang), **_standing(item)} for item in impact.obligations
        ],
        "instruments": [
            {
                "key": item.key,
                "instrument": item.instrument.in_language(lang),
                "before": item.before,
                "after": item.after,
                "because": _grounds(item.because),
            }
            for item in impact.instruments
        ],
    }


def _standing(item: OutcomeImpact | ObligationImpact) -> dict[str, Any]:
    return {
        "before": str(item.before),
        "after": str(item.after),
        "from_before": _iso(item.from_before),
        "from_after": _iso(item.from_after),
        "because": _grounds(item.because),
    }


def _grounds(grounds: tuple[Ground, ...]) -> list[dict[str, str]]:
    return [{"code": ground.code, "ref": ground.reference} for ground in grounds]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _say(text: Text | None, lang: str) -> str | None:
    return text.in_language(lang) if text else None


def in_words(found: dict[str, Any], lang: str) -> str:
    """Return the same for people."""
    return "\n".join(_lines(found, _WORDS[lang]))


def _lines(found: dict[str, Any], words: dict[str, str]) -> Iterator[str]:
    old, new = found["old"], found["new"]
    yield f"{old['version']} ({old['as_of']}) -> {new['version']} ({new['as_of']})"
    yield f"{words['rules']}: {len(found['differences'])}"
    for item in found["differences"]:
        yield f"  {words[item['kind']]} {item['code']} {words[item['change']]}: {item['label']} [{item['ref']}]"
        for field in item["fields"]:
            yield f"    {field['field']}: {field['old'] or '-'} -> {field['new'] or '-'}"
    for day in found["starts"]:
        yield f"  {day['date']} {words['starts']}: {day['what']} [{day['ref']}]"
    yield words["count"].format(**found)
    for dossier in found["dossiers"]:
        yield from _dossier_lines(dossier, words)


def _dossier_lines(dossier: dict[str, Any], words: dict[str, str]) -> Iterator[str]:
    yield f"{dossier['organisation']} {dossier['number']} {dossier['name']}"
    if route := dossier["route"]:
        yield f"  route {route['before']} -> {route['after']} {_cited(route)}"
    for item in dossier["outcomes"]:
        yield f"  {words['outcome']} {item['code']} ({item['label']}): {_shift(item, words)} {_cited(item)}"
    for item in dossier["obligations"]:
        yield f"  {words['obligation']} {item['id']}: {_shift(item, words)} {_cited(item)}"
    for item in dossier["instruments"]:
        yield f"  {words['instrument']} {item['key']}: {item['before'] or '-'} -> {item['after'] or '-'} {_cited(item)}"


def _shift(item: dict[str, Any], words: dict[str, str]) -> str:
    sides = [(words[item[side]], item[f"from_{side}"]) for side in ("before", "after")]
    return " -> ".join(f"{state} ({day})" if day else state for state, day in sides)


def _cited(item: dict[str, Any]) -> str:
    cited = (f"{ground['code']}: {ground['ref']}" for ground in item["because"])
    return f"[{'; '.join(cited)}]"


_WORDS = {
    "nl": {
        "rules": "verschillen tussen de regelboeken", "starts": "gaat gelden",
        "count": "{changed} van {read} dossiers veranderen",
        "question": "vraag", "outcome": "uitkomst", "role": "rol", "obligation": "verplichting",
        "instrument": "instrument", "consequence": "gevolg", "transition": "overgang", "date": "datum",
        "annex_iii_point": "punt van bijlage III", "added": "nieuw", "removed": "vervallen", "changed": "gewijzigd",
        "absent": "niet", "possible": "mogelijk", "coming": "geldt later", "in_force": "geldt",
    },
    "en": {
        "rules": "differences between the rule books", "starts": "starts to apply",
        "count": "{changed} of {read} dossiers change",
        "question": "question", "outcome": "outcome", "role": "role", "obligation": "obligation",
        "instrument": "instrument", "consequence": "consequence", "transition": "transition", "date": "date",
        "annex_iii_point": "point of Annex III", "added": "new", "removed": "gone", "changed": "changed",
        "absent": "no", "possible": "possible", "coming": "applies later", "in_force": "applies",
    },
}  # fmt: skip
