"""Rules of the life after the decision: checklists, reassessment, retirement, releases, settings, user groups."""

from vijfspoor.actions._permission.common import Rules, is_accountable, is_steward, runs
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.dossier.dossier import ItemOfDossier
from vijfspoor.store.models import Dossier, Release

# Who by office may see that something changed, besides who runs the application.
_WATCHERS = (
    "executive_board", "policy_adviser", "information_adviser", "data_analyst", "architect", "procurement_officer",
    "data_protection_officer", "ciso", "privacy_officer", "legal_adviser",
)  # fmt: skip


def _gives_evidence(actor: Actor, point: ItemOfDossier) -> bool:
    """Who sees to the point by the checklist, who answers for the application, and who was asked in their place."""
    dossier = point.dossier
    asked = _visible.own_tasks(actor).filter(dossier=dossier, kind="checklist", role__in=point.roles, status="open")
    return actor.holds(*point.roles) or is_accountable(actor, dossier) or is_steward(actor, dossier) or asked.exists()


def _watches(actor: Actor, dossier: Dossier) -> bool:
    return runs(actor, dossier) or actor.holds(*_WATCHERS)


def _archives(actor: Actor, dossier: Dossier) -> bool:
    return is_accountable(actor, dossier) or is_steward(actor, dossier) or actor.holds("archivist")


def _follows_product(actor: Actor, dossier: Dossier) -> bool:
    return runs(actor, dossier) or actor.holds("procurement_officer", "data_analyst")


def _judges_release(actor: Actor, release: Release) -> bool:
    return _follows_product(actor, release.dossier)


def _keeps_groups(actor: Actor, dossier: Dossier) -> bool:
    return runs(actor, dossier) or actor.holds("hr_adviser", "team_manager")


RULES: Rules = {
    "give_evidence": _gives_evidence,
    "reassess": _watches,
    "propose_retirement": runs,
    "archive": _archives,
    "record_release": _follows_product,
    "judge_release": _judges_release,
    "record_setting": _follows_product,
    "keep_user_groups": _keeps_groups,
}
