"""Formulier voor inwoners: what tells a person from a machine, without a third party and without cookies.

The limits are the municipality's own choice; no law gives them.
"""

import re
from datetime import timedelta
from enum import StrEnum

# A person needs some seconds to write even one sentence; an old page is loaded again.
LEAST_AGE = timedelta(seconds=3)
MOST_AGE = timedelta(hours=12)
MOST_LINKS = 2
_LINK = re.compile(r"https?://|www\.|\[url|href\s*=", re.IGNORECASE)


class FormFault(StrEnum):
    """Reden om een bericht niet aan te nemen: what makes a form look like the work of a machine."""

    TRAP = "trap"
    UNSIGNED = "unsigned"
    TOO_FAST = "too_fast"
    TOO_OLD = "too_old"
    LINKS = "links"


def form_fault(text: str, trap: str, age: timedelta | None) -> FormFault | None:
    """Return what is wrong with a form, or None. `age` is None when the form was not ours; `trap` must stay empty."""
    if trap.strip():
        return FormFault.TRAP
    if age is None or age < timedelta():
        return FormFault.UNSIGNED
    if age < LEAST_AGE:
        return FormFault.TOO_FAST
    if age > MOST_AGE:
        return FormFault.TOO_OLD
    return FormFault.LINKS if len(_LINK.findall(text)) > MOST_LINKS else None
