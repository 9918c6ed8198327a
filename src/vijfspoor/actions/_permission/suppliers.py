"""Rules of suppliers, products and contracts. Never the FG, who oversees them (GDPR Art. 38(6))."""

from typing import Any

from vijfspoor.actions._permission.common import Rules, keeps_facts
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Dossier

_OVERSEER = "data_protection_officer"


def _buys(actor: Actor, _subject: Any) -> bool:
    """Who keeps the files of suppliers and talks with them."""
    return actor.holds("procurement_officer", "information_manager") and not actor.holds(_OVERSEER)


def _knows_product(actor: Actor, subject: Any) -> bool:
    """Who keeps the facts of a product right."""
    knows = actor.holds("application_manager", "architect") and not actor.holds(_OVERSEER)
    return knows or _buys(actor, subject)


def _checks_clauses(actor: Actor, subject: Any) -> bool:
    """Who judges whether a clause is in a contract."""
    return (actor.holds("legal_adviser") and not actor.holds(_OVERSEER)) or _buys(actor, subject)


def _links_product(actor: Actor, dossier: Dossier) -> bool:
    """Who may say which product an application is: it brings facts along, so who keeps those."""
    return _knows_product(actor, dossier) and keeps_facts(actor, dossier)


RULES: Rules = {
    "keep_supplier": _buys,
    "keep_product": _knows_product,
    "keep_contract": _buys,
    "check_clause": _checks_clauses,
    "ask_supplier": _buys,
    "settle_proposal": _knows_product,
    "link_product": _links_product,
}
