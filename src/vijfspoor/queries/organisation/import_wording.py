"""Columns of an import, and what is wrong with a cell, in words."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from vijfspoor.content.imports.loader import column_book
from vijfspoor.queries.wording import say


def column_name(code: str) -> str:
    """Return the name of a column."""
    column = column_book(date.max).columns.get(code)
    return say(column.name) if column else code


def fault_sentence(fault: Sequence[str]) -> str:
    """Return what is wrong with a cell, or what to look at, as a sentence."""
    column, kind, value = fault
    most = column_book(date.max).columns[column].most
    sentences = {
        "missing": _("There is no name. Were cells merged, or is this no application?"),
        "long": _("“%(value)s…” is too long: at most %(most)s characters."),
        "formula": _("“%(value)s” looks like a formula. Write it as text."),
        "date": _("“%(value)s” is no date. Write it as dd-mm-yyyy."),
        "future": _("“%(value)s” is still to come, so it is not in use since then."),
        "use": _("“%(value)s” is not known. Use: idea, pilot, in use or ended."),
        "owner": _("Nobody in service is called “%(value)s”.") if value else _("The file names nobody."),
        "unit": _("We do not know “%(value)s”."),
    }
    return sentences[kind] % {"value": value, "most": most}
