"""A certificate as an OpenBadgeCredential of Open Badges 3.0, in the data model of W3C Verifiable Credentials 2.0.

It names nobody: the holder is known by a salted hash of the e-mail address, as section "IdentityObject" has it.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

CONTEXT = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]


@dataclass(frozen=True, slots=True)
class Issuer:
    """Uitgever: the municipality, by the address of its issuer document."""

    address: str
    name: str
    page: str
    email: str


@dataclass(frozen=True, slots=True)
class Achievement:
    """Prestatie: a lesson of one version, by the address that describes it."""

    address: str
    name: str
    description: str
    criteria: str


def profile(issuer: Issuer) -> dict[str, Any]:
    """Return the issuer as a Profile."""
    return {
        "id": issuer.address,
        "type": ["Profile"],
        "name": issuer.name,
        "url": issuer.page,
        "email": issuer.email,
    }


def achievement(found: Achievement, issuer: Issuer) -> dict[str, Any]:
    """Return what was achieved as an Achievement."""
    return {
        "id": found.address,
        "type": ["Achievement"],
        "name": found.name,
        "description": found.description,
        "criteria": {"narrative": found.criteria},
        "creator": profile(issuer),
    }


def document(body: dict[str, Any]) -> dict[str, Any]:
    """Return a profile or achievement as a JSON-LD document of its own."""
    return {"@context": CONTEXT, **body}


def identity_hash(email: str, salt: str) -> str:
    """Return how an e-mail address is shown: hashed with a salt, which who knows the address can repeat."""
    return f"sha256${sha256(f'{email.casefold()}{salt}'.encode()).hexdigest()}"


def credential(*, number: str, email: str, passed_at: datetime, found: Achievement, issuer: Issuer) -> dict[str, Any]:
    """Return the claims of the token: the credential with the registered claims beside it.

    `number` is the random number of the certificate; it is the salt too.
    """
    return {
        "@context": CONTEXT,
        "id": f"urn:uuid:{number}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": found.name,
        "issuer": profile(issuer),
        "validFrom": passed_at.isoformat(timespec="seconds"),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": True,
                    "identityHash": identity_hash(email, number),
                    "identityType": "emailAddress",
                    "salt": number,
                }
            ],
            "achievement": achievement(found, issuer),
        },
        "iss": issuer.address,
        "jti": f"urn:uuid:{number}",
        "nbf": int(passed_at.timestamp()),
    }
