"""Shape of the clauses file."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from vijfspoor.content.law.conditions import YamlCondition
from vijfspoor.content.wheel.schema import BilingualText, Strict

Days = Annotated[int, Field(ge=1, le=730)]


class RemindersFile(Strict):
    """How many days ahead a reminder is sent."""

    notice: Days
    certificate: Days


class ClauseFile(Strict):
    """One clause. `model` is a voluntary EU model clause, in own words."""

    code: str
    title: BilingualText
    check: BilingualText
    why: BilingualText
    when: YamlCondition
    origin: Literal["law", "model", "own_policy"]
    source: str


class ClausesFile(Strict):
    """clauses.yaml"""

    valid_from: date
    checked_on: date
    reminder_days: RemindersFile
    clauses: list[ClauseFile]
