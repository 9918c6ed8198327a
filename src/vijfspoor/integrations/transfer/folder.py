"""The folder an organisation is exported to and imported from: JSON lines per table, files, checksums.

manifest.json          what it is, and per file its rows and SHA-256
tables/<table>.jsonl   one row a line
files/<name>           what people attached, under its random name
audit.jsonl            the audit trail as `vijfspoor verify-audit FILE` reads it
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import IO, Any
from uuid import UUID

FORMAT = 1
MANIFEST = "manifest.json"
_CHUNK = 1 << 20


class FolderError(Exception):
    """The folder cannot be written or read. Its text is one sentence for who runs the command."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Herkomst: of which organisation, made when (ISO 8601, UTC), and the state of the tables it was made with."""

    organisation: str
    made_at: str
    tables: str
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes one organisation; nothing is complete without `finish`."""

    folder: Path
    parts: dict[str, dict[str, Any]] = field(default_factory=dict)

    def rows(self, name: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Write one table (or the audit trail) as JSON lines."""
        count = 0
        with self._open(name) as file:
            for count, row in enumerate(rows, start=1):  # noqa: B007 - the last count is the number of rows
                file.write((json.dumps(row, ensure_ascii=False, sort_keys=True, default=_text) + "\n").encode())
        self._seal(name, rows=count)

    def copy(self, name: str, source: IO[bytes]) -> None:
        """Write one file as it is."""
        with self._open(name) as file:
            while chunk := source.read(_CHUNK):
                file.write(chunk)
        self._seal(name)

    def finish(self, origin: Origin) -> None:
        """Write the manifest, last of all."""
        told = {
            "format": FORMAT,
            "organisation": origin.organisation,
            "made_at": origin.made_at,
            "tables": origin.tables,
            "left_out": list(origin.left_out),
            "parts": dict(sorted(self.parts.items())),
        }
        (self.folder / MANIFEST).write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    def _open(self, name: str) -> IO[bytes]:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("xb")

    def _seal(self, name: str, **more: int) -> None:
        self.parts[name] = {"sha256": _digest(self.folder / name), **more}


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one organisation. Every part was compared with its checksum before anything is read."""

    folder: Path
    origin: Origin
    parts: Mapping[str, Mapping[str, Any]]

    def rows(self, name: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of one table."""
        with (self.folder / name).open(encoding="utf-8") as file:
            for line in file:
                yield json.loads(line)

    def tables(self) -> list[str]:
        """Return the tables there are."""
        return [name for name in self.parts if name.startswith("tables/")]

    def files(self) -> list[str]:
        """Return the files people attached."""
        return [name for name in self.parts if name.startswith("files/")]


def rows_in(parts: Mapping[str, Mapping[str, Any]]) -> int:
    """Return how many rows the tables hold together; the audit trail stands among them already."""
    return sum(part.get("rows", 0) for name, part in parts.items() if name.startswith("tables/"))


def new_folder(parent: Path, name: str) -> Path:
    """Make an empty folder. Raises FolderError when there is one with something in it."""
    folder = parent / name
    if folder.exists() and any(folder.iterdir()):
        raise FolderError(f"{folder} is not empty; choose an empty or a new folder")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def open_folder(folder: Path) -> Reader:
    """Return a reader once every part is there as it was written.

    Raises FolderError that names the part that is missing, changed or not in the manifest.
    """
    told = _manifest(folder)
    parts = told["parts"]
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {MANIFEST}
    for name in sorted(found ^ set(parts)):
        raise FolderError(f"{folder / name} is {'not in the manifest' if name in found else 'missing'}")
    for name in parts:
        if _digest(folder / name) != parts[name].get("sha256"):
            raise FolderError(f"{folder / name} was changed after it was written")
    origin = Origin(told["organisation"], told["made_at"], told["tables"], tuple(told.get("left_out", ())))
    return Reader(folder, origin, parts)


def folders_in(parent: Path) -> list[Path]:
    """Return the folders of organisations, by name. Raises FolderError when there are none."""
    found = sorted(path.parent for path in parent.glob(f"*/{MANIFEST}"))
    if not found:
        raise FolderError(f"{parent} holds no export: no folder in it has a {MANIFEST}")
    return found


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise FolderError(f"{path} cannot be read: {error}") from error
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise FolderError(f"{path} is not of format {FORMAT}, the only one this version reads")
    if not all(isinstance(told.get(key), str) for key in ("organisation", "made_at", "tables")):
        raise FolderError(f"{path} does not say of which organisation and state it is")
    if not isinstance(told.get("parts"), dict):
        raise FolderError(f"{path} does not list its parts")
    return told


def _text(value: Any) -> str:
    """A moment, a day, a number or a code as text that loses nothing."""
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no text without loss")


def _digest(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()
