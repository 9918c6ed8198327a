"""Dutch word forms: words reduced to their stem, the same for what is stored and what is searched."""

import re
import threading
import unicodedata
from functools import lru_cache

import snowballstemmer

_WORD = re.compile(r"[^\W_]+")
_local = threading.local()


def stems(text: str) -> list[str]:
    """Return the stems of the words in `text`, without accents, in order."""
    plain = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(ch for ch in plain if not unicodedata.combining(ch))
    return [_stem(word) for word in _WORD.findall(plain)]


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    """Kept, because the same words come back in every text, and each takes forty microseconds."""
    if not hasattr(_local, "stemmer"):
        # Plain `dutch` became Kraaij-Pohlmann in snowballstemmer 3, which parts algoritme from algoritmen.
        _local.stemmer = snowballstemmer.stemmer("dutch_porter")
    return str(_local.stemmer.stemWord(word))
