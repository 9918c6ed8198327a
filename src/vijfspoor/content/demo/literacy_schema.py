"""Shape of the demo's file on AI literacy."""

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
