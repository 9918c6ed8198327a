"""The shape of teams.yaml: the demo's round of confirmation, talks in teams, and their champions."""

from pydantic import Field

from vijfspoor.content.wheel.schema import Strict


class StoryAnswer(Strict):
    """What was said of one application; everything that is not named is still used."""

    application: str
    state: str
    note: str = ""


class StoryConfirmation(Strict):
    """A team or (by the name of a person) an owner that confirmed so many days ago."""

    team: str = ""
    owner: str = ""
    days_ago: int = Field(ge=0, le=200)
    answers: tuple[StoryAnswer, ...] = ()
    found: tuple[str, ...] = ()


class StoryTalk(Strict):
    """A talk in a team, with the code of its dilemma card."""

    team: str
    days_ago: int = Field(ge=0, le=200)
    dilemma: str = ""
    present: int
    agreed: str


class StoryChampion(Strict):
    """A colleague of a team who was named its champion so many days ago."""

    team: str
    person: str
    days_ago: int = Field(ge=0, le=200)


class StoryUsers(Strict):
    """How many people of a team work with an application, as its manager says; all had the instruction."""

    team: str
    application: str
    days_ago: int = Field(ge=0, le=200)
    size: int
    training: str


class TeamsFile(Strict):
    """teams.yaml"""

    round_days_ago: int | None = None
    confirmations: tuple[StoryConfirmation, ...] = ()
    talks: tuple[StoryTalk, ...] = ()
    champions: tuple[StoryChampion, ...] = ()
    users: tuple[StoryUsers, ...] = ()
