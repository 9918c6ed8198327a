"""Lessons on screen: Markdown of our own content as HTML."""

import mistune
from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
_markdown = mistune.create_markdown(escape=True, plugins=["table"])


@register.filter
def lesson_body(text: str) -> SafeString:
    """Return the Markdown of a lesson as HTML without its title; HTML in it is shown as text, never run."""
    _title, _line, body = text.partition("\n")
    return mark_safe(str(_markdown(body)))  # noqa: S308 - content of this project, and escaped
