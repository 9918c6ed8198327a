"""Metadata of an archive package after MDTO (Metagegevens voor Duurzaam Toegankelijke Overheidsinformatie).

Written from general knowledge of MDTO 1.0 and never checked against its schema: see decision 0009.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, indent, tostring

NAMESPACE = "https://www.nationaalarchief.nl/mdto"
# The order of the elements of an information object.
_ORDER = (
    "identificatie", "naam", "aggregatieniveau", "classificatie", "trefwoord", "omschrijving", "raadpleeglocatie",
    "dekkingInTijd", "dekkingInRuimte", "taal", "event", "waardering", "bewaartermijn", "informatiecategorie",
    "isOnderdeelVan", "bevatOnderdeel", "heeftRepresentatie", "gerelateerdInformatieobject", "archiefvormer",
    "betrokkene", "activiteit", "beperkingGebruik",
)  # fmt: skip
# Elements whose value stands in an element of its own: a label from a list, or the name of something else.
_BEGRIP = frozenset({"aggregatieniveau", "classificatie", "waardering", "informatiecategorie"})
_REFERENCE = frozenset(
    {"isOnderdeelVan", "bevatOnderdeel", "gerelateerdInformatieobject", "archiefvormer", "dekkingInRuimte"}
)
_NESTED = frozenset({"beperkingGebruik", "betrokkene", "bewaartermijn"})
OWN_BOOK = "Eigen begrippenlijst"


@dataclass(frozen=True, slots=True)
class ArchiveEvent:
    """Gebeurtenis: what happened, when (ISO) and by whose office."""

    kind: str
    at: str
    by: str


@dataclass(frozen=True, slots=True)
class ArchiveFile:
    """Bestand: its path in the package, size in bytes, media type and SHA-256."""

    path: str
    size: int
    media_type: str
    sha256: str
    made_at: str


def information_object(
    values: Mapping[str, str], events: Sequence[ArchiveEvent], files: Sequence[ArchiveFile], source: str
) -> bytes:
    """Return the XML of the dossier. `values` by element name, empty ones left out; `source` is who gave the number."""
    root = Element("MDTO", {"xmlns": NAMESPACE})
    item = SubElement(root, "informatieobject")
    for name in _ORDER:
        if name == "event":
            _events(item, events)
        elif name == "heeftRepresentatie":
            for file in files:
                _named(item, name, file.path)
        elif values.get(name, "").strip():
            _value(item, name, values[name].strip(), source)
    return _written(root)


def file_object(file: ArchiveFile, dossier: str, source: str) -> bytes:
    """Return the XML of one file of the package."""
    root = Element("MDTO", {"xmlns": NAMESPACE})
    item = SubElement(root, "bestand")
    _identification(item, f"{dossier}/{file.path}", source)
    SubElement(item, "naam").text = file.path
    SubElement(item, "omvang").text = str(file.size)
    _label(SubElement(item, "bestandsformaat"), file.media_type, "IANA Media Types")
    checksum = SubElement(item, "checksum")
    _label(SubElement(checksum, "checksumAlgoritme"), "SHA-256", "Begrippenlijst ChecksumAlgoritme MDTO")
    SubElement(checksum, "checksumWaarde").text = file.sha256
    SubElement(checksum, "checksumDatum").text = file.made_at
    _named(item, "isRepresentatieVan", dossier)
    return _written(root)


def _value(item: Element, name: str, value: str, source: str) -> None:
    if name in _BEGRIP:
        _label(SubElement(item, name), value, OWN_BOOK)
    elif name in _REFERENCE:
        _named(item, name, value)
    elif name == "identificatie":
        _identification(item, value, source)
    elif name == "dekkingInTijd":
        _coverage(item, value)
    elif name in _NESTED:
        _nested(SubElement(item, name), name, value)
    else:
        SubElement(item, name).text = value


def _nested(made: Element, name: str, value: str) -> None:
    if name == "beperkingGebruik":
        _label(SubElement(made, "beperkingGebruikType"), value, OWN_BOOK)
    elif name == "betrokkene":
        _label(SubElement(made, "betrokkeneTypeRelatie"), value, OWN_BOOK)
        _named(made, "betrokkeneActor", value)
    else:
        SubElement(made, "termijnLooptijd").text = value


def _identification(item: Element, value: str, source: str) -> None:
    made = SubElement(item, "identificatie")
    SubElement(made, "identificatieKenmerk").text = value
    SubElement(made, "identificatieBron").text = source


def _coverage(item: Element, value: str) -> None:
    begin, _, end = value.partition("/")
    made = SubElement(item, "dekkingInTijd")
    _label(SubElement(made, "dekkingInTijdType"), "Gebruik", OWN_BOOK)
    if begin:
        SubElement(made, "dekkingInTijdBegindatum").text = begin
    if end:
        SubElement(made, "dekkingInTijdEinddatum").text = end


def _events(item: Element, events: Sequence[ArchiveEvent]) -> None:
    for event in events:
        made = SubElement(item, "event")
        _label(SubElement(made, "eventType"), event.kind, OWN_BOOK)
        SubElement(made, "eventTijd").text = event.at
        _named(made, "eventVerantwoordelijkeActor", event.by)


def _label(item: Element, value: str, book: str) -> None:
    SubElement(item, "begripLabel").text = value
    SubElement(SubElement(item, "begripBegrippenlijst"), "verwijzingNaam").text = book


def _named(item: Element, name: str, value: str) -> None:
    SubElement(SubElement(item, name), "verwijzingNaam").text = value


def _written(root: Element) -> bytes:
    indent(root)
    return tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
