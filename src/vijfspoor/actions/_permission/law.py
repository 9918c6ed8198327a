"""Rules of legal review and obligations."""

from typing import Any

from vijfspoor.actions._permission.common import Rules, keeps_facts
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Dossier


def _legal_adviser(actor: Actor, _subject: Any) -> bool:
    return actor.holds("legal_adviser")


def _obligation_keeper(actor: Actor, dossier: Dossier) -> bool:
    """Who sees to it that duties are met. Never the FG, who oversees it (GDPR Art. 39)."""
    if actor.holds("data_protection_officer"):
        return False
    return actor.holds("legal_adviser", "privacy_officer") or keeps_facts(actor, dossier)


def _obligation_settler(actor: Actor, subject: tuple[Dossier, str]) -> bool:
    dossier, code = subject
    mine = {actor.person.pk, *actor.stands_in_for}
    given = dossier.kept_obligations.filter(code=code, owner__in=mine).exists()
    return given or _obligation_keeper(actor, dossier)


RULES: Rules = {
    "review_classification": _legal_adviser,
    "adopt_rule_book": _legal_adviser,
    "keep_obligations": _obligation_keeper,
    "settle_obligation": _obligation_settler,
}
