"""A document as ODT to edit and keep: real headings and table headers, and the same bytes for the same document."""

import io
import re
from datetime import datetime, time
from functools import cache
from importlib.resources import files
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.utils.translation import gettext as _
from django.utils.translation import override

from vijfspoor.domain.document import Document, Facts, Heading, Listing, ListItem, Note, Paragraph, Table
from vijfspoor.integrations.documents._letters import clean

_COUNTRY = {"nl": "NL", "en": "GB"}
_MADE_BY = "Vijfspoor"
_OF_THE_EDITOR = ("Configurations2", "Thumbnails")
_TEXT_WIDTH = 15.6  # centimetres between the margins of styles.xml
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest moment a zip archive can say


def odt(document: Document) -> bytes:
    """Return `document` as ODT. Its dates are the day of the document, never today."""
    # Imported here: most commands need no document, and odfdo loads lxml.
    from odfdo import Document as Odt

    made = Odt("text")
    for part in made.parts:
        if part.startswith(_OF_THE_EDITOR):
            made.del_part(part)
    for path in made.manifest.get_paths():
        if path.startswith(_OF_THE_EDITOR):
            made.manifest.del_full_path(path)
    made.set_part("styles.xml", _styles())
    _describe(made, document)
    _frame(made.styles, document)
    if document.is_dense:
        _set_smaller(made.styles)
    _fill(made, document)
    package = io.BytesIO()
    made.save(package)
    return _sorted(package)


@cache
def _styles() -> bytes:
    return files(__package__).joinpath("styles.xml").read_bytes()


def _describe(made: Any, document: Document) -> None:
    """Set the particulars of the file: title, language, maker and dates."""
    day = datetime.combine(document.dated, time())
    meta = made.meta
    meta.title, meta.subject = clean(document.title), clean(document.subtitle)
    meta.language = f"{document.language}-{_COUNTRY[document.language]}"
    meta.creator = meta.initial_creator = clean(document.organisation)
    meta.keyword = clean(document.identifier)
    meta.creation_date = meta.date = day
    meta.generator = _MADE_BY


def _frame(styles: Any, document: Document) -> None:
    """Set the language of all text, and the running header and footer."""
    default = styles.get_element("//style:default-style[@style:family='paragraph']/style:text-properties")
    default.set_attribute("fo:language", document.language)
    default.set_attribute("fo:country", _COUNTRY[document.language])
    header = _element("text:p", "Header", f"{document.organisation}\t{document.title}")
    styles.get_element("//style:master-page/style:header").append(header)
    footer = _element("text:p", "Footer", f"{document.identifier}\t")
    with override(document.language):
        pages = _("Page %(n)s of %(total)s") % {"n": "{page}", "total": "{pages}"}
    for piece in re.split(r"({page}|{pages})", pages):
        if piece == "{page}":
            footer.append(_bare("text:page-number", "1", **{"text:select-page": "current"}))
        elif piece == "{pages}":
            footer.append(_bare("text:page-count", "1"))
        else:
            footer.append_plain_text(piece)
    styles.get_element("//style:master-page/style:footer").append(footer)


def _set_smaller(styles: Any) -> None:
    """Set text, headings and margins smaller, for what must fit on a page or two."""
    text = styles.get_element("//style:default-style[@style:family='paragraph']/style:text-properties")
    text.set_attribute("fo:font-size", "9pt")
    layout = styles.get_element("//style:page-layout/style:page-layout-properties")
    layout.set_attribute("fo:margin-top", "0.8cm")
    layout.set_attribute("fo:margin-bottom", "0.8cm")
    for style in styles.get_elements("//style:style"):
        for properties in style.get_elements("style:paragraph-properties"):
            if properties.get_attribute("fo:line-height"):
                properties.set_attribute("fo:line-height", "115%")
            for side in ("fo:margin-top", "fo:margin-bottom"):
                if space := properties.get_attribute(side):
                    properties.set_attribute(side, f"{float(space.removesuffix('cm')) / 2:.2f}cm")
        for properties in style.get_elements("style:text-properties"):
            if (size := properties.get_attribute("fo:font-size")) and float(size.removesuffix("pt")) > 11:
                properties.set_attribute("fo:font-size", f"{float(size.removesuffix('pt')) * 0.75:.1f}pt")


def _fill(made: Any, document: Document) -> None:
    body = made.body
    body.clear()
    body.append(_element("text:p", "Title", document.title))
    if document.subtitle:
        body.append(_element("text:p", "Subtitle", document.subtitle))
    for number, block in enumerate(document.blocks):
        if isinstance(block, Table):
            _add_table(made, block, f"T{number}")
            continue
        for element in _WRITE[type(block)](block):
            body.append(element)


def _heading(block: Heading) -> list[Any]:
    heading = _element("text:h", f"Heading_20_{block.level}", block.text)
    heading.set_attribute("text:outline-level", str(block.level))
    return [heading]


def _paragraph(block: Paragraph) -> list[Any]:
    if not block.language:
        return [_element("text:p", "Text_20_body", block.text)]
    paragraph = _element("text:p", "Text_20_body")
    paragraph.append(_element("text:span", f"Written_20_in_20_{block.language}", block.text))
    return [paragraph]


def _note(block: Note) -> list[Any]:
    return [_element("text:p", "Note", block.text)]


def _facts(block: Facts) -> list[Any]:
    lines = []
    for label, value in block.pairs:
        line = _element("text:p", "Fact")
        line.append(_element("text:span", "Quiet", f"{clean(label)}\t"))
        line.append_plain_text(_safe(value))
        lines.append(line)
    return lines


def _listing(block: Listing) -> list[Any]:
    return [_points(block.items, depth=1)]


def _points(items: tuple[ListItem, ...], depth: int) -> Any:
    points = _bare("text:list", "", **({"text:style-name": "Points"} if depth == 1 else {}))
    for item in items:
        point, line = _bare("text:list-item"), _element("text:p", "Point")
        if depth == 1 and item.children:
            line.append(_element("text:span", "Strong", item.text))
        else:
            line.append_plain_text(_safe(item.text))
        if item.detail:
            line.append(_element("text:span", "Detail", f"  {clean(item.detail)}"))
        point.append(line)
        if item.children:
            point.append(_points(item.children, depth + 1))
        points.append(point)
    return points


_WRITE: dict[type, Any] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Note: _note,
    Facts: _facts,
    Listing: _listing,
}


def _add_table(made: Any, block: Table, name: str) -> None:
    made.body.append(_element("text:p", "Caption", block.caption))
    table = _bare("table:table", "", **{"table:name": name, "table:style-name": name})
    _add_style(made, name, "table", "table-properties", {"style:width": f"{_TEXT_WIDTH}cm", "table:align": "left"})
    for number, share in enumerate(block.widths):
        column = f"{name}.{number}"
        width = f"{_TEXT_WIDTH * share / sum(block.widths):.2f}cm"
        _add_style(made, column, "table-column", "table-column-properties", {"style:column-width": width})
        table.append(_bare("table:table-column", "", **{"table:style-name": column}))
    cell = {"fo:padding": "0.15cm", "fo:border-bottom": "0.6pt solid #d8d5cc"}
    _add_style(made, f"{name}.cell", "table-cell", "table-cell-properties", cell)
    head = {"fo:padding": "0.15cm", "fo:border-bottom": "1pt solid #16202e", "fo:background-color": "#f6f5f1"}
    _add_style(made, f"{name}.head", "table-cell", "table-cell-properties", head)
    header_rows = _bare("table:table-header-rows")
    header_rows.append(_row(block.header, f"{name}.head", "Table_20_Heading"))
    table.append(header_rows)
    for texts in block.rows:
        table.append(_row(texts, f"{name}.cell", "Table_20_Contents"))
    made.body.append(table)


def _row(texts: tuple[str, ...], cell_style: str, style: str) -> Any:
    row = _bare("table:table-row")
    for text in texts:
        cell = _bare("table:table-cell", "", **{"table:style-name": cell_style, "office:value-type": "string"})
        cell.append(_element("text:p", style, text))
        row.append(cell)
    return row


def _add_style(made: Any, name: str, family: str, kind: str, properties: dict[str, str]) -> None:
    style = _bare("style:style", "", **{"style:name": name, "style:family": family})
    style.append(_bare(f"style:{kind}", "", **properties))
    made.content.get_element("//office:automatic-styles").append(style)


def _element(tag: str, style: str, text: str = "") -> Any:
    """Make an element with a style; `text` keeps its lines and tabs and can never become markup."""
    element = _bare(tag, "", **{"text:style-name": style})
    if text:
        element.append_plain_text(_safe(text))
    return element


def _bare(tag: str, text: str = "", **attributes: str) -> Any:
    from odfdo import Element

    element = Element.from_tag(tag)
    for name, value in attributes.items():
        element.set_attribute(name, value)
    if text:
        element.text = text
    return element


def _safe(text: str) -> str:
    return "\t".join(clean(part) for part in text.split("\t"))


def _sorted(package: io.BytesIO) -> bytes:
    """Pack again in one order, with one date and uncompressed, because compressors differ between machines."""
    made = io.BytesIO()
    with ZipFile(package) as source, ZipFile(made, "w", ZIP_STORED) as target:
        # The format wants `mimetype` first.
        for name in sorted(source.namelist(), key=lambda name: (name != "mimetype", name)):
            target.writestr(ZipInfo(name, _EPOCH), source.read(name))
    return made.getvalue()
