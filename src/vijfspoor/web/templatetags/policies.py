"""How policy frameworks are written on screen: their Markdown, their state, and how an application stands."""

from typing import Any

import mistune
from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

register = template.Library()


class _Under(mistune.HTMLRenderer):
    """Headings of the text come under the heading of the page."""

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        return super().heading(text, 3 if level < 3 else 4, **attrs)

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """No page fetches anything from elsewhere: of an image only its description is shown."""
        return text


_markdown = mistune.create_markdown(renderer=_Under(escape=True), plugins=["table"])


@register.filter
def policy_body(text: str) -> SafeString:
    """Return the Markdown of a framework as HTML; HTML in it is shown as text, never run."""
    return mark_safe(str(_markdown(text)))  # noqa: S308 - escaped by the renderer


@register.filter
def policy_state(code: str) -> str:
    """Return how far a version is, in words."""
    return {
        "draft": _("being written"),
        "consultation": _("colleagues may comment"),
        "proposed": _("waits for a decision"),
        "adopted": _("in force"),
        "withdrawn": _("ended"),
    }[code]


@register.filter
def policy_tone(code: str) -> str:
    """Return the tone of a state or a standing."""
    tones = {"adopted": "ok", "proposed": "warn", "consultation": "warn", "meets": "ok", "evidenced": "ok"}
    return tones.get(code, "bad" if code == "flagged" else "warn" if code in ("excepted", "unknown") else "info")


@register.filter
def standing_name(code: str) -> str:
    """Return how an application stands at a rule, in words."""
    return {
        "meets": _("meets it"),
        "evidenced": _("shown with evidence"),
        "excepted": _("exception"),
        "flagged": _("does not meet it"),
        "unknown": _("not known yet"),
    }[code]


@register.filter
def settled_as(kind: str) -> str:
    """Return what was recorded at a rule, in words."""
    return {"evidence": _("Evidence"), "refused": _("Not enough"), "exception": _("Exception")}[kind]
