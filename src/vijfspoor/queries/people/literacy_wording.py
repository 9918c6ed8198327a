"""Figures on AI literacy in words, the same on screen, in an export and on paper."""

from django.utils.translation import gettext as _

from vijfspoor.domain.people.campaign import Phase
from vijfspoor.domain.people.small_groups import ShownShare
from vijfspoor.store.models import FigureRelease


def share(found: ShownShare | None) -> str:
    """Return a share, or the bounds that are known of it."""
    if found is None or (found.at_least, found.at_most) == (0, 100):
        return _("too few answers to show")
    if found.at_least == found.at_most:
        return f"{found.at_least}%"
    if found.at_least == 0:
        return _("at most %(share)s%%") % {"share": found.at_most}
    if found.at_most == 100:
        return _("at least %(share)s%%") % {"share": found.at_least}
    return _("%(low)s%% to %(high)s%%") % {"low": found.at_least, "high": found.at_most}


def quarter_name(release: FigureRelease) -> str:
    """Return the quarter of a publication."""
    return _("quarter %(quarter)s of %(year)s") % {"quarter": release.quarter, "year": release.year}


def against_name(code: str) -> str:
    """Return where a share stands against the target."""
    return {"on": _("on target"), "near": _("around the target"), "under": _("under the target")}.get(code, "")


def phase_name(phase: Phase) -> str:
    """Return the phase of a campaign."""
    return {
        Phase.PLANNED: _("planned"),
        Phase.RUNNING: _("runs now"),
        Phase.OVER: _("over"),
        Phase.WITHDRAWN: _("withdrawn"),
    }[phase]
