"""The entry of an application as a spreadsheet: one row per field, to look over before it is delivered."""

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO


def sheet(header: tuple[str, ...], rows: Iterable[tuple[str, ...]], dated: datetime) -> bytes:
    """Return an XLSX with `header` and `rows` as plain texts: nothing in it is a formula or a link.

    `dated` is the moment of the content; the same content gives the same bytes.
    """
    from xlsxwriter import Workbook

    file = BytesIO()
    book = Workbook(
        file,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties({"created": dated.astimezone(UTC).replace(tzinfo=None)})
    page = book.add_worksheet("Algoritmeregister")
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    page.freeze_panes(1, 0)
    for number, width in enumerate((28, 34, 90)):
        page.set_column(number, number, width, wrapped)
    for line, row in enumerate([header, *rows]):
        for column, text in enumerate(row):
            page.write_string(line, column, text[:32_767], bold if line == 0 else wrapped)
    book.close()
    return file.getvalue()
