"""Shape of the demo's file on openness: residents, the council and the board."""

from typing import Literal

from pydantic import Field

from vijfspoor.content.wheel.schema import Strict


class StoryResident(Strict):
    """A message of a resident, about an application or about the municipality as a whole. Days count back."""

    days: int
    what: str
    application: str = ""
    email: str = ""
    answer: str = ""


class StoryCouncilItem(Strict):
    """A motion, promise or letter; `term` is the days from then to when the board must answer."""

    days: int
    kind: Literal["motion", "promise", "letter"]
    title: str
    text: str
    by: str = ""
    term: int
    answer: str = ""
    settles: bool = False


class StoryMeeting(Strict):
    """A meeting of the board; `minutes` when they were written, adopted the next day."""

    days: int
    title: str
    minutes: str = ""


class StoryPromise(Strict):
    """A promise in a letter; `term` is the days from sending to when it must be kept."""

    text: str
    term: int


class StoryLetter(Strict):
    """What became of the letter about an application: sent, with sections in own words, or not needed and why.

    One about an application the council was written to already mends that letter.
    """

    days: int
    application: str
    texts: dict[str, str] = Field(default_factory=dict)
    promises: tuple[StoryPromise, ...] = ()
    not_needed: str = ""


class OpennessFile(Strict):
    """openness.yaml. `meetings` are the days of the council's meetings, counted back; negative for what comes."""

    residents: tuple[StoryResident, ...]
    items: tuple[StoryCouncilItem, ...]
    meetings: tuple[int, ...]
    board: tuple[StoryMeeting, ...]
    letters: tuple[StoryLetter, ...] = ()
