"""Certificates others can verify: who issues them, what they stand for, the public keys, and whether one is genuine."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from vijfspoor.content.literacy.lessons import load_lessons
from vijfspoor.content.literacy.loader import folder_of, versions
from vijfspoor.domain.people.lesson import Lesson
from vijfspoor.integrations.credentials import open_badge
from vijfspoor.integrations.credentials.open_badge import Achievement, Issuer
from vijfspoor.integrations.credentials.signature import NotGenuine, key_address, verify
from vijfspoor.queries.wording import say
from vijfspoor.store.models import LessonPass, Organisation, SigningKey

LANGUAGE = "nl"


@dataclass(frozen=True, slots=True)
class Verified:
    """A genuine certificate: what for, and since when. Whose it is, only who knows the e-mail address can tell."""

    lesson: str
    since: datetime
    number: str


def address(name: str, organisation: Organisation, *more: str) -> str:
    """Return the stable public address of a document about certificates."""
    return settings.SITE_URL + reverse(name, args=[organisation.slug, *more])


def issuer_of(organisation: Organisation) -> Issuer:
    """Return the municipality as the issuer of certificates."""
    return Issuer(
        address=address("badge_issuer", organisation),
        name=organisation.name,
        page=address("badges", organisation),
        email=organisation.contact_email,
    )


def achievement_of(organisation: Organisation, lesson: Lesson, version: str) -> Achievement:
    """Return what finishing a lesson stands for, in Dutch: one certificate says the same to everyone."""
    with override(LANGUAGE):
        about = _("A lesson of %(n)s minutes on working with AI, with questions that test understanding.")
        asked = _("Read the lesson and answer at least %(n)s of %(all)s questions rightly.")
        return Achievement(
            address=address("badge_achievement", organisation, lesson.code, version),
            name=say(lesson.title),
            description=about % {"n": lesson.minutes},
            criteria=asked % {"n": lesson.passes_with, "all": len(lesson.questions)},
        )


def lesson_of(code: str, version: str) -> Lesson | None:
    """Return a lesson of a version, also of an earlier one."""
    if version not in versions():
        return None
    return next((item for item in load_lessons(folder_of(version)) if item.code == code), None)


def claims(row: LessonPass, lesson: Lesson) -> dict[str, Any]:
    """Return what a certificate says; `row` comes with its person and organisation."""
    organisation = row.person.organisation
    return open_badge.credential(
        number=str(row.certificate),
        email=row.person.email,
        passed_at=row.passed_at.astimezone(UTC),
        found=achievement_of(organisation, lesson, row.version),
        issuer=issuer_of(organisation),
    )


def key_of(organisation: Organisation, key_id: UUID) -> SigningKey | None:
    """Return a key with its public half; also one that ended, so that earlier certificates stay verifiable."""
    return organisation.signing_keys.defer("sealed").filter(key_id=key_id).first()


def public_keys(organisation: Organisation) -> list[Mapping[str, str]]:
    """Return every public key as JWK, the newest first."""
    rows = organisation.signing_keys.defer("sealed").order_by("-pk")
    return [{**row.public, "kid": key_location(organisation, row)} for row in rows]


def key_location(organisation: Organisation, key: SigningKey) -> str:
    """Return the public address of a key, which a token names."""
    return address("badge_key", organisation, str(key.key_id))


def verified(organisation: Organisation, token: str) -> Verified | None:
    """Return what a token says when this municipality signed it, else None. Nothing is fetched and nothing kept."""
    try:
        named = key_address(token)
        key = next((row for row in public_keys(organisation) if row["kid"] == named), None)
        said = verify(token, key) if key else {}
        if said.get("iss") != address("badge_issuer", organisation):
            return None
        return Verified(
            lesson=str(said["credentialSubject"]["achievement"]["name"]),
            since=datetime.fromisoformat(said["validFrom"]),
            number=str(said["jti"]).removeprefix("urn:uuid:"),
        )
    except NotGenuine:
        return None
