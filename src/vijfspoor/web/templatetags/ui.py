"""How things are written on screen: Dutch dates and numbers, names of roles and states, days that are left."""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vijfspoor.domain.dossier.permitted_use import PermittedUse
from vijfspoor.domain.organisation.responsibility import CONTRIBUTION_BY_MARK, Contribution
from vijfspoor.domain.text import Text
from vijfspoor.queries import wording

register = template.Library()


@register.filter
def say(text: Text | None) -> str:
    """Return bilingual wording in the reader's language."""
    return wording.say(text) if text else ""


@register.filter
def moment(value: datetime) -> str:
    """Return a date and time, such as 12 nov 2026, 14:02."""
    return date_format(timezone.localtime(value), "j b Y, H:i")


@register.filter
def due(days: int) -> str:
    """Return how many days are left, or how many it is late."""
    if days < 0:
        return ngettext("%(n)s day late", "%(n)s days late", -days) % {"n": -days}
    if days == 0:
        return _("due today")
    return ngettext("%(n)s day left", "%(n)s days left", days) % {"n": days}


@register.filter
def late(task: Any, today: date) -> int:
    """Return the days left of a task; negative when it is late."""
    return (task.due_on - today).days


register.filter("role_name", wording.role_name)
register.filter("role_within", wording.role_within)
register.filter("gate_name", wording.gate_name)
register.filter("route_name", wording.route_name)
register.filter("activity_name", wording.activity_name)
register.filter("task_title", wording.task_title)
register.filter("day", wording.day)
register.filter("position_name", wording.position_name)
register.filter("fate_name", wording.fate_name)
register.filter("outcome_name", wording.outcome_name)
register.filter("origin_name", wording.origin_name)
register.filter("level_name", wording.level_name)
register.filter("answer", wording.answer)
register.filter("category_name", wording.category_name)
register.filter("truth", wording.truth)


@register.simple_tag
def mark(contribution: str) -> SafeString:
    """Draw the mark of a contribution (or of EV, A, I, U): a shape, never only a colour, with its meaning."""
    found = CONTRIBUTION_BY_MARK.get(contribution) or Contribution(contribution)
    meaning = next(m for m in wording.wheel_now().marks if m.contribution is found)
    return mark_safe(  # noqa: S308 - built from our own content only
        f'<abbr class="vs-mark vs-mark--{found.mark}" title="{wording.say(meaning.name)}">{found.mark}</abbr>'
    )


@register.filter
def status_name(code: str) -> str:
    """Return the state of a dossier in words."""
    return {
        "draft": _("Draft"),
        "underway": _("Underway"),
        "approved": _("Approved"),
        "rejected": _("Not approved"),
        "retired": _("Ended"),
        "merged": _("Merged"),
    }.get(code, code)


@register.filter
def band_name(code: str) -> str:
    """Return how high a risk or a value is, in words; empty when nobody estimated it."""
    return {"high": _("High"), "medium": _("Medium"), "low": _("Low")}.get(code, _("Not estimated"))


@register.filter
def use_name(code: str) -> str:
    """Return whether it is in use, in words."""
    return {
        "idea": _("Idea"),
        "pilot": _("Pilot"),
        "in_use": _("In use"),
        "ended": _("No longer used"),
    }.get(code, code)


@register.filter
def tone(code: str) -> str:
    """Return the tone of a position, decision or status: ok, warn, bad or info."""
    return {
        "positive": "ok", "approve": "ok", "approved": "ok", "groen": "ok",
        "positive_with_conditions": "warn", "approve_with_conditions": "warn", "oranje": "warn",
        "negative": "bad", "reject": "bad", "rejected": "bad", "rood": "bad", "zwart": "black",
    }.get(code, "info")  # fmt: skip


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """Return an item of a mapping, empty when it is not there."""
    return mapping.get(key, "") if mapping else ""


@register.filter
def roles_named(codes: Any) -> str:
    """Return the names of roles, the first that someone holds first."""
    return _(" or ").join(wording.role_within(code) for code in codes)


@register.filter
def range_to(number: int) -> range:
    """Return 1 up to and including `number`."""
    return range(1, number + 1)


@register.filter
def label(rule: Any) -> str:
    """Return the label of an outcome or role of the rule book."""
    return wording.say(rule.label) if rule else ""


@register.filter
def instrument(classification: Any, key: str) -> str:
    """Return the name of an instrument by its key."""
    return next((wording.say(t.instrument) for t in classification.book.triggers if t.key == key), key)


@register.filter
def split(text: str) -> list[str]:
    """Return the parts of a comma-separated text."""
    return text.split(",")


@register.filter
def chosen_text(step: Any) -> str:
    """Return what the reporter chose on a page of the report, in words."""
    if step.value is None:
        return _("Not answered yet")
    if step.is_proposed:
        return _("Proposed; please check")
    choice = step.value.get("choice")
    if choice is None:
        return step.value.get("name") or _("Filled in")
    chosen = [choice] if isinstance(choice, str) else choice
    if "unknown" in chosen:
        return _("I don't know")
    return ", ".join(wording.say(option.label) for option in step.page.options if option.code in chosen)


@register.filter
def register_status(code: str) -> str:
    """Return the status of the Algoritmeregister in the reader's language."""
    return {
        "In ontwikkeling": _("In development"),
        "In gebruik": _("In use"),
        "Buiten gebruik": _("No longer used"),
    }.get(code, code)


@register.filter
def use_answer(code: str) -> str:
    """Return the answer to "may I use this?" in a word."""
    return {
        PermittedUse.YES: _("Yes"),
        PermittedUse.UNDER_RULES: _("Yes, if"),
        PermittedUse.AFTER_LEARNING: _("First learn"),
        PermittedUse.NOT_YET: _("Not yet"),
        PermittedUse.NO: _("No"),
    }[PermittedUse(code)]


@register.filter
def use_tone(code: str) -> str:
    """Return the tone of that answer; its colour always comes with the word."""
    return {
        PermittedUse.YES: "ok",
        PermittedUse.UNDER_RULES: "info",
        PermittedUse.AFTER_LEARNING: "warn",
        PermittedUse.NOT_YET: "warn",
        PermittedUse.NO: "bad",
    }[PermittedUse(code)]
