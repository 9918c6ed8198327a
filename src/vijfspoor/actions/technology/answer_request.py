"""Verbs of a supplier, without an account: the link itself is the permission, asked anew for every step."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit
from vijfspoor.actions._files import transaction_with_files
from vijfspoor.actions._texts import checked, cleaned
from vijfspoor.actions.dossier._attachment import Upload, checked_upload
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.technology import _supplier_tasks
from vijfspoor.actions.technology._product import is_unknown
from vijfspoor.content.suppliers.loader import AI_FUNCTIONS
from vijfspoor.domain.ethics.answers import parse_value
from vijfspoor.domain.technology.product import product_answer
from vijfspoor.queries.technology.supplier_link import LinkState, facts_of, form_of, opened
from vijfspoor.queries.technology.suppliers import known_of
from vijfspoor.store.models import SupplierFile, SupplierProposal, SupplierRequest

VERB = "answer_request"
MOST_FILES = 10
MOST_NOTE = 2000
MOST = {"answered_by": 150}


@dataclass(frozen=True, slots=True)
class SupplierAnswers:
    """Antwoorden van een leverancier, as typed: by question, with remarks, and who filled it in."""

    answered_by: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def save_answers(token: str, given: SupplierAnswers, now: datetime) -> SupplierRequest:
    """Keep what was filled in so far; the supplier can come back through the same link.

    Raises NotAllowed for a link that opens nothing, Conflict for one that no longer works, InvalidInput at the field.
    """
    request = _locked(token, now)
    _keep(request, given, now)
    return request


@transaction.atomic
def hand_in_answers(token: str, given: SupplierAnswers, now: datetime) -> SupplierRequest:
    """Hand the answers in: they become proposals, and a colleague is asked to look at each. The link opens no more.

    Raises what `save_answers` raises; InvalidInput too when the name or the question about AI functions is missing.
    """
    request = _locked(token, now)
    _keep(request, given, now)
    errors: dict[str, list[str]] = {}
    if not request.answered_by:
        errors["answered_by"] = [_("Tell who filled this in, so that the municipality knows whom to ask.")]
    if is_unknown(request.answers.get(AI_FUNCTIONS)):
        errors[AI_FUNCTIONS] = [_("Answer this question: it decides what the municipality must do.")]
    if errors:
        raise InvalidInput(errors)
    known = known_of(request.product)
    for question, value in request.answers.items():
        if not is_unknown(value):
            SupplierProposal.objects.create(
                request=request,
                question=question,
                before=known.get(question),
                value=value,
                note=request.notes.get(question, ""),
            )
    request.status, request.handed_in_at = SupplierRequest.Status.HANDED_IN, now
    request.task = _supplier_tasks.ask_to_review(request, now)
    request.save()
    _audit.record_supplier(request, now, "answers_handed_in", proposals=request.proposals.count())
    return request


def send_file(token: str, upload: Upload, now: datetime) -> SupplierFile:
    """Keep a file as evidence, under the rules for every attachment; at most ten. Raises what `save_answers` raises."""
    with transaction_with_files() as writer:
        request = _locked(token, now)
        if request.files.filter(removed_at=None).count() >= MOST_FILES:
            raise InvalidInput({"file": [_("You can send at most %(most)s files.") % {"most": MOST_FILES}]})
        kind, content = checked_upload(upload)
        sha256 = hashlib.sha256(content).hexdigest()
        if request.files.filter(removed_at=None, sha256=sha256).exists():
            raise InvalidInput({"file": [_("This document is here already, as “%(name)s”.") % {"name": kind.name}]})
        kept = SupplierFile.objects.create(
            request=request,
            name=kind.name,
            media_type=kind.kind.media_type,
            size=len(content),
            sha256=sha256,
            stored_name=writer.write(content),
            at=now,
        )
        _audit.record_supplier(request, now, "evidence_sent", file=kept.pk, sha256=sha256, size=kept.size)
        return kept


@transaction.atomic
def take_back_file(token: str, pk: int, now: datetime) -> None:
    """Take back a file that was sent through this link. Raises NotAllowed for another one."""
    request = _locked(token, now)
    file = request.files.filter(pk=pk, removed_at=None).first()
    if file is None:
        raise NotAllowed(VERB)
    file.removed_at = now
    file.save(update_fields=["removed_at"])
    _audit.record_supplier(request, now, "evidence_taken_back", file=file.pk, sha256=file.sha256)


def _locked(token: str, now: datetime) -> SupplierRequest:
    link = opened(token, now)
    if link is None:
        raise NotAllowed(VERB)
    SupplierRequest.objects.select_for_update().get(pk=link.request.pk)
    link = opened(token, now)
    if link is None or link.state is not LinkState.OPEN:
        raise Conflict(_("This link no longer works."))
    return link.request


def _keep(request: SupplierRequest, given: SupplierAnswers, now: datetime) -> None:
    texts = checked({"answered_by": given.answered_by}, MOST, {})
    answers, errors = _checked_answers(request, given.answers)
    asked = {*form_of(request).questions, *facts_of(request)}
    notes = {code: cleaned(text) for code, text in given.notes.items() if code in asked}
    for code, text in notes.items():
        if len(text) > MOST_NOTE:
            errors.setdefault(code, []).append(_("Use at most %(most)s characters.") % {"most": MOST_NOTE})
    if errors:
        raise InvalidInput(errors)
    request.answers, request.notes = answers, {code: text for code, text in notes.items() if text}
    request.answered_by, request.saved_at = texts["answered_by"], now
    request.save(update_fields=["answers", "notes", "answered_by", "saved_at"])
    _audit.record_supplier(request, now, "answers_saved", answered=len(answers))


def _checked_answers(request: SupplierRequest, raw: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """Return what was answered, and per question what is wrong; what was not asked is left out."""
    own, law = form_of(request).questions, facts_of(request)
    answers: dict[str, Any] = {}
    errors: dict[str, list[str]] = {}
    for code, value in raw.items():
        if value in ("", [], None):
            continue
        try:
            if code in own:
                answers[code] = product_answer(own[code], str(value))
            elif code in law:
                parse_value(law[code], value)
                answers[code] = value
        except ValueError:
            chosen = code in law or own[code].options
            errors[code] = [_("Choose an answer from the list.") if chosen else _("This answer is too long.")]
    return answers, errors
