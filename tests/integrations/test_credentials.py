"""Signed certificates: what was signed proves to be so, anything changed does not, and the key at rest is closed."""

import base64
import json
from datetime import UTC, datetime

import pytest

from vijfspoor.integrations.credentials.open_badge import Achievement, Issuer, credential, identity_hash
from vijfspoor.integrations.credentials.signature import (
    NotGenuine,
    SealBroken,
    key_address,
    make_key,
    sign,
    verify,
)

WHERE = "https://gemeente.example/sleutel.json"
ISSUER = Issuer("https://gemeente.example/uitgever.json", "Gemeente", "https://gemeente.example", "ai@gemeente.example")
DONE = Achievement("https://gemeente.example/les.json", "Wat AI is", "Een les.", "Vier vragen goed.")


@pytest.fixture(scope="module")
def key():
    return make_key("geheim", "gemeente")


def _sign(key, payload):
    return sign(payload, key[1], secret="geheim", belongs_to="gemeente", key_address=WHERE)


def test_what_was_signed_is_genuine_and_names_its_key(key):
    token = _sign(key, {"iss": "x", "naam": "Zoë"})
    assert verify(token, key[0]) == {"iss": "x", "naam": "Zoë"}
    assert key_address(token) == WHERE


def test_a_changed_payload_another_key_and_no_algorithm_are_refused(key):
    head, _payload, signature = _sign(key, {"iss": "x"}).split(".")
    other = base64.urlsafe_b64encode(json.dumps({"iss": "y"}).encode()).rstrip(b"=").decode()
    unsigned = base64.urlsafe_b64encode(b'{"alg":"none"}').rstrip(b"=").decode()
    for token in (f"{head}.{other}.{signature}", f"{unsigned}.{other}.", "geen.token", "a.b.c", "é.é.é", ""):
        with pytest.raises(NotGenuine):
            verify(token, key[0])
    with pytest.raises(NotGenuine):
        verify(_sign(key, {"iss": "x"}), make_key("geheim", "gemeente")[0])


@pytest.mark.parametrize(("secret", "belongs_to"), [("ander geheim", "gemeente"), ("geheim", "buurgemeente")])
def test_a_key_opens_only_with_its_secret_and_for_whom_it_was_sealed(key, secret, belongs_to):
    with pytest.raises(SealBroken):
        sign({}, key[1], secret=secret, belongs_to=belongs_to, key_address=WHERE)


def test_the_private_half_is_not_in_what_is_public(key):
    assert set(key[0]) == {"kty", "alg", "use", "n", "e"}
    assert "PRIVATE" not in key[1]


def test_a_certificate_names_nobody_and_says_who_it_is_of_by_a_hash():
    at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    number = "0b0f6a5e-0000-4000-8000-000000000001"
    said = credential(number=number, email="Samira@gemeente.example", passed_at=at, found=DONE, issuer=ISSUER)
    assert said["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert (said["iss"], said["jti"], said["nbf"]) == (ISSUER.address, f"urn:uuid:{number}", int(at.timestamp()))
    holder = said["credentialSubject"]["identifier"][0]
    assert holder["identityHash"] == identity_hash("samira@gemeente.example", holder["salt"])
    assert "samira" not in json.dumps(said).casefold()
