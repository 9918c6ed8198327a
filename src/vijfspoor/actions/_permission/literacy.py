"""Rules of AI literacy: who sends the scan, publishes figures, writes the plan and decides on it."""

from typing import Any

from vijfspoor.actions._permission.common import Rules
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import CampaignInvitation, ScanInvitation


def _manages(actor: Actor, _subject: Any) -> bool:
    return actor.holds("hr_adviser")


def _decides_levels(actor: Actor, _subject: Any) -> bool:
    return actor.holds("hr_adviser", "executive_board")


def _board(actor: Actor, _subject: Any) -> bool:
    return actor.holds("executive_board")


def _asked(actor: Actor, invitation: CampaignInvitation) -> bool:
    return invitation.person_id == actor.person.pk


def _own(actor: Actor, invitation: ScanInvitation) -> bool:
    return invitation.person_id == actor.person.pk


RULES: Rules = {
    "adopt_framework": _decides_levels,
    "send_scan": _manages,
    "import_results": _manages,
    "release_figures": _manages,
    "write_plan": _manages,
    "adopt_plan": _board,
    "answer_scan": _own,
    "plan_campaign": _manages,
    "run_campaign": _manages,
    "join_campaign": _asked,
}
