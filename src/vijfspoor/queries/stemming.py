"""Dutch word forms: words reduced to their stem, the same for what is stored and what is searched."""

import re
import threading
import unicodedata

import snowballstemmer

_WORD = re.compile(r"[^\W_]+")
_local = threading.local()


def stems(text: str) -> list[str]:
    """Return the stems of the words in `text`, without accents, in order."""
    if not hasattr(_local, "stemmer"):
        # Plain `dutch` became Kraaij-Pohlmann in snowballstemmer 3, which parts algoritme from algoritmen.
        _local.stemmer = snowballstemmer.stemmer("dutch_porter")
    plain = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(ch for ch in plain if not unicodedata.combining(ch))
    return list(_local.stemmer.stemWords(_WORD.findall(plain)))
