"""The entry of an application in the national Algoritmeregister, its defects, and what differs from what is public.

Nothing is made up: what nobody wrote stays empty, and shows as a defect.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from vijfspoor.content.publication.loader import standard_in_force
from vijfspoor.domain.leadership.register_standard import Defect, PublicationStandard, RegisterField
from vijfspoor.queries.leadership.delivery import Delivered, delivered
from vijfspoor.queries.leadership.publication import public_content
from vijfspoor.store.models import Dossier, Publication

_FROM_CONTENT = ("name", "organization", "status", "begin_date", "contact_email", "publication_category", "goal")
_FROM_TEXTS = ("proportionality", "human_intervention", "risks", "lawful_basis", "methods_and_models")


@dataclass(frozen=True, slots=True)
class EntryField:
    """A field as it would be published now; `is_changed` when residents still read something else.

    `is_other_there` when the national register was sent something else.
    """

    field: RegisterField
    value: str
    defect: Defect | None
    is_changed: bool
    is_other_there: bool = False


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """The whole entry beside what is public now."""

    standard: PublicationStandard
    fields: tuple[EntryField, ...]
    publication: Publication | None
    delivered: Delivered

    @property
    def defects(self) -> int:
        """How many fields the register would not take."""
        return sum(row.defect is not None for row in self.fields)

    @property
    def changes(self) -> int:
        """How many fields read differently from what is public."""
        return sum(row.is_changed for row in self.fields)


def entry_of(content: Mapping[str, Any], number: int, website: str) -> dict[str, Any]:
    """Return the entry made from the `content` of a publication, by the names of the delivery service."""
    texts = content["texts"]
    return {
        **{key: content[key] for key in _FROM_CONTENT},
        **{key: texts.get(key, "") for key in _FROM_TEXTS},
        "description_short": content["summary"],
        "category": [texts["theme"]] if texts.get("theme") else [],
        "website": website,
        "impacttoetsen": ", ".join(content.get("assessments", [])),
        "source_data": texts.get("data", ""),
        "provider": content["provider"],
        "lang": "nld",
        "standard_version": "1.0",
        "source_id": str(number),
    }


def register_entry(dossier: Dossier, today: date, website: str) -> RegisterEntry:
    """Return what the register would get now, field by field."""
    standard = standard_in_force(today)
    now = entry_of(public_content(dossier), dossier.number, website)
    publication = dossier.publications.filter(is_current=True).first()
    changed: tuple[RegisterField, ...] = ()
    if publication is not None:
        changed = standard.differences(entry_of(publication.content, dossier.number, website), now)
    defects = standard.defects(now)
    sent = delivered(dossier)
    other = standard.differences(sent.concept.content, now) if sent.concept else ()
    fields = tuple(
        EntryField(field, _in_words(now.get(field.code)), defects.get(field.code), field in changed, field in other)
        for field in standard.fields
    )
    return RegisterEntry(standard, fields, publication, sent)


def _in_words(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value or "")
