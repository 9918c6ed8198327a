"""How figures on AI literacy are said: shares, quarters, and where a share stands against the target."""

from datetime import date

from django import template
from django.utils.translation import gettext as _

from vijfspoor.domain.people import literacy_figures
from vijfspoor.domain.people.small_groups import ShownShare
from vijfspoor.queries import wording
from vijfspoor.queries.people import literacy_wording

register = template.Library()
register.filter("share", literacy_wording.share)
register.filter("quarter_name", literacy_wording.quarter_name)
register.filter("against_name", literacy_wording.against_name)
register.filter("campaign_phase", literacy_wording.phase_name)
register.filter("euros", wording.euros)
register.filter("rounded_people", literacy_figures.rounded_people)


@register.filter
def minus(number: int, less: int) -> int:
    """Return the difference of two places in a drawing."""
    return number - less


@register.filter
def share_short(found: ShownShare) -> str:
    """Return a share in few signs, for above a bar."""
    if found.at_least == found.at_most:
        return f"{found.at_least}%"
    return f"{found.at_least}–{found.at_most}%"


@register.filter
def against_tone(code: str) -> str:
    """Return the tone of a share against the target: ok, warn, bad or info."""
    return {"on": "ok", "near": "warn", "under": "bad"}.get(code, "info")


@register.filter
def campaign_tone(phase: str) -> str:
    """Return the tone of the phase of a campaign."""
    return {"running": "ok", "planned": "info", "withdrawn": "warn"}.get(phase, "info")


@register.filter
def group_name(name: str) -> str:
    """Return the name of a group; who fits in no group has none."""
    return name or _("Everyone else")


@register.filter
def typed_day(value: date | str | None) -> str:
    """Return a date the way people type it; what was typed itself is left as it is."""
    return value.strftime("%d-%m-%Y") if isinstance(value, date) else value or ""


@register.filter
def add_text(text: str, more: object) -> str:
    """Return `text` with `more` behind it."""
    return f"{text}{more}"
