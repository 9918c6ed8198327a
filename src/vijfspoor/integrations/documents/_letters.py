"""Which characters of what people typed may stand in a document."""

import re
import unicodedata

# Joiners hold an emoji together; all other invisible characters can only mislead.
_JOINERS = "\u200c\u200d"
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
# Whole ranges that the fonts inside the typst wheel draw; a test sets every one of these characters.
_DRAWN = re.compile(
    "[\n -~\u00a0-\u024f\u0391-\u03a1\u03a3-\u03c9\u0400-\u045f\u05d0-\u05ea\u0621-\u063a\u0641-\u064a"
    "\u1e80-\u1e85\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030\u2032\u2033\u2039\u203a\u20ac\u2122"
    "\u2190-\u2193\u2212\u2248\u2260\u2264\u2265\u25a1\u2713\u2717]"
)
MISSING = "\N{WHITE SQUARE}"


def clean(text: str) -> str:
    """Return `text` composed (NFC) and without control and other invisible characters; lines stay apart."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
    return "".join(c for c in text if c in "\n" or c in _JOINERS or unicodedata.category(c) not in _INVISIBLE)


def drawn(text: str) -> str:
    """Return clean `text` with only characters the PDF's fonts have; each other one becomes a white square.

    Loose accents are left out, so that every character stands by itself and the fonts surely draw it.
    """
    letters = (c for c in clean(text) if not unicodedata.category(c).startswith("M") and c not in _JOINERS)
    return "".join(c if _DRAWN.match(c) else MISSING for c in letters)
