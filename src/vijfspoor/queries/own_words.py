"""What people of the municipality typed, as it stands in a document."""

from vijfspoor.domain.document import Block, Paragraph

# People of a Dutch municipality write in Dutch, whatever the language of the document around it.
OWN_WORDS = "nl"


def paragraphs(text: str, language: str) -> list[Block]:
    """Return what someone typed as paragraphs of a document in `language`; their own line ends stay."""
    written_in = OWN_WORDS if language != OWN_WORDS else ""
    parts = text.replace("\r\n", "\n").split("\n\n")
    return [Paragraph(part.strip("\n"), written_in) for part in parts if part.strip()]
