"""Checks on typed text that several verbs share: something must be there, and it must fit."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from vijfspoor.actions.errors import InvalidInput


def cleaned(text: str) -> str:
    """Return `text` without surrounding space and without null characters, which PostgreSQL cannot keep."""
    return text.replace("\x00", "").strip()


def checked(texts: Mapping[str, str], most: Mapping[str, int], required: Mapping[str, str]) -> dict[str, str]:
    """Return `texts` cleaned.

    `most` is the length each may have, `required` the sentence for a field that may not be empty. Raises InvalidInput.
    """
    clean = {field: cleaned(text) for field, text in texts.items()}
    errors: dict[str, list[str]] = {}
    for field, text in clean.items():
        if not text and field in required:
            errors[field] = [required[field]]
        elif len(text) > most[field]:
            errors[field] = [_("Use at most %(most)s characters.") % {"most": most[field]}]
    if errors:
        raise InvalidInput(errors)
    return clean
