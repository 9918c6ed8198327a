"""Letters to the council in the demo: written by the policy adviser, sent by the municipal executive, or not needed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from vijfspoor.actions.leadership.send_council_letter import need_no_letter, send_council_letter
from vijfspoor.actions.leadership.write_council_letter import (
    LetterInput,
    PromiseInput,
    mend_council_letter,
    write_council_letter,
)
from vijfspoor.cli._demo.operations import Scene
from vijfspoor.cli._demo.story import office_hours, reported_at
from vijfspoor.content.demo.openness_schema import StoryLetter
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.leadership.council_letters import draft_sections, letters_of, sender
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.store.models import LetterDraft

LATER = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class LetterHappening:
    """One letter of the story."""

    scene: Scene
    told: StoryLetter

    def steps(self) -> Iterator[datetime]:
        """Write on from the draft and send it the same day, or say that none is needed."""
        at = reported_at(self.scene.now, self.told.days)
        yield at
        draft = self._draft(self._holder("policy_adviser", at))
        if not self.told.not_needed:
            self._write(draft, self._holder("policy_adviser", at))
            at = office_hours(at + LATER)
            yield at
        office = self._holder(sender(self.scene.organisation, timezone.localdate(at)), at)
        if self.told.not_needed:
            need_no_letter(office, draft, reason=self.told.not_needed)
        else:
            draft.refresh_from_db()
            send_council_letter(office, draft, draft.version)

    def _draft(self, writer: Actor) -> LetterDraft:
        dossier = self.scene.dossier(self.told.application)
        waiting = dossier.letter_drafts.filter(status=LetterDraft.Status.OPEN).first()
        return waiting or mend_council_letter(writer, letters_of(dossier)[0])

    def _write(self, draft: LetterDraft, writer: Actor) -> None:
        texts = {section.code: text for section, text in draft_sections(draft)} | self.told.texts
        promised = [PromiseInput(item.text, writer.today + timedelta(days=item.term)) for item in self.told.promises]
        write_council_letter(writer, draft, LetterInput(draft.subject, texts, promised), draft.version)

    def _holder(self, role: str, at: datetime) -> Actor:
        return self.scene.actor(Holders(self.scene.organisation, timezone.localdate(at)).of(role)[0], at)
