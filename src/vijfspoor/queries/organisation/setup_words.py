"""What is wrong with a set-up, and what it changes, as sentences in the reader's language."""

from django.utils.translation import gettext as _

from vijfspoor.domain.organisation.setup import BOUNDS, MONTHS_BOUNDS, TERM_BOUNDS, Fault, FaultCode, Part
from vijfspoor.domain.organisation.setup_difference import SetupChange
from vijfspoor.domain.organisation.wheel import Wheel
from vijfspoor.queries.wording import activity_name, gate_name, role_name, role_within, route_name


def fault_sentence(fault: Fault, wheel: Wheel, *, with_key: bool = False) -> str:
    """Return what is wrong; `with_key` puts before it where, for a list that stands apart from the cells."""
    lowest, highest = _bounds(fault)
    sentence = _sentences()[fault.code] % {
        "role": role_within(fault.field) if fault.field in wheel.roles else "",
        "lowest": lowest,
        "highest": highest,
    }
    return f"{place(fault.part, fault.key)}: {sentence}" if with_key else sentence


def place(part: Part, key: str) -> str:
    """Return where in the set-up something stands, in words."""
    if part is Part.ACTIVITY:
        return f"{key} {activity_name(key)}"
    if part is Part.STOP:
        route, _dash, gate = key.partition("-")
        return f"{route_name(route).partition(':')[0]}, {gate_name(gate)}"
    return role_name(key) if part is Part.ROLE else _("Terms")


def field_name(change: SetupChange) -> str:
    """Return which box within that place a change is about, in words."""
    if change.part is Part.ACTIVITY:
        return role_name(change.field)
    if change.part is Part.ROLE:
        return _("in use")
    if change.part is Part.STOP:
        named = {"term": _("term in working days"), "decides": _("who decides")}
        return named.get(change.field) or _("who is asked: %(activity)s") % {"activity": activity_name(change.field)}
    return term_name(change.field)


def term_name(code: str) -> str:
    """Return the name of a term, or of the months until a reassessment of a route."""
    if code.startswith("months_"):
        route = route_name(code.removeprefix("months_")).partition(":")[0]
        return _("Months until reassessment: %(route)s") % {"route": route}
    return {
        "question": _("Working days to answer a question"),
        "reminder_before": _("Working days before the term: a reminder"),
        "escalate_after": _("Working days after the term: the accountable person hears of it"),
        "vacancy": _("Working days to fill a vacancy"),
        "council_letter": _("Working days to write to the council after a decision"),
    }[code]


def value_words(change: SetupChange, given: tuple[str, ...]) -> str:
    """Return one side of a change in words."""
    if change.part is Part.ROLE:
        return _("Yes") if given else _("No")
    if change.part is Part.STOP and change.field != "term":
        names = ", ".join(role_name(code) for code in given)
        return names or (_("nobody") if change.field == "decides" else _("everyone with a mark"))
    return " ".join(given) or _("nothing")


def _bounds(fault: Fault) -> tuple[int, int]:
    if fault.part is Part.STOP:
        return TERM_BOUNDS
    return MONTHS_BOUNDS if fault.field.startswith("months_") else BOUNDS.get(fault.field, TERM_BOUNDS)


def _sentences() -> dict[FaultCode, str]:
    return {
        FaultCode.NO_ACCOUNTABLE: _("Nobody is accountable here. Give exactly one role EV."),
        FaultCode.MORE_ACCOUNTABLE: _("More than one role is accountable here. Exactly one may have EV."),
        FaultCode.EVERYONE_ACCOUNTABLE: _("Every colleague is a user. Give EV to a role that one person holds."),
        FaultCode.NO_PERFORMER: _("Nobody does the work here. Give at least one role U."),
        FaultCode.OVERSEER_PERFORMS: _("This role oversees this work, so it never does it (no U)."),
        FaultCode.OVERSEER_DECIDES: _("This role oversees, so it never decides."),
        FaultCode.NO_DECIDER: _("Choose at least one role in use that decides."),
        FaultCode.UNKNOWN_DECIDER: _("Choose roles from the list that one person can hold."),
        FaultCode.TWICE_DECIDER: _("A role decides once at a gate. Choose two different roles."),
        FaultCode.OUT_OF_BOUNDS: _("Write a whole number from %(lowest)s to %(highest)s."),
        FaultCode.REMINDER_TOO_EARLY: _("The reminder must come after the question: choose fewer days."),
        FaultCode.ORPHAN_ROLE: _("This role is in use without any activity. Give it a mark or switch it off."),
    }
