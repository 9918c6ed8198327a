"""Rules of imports: who brings lists of applications in, and who looks for AI in lists of software."""

from typing import Any

from vijfspoor.actions._permission.common import Rules
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor


def _imports(actor: Actor, _subject: Any) -> bool:
    return _visible.may_import(actor)


def _finds(actor: Actor, _subject: Any) -> bool:
    return _visible.may_find_ai(actor)


RULES: Rules = {
    "import_register": _imports,
    "find_ai": _finds,
}
