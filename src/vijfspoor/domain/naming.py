"""Namen: a name as a machine compares it, so that the same thing written differently is the same. Pure functions."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")


def plain(text: str) -> str:
    """Return the words of `text` in small letters, without accents and marks: "E-mail (één)" is "e mail een"."""
    bare = "".join(ch for ch in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(ch))
    return " ".join(_WORD.findall(bare))
