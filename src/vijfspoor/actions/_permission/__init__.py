"""Who may do what. The only place that says so; every action asks here before anything else.

The rules stand per feature in the modules beside this one.
"""

from typing import Any

from vijfspoor.actions._permission import (
    assessments,
    data_flows,
    findings,
    guidelines,
    imports,
    law,
    learning,
    life,
    literacy,
    maturity,
    needs,
    openness,
    operations,
    outcomes,
    policies,
    register,
    reports,
    setup,
    suppliers,
    teams,
)
from vijfspoor.actions._permission.common import Rules
from vijfspoor.actions.errors import NotAllowed
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Dossier

RULES: Rules = {
    **register.RULES,
    **assessments.RULES,
    **guidelines.RULES,
    **law.RULES,
    **literacy.RULES,
    **maturity.RULES,
    **operations.RULES,
    **outcomes.RULES,
    **policies.RULES,
    **learning.RULES,
    **openness.RULES,
    **life.RULES,
    **data_flows.RULES,
    **findings.RULES,
    **needs.RULES,
    **imports.RULES,
    **setup.RULES,
    **reports.RULES,
    **suppliers.RULES,
    **teams.RULES,
}

STAYS_OPEN = frozenset(
    {
        "report_concern",
        "ask_as_resident",
        "answer_council",
        "write_council_letter",
        "send_council_letter",
        "handle_concern",
        "open_incident",
        "update_incident",
        "attach_to_incident",
        "take_away_from_incident",
        "advise_on_notification",
        "decide_not_to_notify",
        "close_incident",
        "look_at_sample",
        "weigh_woo",
        "register_woo_request",
        "answer_woo_request",
        "withdraw_means",
    }
)


def may(actor: Actor, verb: str, subject: Any = None) -> bool:
    """Whether `actor` may do `verb` to `subject`. What lies in another organisation is never allowed."""
    owner = getattr(subject, "organisation_id", actor.organisation.pk)
    if not actor.person.is_active or owner != actor.organisation.pk or _is_closed(verb, subject):
        return False
    return RULES[verb](actor, subject)


def _is_closed(verb: str, subject: Any) -> bool:
    """A retired or merged application stays as it was; only what still goes wrong with it may be told."""
    if verb in STAYS_OPEN:
        return False
    about = subject[0] if isinstance(subject, tuple) else subject
    dossier = about if isinstance(about, Dossier) else getattr(about, "dossier", None)
    return dossier is not None and dossier.status in (Dossier.Status.RETIRED, Dossier.Status.MERGED)


def require(actor: Actor, verb: str, subject: Any = None) -> None:
    """Raise NotAllowed unless `actor` may do `verb` to `subject`."""
    if not may(actor, verb, subject):
        raise NotAllowed(verb)
