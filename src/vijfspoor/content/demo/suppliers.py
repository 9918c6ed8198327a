"""The shape of suppliers.yaml: the suppliers of a demo municipality, with what was agreed and asked."""

from typing import Any, Literal

from pydantic import Field

from vijfspoor.content.wheel.schema import Strict


class StoryContact(Strict):
    """Whom to call."""

    name: str
    function: str = ""
    email: str = ""
    phone: str = ""


class StoryCertificate(Strict):
    """A certificate; `in_days` counts from the day the demo is loaded to its last day."""

    name: str
    issued_by: str = ""
    in_days: int


class StoryProduct(Strict):
    """A product with its facts, and the applications that turn out to be it."""

    name: str
    version: str = ""
    ai: Literal["unknown", "no", "yes", "on_by_default"] = "unknown"
    models: str = ""
    facts: dict[str, Any] = Field(default_factory=dict)
    applications: tuple[str, ...] = ()
    offered: bool = False


class StoryContract(Strict):
    """A contract; days count from the day the demo is loaded. The legal adviser accepts what is `otherwise`."""

    name: str
    products: tuple[str, ...]
    started_days_ago: int
    ends_in_days: int | None = None
    notice_months: int = 0
    terms: str = ""
    yearly_cost: int | None = None
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    otherwise: dict[str, str] = Field(default_factory=dict)


class StoryQuestionnaire(Strict):
    """A questionnaire by link. Without `answered_by` the supplier did not answer; `accept` is settled a day later."""

    product: str
    days_ago: int = Field(ge=2, le=60)
    days: int = 14
    message: str = ""
    answered_by: str = ""
    answered_after: int = 1
    answers: dict[str, Any] = Field(default_factory=dict)
    notes: dict[str, str] = Field(default_factory=dict)
    accept: tuple[str, ...] = ()


class StorySupplier(Strict):
    """A supplier, put on file `days_ago`; its applications are linked `linked_days_ago`."""

    name: str
    days_ago: int = Field(80, ge=1, le=110)
    linked_days_ago: int = Field(11, ge=1, le=100)
    website: str = ""
    note: str = ""
    subprocessors: tuple[str, ...] = ()
    contacts: tuple[StoryContact, ...] = ()
    certificates: tuple[StoryCertificate, ...] = ()
    products: tuple[StoryProduct, ...]
    contracts: tuple[StoryContract, ...] = ()
    questionnaires: tuple[StoryQuestionnaire, ...] = ()


class SuppliersFile(Strict):
    """suppliers.yaml"""

    suppliers: tuple[StorySupplier, ...] = ()
