"""Signs and verifies JSON Web Tokens (RFC 7515 and 7519) with RS256, and keeps private keys sealed.

RS256 is what Open Badges 3.0 (section 8.2) asks every reader to support. A private key never leaves this module in
the clear: it is made, sealed, and opened only to sign.
"""

import binascii
import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

ALGORITHM = "RS256"
BITS = 3072
MOST_CHARACTERS = 20_000
_NONCE = 12


class SealBroken(Exception):
    """A sealed key cannot be opened: the secret of the installation is another one than when it was sealed."""


class NotGenuine(Exception):
    """A token is not one that was signed with the key given, or is no token at all."""


def make_key(secret: str, belongs_to: str) -> tuple[dict[str, str], str]:
    """Return a new public key as JWK and its private key, sealed with `secret` for what it `belongs_to`."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    numbers = private.public_key().public_numbers()
    raw = private.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    nonce = os.urandom(_NONCE)
    sealed = nonce + _cipher(secret).encrypt(nonce, raw, belongs_to.encode())
    public = {"kty": "RSA", "alg": ALGORITHM, "use": "sig", "n": _number(numbers.n), "e": _number(numbers.e)}
    return public, _text(sealed)


def sign(payload: Mapping[str, Any], sealed: str, *, secret: str, belongs_to: str, key_address: str) -> str:
    """Return `payload` as a signed token whose header names the address of the public key. Raises SealBroken."""
    try:
        box = _bytes(sealed)
        raw = _cipher(secret).decrypt(box[:_NONCE], box[_NONCE:], belongs_to.encode())
    except (InvalidTag, ValueError) as error:
        raise SealBroken from error
    private = serialization.load_der_private_key(raw, None)
    if not isinstance(private, rsa.RSAPrivateKey):
        raise SealBroken
    head = {"alg": ALGORITHM, "typ": "JWT", "kid": key_address}
    said = f"{_json(head)}.{_json(payload)}"
    return f"{said}.{_text(private.sign(said.encode(), padding.PKCS1v15(), SHA256()))}"


def key_address(token: str) -> str:
    """Return the address of the key that a token says it was signed with. Raises NotGenuine when it is no token."""
    head = _parts(token)[0]
    if head.get("alg") != ALGORITHM or not isinstance(head.get("kid"), str):
        raise NotGenuine
    return str(head["kid"])


def verify(token: str, public: Mapping[str, str]) -> dict[str, Any]:
    """Return what a token says, after its signature proved to be of the `public` key (JWK). Raises NotGenuine."""
    head, payload, said, signature = _parts(token)
    if head.get("alg") != ALGORITHM:
        raise NotGenuine
    numbers = rsa.RSAPublicNumbers(_integer(public["e"]), _integer(public["n"]))
    try:
        numbers.public_key().verify(signature, said, padding.PKCS1v15(), SHA256())
    except InvalidSignature as error:
        raise NotGenuine from error
    return payload


def _parts(token: str) -> tuple[dict[str, Any], dict[str, Any], bytes, bytes]:
    pieces = token.strip().split(".")
    if len(pieces) != 3 or len(token) > MOST_CHARACTERS:
        raise NotGenuine
    try:
        head, payload = (json.loads(_bytes(piece)) for piece in pieces[:2])
        signature = _bytes(pieces[2])
    except (ValueError, RecursionError) as error:
        raise NotGenuine from error
    if not isinstance(head, dict) or not isinstance(payload, dict):
        raise NotGenuine
    return head, payload, f"{pieces[0]}.{pieces[1]}".encode(), signature


def _cipher(secret: str) -> AESGCM:
    """Return the cipher for keys at rest; HKDF keeps it apart from whatever else the secret is used for."""
    return AESGCM(HKDF(SHA256(), 32, salt=None, info=b"vijfspoor signing keys").derive(secret.encode()))


def _json(value: Mapping[str, Any]) -> str:
    return _text(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def _bytes(text: str) -> bytes:
    try:
        return urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except (UnicodeEncodeError, binascii.Error) as error:
        raise ValueError(text[:20]) from error


def _number(value: int) -> str:
    return _text(value.to_bytes((value.bit_length() + 7) // 8, "big"))


def _integer(text: str) -> int:
    return int.from_bytes(_bytes(text), "big")
