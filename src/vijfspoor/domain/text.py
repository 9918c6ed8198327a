"""Tekst in twee talen: wording owned by lawyers and policy advisers, Dutch first."""

from dataclasses import dataclass

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Text:
    """Tweetalige tekst: the same wording in Dutch (leading) and English."""

    nl: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the wording in `language` ("nl" or "en"); anything else gives Dutch."""
        return self.en if language == "en" else self.nl


def harmless(value: str) -> str:
    """Return `value` so that a spreadsheet shows it as text and never runs it as a formula."""
    return f"'{value}" if value.startswith(_FORMULA) else value
