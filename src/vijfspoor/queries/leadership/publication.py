"""What residents may read about an application, made from the facts of its dossier. Never any advice."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from vijfspoor.domain.leadership.situation import Situation
from vijfspoor.queries import _visible
from vijfspoor.queries.dossier.stemming import stems
from vijfspoor.queries.ethics import questionnaires
from vijfspoor.store.models import Classification, Condition, Decision, Dossier, Organisation, Publication

CATEGORIES = ("Hoog-risico AI-systeem", "Impactvolle algoritmes", "Overige algoritmes")
RESIDENT_TEXTS = ("data", "human_intervention", "risks")
PUBLIC_TEXTS = (*RESIDENT_TEXTS, "proportionality", "lawful_basis", "methods_and_models", "theme")
PUBLIC_FACTS = ("N1", "N8", "N2", "N5", "N12", "N16", "N11", "N14", "N13", "T1A", "T2A")
_USE_STATUS = {"idea": "In ontwikkeling", "pilot": "In ontwikkeling", "in_use": "In gebruik", "ended": "Buiten gebruik"}


def public_content(dossier: Dossier) -> dict[str, Any]:
    """Return the public page's content. Keys follow the Algoritmeregister's standard 1.0 where it has them."""
    newest = dossier.classifications.order_by("-pk").first()
    decision = dossier.decisions.filter(corrected_by__isnull=True, gate="G4").order_by("-pk").first()
    conditions = list(decision.conditions.order_by("pk")) if decision else []
    return content_of(dossier, newest, _facts(dossier), _assessments(dossier), decision, conditions)


def content_of(
    dossier: Dossier,
    newest: Classification | None,
    facts: dict[str, Any],
    assessments: list[str],
    decision: Decision | None,
    conditions: Iterable[Condition],
) -> dict[str, Any]:
    """Return the content from what is known already; `dossier` comes with its organisation and department."""
    return {
        "name": dossier.name,
        "summary": dossier.summary,
        "organization": dossier.organisation.name,
        "department": dossier.department.name if dossier.department else "",
        "contact_email": dossier.organisation.contact_email,
        "status": _USE_STATUS[dossier.use],
        "begin_date": dossier.in_use_since.strftime("%Y-%m") if dossier.in_use_since else "",
        "stopped_on": stopped_on(dossier),
        "goal": dossier.purpose or dossier.summary,
        "provider": dossier.supplier,
        "assessments": assessments,
        "publication_category": publication_category(newest),
        "route": dossier.route,
        "outcomes": newest.outcomes if newest else [],
        "facts": facts,
        "decision": _decision(decision, conditions),
        "texts": dossier.public_texts,
    }


def stopped_on(dossier: Dossier) -> str:
    """Return the date in the Netherlands on which the use was stopped; empty while it is not."""
    return timezone.localdate(dossier.stopped_at).isoformat() if dossier.stopped_at else ""


def publication_category(row: Classification | None) -> str:
    """Return the category of the Algoritmeregister (Handreiking Algoritmeregister: A, B or C)."""
    return CATEGORIES["ABC".index(row.register if row else "C")]


def _assessments(dossier: Dossier) -> list[str]:
    """The Dutch names of the assessments that were accepted; their answers are never public."""
    accepted = dossier.assessments.filter(status="accepted").values_list("code", "version").order_by("code").distinct()
    forms = [questionnaires.one(dossier.organisation, code, version) for code, version in accepted]
    return sorted({form.title.nl for form in forms})


def _facts(dossier: Dossier) -> dict[str, Any]:
    """The facts a resident asks about: personal data, who decides, who is affected."""
    rows = dossier.answers.filter(is_current=True, is_proposed=False, question__in=PUBLIC_FACTS)
    return dict(rows.values_list("question", "value"))


def _decision(decision: Decision | None, conditions: Iterable[Condition]) -> dict[str, Any] | None:
    """The decision without any advice: who decided by office, when, what, why, and on which conditions."""
    if decision is None:
        return None
    return {
        "role": decision.role,
        "outcome": decision.outcome,
        "at": decision.at.date().isoformat(),
        "reasons": decision.reasons,
        "conditions": [{"text": c.text, "due_on": c.due_on.isoformat()} for c in conditions],
    }


def public_application(organisation: Organisation, number: int) -> Publication | None:
    """Return the current public page of an application."""
    return _visible.publications(organisation).filter(dossier__number=number).select_related("dossier").first()


def public_history(publication: Publication) -> list[Publication]:
    """Return every version of a public page, newest first; only dates and versions are shown of earlier ones."""
    return list(Publication.objects.filter(dossier=publication.dossier_id).order_by("-version"))


def public_register(
    organisation: Organisation, *, q: str = "", category: str = "", theme: str = "", situation: Situation | None = None
) -> QuerySet[Publication]:
    """Return the current publications, filtered by words, category, theme and situation, newest first."""
    found = _visible.publications(organisation).select_related("dossier").order_by("-published_at", "-pk")
    for stem in stems(q):
        found = found.filter(search_text__contains=stem)
    if category:
        found = found.filter(content__publication_category=category)
    if theme:
        found = found.filter(content__texts__theme=theme)
    return found.filter(_fits(situation)) if situation else found


def _fits(situation: Situation) -> Q:
    fits = Q(content__texts__theme__in=situation.themes)
    for fact in situation.facts:
        fits |= Q(**{f"content__facts__{fact}": "ja"})
    return fits


def public_changes(organisation: Organisation) -> list[Publication]:
    """Return the newest versions of pages that are still public, newest first, in the words of today."""
    current = _visible.publications(organisation)
    rows = Publication.objects.filter(organisation=organisation, dossier__in=current.values("dossier"))
    newest = rows.select_related("dossier", "organisation").order_by("-published_at", "-pk")[:50]
    return in_words_of_today(newest, current)


def in_words_of_today(versions: Iterable[Publication], current: Iterable[Publication]) -> list[Publication]:
    """Return versions of pages with the name and summary their page has now.

    What an earlier version said may have been put right since: only that and when it changed stays public.
    """
    now = {row.dossier_id: {"name": row.content["name"], "summary": row.content["summary"]} for row in current}
    found = [row for row in versions if row.dossier_id in now]
    for row in found:
        row.content = {**now[row.dossier_id], "stopped_on": row.content.get("stopped_on", "")}
    return found
