"""Which files may be kept: recognised by content, never by what the name claims."""

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vijfspoor.domain.dossier.attachment import (
    MOST_BYTES,
    MOST_NAME,
    AttachmentError,
    AttachmentFault,
    check_file,
    clean_name,
)

PDF = b"%PDF-1.7\n1 0 obj\n"
PNG = b"\x89PNG\r\n\x1a\n0000"
JPEG = b"\xff\xd8\xff\xe0JFIF"


def packed(*entries, mimetype=""):
    """Return a zip with these names in it, with the media type first where one is given."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        if mimetype:
            made.writestr("mimetype", mimetype)
        for entry in entries:
            made.writestr(entry, "x")
    return file.getvalue()


DOCX = packed("[Content_Types].xml", "word/document.xml")
XLSX = packed("[Content_Types].xml", "xl/workbook.xml")
ODT = packed("content.xml", mimetype="application/vnd.oasis.opendocument.text")
ODS = packed("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet")


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("advies.pdf", PDF, "application/pdf"),
        ("scherm.PNG", PNG, "image/png"),
        ("foto.jpg", JPEG, "image/jpeg"),
        ("foto.jpeg", JPEG, "image/jpeg"),
        ("brief.docx", DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("cijfers.xlsx", XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("brief.odt", ODT, "application/vnd.oasis.opendocument.text"),
        ("cijfers.ods", ODS, "application/vnd.oasis.opendocument.spreadsheet"),
        ("notitie.txt", "Privé, € 5 – akkoord".encode(), "text/plain"),
        ("notitie.txt", "Privé, € 5".encode("cp1252"), "text/plain"),
        ("groep.csv", b"groep;aantal\r\na < b;5\r\n", "text/csv"),
    ],
)
def test_every_allowed_kind_is_recognised(name, content, media_type):
    assert check_file(name, content).kind.media_type == media_type


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("leeg.pdf", b"", AttachmentFault.EMPTY),
        ("groot.txt", b"a" * (MOST_BYTES + 1), AttachmentFault.TOO_BIG),
        ("pagina.html", b"<html>", AttachmentFault.KIND_NOT_ALLOWED),
        ("plaatje.svg", b"<svg>", AttachmentFault.KIND_NOT_ALLOWED),
        ("advies.pdf.exe", b"MZ", AttachmentFault.KIND_NOT_ALLOWED),
        ("pakket.zip", DOCX, AttachmentFault.KIND_NOT_ALLOWED),
        ("brief.docm", DOCX, AttachmentFault.HAS_MACROS),
        ("cijfers.XLSM", XLSX, AttachmentFault.HAS_MACROS),
        ("brief.docx", packed("[Content_Types].xml", "word/vbaProject.bin"), AttachmentFault.HAS_MACROS),
        (
            "brief.odt",
            packed("content.xml", "Basic/Standard/m.xml", mimetype="application/vnd.oasis.opendocument.text"),
            AttachmentFault.HAS_MACROS,
        ),
        ("advies.pdf", b"MZ\x90\x00", AttachmentFault.CONTENT_DIFFERS),
        ("advies.pdf", PNG, AttachmentFault.CONTENT_DIFFERS),
        ("brief.docx", XLSX, AttachmentFault.CONTENT_DIFFERS),
        ("brief.docx", b"PK\x03\x04kapot", AttachmentFault.CONTENT_DIFFERS),
        ("brief.odt", ODS, AttachmentFault.CONTENT_DIFFERS),
        ("brief.docx", b"\xd0\xcf\x11\xe0versleuteld", AttachmentFault.CONTENT_DIFFERS),
        ("notitie.txt", b"MZ\x90\x00\x03", AttachmentFault.CONTENT_DIFFERS),
        ("notitie.txt", b"\x7fELF\x02", AttachmentFault.CONTENT_DIFFERS),
        ("notitie.txt", b"  <!DOCTYPE html><p>", AttachmentFault.CONTENT_DIFFERS),
        ("notitie.txt", b"\xef\xbb\xbf<svg onload=x>", AttachmentFault.CONTENT_DIFFERS),
        ("groep.csv", b"a;<script>x</script>", AttachmentFault.CONTENT_DIFFERS),
        ("notitie.txt", b"#!/bin/sh\nrm", AttachmentFault.CONTENT_DIFFERS),
        ("notitie.txt", PDF, AttachmentFault.CONTENT_DIFFERS),
    ],
)
def test_what_may_not_be_kept_says_why(name, content, fault):
    with pytest.raises(AttachmentError) as refused:
        check_file(name, content)

    assert refused.value.fault is fault


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/advies.pdf", "advies.pdf"),
        ("C:\\Users\\jan\\advies.pdf", "advies.pdf"),
        ("  mijn \t advies .pdf", "mijn advies.pdf"),
        ("advies\x00\r\nSet-Cookie_x.pdf", "advies Set-Cookie_x.pdf"),
        ("advies\u202efdp.pdf", "adviesfdp.pdf"),
        ('a"b;c<d>.pdf', "a_b;c_d_.pdf"),
        (".verborgen.pdf", "verborgen.pdf"),
        ("é.pdf", "é.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_name_is_cleaned(given_name, kept):
    assert clean_name(given_name) == kept


@pytest.mark.parametrize("name", ["", ".pdf", "..", "../", "advies", "....pdf", "\u202e.pdf", "__.pdf"])
def test_without_a_name_or_extension_it_is_refused(name):
    with pytest.raises(AttachmentError) as refused:
        clean_name(name)

    assert refused.value.fault is AttachmentFault.NAMELESS


@given(st.text(max_size=400))
def test_a_cleaned_name_stays_in_its_folder_and_is_clean_already(name):
    try:
        cleaned = clean_name(name)
    except AttachmentError:
        return
    assert not set('/\\"\r\n\x00') & set(cleaned)
    assert not cleaned.startswith(".")
    assert len(cleaned) <= MOST_NAME
    assert clean_name(cleaned) == cleaned


@given(st.binary(max_size=2000), st.sampled_from(["pdf", "docx", "odt", "txt", "csv"]))
def test_whatever_is_sent_is_taken_or_refused_with_a_reason(content, extension):
    with suppress(AttachmentError):
        assert check_file(f"bestand.{extension}", content).kind.extension == extension
