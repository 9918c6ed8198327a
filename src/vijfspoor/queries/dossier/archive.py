"""The archive package of a retired application: everything on file, readable without this software."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from vijfspoor.integrations.archive.mdto import ArchiveEvent, ArchiveFile, file_object, information_object
from vijfspoor.integrations.archive.package import Package, pack
from vijfspoor.integrations.documents.pdf import pdf
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.dossier import attachment as attachments
from vijfspoor.queries.dossier import dossier as query
from vijfspoor.queries.dossier.decision_document import decision_document
from vijfspoor.queries.dossier.life_facts import metadata_of
from vijfspoor.queries.ethics.assessment_document import assessment_document
from vijfspoor.queries.ethics.classification_document import classification_document
from vijfspoor.queries.wording import activity_name, gate_name, outcome_name, position_name, role_name
from vijfspoor.store.models import Dossier, Retirement

LANGUAGE = "nl"
_MEDIA_TYPES = {"pdf": "application/pdf", "txt": "text/plain", "csv": "text/csv"}


def archive_package(actor: Actor, dossier: Dossier, retirement: Retirement) -> Package:
    """Return the package, in Dutch. It holds no moment of packing: the same file gives the same bytes."""
    with override(LANGUAGE):
        content = {**_documents(actor, dossier), **_texts(actor, dossier), **_evidence_files(actor, dossier)}
        source = dossier.organisation.name
        values = metadata_of(dossier, retirement)
        made_at = _stamp(retirement.proposed_at)
        described = [_described(name, body, made_at) for name, body in sorted(content.items())]
        content["metadata/dossier.xml"] = information_object(values, _events(dossier), described, source)
        for file in described:
            content[f"metadata/{file.path}.xml"] = file_object(file, values["identificatie"], source)
    return pack(content)


def _described(name: str, body: bytes, made_at: str) -> ArchiveFile:
    kind = _MEDIA_TYPES.get(name.rsplit(".", 1)[-1], "application/octet-stream")
    return ArchiveFile(name, len(body), kind, hashlib.sha256(body).hexdigest(), made_at)


def _documents(actor: Actor, dossier: Dossier) -> dict[str, bytes]:
    """Decisions, the classification and the assessments as they are printed elsewhere."""
    found = {}
    for number, decision in enumerate(reversed(query.decisions(dossier)), start=1):
        found[f"besluiten/{number:02}-{decision.gate}.pdf"] = pdf(decision_document(actor, decision, LANGUAGE))
    classification = classification_document(dossier, LANGUAGE, None)
    if classification is not None:
        found["classificatie.pdf"] = pdf(classification)
    for row in _visible.assessments(actor).filter(dossier=dossier).order_by("pk"):
        found[f"toetsen/{row.pk}-{row.code}.pdf"] = pdf(assessment_document(row, LANGUAGE))
    return found


def _evidence_files(actor: Actor, dossier: Dossier) -> dict[str, bytes]:
    """The documents people attached; one the storage lost stays out, and its checksum in the list shows that."""
    found = {}
    for row in attachments.of_dossier(actor, dossier):
        kept = attachments.content_of(row) if row.removed_at is None else None
        if kept is not None:
            with kept:
                found[f"stukken/{row.pk}-{row.name}"] = kept.read()
    return found


def _texts(actor: Actor, dossier: Dossier) -> dict[str, bytes]:
    return {
        "dossier.txt": _paragraphs(_particulars(dossier)),
        "kenmerken.txt": _paragraphs(_answers(dossier)),
        "adviezen.txt": _paragraphs(_contributions(dossier)),
        "voorwaarden.txt": _paragraphs(_conditions(dossier)),
        "checklists.txt": _paragraphs(_evidence(dossier)),
        "beheer.txt": _paragraphs(_operation(dossier)),
        "signalen-en-incidenten.txt": _paragraphs(_wrongs(dossier)),
        "tijdlijn.txt": _paragraphs(_timeline(dossier)),
    }


def _paragraphs(lines: Iterable[str]) -> bytes:
    return ("\n\n".join(lines) + "\n").encode()


def _particulars(dossier: Dossier) -> Iterable[str]:
    pairs = {
        "Naam": dossier.name,
        "Nummer": str(dossier.number),
        "Organisatie": dossier.organisation.name,
        "Afdeling": dossier.department.name if dossier.department else "",
        "Eindverantwoordelijke": dossier.accountable.name if dossier.accountable else "",
        "Leverancier": dossier.supplier,
        "Route": dossier.route,
        "Waar het over gaat": dossier.summary,
        "Doel": dossier.purpose,
        "In gebruik sinds": dossier.in_use_since.isoformat() if dossier.in_use_since else "",
        **{f"Tekst voor inwoners ({name})": text for name, text in sorted(dossier.public_texts.items())},
    }
    return [f"{label}: {value}" for label, value in pairs.items() if value]


def _answers(dossier: Dossier) -> Iterable[str]:
    for row in dossier.answers.select_related("by").order_by("question", "pk"):
        state = "geldt" if row.is_current else "vervangen"
        yield f"{row.question} = {row.value} ({state}, {_stamp(row.at)}). {row.note}".strip()


def _contributions(dossier: Dossier) -> Iterable[str]:
    for row in dossier.contributions.order_by("pk"):
        stand = f" Standpunt: {position_name(row.position)}." if row.position else ""
        extra = "".join(f"\n- {text}" for text in row.conditions)
        about = f"{gate_name(row.gate)}, {activity_name(row.activity)}"
        yield f"{_stamp(row.at)} {row.person_name}, {role_name(row.role)} ({about}).{stand}\n{row.text}{extra}"


def _conditions(dossier: Dossier) -> Iterable[str]:
    for decision in dossier.decisions.order_by("pk"):
        for row in decision.conditions.select_related("owner", "task").order_by("pk"):
            done = f"{row.task.status} {_stamp(row.task.closed_at)} {row.task.closing_note}".strip()
            named = f"{gate_name(decision.gate)} ({outcome_name(decision.outcome)})"
            yield f"{named}: {row.text} Voor {row.due_on.isoformat()}, door {row.owner.name}. Stand: {done}"


def _evidence(dossier: Dossier) -> Iterable[str]:
    for row in dossier.checklist_evidence.select_related("attachment").order_by("pk"):
        file = f" Stuk {row.attachment.pk}, SHA-256 {row.attachment.sha256}." if row.attachment else ""
        yield f"{_stamp(row.at)} {row.by_name}, {gate_name(row.gate)}, {row.item}: {row.text}{file}"


def _operation(dossier: Dossier) -> Iterable[str]:
    for pilot in dossier.pilots.order_by("pk"):
        yield f"Proef tot {pilot.ends_on.isoformat()}. Gemeten: {pilot.measures}"
    for release in dossier.releases.select_related("of_product").order_by("pk"):
        told = f"{release}, {release.released_on.isoformat()}"
        yield f"Versie {told}. Gevolgen voor de AI: {release.ai_impact}. {release.notes}"
    for row in dossier.recorded_settings.order_by("pk"):
        yield f"{row.since.isoformat()} {row.name} = {row.value}. {row.reason} ({row.by_name})"
    for group in dossier.user_groups.order_by("pk"):
        yield f"Gebruikers {group.name}: {group.trained} van {group.size} getraind ({group.training})"
    for round_ in dossier.reassessments.order_by("pk"):
        causes = "; ".join(f"{cause['trigger']}: {cause['text']}" for cause in round_.causes)
        yield f"Herbeoordeling vanaf {_stamp(round_.opened_at)}: {causes}"


def _wrongs(dossier: Dossier) -> Iterable[str]:
    for concern in dossier.concerns.order_by("pk"):
        yield f"Signaal {_stamp(concern.reported_at)} ({concern.status}): {concern.what}"
        for notice in concern.supplier_notices.select_related("supplier").order_by("pk"):
            answer = f"Antwoord {_stamp(notice.answered_at)}: {notice.answer}" if notice.answer else "Geen antwoord."
            yield f"Doorgezet aan {notice.supplier.name} {_stamp(notice.at)}: {notice.text} {answer}"
    for incident in dossier.incidents.order_by("pk"):
        yield f"Incident {_stamp(incident.opened_at)} ({incident.status}): {incident.title}. {incident.lessons}".strip()
        for file in incident.attachments.filter(removed_at=None).order_by("pk"):
            yield f"Bij dit incident: stuk {file.pk}, SHA-256 {file.sha256}."
    for stop in dossier.suspensions.order_by("pk"):
        yield f"Gestopt {_stamp(stop.stopped_at)} tot {_stamp(stop.resumed_at) or 'het einde'}: {stop.reason}"


def _timeline(dossier: Dossier) -> Iterable[str]:
    for event in dossier.audit_events.order_by("sequence"):
        yield f"{event.sequence} {_stamp(event.at)} {event.action} {_told(event.content)} {event.seal}"


def _told(content: dict[str, Any]) -> str:
    data = content.get("data", {})
    return " ".join(f"{key}={data[key]}" for key in sorted(data))


def _events(dossier: Dossier) -> list[ArchiveEvent]:
    """The decisions, by the office of who took them: names of people stay in the documents."""
    return [
        ArchiveEvent(f"Besluit {gate_name(row.gate)}: {outcome_name(row.outcome)}", _stamp(row.at), role_name(row.role))
        for row in dossier.decisions.order_by("pk")
    ]


def _stamp(moment: datetime | None) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""
