"""The shape of the wheel's YAML files, checked strictly when they are loaded."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from vijfspoor.domain.dossier.life_cycle import Occasion
from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.text import Text

Mark = Literal["EV", "A", "I", "U"]
TrackCode = Literal["people", "leadership", "organisation", "technology", "ethics"]


class Strict(BaseModel):
    """A record without unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class BilingualText(Strict):
    """Wording in Dutch and English."""

    nl: str
    en: str

    def as_text(self) -> Text:
        """Return the domain's form of this wording."""
        return Text(self.nl, self.en)


class MarkFile(Strict):
    """One of the marks EV, A, I, U."""

    code: Mark
    contribution: str
    addition: bool = False
    name: BilingualText
    meaning: BilingualText


class TrackFile(Strict):
    """One of the five tracks."""

    code: TrackCode
    number: int
    name: BilingualText
    motto: BilingualText


class RoleFile(Strict):
    """A role of the seed, or an addition (which has no marks of its own)."""

    code: str
    track: TrackCode
    marks: list[Mark] = []
    short: str | None = None
    never_performs: bool = False
    name: BilingualText
    duty: BilingualText


class ForbiddenFile(Strict):
    """A performer and an overseer who may not be one person on one file."""

    performer: str
    overseer: str
    activity: str


class WheelFile(Strict):
    """wheel.yaml"""

    valid_from: str
    marks: list[MarkFile]
    tracks: list[TrackFile]
    roles: list[RoleFile]
    additions: list[RoleFile]
    forbidden_combinations: list[ForbiddenFile]


class ActivityFile(Strict):
    """One row of the matrix."""

    code: str
    name: BilingualText
    basis: Literal["seed", "inferred"]
    marks: dict[str, list[Mark]]
    additions: dict[str, list[Mark]] = {}
    replaces: dict[str, str] = {}
    note: BilingualText | None = None


class MatrixFile(Strict):
    """matrix.yaml"""

    valid_from: str
    activities: list[ActivityFile]


class GateFile(Strict):
    """One gate."""

    code: str
    name: BilingualText
    what: BilingualText


class PhaseFile(Strict):
    """One station on the journey."""

    code: str
    name: BilingualText
    gates: list[str]


class WorkFile(Strict):
    """Work asked at a stop."""

    activity: str
    only: list[str] = []
    when: str | None = None


class StopFile(Strict):
    """A gate on a route."""

    gate: str
    term: int
    decides: list[str]
    weighs_advice: bool = True
    occasions: list[Occasion] = []
    work: list[WorkFile]


class RouteFile(Strict):
    """One of the five routes."""

    code: Route
    name: BilingualText
    meaning: BilingualText
    effect: BilingualText
    may_approve: bool = True
    path: list[StopFile]


class TermsFile(Strict):
    """Terms in working days."""

    question: int
    reminder_before: int
    escalate_after: int
    vacancy: int
    # A set-up that was adopted before this term existed keeps working.
    council_letter: int = 10


class RoutesFile(Strict):
    """routes.yaml"""

    valid_from: str
    terms: TermsFile
    phases: list[PhaseFile]
    gates: list[GateFile]
    routes: list[RouteFile]
