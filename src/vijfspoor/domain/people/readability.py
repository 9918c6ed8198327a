"""Leesbaarheid: how easy a Dutch or English text reads, from the length of its sentences and words.

Sources: W.H. Douma, De leesbaarheid van landbouwbladen (Wageningen, 1960), for Dutch; R. Flesch, A new readability
yardstick (Journal of Applied Psychology 32, 1948), for English. Both run from about 0 (hard) to 100 (easy).

Syllables are counted as groups of vowels. Rules for Dutch: a e i o u with or without accent are vowels, y is one
unless a vowel follows (`yo-ghurt`); the pairs and triples in `_DUTCH_GROUPS` are one sound; two vowels that form no
such group are two syllables (`the-a-ter`); a diaeresis starts a new one (`ge-in-te-res-seerd` with diaeresis); a word
without vowels is one syllable, in capitals one per letter (`BSN` is read out); a number is one syllable. Loan words
such as `team` come out one too high and `museum` one too low. For English a silent e at the end is not counted.
"""

import re
from dataclasses import dataclass
from functools import cache

# Douma's own table calls 60 to 70 "normaal" and what is below "tamelijk moeilijk" (printed in
# https://dbnl.org/tekst/_taa014197701_01/_taa014197701_01_0089.php). That B1 begins where "normaal" does is a custom
# of plain-language writers, not a measurement: a text can score well and still be unclear.
B1_AT_LEAST = 60.0
LONGEST_SENTENCE = 25

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|(?<=[.!?][\"'”’)])\s+|\n+")
_ABBREVIATIONS = re.compile(r"\b(art|mr|dr|nr|bijv|enz|lid|par|p)\.(?=\s)", re.IGNORECASE)
_DUTCH_GROUPS = re.compile(
    r"aai|ooi|oei|eeu|ieu|ij|aa|ee|oo|uu|ie|oe|eu|ui|ei|au|ou|y(?![aeiou])|[aeiouàáâèéêìíîòóôùúûäëïöü]"
)
_ENGLISH_GROUPS = re.compile(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]+")


@dataclass(frozen=True, slots=True)
class Readability:
    """Leesbaarheid van een tekst: `score` (higher is easier), its counts and its longest sentence in words."""

    score: float
    words: int
    sentences: int
    syllables: int
    longest: str
    longest_words: int

    @property
    def is_plain(self) -> bool:
        """Whether the text is in the B1 range and has no sentence that is too long."""
        return self.score >= B1_AT_LEAST and self.longest_words <= LONGEST_SENTENCE


def readability(text: str, language: str = "nl") -> Readability:
    """Return how easy plain `text` (no markup, see `plain_text`) reads. Raises ValueError when it has no words."""
    found = sentences(text)
    if not found:
        raise ValueError("there are no words to measure")
    parts = [words(sentence) for sentence in found]
    count = sum(len(part) for part in parts)
    syllables = sum(_syllables(word, language) for part in parts for word in part)
    longest = max(range(len(found)), key=lambda number: len(parts[number]))
    return Readability(
        score=round(_score(count / len(found), syllables / count, language), 1),
        words=count,
        sentences=len(found),
        syllables=syllables,
        longest=found[longest],
        longest_words=len(parts[longest]),
    )


def _score(words_per_sentence: float, syllables_per_word: float, language: str) -> float:
    if language == "en":
        return 206.835 - 1.015 * words_per_sentence - 84.6 * syllables_per_word
    return 206.84 - 0.93 * words_per_sentence - 77 * syllables_per_word


def sentences(text: str) -> list[str]:
    """Return the sentences of `text`. A new line ends one as well, a colon or a known abbreviation does not."""
    joined = _ABBREVIATIONS.sub(r"\1", text)
    return [part.strip() for part in _SENTENCE_END.split(joined) if words(part)]


def words(text: str) -> list[str]:
    """Return the words of `text`; `AI-hulp` and `foto's` are one word each."""
    return _WORD.findall(text)


def dutch_syllables(word: str) -> int:
    """Return the number of syllables of a Dutch word, by the rules above."""
    return _syllables(word, "nl")


def english_syllables(word: str) -> int:
    """Return the number of syllables of an English word, by the rules above."""
    return _syllables(word, "en")


@cache
def _syllables(word: str, language: str) -> int:
    return sum(_part(part, language) for part in re.sub(r"['’]", "", word).split("-") if part)


def _part(part: str, language: str) -> int:
    if part.isdigit():
        return 1
    lower = part.lower()
    if language == "en":
        count = len(_ENGLISH_GROUPS.findall(lower))
        silent = lower.endswith("e") and not lower.endswith("le") and count > 1
        return max(count - silent, 1)
    count = len(_DUTCH_GROUPS.findall(lower))
    return count or (len(part) if part.isupper() else 1)


def plain_text(markdown: str) -> str:
    """Return a Markdown text without its marks. Headings are left out: they are no sentences and flatter the score."""
    text = re.sub(r"^#+ .*$", "", markdown, flags=re.MULTILINE)
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"^\s*(?:[-*]|\d+\.|>)\s+", "", text, flags=re.MULTILINE)
    text = re.sub(r"[*_`]", "", text)
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())
