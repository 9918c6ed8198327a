"""The self-scan as the person who takes it sees it: which question is next, how far they are, and their own result."""

from collections.abc import Mapping
from dataclasses import dataclass

from vijfspoor.content.literacy.lessons import load_lessons
from vijfspoor.content.literacy.loader import folder_of, load_framework
from vijfspoor.content.literacy.scan import load_scan
from vijfspoor.domain.people.lesson import Lesson, learning_path
from vijfspoor.domain.people.literacy import Competence, LevelRaise, LiteracyLevel
from vijfspoor.domain.people.self_scan import ScanItem, SelfScan, next_item
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.people.literacy_norm import Norm
from vijfspoor.store.models import ScanDraft, ScanInvitation, ScanResult, ScanRound


@dataclass(frozen=True, slots=True)
class Sitting:
    """A scan that is being taken. `item` is None when nothing is left to ask."""

    scan: SelfScan
    item: ScanItem | None
    answered: int
    most: int

    @property
    def number(self) -> int:
        """The number of the question that is asked now."""
        return self.answered + 1


@dataclass(frozen=True, slots=True)
class Reached:
    """Someone's own level for one competence beside what their work asks; None where there is no level."""

    competence: Competence
    reached: int
    asked: int
    level: LiteracyLevel | None
    asked_level: LiteracyLevel | None

    @property
    def is_enough(self) -> bool:
        """Whether the level asked is reached."""
        return self.reached >= self.asked


@dataclass(frozen=True, slots=True)
class OwnResult:
    """Own result: levels, why applications ask more, and the lessons that bridge the difference."""

    lines: tuple[Reached, ...]
    reasons: tuple[LevelRaise, ...]
    lessons: tuple[Lesson, ...]


def waiting(actor: Actor) -> list[ScanInvitation]:
    """Return the scans that are open and not done, for the desk; one SQL statement."""
    mine = _visible.own_invitations(actor).filter(
        is_done=False, round__opens_on__lte=actor.today, round__closes_on__gte=actor.today
    )
    return list(mine.select_related("round", "draft").order_by("round__closes_on"))


def taken(actor: Actor) -> list[ScanInvitation]:
    """Return the scans that were done, newest first."""
    return list(_visible.own_invitations(actor).filter(is_done=True).select_related("round").order_by("-round"))


def find(actor: Actor, round_pk: int) -> ScanInvitation | None:
    """Return the actor's own invitation to a round."""
    return _visible.own_invitations(actor).filter(round=round_pk).select_related("round", "person").first()


def sitting(invitation: ScanInvitation) -> Sitting:
    """Return how far the scan is."""
    scan = load_scan(folder_of(invitation.round.version))
    draft = ScanDraft.objects.filter(invitation=invitation).first()
    answers = draft.answers if draft else {}
    return Sitting(scan, next_item(scan, answers), len(answers), scan.most * len(scan.competences()))


def result_of(actor: Actor, round_: ScanRound) -> OwnResult | None:
    """Return the actor's own result in a round by name; None when there is none, or the round was anonymous."""
    found: ScanResult | None = _visible.own_results(actor).filter(round=round_).first()
    return own_result(actor, round_, found.levels) if found else None


def own_result(actor: Actor, round_: ScanRound, levels: Mapping[str, int]) -> OwnResult:
    """Return `levels` beside what the actor's work asks, and what to learn next."""
    folder = folder_of(round_.version)
    framework = load_framework(folder)
    norm = Norm(actor.organisation, framework, actor.today)
    asked = norm.of(actor.person)
    lines = tuple(
        Reached(
            competence=competence,
            reached=levels.get(code, 0),
            asked=asked[code],
            level=framework.levels.get(levels.get(code, 0)),
            asked_level=framework.levels.get(asked[code]),
        )
        for code, competence in framework.competences.items()
    )
    return OwnResult(lines, norm.reasons_for(actor.person), learning_path(load_lessons(folder), asked, levels))
