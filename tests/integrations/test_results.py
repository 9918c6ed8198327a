"""Files with results: CSV in the shapes spreadsheets write, XLSX and xAPI; what is no such file is refused."""

import json
import zipfile
from io import BytesIO

import pytest

from vijfspoor.integrations.results import ResultRow, UnreadableResults
from vijfspoor.integrations.results.tables import read_csv, read_xlsx
from vijfspoor.integrations.results.xapi import read_xapi

LEVELS = {"understand": "2", "use": "1"}


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_with_every_separator(mark):
    lines = ["\ufeffE-mail,Team,Understand,use", "A@x.example,Wmo,2,1", "", ",Wmo,2,1", ""]
    text = "\r\n".join(lines).replace(",", mark)

    assert read_csv(text.encode()) == [
        ResultRow(2, "a@x.example", "Wmo", LEVELS),
        ResultRow(4, "", "Wmo", LEVELS),
    ]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"\xff\xfe\x00", "encoding"),
        (b"team,use\n", "empty"),
        (b"a,b\n1,2\n", "columns"),
        (b"team\n" + b"x\n" * 10001, "large"),
    ],
)
def test_what_is_no_table_of_results_is_refused(content, fault):
    with pytest.raises(UnreadableResults) as caught:
        read_csv(content)
    assert caught.value.fault == fault


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def _relation(kind, target):
    target = f'<Relationship Id="r1" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{target}</Relationships>'


def _cell(value):
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{value}</t></is></c>'
    return f"<c><v>{value}</v></c>"


def _xlsx(rows):
    cells = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    kinds = '<Default Extension="xml" ContentType="application/xml"/>'
    sheets = '<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">{kinds}</Types>',
        "_rels/.rels": _relation("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": _relation("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData></worksheet>',
    }
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return file.getvalue()


def test_xlsx_keeps_whole_numbers_whole():
    content = _xlsx([["email", "team", "understand", "use"], ["a@x.example", "Wmo", 2, 1]])

    assert read_xlsx(content) == [ResultRow(2, "a@x.example", "Wmo", LEVELS)]


def test_what_is_no_workbook_is_refused():
    with pytest.raises(UnreadableResults):
        read_xlsx(b"PK\x03\x04nonsense")


def _statement(email, competence, raw):
    return {
        "actor": {"mbox": f"mailto:{email}"},
        "verb": {"id": "http://adlnet.gov/expapi/verbs/scored"},
        "object": {"id": f"https://leren.example/geletterdheid/{competence}"},
        "result": {"score": {"raw": raw}},
    }


def test_xapi_statements_of_one_person_become_one_row():
    statements = [
        _statement("A@x.example", "understand", 1),
        _statement("b@x.example", "use", 3),
        _statement("a@x.example", "use/", 1),
        _statement("a@x.example", "understand", 2.0),
        {"actor": "nobody"},
    ]

    for content in (statements, {"statements": statements}):
        assert read_xapi(json.dumps(content).encode()) == [
            ResultRow(1, "a@x.example", "", LEVELS),
            ResultRow(2, "b@x.example", "", {"use": "3"}),
            ResultRow(5, "", "", {"": ""}),
        ]


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"a": 1}', b"[" * 100_000])
def test_what_is_no_list_of_statements_is_refused(content):
    with pytest.raises(UnreadableResults):
        read_xapi(content)
