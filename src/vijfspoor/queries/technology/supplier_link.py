"""The link a supplier answers through: how it is made, how it is read, and what it still opens."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.core import signing

from vijfspoor.content.law.loader import rule_book
from vijfspoor.content.suppliers.loader import supplier_forms
from vijfspoor.domain.ethics.rule_book import Question
from vijfspoor.domain.technology.product import SupplierForm
from vijfspoor.queries.organisation.tokens import digest
from vijfspoor.store.models import SupplierRequest

_SALT = "vijfspoor.supplier_link"


class LinkState(StrEnum):
    """What a link opens now."""

    OPEN = "open"
    HANDED_IN = "handed_in"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class OpenedLink:
    """A questionnaire found by its link, and whether it can still be answered."""

    request: SupplierRequest
    state: LinkState


def new_secret() -> str:
    """Return a secret nobody can guess."""
    return secrets.token_urlsafe(32)


def token_for(request: SupplierRequest, secret: str) -> str:
    """Return what stands in the address: the number of the questionnaire and its secret, signed."""
    return signing.dumps([request.pk, secret], salt=_SALT)


def opened(token: str, now: datetime) -> OpenedLink | None:
    """Return what a link opens; None when it was not made here, was tampered with or belongs to nothing."""
    try:
        pk, secret = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if not isinstance(pk, int) or not isinstance(secret, str):
        return None
    found = SupplierRequest.objects.select_related("organisation", "supplier", "product").filter(pk=pk).first()
    if found is None or not secrets.compare_digest(found.digest, digest(secret)):
        return None
    return OpenedLink(found, state_of(found, now))


def state_of(request: SupplierRequest, now: datetime) -> LinkState:
    """Return what the link of a questionnaire opens."""
    if request.status != SupplierRequest.Status.OPEN:
        return LinkState.HANDED_IN
    if request.revoked_at is not None:
        return LinkState.REVOKED
    return LinkState.EXPIRED if now >= request.expires_at else LinkState.OPEN


def form_of(request: SupplierRequest) -> SupplierForm:
    """Return the version of the questions that is asked."""
    return next(form for form in supplier_forms() if form.valid_from == request.form)


def facts_of(request: SupplierRequest) -> dict[str, Question]:
    """Return the questions of the law that are asked, by code."""
    book = rule_book(request.rule_book)
    return {code: book.questions[code] for code in form_of(request).facts if code in book.questions}
