"""A document as PDF and as ODT: accessible, harmless whatever is in it, and the same bytes every time."""

import io
import subprocess
import sys
import time
from datetime import date

import odfdo
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pdf_text import pdf_text
from vijfspoor.domain.document import Document, Facts, Heading, Listing, ListItem, Note, Paragraph, Table
from vijfspoor.integrations.documents._letters import _DRAWN, MISSING, clean
from vijfspoor.integrations.documents.odt import odt
from vijfspoor.integrations.documents.pdf import pdf

DEFAULT_TEXT = "//style:default-style[@style:family='paragraph']/style:text-properties"

HOSTILE = [
    '#import "x.typ": * #eval("1+1")',
    "$ x^2 $ *vet* _cursief_ `code` \\ @label <label> = kop",
    "<b>vet</b> <script>alert(1)</script> &amp; ]]>",
    "woord" * 80,
    "https://voorbeeld.example/" + "pad/" * 60,
    "vlag 🇳🇱 duim 👍🏽 gezin 👩‍👩‍👧",
    "שלום العربية \u202egekeerd\u202c",
    "nul \x00 bel \x07 half \ud800 los e\u0301\u0302\u0303",
    "漢字 ｆｕｌｌ \ue000 \ufffe",
    "",
    "regel 1\nregel 2\n\n\nregel 5",
]


def a_document(text="Gewone tekst.", language="nl"):
    """A document with one of everything, and `text` in every place."""
    return Document(
        title=f"Classificatie {text}".strip(),
        subtitle=text,
        language=language,
        organisation="Gemeente Testdam",
        dated=date(2026, 11, 23),
        identifier="testdam-1",
        blocks=(
            Facts((("Naam", text), ("Vingerafdruk", "0123456789abcdef" * 4))),
            Note(f"Let op: {text}"),
            Heading("Uitkomst"),
            Heading(f"Bewijs {text}".strip(), 2),
            Paragraph(text or "-", language="en"),
            Listing((ListItem(text or "-", text, (ListItem("Daarom", "art. 6", (ListItem("Dieper"),)),)),)),
            Table("Plichten", ("Plicht", "Vanaf"), (("Toezicht", "2 december 2027"), (text, text)), (3, 1)),
        ),
    )


def tags_of(content):
    """The structure tags of a PDF, in reading order."""
    with pikepdf.open(io.BytesIO(content)) as file:
        return list(_tags(file.Root.StructTreeRoot.K))


def _tags(node):
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from _tags(kid)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield str(node.S)
        yield from _tags(node.get("/K", pikepdf.Array()))


def opened(content):
    """The ODT, read back."""
    return odfdo.Document(io.BytesIO(content))


def odt_text(content):
    """All text of an ODT, its lines included."""
    return opened(content).get_formatted_text()


def test_the_pdf_declares_pdf_ua_and_its_language():
    file = pikepdf.open(io.BytesIO(pdf(a_document())))
    metadata = file.open_metadata()

    assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
    assert file.Root.MarkInfo.Marked
    assert str(file.Root.Lang) == "nl-NL"
    assert metadata["dc:title"].startswith("Classificatie")
    assert str(file.docinfo["/CreationDate"]) == "D:20261123000000Z"
    assert str(pikepdf.open(io.BytesIO(pdf(a_document(language="en")))).Root.Lang) == "en-GB"


def test_the_pdf_is_tagged_with_headings_lists_and_table_headers():
    tags = tags_of(pdf(a_document()))

    assert {"/Title", "/H1", "/H2", "/L", "/LI", "/Table", "/Caption", "/THead", "/TH", "/TD"} <= set(tags)
    assert tags.count("/TH") == 2
    assert tags.index("/H1") < tags.index("/H2") < tags.index("/Table")


def test_the_odt_has_headings_table_headers_and_its_language():
    made = opened(odt(a_document()))
    content = made.get_part("content.xml").serialize().decode()
    styles = made.get_part("styles.xml").serialize().decode()

    assert [(h.text_recursive, int(h.level)) for h in made.body.headers] == [
        ("Uitkomst", 1),
        ("Bewijs Gewone tekst.", 2),
    ]
    assert content.count("<table:table-header-rows>") == 1
    assert made.meta.language == "nl-NL"
    assert made.meta.creation_date.date() == date(2026, 11, 23)
    assert [s.get_attribute("fo:language") for s in made.styles.get_elements(DEFAULT_TEXT)] == ["nl"]
    assert "Gemeente Testdam" in styles
    assert "text:page-count" in styles


@pytest.mark.parametrize("make", [pdf, odt])
def test_the_same_document_gives_the_same_bytes_later_and_elsewhere(make):
    code = (
        "import django, hashlib; django.setup()\n"
        "from tests.integrations.test_documents import a_document, odt, pdf\n"
        f"print(hashlib.sha256({make.__name__}(a_document())).hexdigest())"
    )
    run = [sys.executable, "-c", code]
    hashes = {
        subprocess.run(
            run,
            env={
                "PYTHONPATH": ".:src",
                "DJANGO_SETTINGS_MODULE": "tests.settings",
                "PYTHONHASHSEED": seed,
                "TZ": zone,
            },
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }

    assert len(hashes) == 1
    assert make(a_document()) != make(a_document("Iets anders."))


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_people_type_is_shown_and_never_run(text):
    paper, file = pdf_text(pdf(a_document(text))), odt_text(odt(a_document(text)))

    for words in clean(text).split():
        if len(words) < 26 and words.isascii():
            assert words in paper
        assert words in file
    assert "Toezicht" in paper
    assert "Toezicht" in file


def test_a_character_the_fonts_lack_becomes_a_square_with_an_explanation():
    text = pdf_text(pdf(a_document("duim 👍")))

    assert MISSING in text
    assert "ODT" in text
    assert "ODT" not in pdf_text(pdf(a_document()))


def test_the_fonts_draw_every_character_they_are_trusted_with():
    every = "".join(chr(code) for code in range(0x10000) if _DRAWN.match(chr(code)))

    # The compiler refuses PDF/UA with a character it cannot draw.
    assert pdf(a_document(f"{' '.join(every)} {MISSING}"))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_text_makes_a_document(text):
    assert pdf(a_document(text)).startswith(b"%PDF")
    assert odt(a_document(text)).startswith(b"PK")


def test_very_long_words_stay_on_the_page():
    """A word that does not break would leave the page: more words then mean more lines."""
    short, long = (pikepdf.open(io.BytesIO(pdf(a_document("W" * n)))).pages for n in (10, 2500))

    assert len(long) > len(short)


def test_a_document_is_made_within_a_second():
    rows = tuple((f"Plicht {n}", "2 december 2027") for n in range(150))
    document = a_document()
    long = Document(
        **{f: getattr(document, f) for f in Document.__slots__ if f != "blocks"},
        blocks=(*document.blocks, Table("Lang", ("Plicht", "Vanaf"), rows, (3, 1))),
    )
    pdf(document)

    started = time.perf_counter()
    pdf(long)
    assert time.perf_counter() - started < 1


def test_the_libraries_cost_no_start_up_time():
    code = (
        "import django, sys; django.setup(); import vijfspoor.config.urls; print({'typst', 'odfdo'} & set(sys.modules))"
    )
    environment = {"PYTHONPATH": ".:src", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"


def test_a_table_with_a_missing_cell_or_a_skipped_heading_is_refused():
    with pytest.raises(ValueError, match="2 cells"):
        Table("Plichten", ("Plicht", "Vanaf"), (("Toezicht",),), (1, 1))
    with pytest.raises(ValueError, match="skips a level"):
        Document("T", "", "nl", "G", date(2026, 11, 23), "1", (Heading("Te diep", 2),))
