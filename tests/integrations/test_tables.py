"""Spreadsheets from outside: read as people see them, and refused when they would not fit."""

import time
import zipfile
from io import BytesIO

import pytest
import xlsxwriter

from vijfspoor.integrations.tables import Line, UnreadableTable, read_csv, read_table

_TABLE = 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
_OFFICE = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
_TEXT = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'


def packed(**parts):
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_", "."), content)
    return file.getvalue()


def ods(rows):
    content = (
        f"<office:document-content {_OFFICE} {_TABLE} {_TEXT}><office:body><office:spreadsheet>"
        f'<table:table table:name="Blad1">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("META-INF/manifest.xml", "<manifest/>")
        made.writestr("content.xml", content)
    return file.getvalue()


def cell(text, more=""):
    return f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


def row(*texts, more=""):
    return f"<table:table-row{more}>{''.join(map(cell, texts))}</table:table-row>"


EMPTY_REST = (
    '<table:table-row table:number-rows-repeated="1048570">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)


WIDE = cell("x", ' table:number-columns-repeated="16000"')


def xlsx(fill):
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        fill(book, book.add_worksheet())
    return file.getvalue()


def test_ods_as_office_programs_write_it():
    content = ods(row("Naam", "Team") + EMPTY_REST.replace("1048570", "2") + row("Router", "Wmo") + EMPTY_REST)

    assert read_table("a.ods", content) == [Line(1, ("Naam", "Team")), Line(4, ("Router", "Wmo"))]


def test_xlsx_with_dates_numbers_and_merged_cells():
    def fill(book, sheet):
        sheet.write_row(0, 0, ["Naam", "Nummer", "Sinds"])
        sheet.merge_range(1, 0, 2, 0, "Router")
        sheet.write_row(1, 1, [12])
        sheet.write_row(2, 1, [13])

    assert read_table("A.XLSX", xlsx(fill)) == [
        Line(1, ("Naam", "Nummer", "Sinds")),
        Line(2, ("Router", "12", "")),
        Line(3, ("", "13", "")),
    ]


def far_away(_book, sheet):
    sheet.write(0, 0, "Naam")
    sheet.write(1_000_000, 16_000, "ver weg")


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("bomb.xlsx", packed(xl__worksheets__sheet1_xml=b" " * 150_000_000), "unpacked"),
        ("far.xlsx", xlsx(far_away), "rows"),
        ("wide.ods", ods(f"<table:table-row>{WIDE}</table:table-row>"), "columns"),
        ("long.ods", ods(row("x", more=' table:number-rows-repeated="1000000"')), "rows"),
        ("no.ods", b"PK\x03\x04 geen echt archief", "kind"),
        ("no.doc", b"tekst", "kind"),
        ("many.csv", b"Naam\n" + b"x\n" * 10_001, "rows"),
        ("wide.csv", b";".join([b"x"] * 101) + b"\ny\n", "columns"),
        ("latin.csv", "Naam\nCaf\u00e9\n".encode("cp1252"), "encoding"),
        ("empty.csv", b"\n\n", "empty"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_at_once(name, content, fault):
    started = time.monotonic()
    with pytest.raises(UnreadableTable) as caught:
        read_table(name, content)

    assert caught.value.fault == fault
    assert time.monotonic() - started < 20


def test_a_huge_cell_is_cut():
    [_, line] = read_csv(b"Naam\n" + b"x" * 20_000 + b"\n")

    assert len(line.cells[0]) == 10_001
