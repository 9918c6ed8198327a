"""How a stored file leaves: to save, never to show, and never from a cache."""

from typing import IO, Any

from django.http import FileResponse

from vijfspoor.domain.dossier.attachment import SENT_WITH


def send_file(content: IO[Any], name: str, media_type: str) -> FileResponse:
    """Return the file as a download."""
    return FileResponse(content, as_attachment=True, filename=name, content_type=media_type, headers=SENT_WITH)
