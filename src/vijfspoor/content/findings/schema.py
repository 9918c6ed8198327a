"""Shape of the files of the catalogue of findings."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from vijfspoor.content.wheel.schema import BilingualText, Strict

Code = Annotated[str, Field(pattern=r"^V-[A-Z]{2,4}-\d{2}$")]
Days = Annotated[int, Field(ge=0, le=3650)]
Fix = Literal[
    "dossier", "particulars", "dossier_facts", "dossier_law", "dossier_decisions", "assessments", "assessment",
    "intake_overview", "task", "task_reassign", "concern", "incident", "obligation", "sample", "oversight", "role",
    "people", "law_books", "application_stop", "dossier_supplier", "dossier_guidelines", "in_use",
    "data_flows", "outcomes", "policies_of_dossier", "business_case", "policy", "means_ask",
]  # fmt: skip


class CatalogueFile(Strict):
    """catalogue.yaml: the terms in days, and what one does on the page of each fix."""

    valid_from: date
    terms: dict[str, Days]
    fixes: dict[Fix, BilingualText]


class EntryFile(Strict):
    """One code."""

    code: Code
    severity: Literal["error", "warning", "hint"]
    track: Annotated[int, Field(ge=1, le=5)]
    source: Annotated[str, Field(min_length=5)]
    fix: Fix
    title: BilingualText
    sentence: BilingualText
    explanation: BilingualText
    solution: BilingualText
    can_be_accepted: bool = True
    asks_task: bool = False


class EntriesFile(Strict):
    """Every other file: the codes of one subject."""

    findings: list[EntryFile]
