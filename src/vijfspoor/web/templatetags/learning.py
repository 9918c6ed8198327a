"""Learning on screen: Markdown of our own content as HTML, and what a module is in words."""

import mistune
from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from vijfspoor.domain.people.learning_module import Confirmation, ModuleKind

register = template.Library()
_markdown = mistune.create_markdown(escape=True, plugins=["table"])


@register.filter
def lesson_body(text: str) -> SafeString:
    """Return the Markdown of a lesson as HTML without its title; HTML in it is shown as text, never run."""
    _title, _line, body = text.partition("\n")
    return mark_safe(str(_markdown(body)))  # noqa: S308 - content of this project, and escaped


@register.filter
def module_kind(code: str) -> str:
    """Return what kind of module it is, in words."""
    return {
        ModuleKind.LESSON: _("own lesson"),
        ModuleKind.COURSE: _("course elsewhere"),
        ModuleKind.PACKAGE: _("package"),
    }[ModuleKind(code)]


@register.filter
def module_confirmed(code: str) -> str:
    """Return who says that a module was done, in words."""
    return {
        Confirmation.QUESTIONS: _("the questions of the lesson"),
        Confirmation.SELF: _("people themselves"),
        Confirmation.LIST: _("a list of who took part"),
        Confirmation.RESULT: _("the result of the package"),
    }[Confirmation(code)]
