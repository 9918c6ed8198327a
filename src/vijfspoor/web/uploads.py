"""Takes uploads in: what is over the limit is not kept, so nobody fills the disk with one request."""

from django.core.files.uploadhandler import FileUploadHandler

from vijfspoor.domain.dossier.attachment import MOST_BYTES


class LimitedUpload(FileUploadHandler):
    """Drops what comes after the limit. The rest of the form stays, so nothing that was typed is lost."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Pass on what begins within the limit; just over it is enough to be refused as too large."""
        return raw_data if start <= MOST_BYTES else None

    def file_complete(self, file_size: int) -> None:
        """The next handler makes the file."""
