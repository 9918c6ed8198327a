"""Files that stand or fall with a transaction: what was written goes away again when the change does not hold."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

FOLDER = "attachments"


class FileWriter:
    """Writes files during one transaction and remembers which."""

    def __init__(self) -> None:
        self.written: list[str] = []

    def write(self, content: bytes) -> str:
        """Return the random name under which `content` now lies in the storage."""
        name = default_storage.save(f"{FOLDER}/{secrets.token_hex(16)}", ContentFile(content))
        self.written.append(name)
        return name

    def bring(self, name: str, content: File) -> None:  # type: ignore[type-arg]
        """Keep a file under the name it had elsewhere. Raises FileExistsError when something lies there already."""
        if default_storage.exists(name):
            raise FileExistsError(name)
        self.written.append(default_storage.save(name, content))


@contextmanager
def transaction_with_files() -> Iterator[FileWriter]:
    """Open a transaction that may write files. When it fails, commit included, its files are removed."""
    writer = FileWriter()
    try:
        with transaction.atomic():
            yield writer
    except BaseException:
        for name in writer.written:
            default_storage.delete(name)
        raise
