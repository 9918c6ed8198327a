"""Shape of the demo's file on AI literacy."""

from typing import Literal

from pydantic import Field

from vijfspoor.content.wheel.schema import Strict


class StoryLearning(Strict):
    """What a group is asked to learn; `done` people of it did so four days later."""

    days_ago: int = Field(ge=5, le=90)
    lessons: tuple[str, ...]
    reason: str
    in_days: int
    unit: str = ""
    role: str = ""
    done: int = 0


class StoryMaterial(Strict):
    """A link, or a text file, with a campaign."""

    title: str
    url: str = ""
    text: str = ""


class StoryCount(Strict):
    """How many people took part in a campaign elsewhere."""

    what: str
    people: int = Field(ge=5)


class StoryCampaign(Strict):
    """An awareness campaign, planned `days_ago`; it ends by itself when `lasts` days have passed."""

    days_ago: int = Field(ge=3)
    starts_in: int = 0
    lasts: int
    name: str
    message: str
    competences: tuple[str, ...]
    unit: str = ""
    took_part: int = 0
    counts: tuple[StoryCount, ...] = ()
    materials: tuple[StoryMaterial, ...] = ()


class StoryMeasurement(Strict):
    """A later measurement of the same people: `share` per cent at the level asked, before a team's own difference."""

    days_ago: int
    name: str
    share: int


class StoryModule(Strict):
    """A module that lies elsewhere; `months_old` is how old its content was when it was offered."""

    key: str
    kind: Literal["course", "package"]
    title: str
    about: str
    link: str = ""
    minutes: int
    months_old: int
    confirmed_by: str = ""
    identifier: str = ""
    version: str = ""
    done: int = 0


class StoryPath(Strict):
    """A path of modules: keys of modules that lie elsewhere, or codes of lessons."""

    name: str
    about: str
    modules: tuple[str, ...]
    role: str = ""
    days: int
    reason: str


class StoryFirst(Strict):
    """What the users of an application finish first: a team that uses it, and what it is asked."""

    application: str
    unit: str
    training: str
    modules: tuple[str, ...]
    days: int
    reason: str


class StoryPaths(Strict):
    """How HR offered modules, made paths and asked them, `days_ago`."""

    days_ago: int = Field(ge=5, le=90)
    modules: tuple[StoryModule, ...] = ()
    paths: tuple[StoryPath, ...] = ()
    first: tuple[StoryFirst, ...] = ()


class LiteracyFile(Strict):
    """literacy.yaml: levels, plan, a first measurement and an open round. Days count back from the day of loading.

    `share` is the per cent of people at the level asked; `teams` says how many points a team differs from it.
    """

    adopted_days: int
    adoption: str
    plan_days: int
    target_share: int
    years: int
    budget: tuple[int, ...]
    goals: str
    evaluation: str
    plan_adoption: str
    baseline: str
    baseline_days: int
    answers: int
    share: int
    teams: dict[str, int]
    round: str
    round_days: int
    round_lasts: int
    learning: tuple[StoryLearning, ...] = ()
    campaigns: tuple[StoryCampaign, ...] = ()
    again: StoryMeasurement | None = None
    paths: StoryPaths | None = None
