"""Rules of policy frameworks: the policy adviser writes, everyone may say something, board or council adopts."""

from vijfspoor.actions._permission.common import Rules, is_accountable
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Dossier, Policy, PolicyVersion


def _writes(actor: Actor, _subject: object) -> bool:
    return actor.holds("policy_adviser")


def _comments(actor: Actor, _version: PolicyVersion) -> bool:
    """Every colleague; who only sits in or for the council speaks elsewhere."""
    return not actor.roles <= {"council", "council_clerk"}


def _adopts(actor: Actor, version: PolicyVersion) -> bool:
    """The board, or whoever keeps what the council decides; never who wrote it."""
    roles = ("council", "council_clerk") if version.policy.level == Policy.Level.COUNCIL else ("executive_board",)
    return actor.holds(*roles) and version.written_by_id != actor.person.pk


def _gives_evidence(actor: Actor, dossier: Dossier) -> bool:
    """Who answers for the application; without anyone who keeps the register."""
    if dossier.accountable_id is None:
        return actor.holds("information_manager")
    return is_accountable(actor, dossier)


def _weighs(actor: Actor, dossier: Dossier) -> bool:
    """The policy adviser, never for an application they answer for themselves."""
    return actor.holds("policy_adviser") and dossier.accountable_id != actor.person.pk


RULES: Rules = {
    "write_policy": _writes,
    "comment_on_policy": _comments,
    "adopt_policy": _adopts,
    "give_policy_evidence": _gives_evidence,
    "weigh_policy_evidence": _weighs,
}
