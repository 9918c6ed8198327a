"""Who may do what. The only place that says so; every action asks here before anything else.

The rules stand per feature in the modules beside this one.
"""

from typing import Any

from vijfspoor.actions._permission import assessments, guidelines, law, operations, register
from vijfspoor.actions._permission.common import Rules
from vijfspoor.actions.errors import NotAllowed
from vijfspoor.queries.actor import Actor

RULES: Rules = {
    **register.RULES,
    **assessments.RULES,
    **guidelines.RULES,
    **law.RULES,
    **operations.RULES,
}


def may(actor: Actor, verb: str, subject: Any = None) -> bool:
    """Whether `actor` may do `verb` to `subject`. What lies in another organisation is never allowed."""
    owner = getattr(subject, "organisation_id", actor.organisation.pk)
    return actor.person.is_active and owner == actor.organisation.pk and RULES[verb](actor, subject)


def require(actor: Actor, verb: str, subject: Any = None) -> None:
    """Raise NotAllowed unless `actor` may do `verb` to `subject`."""
    if not may(actor, verb, subject):
        raise NotAllowed(verb)
