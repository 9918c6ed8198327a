"""Which files may be kept as evidence: recognised by their content, never by what their name claims."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

MOST_BYTES = 20 * 1024 * 1024
MOST_NAME = 120
SENT_WITH = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}
"""The headers a file leaves with: a browser may not guess what is in it, and who may have it can change."""

# A browser that guesses looks for a page this far into a text.
_SNIFFED = 1024
_ACTIVE_TEXT = re.compile(rb"<(?:!doctype|html|head|body|script|svg|iframe|\?xml)\b", re.IGNORECASE)
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_OFFICE_XML = "application/vnd.openxmlformats-officedocument."
# Not for show, but Windows and shells give these a meaning of their own.
_NOT_IN_A_NAME = re.compile(r'[<>:"|?*]')


class AttachmentFault(StrEnum):
    """Wat er mis is met een bestand: why it cannot be kept as evidence."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    NAMELESS = "nameless"
    KIND_NOT_ALLOWED = "kind_not_allowed"
    CONTENT_DIFFERS = "content_differs"
    HAS_MACROS = "has_macros"


class AttachmentError(ValueError):
    """Geweigerd bestand: `fault` says why."""

    def __init__(self, fault: AttachmentFault) -> None:
        super().__init__(f"file refused: {fault}")
        self.fault = fault


@dataclass(frozen=True, slots=True)
class AttachmentKind:
    """Soort bestand: the extension it has, the media type it is sent as, and how its content is recognised."""

    extension: str
    media_type: str
    fits: Callable[[bytes], bool]


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """Gekeurd bestand: its cleaned name and its kind."""

    name: str
    kind: AttachmentKind


def check_file(name: str, content: bytes) -> CheckedFile:
    """Return the cleaned name and the kind of a file that may be kept.

    Raises AttachmentError when it is empty, over 20 MB, has no usable name, is of a kind that is not allowed, holds
    something else than its extension says, or carries macros.
    """
    cleaned = clean_name(name)
    if not content:
        raise AttachmentError(AttachmentFault.EMPTY)
    if len(content) > MOST_BYTES:
        raise AttachmentError(AttachmentFault.TOO_BIG)
    extension = cleaned.rpartition(".")[2].lower()
    if extension in _WITH_MACROS:
        raise AttachmentError(AttachmentFault.HAS_MACROS)
    kind = KINDS.get(extension)
    if kind is None:
        raise AttachmentError(AttachmentFault.KIND_NOT_ALLOWED)
    if not kind.fits(content):
        raise AttachmentError(AttachmentFault.CONTENT_DIFFERS)
    if _entries(content) & _MACRO_PARTS:
        raise AttachmentError(AttachmentFault.HAS_MACROS)
    return CheckedFile(cleaned, kind)


def clean_name(name: str) -> str:
    """Return the file's own name: no folders, no control or direction characters, at most 120 characters.

    Raises AttachmentError when nothing of a name is left before the extension.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    # Categories C*: a direction mark can make "fdp.exe" read as "exe.pdf".
    seen = "".join(" " if char.isspace() else char for char in last if char.isspace() or _is_shown(char))
    words = " ".join(_NOT_IN_A_NAME.sub("_", seen).split()).strip(". ")
    stem, dot, extension = words.rpartition(".")
    if not dot or not stem.strip(". _"):
        raise AttachmentError(AttachmentFault.NAMELESS)
    return f"{stem[: MOST_NAME - len(extension) - 1].rstrip('. ')}.{extension[:10]}"


def _is_shown(char: str) -> bool:
    return not unicodedata.category(char).startswith("C")


def _starts_with(signature: bytes) -> Callable[[bytes], bool]:
    def fits(content: bytes) -> bool:
        return content.startswith(signature)

    return fits


def _office_xml(folder: str) -> Callable[[bytes], bool]:
    def fits(content: bytes) -> bool:
        entries = _entries(content)
        return "[Content_Types].xml" in entries and any(entry.startswith(folder) for entry in entries)

    return fits


def _open_document(sort: str) -> Callable[[bytes], bool]:
    """An OpenDocument file begins with its own media type, uncompressed (ODF 1.3 part 2, 3.3)."""
    start = f"mimetype{_OPEN_DOCUMENT}{sort}".encode()

    def fits(content: bytes) -> bool:
        return content[30 : 30 + len(start)] == start and "content.xml" in _entries(content)

    return fits


def _entries(content: bytes) -> frozenset[str]:
    """Return the names in a zip without unpacking anything; empty for what is no zip."""
    if not content.startswith(b"PK\x03\x04"):
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = packed.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return frozenset()
    return frozenset(part for name in names for part in (name, name.rpartition("/")[2], name.split("/")[0] + "/"))


def _is_text(content: bytes) -> bool:
    """Whether this is text to read: no control characters, and nothing a browser or a shell would run."""
    if content.startswith((b"#!", b"%PDF", b"{\\rtf")) or _ACTIVE_TEXT.search(content[:_SNIFFED]):
        return False
    return not content.translate(None, _TEXT_BYTES)


# Tab, line feed, form feed, carriage return, and everything printable in UTF-8 or Windows-1252.
_TEXT_BYTES = bytes({9, 10, 12, 13, *range(32, 256)} - {127})
_MACRO_PARTS = frozenset({"vbaProject.bin", "Basic/", "Scripts/"})
_WITH_MACROS = frozenset({"docm", "dotm", "xlsm", "xltm", "xlam", "xlsb", "pptm", "potm", "ppsm"})

KINDS = {
    kind.extension: kind
    for kind in (
        AttachmentKind("pdf", "application/pdf", _starts_with(b"%PDF-")),
        AttachmentKind("png", "image/png", _starts_with(b"\x89PNG\r\n\x1a\n")),
        AttachmentKind("jpg", "image/jpeg", _starts_with(b"\xff\xd8\xff")),
        AttachmentKind("jpeg", "image/jpeg", _starts_with(b"\xff\xd8\xff")),
        AttachmentKind("odt", f"{_OPEN_DOCUMENT}text", _open_document("text")),
        AttachmentKind("ods", f"{_OPEN_DOCUMENT}spreadsheet", _open_document("spreadsheet")),
        AttachmentKind("docx", f"{_OFFICE_XML}wordprocessingml.document", _office_xml("word/")),
        AttachmentKind("xlsx", f"{_OFFICE_XML}spreadsheetml.sheet", _office_xml("xl/")),
        AttachmentKind("txt", "text/plain", _is_text),
        AttachmentKind("csv", "text/csv", _is_text),
    )
}
