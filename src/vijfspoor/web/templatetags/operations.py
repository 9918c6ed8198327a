"""How concerns and incidents are written on screen."""

from datetime import datetime, timedelta
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vijfspoor.domain.technology.legal_clock import FactKind
from vijfspoor.queries import wording
from vijfspoor.queries.technology.incidents import AskedFact, ClockView

register = template.Library()

register.filter("concern_subject", wording.concern_subject)


@register.filter
def concern_status(code: str) -> str:
    """Return the state of a concern in words."""
    return {"open": _("being looked at"), "settled": _("settled"), "incident": _("handled as an incident")}[code]


@register.filter
def concern_tone(code: str) -> str:
    """Return the tone of the state of a concern."""
    return {"open": "warn", "settled": "ok", "incident": "bad"}[code]


@register.filter
def clock_status(code: str) -> str:
    """Return how a clock stands, in words."""
    return {
        "running": _("runs"),
        "late": _("too late"),
        "notified": _("notified in time"),
        "notified_late": _("notified too late"),
        "not_notified": _("decided not to notify"),
        "lapsed": _("not needed any more"),
    }[code]


@register.filter
def clock_tone(code: str) -> str:
    """Return the tone of how a clock stands."""
    return {"running": "warn", "late": "bad", "notified": "ok", "notified_late": "bad"}.get(code, "info")


@register.filter
def time_left(left: timedelta) -> str:
    """Return how much time is left, or how much it is late, in the two largest units, rounded down."""
    minutes = int(abs(left).total_seconds()) // 60
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [
        (days, ngettext("%(n)s day", "%(n)s days", days)),
        (hours, ngettext("%(n)s hour", "%(n)s hours", hours)),
        (rest, ngettext("%(n)s minute", "%(n)s minutes", rest)),
    ]
    start = next((i for i, (n, _word) in enumerate(parts) if n), len(parts) - 1)
    told = _(" and ").join(word % {"n": n} for n, word in parts[start : start + 2] if n or start == len(parts) - 1)
    return (_("%(time)s too late") if left < timedelta() else _("%(time)s left")) % {"time": told}


@register.simple_tag
def countdown(view: ClockView) -> SafeString:
    """Return how much time a clock leaves; where scripts run it goes on counting while one looks at it."""
    pattern = '<b data-deadline="{}" data-left="{}" data-late="{}">{}</b>'
    left, late = _("%(time)s left") % {"time": "{}"}, _("%(time)s too late") % {"time": "{}"}
    return format_html(pattern, view.row.deadline.isoformat(), left, late, time_left(view.left))


@register.filter
def exact(value: datetime) -> str:
    """Return a moment with its weekday, such as maandag 30 november 2026 17:00."""
    return date_format(timezone.localtime(value), "l j F Y H:i")


@register.filter
def typed_moment(value: str | datetime) -> str:
    """Return a moment as a field for date and time holds it; what was typed wrong is shown as it was."""
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%dT%H:%M")
    return value


@register.filter
def field_moment(value: str | None) -> str:
    """Return a kept moment (with its time zone) as a field holds it; what was typed is shown as it was typed."""
    try:
        kept = datetime.fromisoformat(value or "")
    except ValueError:
        return value or ""
    return typed_moment(kept) if kept.tzinfo else value or ""


@register.filter
def is_none_of_these(value: Any) -> bool:
    """Whether somebody said that none of the options is so, which is not the same as not knowing."""
    return value == []


@register.filter
def fact_text(asked: AskedFact) -> str:
    """Return what is known of a fact, in words."""
    value: Any = asked.value
    if value is None:
        return _("Not known")
    if asked.fact.kind is FactKind.MOMENT:
        return exact(datetime.fromisoformat(value))
    if asked.fact.kind is FactKind.CHOICES:
        return ", ".join(wording.say(asked.fact.options[code]) for code in value) or _("None of these")
    return _("Yes") if value == "ja" else _("No")
