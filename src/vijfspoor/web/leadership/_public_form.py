"""Keeps machines out of public forms: a signed stamp used once, a trap, and a limit per network. No cookie is set.

The network address itself is never kept: only a hash of it with the key of this installation and the day.
"""

import ipaddress
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from vijfspoor.domain.leadership.resident_form import MOST_AGE, FormFault, form_fault

TRAP = "website"
STAMP = "stamp"
MOST_PER_HOUR = 10
_HOUR = 3600
_MOST_STAMP = 300


def new_stamp(purpose: str) -> str:
    """Return the value of the hidden field: when this form was shown, for what, and a number used once."""
    return _signer(purpose).sign(f"{secrets.token_urlsafe(12)} {time.time():.3f}")


def refused(request: HttpRequest, purpose: str, text: str) -> str:
    """Return why this form is not taken, as a sentence for a person, or empty. Counts it for its network."""
    if _too_many(request, purpose):
        return _("Too many messages came from your network. Please try again in an hour.")
    _nonce, age = _read(purpose, request.POST.get(STAMP, ""))
    fault = form_fault(text, request.POST.get(TRAP, ""), age)
    return _sentence(fault) if fault is not None else ""


@contextmanager
def used_once(request: HttpRequest, purpose: str) -> Iterator[bool]:
    """Use up the stamp, or give it back when the form turns out wrong; False when another request was first."""
    key = _used_key(_read(purpose, request.POST.get(STAMP, ""))[0])
    is_first = bool(cache.add(key, 1, timeout=int(MOST_AGE.total_seconds()) + _HOUR))
    try:
        yield is_first
    except Exception:
        if is_first:
            cache.delete(key)
        raise


def _signer(purpose: str) -> Signer:
    return Signer(salt=f"public-form:{purpose}")


def _used_key(nonce: str) -> str:
    return f"public-form-used:{nonce}"


def _read(purpose: str, stamp: str) -> tuple[str, timedelta | None]:
    """The number in the stamp and how old the stamp is; None when it is not ours."""
    try:
        value = _signer(purpose).unsign(stamp[:_MOST_STAMP])
        nonce, shown = value.split(" ")
        return nonce, timedelta(seconds=time.time() - float(shown))
    except (BadSignature, ValueError):
        return "", None


def _too_many(request: HttpRequest, purpose: str) -> bool:
    day = timezone.localdate().isoformat()
    digest = salted_hmac(f"public-form:{day}", _network(request), algorithm="sha256").hexdigest()[:32]
    key = f"public-form-count:{purpose.split('/')[0]}:{digest}"
    cache.add(key, 0, timeout=_HOUR)
    try:
        return cache.incr(key) > MOST_PER_HOUR
    except ValueError:
        # The counter ended between the two calls: a new hour begins.
        return False


def _network(request: HttpRequest) -> str:
    """The sender's address; of IPv6 the part that belongs to one connection. Behind a proxy, what the proxy saw."""
    raw = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        raw = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() or raw
    try:
        address = ipaddress.ip_address(raw)
    except ValueError:
        return raw
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else str(address)


def _sentence(fault: FormFault) -> str:
    return {
        FormFault.TRAP: _("Leave the hidden field empty, and send it again."),
        FormFault.UNSIGNED: _("This form was not complete. Please send it again."),
        FormFault.TOO_FAST: _("That was very fast. Please read it once more, and send it again."),
        FormFault.TOO_OLD: _("This page was open for a long time. Please send it again."),
        FormFault.LINKS: _("Use at most two links in your message."),
    }[fault]
