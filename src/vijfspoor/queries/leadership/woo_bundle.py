"""The Woo bundle: everything a person said may be public, with an inventory, grounds, and what was taken out."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from vijfspoor.domain.document import Block, Document, Facts, Heading, Paragraph, Table
from vijfspoor.domain.leadership.redaction import EMAIL_MARK, NAME_MARK, NameRule
from vijfspoor.domain.text import harmless
from vijfspoor.integrations.archive.package import Package, pack
from vijfspoor.integrations.documents.pdf import pdf
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.dossier import attachment as attachments
from vijfspoor.queries.dossier.decision_document import decision_document
from vijfspoor.queries.dossier.dossier import decisions
from vijfspoor.queries.ethics.assessment_document import assessment_document
from vijfspoor.queries.ethics.classification_document import classification_document
from vijfspoor.queries.leadership.woo import WooLine, WooPiece
from vijfspoor.queries.wording import day, gate_name, position_name, role_name, say
from vijfspoor.store.models import Contribution, Decision, Dossier, Person

LANGUAGE = "nl"
_TEXTS = {"summary": "Wat het doet", "goal": "Doel", "provider": "Leverancier", "status": "Stand"}


@dataclass(frozen=True, slots=True)
class _Taken:
    """What was taken out of one file."""

    file: str
    names: int
    emails: int


def woo_package(actor: Actor, dossier: Dossier, lines: Sequence[WooLine]) -> Package:
    """Return the bundle, in Dutch, of the pieces a person made public. The same choices give the same bytes."""
    with override(LANGUAGE):
        rule = NameRule(_names(dossier))
        files: dict[str, bytes] = {}
        taken: list[_Taken] = []
        places: dict[str, str] = {}
        for number, line in enumerate(lines, start=1):
            if line.is_public and (made := _content(actor, dossier, line.piece, rule)) is not None:
                name, content, names, emails = made
                places[line.piece.key] = f"stukken/{number:03}-{name}"
                files[places[line.piece.key]] = content
                taken.append(_Taken(places[line.piece.key], names, emails))
        rows = [_row(number, line, places, rule) for number, line in enumerate(lines, start=1)]
        files["inventaris.csv"] = _csv(_HEADER, rows)
        files["weglaklijst.csv"] = _csv(("bestand", "wat", "hoe vaak", "grond", "artikel"), _redactions(taken, lines))
        files["inventaris.pdf"] = pdf(_inventory(dossier, lines, rows, taken))
    return pack(files)


_HEADER = ("nummer", "stuk", "soort", "datum", "keuze", "bestand", "grond", "artikel", "toelichting")


def _names(dossier: Dossier) -> set[str]:
    """Everyone who works or worked here, and the names under what was signed at the time."""
    names = set(Person.objects.filter(organisation=dossier.organisation_id).values_list("name", flat=True))
    names |= set(Contribution.objects.filter(dossier=dossier).values_list("person_name", flat=True))
    return names | set(Decision.objects.filter(dossier=dossier).values_list("person_name", flat=True))


def _content(actor: Actor, dossier: Dossier, piece: WooPiece, rule: NameRule) -> tuple[str, bytes, int, int] | None:
    """The name of a file, its bytes, and how many names and addresses were taken out; None when it is lost."""
    if piece.kind == "attachment":
        kept = attachments.content_of(piece.row)
        if kept is None:
            return None
        with kept:
            suffix = piece.row.name.rpartition(".")[2].lower()
            return f"document.{suffix}", kept.read(), 0, 0
    document = _document(actor, dossier, piece)
    if document is None:
        return None
    made = rule.redact_document(document)
    return f"{piece.kind}.pdf", pdf(made.document), made.names, made.emails


def _document(actor: Actor, dossier: Dossier, piece: WooPiece) -> Document | None:
    if piece.kind == "classification":
        return classification_document(dossier, LANGUAGE)
    if piece.kind == "decision":
        found = next(row for row in decisions(dossier) if row.pk == piece.row.pk)
        return decision_document(actor, found, LANGUAGE, without_advice=True)
    if piece.kind.endswith("assessment"):
        return assessment_document(piece.row, LANGUAGE)
    return _plain_document(dossier, piece, _blocks(piece))


def _blocks(piece: WooPiece) -> Iterable[Block]:
    row = piece.row
    if piece.kind == "publication":
        pairs = [(label, str(row.content.get(key, ""))) for key, label in _TEXTS.items()]
        pairs += [(str(key), str(text)) for key, text in sorted(row.content.get("texts", {}).items())]
        return (Facts(tuple((label, text) for label, text in pairs if text)),)
    if piece.kind == "incident":
        return (Paragraph(row.title), *([Paragraph(row.lessons)] if row.lessons else []))
    if piece.kind == "concern":
        return (Paragraph(row.what),)
    said = [(_("Role"), role_name(row.role)), (_("Gate"), gate_name(row.gate))]
    if row.position:
        said.append((_("Position"), position_name(row.position)))
    conditions = [Paragraph(text) for text in row.conditions]
    return (Facts(tuple(said)), Paragraph(row.text), *conditions)


def _plain_document(dossier: Dossier, piece: WooPiece, blocks: Iterable[Block]) -> Document:
    return Document(
        title=piece.title,
        subtitle=dossier.name,
        language=LANGUAGE,
        organisation=dossier.organisation.name,
        dated=piece.on,
        identifier=f"{dossier.organisation.slug}-{dossier.number}-{piece.key}",
        blocks=tuple(blocks),
    )


def _row(number: int, line: WooLine, places: dict[str, str], rule: NameRule) -> tuple[str, ...]:
    """One line of the inventory. What is left out shows its kind, day, ground and article, and nothing of itself."""
    place = places.get(line.piece.key, "")
    ground = None if line.is_public else line.ground
    reason = rule.redact(line.choice.reason)[0] if line.choice else ""
    return (
        str(number),
        rule.redact(line.piece.title)[0],
        say(line.kind.title),
        line.piece.on.isoformat(),
        "openbaar" if place else ("niet meer in de opslag" if line.is_public else "niet openbaar"),
        place,
        say(ground.title) if ground else "",
        ground.reference if ground else "",
        reason,
    )


def _redactions(taken: Iterable[_Taken], lines: Sequence[WooLine]) -> list[tuple[str, ...]]:
    ground = lines[0].book.redaction
    rows = []
    for item in taken:
        for what, times in ((f"naam van een medewerker {NAME_MARK}", item.names), (f"adres {EMAIL_MARK}", item.emails)):
            if times:
                rows.append((item.file, what, str(times), say(ground.title), ground.reference))
    return rows


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return target.getvalue().encode("utf-8-sig")


def _inventory(
    dossier: Dossier, lines: Sequence[WooLine], rows: Sequence[tuple[str, ...]], taken: Sequence[_Taken]
) -> Document:
    moments = [timezone.localdate(line.choice.at) for line in lines if line.choice]
    out = [row for row in rows if row[4] != "openbaar"]
    names, emails = sum(item.names for item in taken), sum(item.emails for item in taken)
    public = tuple((row[0], row[1], row[5]) for row in rows if row[5])
    withheld = tuple((row[0], row[1], f"{row[6]} ({row[7]})" if row[6] else row[4], row[8]) for row in out)
    blocks: list[Block] = [
        Paragraph(_("This bundle holds what the municipality makes public of this application.")),
        Heading(_("Public")),
        Table(_("Pieces in this bundle"), (_("No."), _("Piece"), _("File")), public, (1, 6, 6)),
    ]
    if withheld:
        header = (_("No."), _("Piece"), _("Ground"), _("Explanation"))
        blocks += [Heading(_("Not public")), Table(_("Pieces that stay out"), header, withheld, (1, 4, 4, 4))]
    words = _("%(names)s times a name and %(emails)s times an e-mail address of a colleague was taken out.")
    blocks += [Heading(_("Taken out")), Paragraph(words % {"names": names, "emails": emails})]
    return Document(
        title=_("Inventory of the Woo bundle"),
        subtitle=f"{dossier.name}, {day(max(moments))}",
        language=LANGUAGE,
        organisation=dossier.organisation.name,
        dated=max(moments),
        identifier=f"{dossier.organisation.slug}-{dossier.number}-woo",
        blocks=tuple(blocks),
    )
