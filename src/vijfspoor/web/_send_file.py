"""How a stored file leaves: to save, never to show, and never from a cache."""

from typing import IO, Any

from django.http import FileResponse


def send_file(content: IO[Any], name: str, media_type: str) -> FileResponse:
    """Return the file as a download: a browser may not run or guess what is in it, and who may have it can change."""
    response = FileResponse(content, as_attachment=True, filename=name, content_type=media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
