"""The shape of the demo's YAML files. Each record is frozen and refuses unknown keys."""

from typing import Any, Literal

from pydantic import Field

from vijfspoor.content.wheel.schema import Strict

Gate = Literal["G1", "G2", "G3", "G4"]
Stage = Literal["draft", "G0", "G1", "G2", "G3", "G4", "G5", "G6", "G9"]
Choice = str | list[str]


class Risk(Strict):
    """What the reporter thinks can go wrong; severity and likelihood on a scale of 1 to 4."""

    what: str
    whom: str
    severity: int = Field(ge=1, le=4)
    likelihood: int = Field(ge=1, le=4)


class StoryFile(Strict):
    """A document in plain text, as someone attaches it."""

    name: str
    text: str


class Said(Strict):
    """What one role says at one gate, where the general texts do not fit. `position` only counts for advice."""

    gate: Gate
    role: str
    activity: str = Field("", description="Only for this activity, where a role is asked two at one gate.")
    text: str
    position: str = "positive"
    conditions: tuple[str, ...] = ()
    file: StoryFile | None = None


class Wish(Strict):
    """A condition of a decision. Its owner is a person by name, or the nearest holder of a role."""

    text: str
    in_days: int
    role: str = ""
    owner: str = ""
    settled: str = Field("", description="The note with which its owner settles it, one week later.")


class Ruling(Strict):
    """A decision that differs from plain approval; with `pilot_days` a pilot. `role` only where two roles decide."""

    gate: Gate
    role: str = ""
    outcome: str = "approve"
    reasons: str
    deviation_reasons: str = ""
    conditions: tuple[Wish, ...] = ()
    pilot_days: int = 0
    pilot_measures: str = ""


class PublicTexts(Strict):
    """What residents read beside the facts."""

    data: str
    human_intervention: str
    risks: str = ""
    lawful_basis: str = ""
    theme: str = ""


class StoryRisk(Risk):
    """A risk in an assessment: as it is, and as it is after `measure`, which the holder of `role` takes."""

    severity_after: int = Field(ge=1, le=4)
    likelihood_after: int = Field(ge=1, le=4)
    measure: str = ""
    role: str = ""
    in_days: int = 30


class StoryAssessment(Strict):
    """How far an assessment of the application came. `answers` by subject, before the general ones of texts.yaml."""

    code: str
    state: Literal["running", "submitted", "sent_back", "accepted"]
    summary: str = ""
    answers: dict[str, Any] = Field(default_factory=dict)
    beside: dict[str, str] = Field(
        default_factory=dict, description="Subject -> text a colleague saved at the same time."
    )
    risks: tuple[StoryRisk, ...] = ()
    demands: tuple[str, ...] = ()
    evidence: tuple[StoryFile, ...] = Field((), description="What the performer attaches before handing in.")
    reasons: str = ""


class LegalWord(Strict):
    """What the legal adviser says on the outcome, after the answers; `outcomes` only to overrule."""

    verdict: Literal["confirm", "overrule"]
    reference: str
    reasons: str
    outcomes: tuple[str, ...] = ()


class Story(Strict):
    """One application: how it is reported, and how far it travelled.

    `stage` is the last gate that was decided (G0: reported only). At the next gate everyone answers, except the
    roles in `waits_for`. `route` is the route the answers must lead to. `days_ago` says when it was reported.
    """

    key: str
    name: str
    summary: str
    purpose: str = ""
    supplier: str = ""
    team: str
    reporter: str = ""
    use: Literal["idea", "pilot", "in_use", "ended"]
    days_ago: int = Field(ge=1, le=115)
    profile: str
    choices: dict[str, Choice] = Field(default_factory=dict)
    risk: Risk
    answers: dict[str, Any] = Field(default_factory=dict)
    notes: dict[str, str] = Field(default_factory=dict, description="Role -> remark that goes with its answers.")
    route: str = ""
    stage: Stage
    waits_for: tuple[str, ...] = ()
    documents: tuple[StoryFile, ...] = Field((), description="What the reporter attaches to the application itself.")
    said: tuple[Said, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    public: PublicTexts | None = None
    assessments: tuple[StoryAssessment, ...] = ()
    legal_word: LegalWord | None = None


class StoriesFile(Strict):
    """One file of applications/."""

    applications: tuple[Story, ...]


class TextsFile(Strict):
    """texts.yaml: what people write when a story has nothing of its own to say. `{name}` is the application.

    `roles` gives texts by role and activity (`any`: for every other activity), `reasons` by gate, `subjects` the
    answers in assessments.
    """

    roles: dict[str, dict[str, tuple[str, ...]]]
    other: tuple[str, ...]
    reasons: dict[str, tuple[str, ...]]
    subjects: dict[str, Any]


class ProfilesFile(Strict):
    """profiles.yaml: the usual choices in a report, by kind of application."""

    profiles: dict[str, dict[str, Choice]]


class StoryPassedOn(Strict):
    """What the handler of a concern put to the supplier a working day later, and in how many days they must answer."""

    supplier: str
    text: str
    in_days: int = Field(ge=1, le=100)


class StoryConcern(Strict):
    """A concern. Without `application` the reporter does not know it; with `answer` the holder of `role` settles it."""

    key: str
    reporter: str
    days_ago: int = Field(ge=0, le=100)
    what: str
    application: str = ""
    about: str = ""
    affected: str = ""
    since_days: int | None = None
    role: str = "application_manager"
    answer: str = ""
    passed_on: StoryPassedOn | None = None


class StoryNotification(Strict):
    """A notification that was made at a clock."""

    clock: str
    days_later: int
    reference: str
    evidence: str


class StoryIntervention(Strict):
    """What the executive board decided about an incident."""

    days_later: int = Field(ge=0, le=100)
    measure: str
    reasons: str


class StoryIncident(Strict):
    """An incident, opened by the holder of `role`; with `lessons` the accountable person closes it."""

    application: str
    role: str
    days_ago: int = Field(ge=0, le=100)
    title: str
    what_happened: str
    concern: str = ""
    values: dict[str, str] = Field(default_factory=dict)
    texts: dict[str, str] = Field(default_factory=dict)
    documents: tuple[StoryFile, ...] = Field((), description="What who opened it attaches with the facts.")
    notified: tuple[StoryNotification, ...] = ()
    intervened: tuple[StoryIntervention, ...] = ()
    lessons: str = ""
    closed_days_later: int = 0


class StoryStop(Strict):
    """An application that was stopped by the holder of `role`."""

    application: str
    role: str
    days_ago: int = Field(ge=1, le=100)
    reason: str


class OperationsFile(Strict):
    """operations.yaml: what went wrong."""

    concerns: tuple[StoryConcern, ...] = ()
    incidents: tuple[StoryIncident, ...] = ()
    stops: tuple[StoryStop, ...] = ()
