"""A file with results, and the same rows carried from the dry run to the real one.

Nothing is stored in between: the rows travel along in the form, signed, so that they cannot be changed on the way.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple
from typing import Any

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from vijfspoor.actions.errors import InvalidInput
from vijfspoor.integrations.results import ResultRow, UnreadableResults

MOST_BYTES = 2_000_000
VALID_FOR = 3600
Readers = Mapping[str, Callable[[bytes], list[ResultRow]]]
"""How a file is read, by the end of its name."""


def rows_sent(request: HttpRequest, readers: Readers, purpose: str) -> list[ResultRow]:
    """Return the rows of the file that was chosen, or those carried from the dry run. Raises InvalidInput at `file`."""
    if "carried" in request.POST:
        try:
            salt = _salt(request, purpose)
            found: list[Any] = signing.loads(request.POST["carried"], salt=salt, max_age=VALID_FOR)
        except signing.BadSignature as error:
            raise InvalidInput({"file": [_("This took too long. Choose the file again.")]}) from error
        return [ResultRow(*row) for row in found]
    upload: UploadedFile | None = request.FILES.get("file")
    if upload is None:
        raise InvalidInput({"file": [_("Choose a file first.")]})
    reader = readers.get((upload.name or "").rpartition(".")[2].casefold())
    if reader is None:
        raise InvalidInput({"file": [_("Choose a CSV, XLSX or JSON file.")]})
    if (upload.size or 0) > MOST_BYTES:
        raise InvalidInput({"file": [_("This file is too large. The most is 2 MB.")]})
    try:
        return reader(upload.read())
    except UnreadableResults as error:
        raise InvalidInput({"file": [_fault(error.fault)]}) from error


def carried(request: HttpRequest, rows: Sequence[ResultRow], purpose: str) -> str:
    """Return the rows as a signed text for the form; `purpose` keeps one form's rows out of another."""
    return signing.dumps([astuple(row) for row in rows], salt=_salt(request, purpose), compress=True)


def _fault(code: str) -> str:
    return {
        "encoding": _("Save the file as CSV in UTF-8, or choose an XLSX file."),
        "empty": _("There is nothing in this file."),
        "columns": _("The first row needs a column “email” or “team”."),
        "large": _("There are more than 10,000 rows in this file."),
    }.get(code, _("This file cannot be read. Is it what its name says?"))


def _salt(request: HttpRequest, purpose: str) -> str:
    return f"{purpose}-{request.actor.person.pk}"
