"""How imports are written on screen: their state, and what is wrong with a row."""

from django import template
from django.utils.translation import gettext as _

from vijfspoor.queries.organisation.import_wording import column_name, fault_sentence

register = template.Library()


@register.filter
def import_state(code: str) -> str:
    """Return the state of an import in words."""
    states = {
        "checked": _("checked, not started"), "running": _("being taken over"), "done": _("done"),
        "undone": _("undone"),
    }  # fmt: skip
    return states.get(code, code)


@register.filter
def import_tone(code: str) -> str:
    """Return the tone of the state of an import."""
    return {"checked": "info", "running": "warn", "done": "ok"}.get(code, "info")


@register.filter
def import_list(code: str) -> str:
    """Return what a list of rows holds."""
    return {
        "wrong": _("Wrong, stays out"), "twins": _("Perhaps there already"),
        "ownerless": _("Nobody answers for it"), "made": _("Taken over"),
    }.get(code, code)  # fmt: skip


register.filter("import_column", column_name)
register.filter("import_fault", fault_sentence)


@register.filter
def found_state(code: str) -> str:
    """Return what was said about found AI."""
    return {
        "open": _("To look at"), "reported": _("Reported"), "known": _("Known"), "dismissed": _("Needs no report"),
    }.get(code, code)  # fmt: skip


@register.filter
def has_ai(code: str) -> str:
    """Return whether a product holds AI, as far as is known."""
    return {
        "on_by_default": _("AI works by itself"), "yes": _("has AI functions"),
        "unknown": _("AI differs by version"), "no": _("no AI"),
    }.get(code, code)  # fmt: skip
