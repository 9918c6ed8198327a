"""Archive package: a ZIP that is the same, byte for byte, for the same files; with checksums of every file in it."""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

CHECKSUMS = "sha256sums.txt"
# ZIP knows no date before 1980, and the day on which it is packed says nothing about what is in it.
_FIXED_MOMENT = (1980, 1, 1, 0, 0, 0)
_READABLE_BY_ALL = 0o100644 << 16


@dataclass(frozen=True, slots=True)
class Package:
    """Archiefpakket: the ZIP with its checksum and the number of files."""

    content: bytes
    sha256: str
    files: int


def checksums(files: Mapping[str, bytes]) -> bytes:
    """Return one line per file, as `sha256sum --check` reads it."""
    lines = [f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items())]
    return "".join(lines).encode()


def pack(files: Mapping[str, bytes]) -> Package:
    """Return `files` (path -> content) with their checksums as one ZIP, in the order of their names."""
    everything = {**files, CHECKSUMS: checksums(files)}
    target = io.BytesIO()
    # Stored, not compressed: what a compressor makes of it may differ from one version of it to the next.
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted(everything.items()):
            entry = zipfile.ZipInfo(name, _FIXED_MOMENT)
            entry.external_attr = _READABLE_BY_ALL
            entry.create_system = 3
            archive.writestr(entry, content)
    made = target.getvalue()
    return Package(made, hashlib.sha256(made).hexdigest(), len(everything))
