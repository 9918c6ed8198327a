"""How the demo answered a request under the Woo, accounted for its year, and held an AI-overleg."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from vijfspoor.actions.leadership.choose_woo import accept_woo_proposals, choose_woo
from vijfspoor.actions.leadership.handle_woo_request import WooRequestInput, close_woo_request, register_woo_request
from vijfspoor.actions.leadership.make_woo_bundle import make_woo_bundle
from vijfspoor.actions.leadership.write_year_account import adopt_year_account, write_year_account
from vijfspoor.actions.organisation.keep_ai_meeting import put_on_ai_meeting, record_ai_meeting
from vijfspoor.cli._demo.operations import Happening, Scene
from vijfspoor.cli._demo.story import office_hours
from vijfspoor.content.demo.reports_schema import ReportsFile, StoryAccount, StoryAiMeeting, StoryBundle
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.leadership.woo import lines
from vijfspoor.queries.leadership.year_account import account_page
from vijfspoor.queries.organisation.holders import Holders

LATER = timedelta(hours=2)


def report_stories(scene: Scene, told: ReportsFile) -> list[Happening]:
    """Return everything that was made from the files, each to be played step by step."""
    return [
        *(_Bundle(scene, item) for item in told.bundles),
        *(_Account(scene, item) for item in told.accounts),
        *(_AiMeeting(scene, item) for item in told.ai_meetings),
    ]


def _holder(scene: Scene, role: str, at: datetime) -> Actor:
    return scene.actor(Holders(scene.organisation, timezone.localdate(at)).of(role)[0], at)


@dataclass(frozen=True, slots=True)
class _Bundle:
    scene: Scene
    told: StoryBundle

    def steps(self) -> Iterator[datetime]:
        """Register the request, weigh every piece, make the bundle and answer."""
        at = self.scene.moment(self.told.days_ago)
        yield at
        jurist = _holder(self.scene, "legal_adviser", at)
        dossier = self.scene.dossier(self.told.application)
        received_on = jurist.today - timedelta(days=self.told.received_days_before)
        given = WooRequestInput(self.told.reference, self.told.subject, received_on, jurist.person)
        request = register_woo_request(jurist, dossier, given)
        accept_woo_proposals(jurist, dossier)
        for line in lines(dossier, jurist.today):
            if line.choice is None:
                choose_woo(jurist, dossier, line.piece.key, outcome="withheld", ground="functioning", reason="")
        at = office_hours(at + LATER)
        yield at
        jurist = _holder(self.scene, "legal_adviser", at)
        make_woo_bundle(jurist, dossier)
        close_woo_request(jurist, request, note=self.told.answered)


@dataclass(frozen=True, slots=True)
class _Account:
    scene: Scene
    told: StoryAccount

    def steps(self) -> Iterator[datetime]:
        """Write on from the drafts, and let the board make it final."""
        at = self.scene.moment(self.told.days_ago)
        yield at
        adviser = _holder(self.scene, "policy_adviser", at)
        drafts = {item.code: text for item, text in account_page(adviser, adviser.today.year).sections}
        account = write_year_account(adviser, adviser.today.year, drafts | self.told.sections)
        at = office_hours(at + LATER)
        yield at
        adopt_year_account(_holder(self.scene, "executive_board", at), account)


@dataclass(frozen=True, slots=True)
class _AiMeeting:
    scene: Scene
    told: StoryAiMeeting

    def steps(self) -> Iterator[datetime]:
        """Record the meeting, and put an item on the next one."""
        at = self.scene.moment(self.told.days_ago)
        yield at
        manager = _holder(self.scene, "information_manager", at)
        record_ai_meeting(manager, manager.today, roles=self.told.roles, notes={}, general=self.told.general)
        put_on_ai_meeting(_holder(self.scene, "ciso", at), title=self.told.item, text=self.told.item_text)
