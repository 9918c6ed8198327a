"""Documents to take along: the same text as PDF or as ODT, in Dutch or English."""

from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from vijfspoor.domain.document import Document
from vijfspoor.integrations.documents.odt import odt
from vijfspoor.integrations.documents.pdf import pdf
from vijfspoor.queries.dossier import dossier as query
from vijfspoor.queries.dossier.decision_document import decision_document
from vijfspoor.queries.dossier.memo import may_make, memo
from vijfspoor.queries.dossier.memo_document import memo_document
from vijfspoor.queries.ethics.assessment import find as find_assessment
from vijfspoor.queries.ethics.assessment_document import assessment_document
from vijfspoor.queries.ethics.classification_document import classification_document
from vijfspoor.store.models import Dossier
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._page import signed_in

_FORMS = {
    "pdf": (pdf, "application/pdf"),
    "odt": (odt, "application/vnd.oasis.opendocument.text"),
}


@signed_in
@require_safe
def classification(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """Send the classification with its proof, `?peildatum=` as of a day, `?taal=` in a language."""
    document = classification_document(_dossier(request, number), language_asked(request), _as_of(request))
    if document is None:
        raise Http404
    return attachment(document, form)


@signed_in
@require_safe
def decision(request: HttpRequest, number: int, pk: int, form: str) -> HttpResponse:
    """Send one decision with the advice it rests on, `?taal=` in a language."""
    decisions = query.decisions(_dossier(request, number))
    found = next((row for row in decisions if row.pk == pk), None)
    if found is None:
        raise Http404
    return attachment(decision_document(request.actor, found, language_asked(request)), form)


@signed_in
@require_safe
def assessment(request: HttpRequest, number: int, pk: int, form: str) -> HttpResponse:
    """Send one assessment with its answers, risks and demands, `?taal=` in a language."""
    found = find_assessment(request.actor, _dossier(request, number), pk)
    if found is None:
        raise Http404
    return attachment(assessment_document(found, language_asked(request)), form)


@signed_in
@require_safe
def memo_of(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """Send the memo on an application, `?taal=` in a language."""
    dossier = _dossier(request, number)
    if not may_make(request.actor) or dossier.status == Dossier.Status.DRAFT:
        raise Http404
    return attachment(memo_document(memo(request.actor, dossier), language_asked(request)), form)


def _dossier(request: HttpRequest, number: int) -> Dossier:
    dossier = query.find(request.actor, number)
    if dossier is None:
        raise Http404
    return dossier


def language_asked(request: HttpRequest) -> str:
    """The language asked for, else the reader's."""
    known = dict(settings.LANGUAGES)
    asked = request.GET.get("taal", "")
    return asked if asked in known else get_language() or settings.LANGUAGE_CODE


def _as_of(request: HttpRequest) -> date | None:
    raw = request.GET.get("peildatum", "").strip()
    as_of = parse_dutch_date(raw) if raw else None
    if raw and as_of is None:
        raise Http404
    return as_of


def attachment(document: Document, form: str) -> HttpResponse:
    """Return the document as a file to keep, `form` is pdf or odt."""
    make, content_type = _FORMS[form]
    response = HttpResponse(make(document), content_type=content_type)
    # Letters and hyphens only, so the header needs no escaping.
    name = slugify(f"{document.title} {document.dated}")[:120]
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    response["Content-Language"] = document.language
    # Who may read it can change at any moment.
    response["Cache-Control"] = "private, no-cache"
    return response
