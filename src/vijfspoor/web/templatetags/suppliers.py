"""How suppliers, products and contracts are written on screen."""

from django import template
from django.utils.translation import gettext as _

from vijfspoor.queries import wording

register = template.Library()
register.filter("ai_functions_name", wording.ai_functions_name)


@register.filter
def notice_state(code: str) -> str:
    """Return how a concern at a supplier stands, in words."""
    return {
        "waiting": _("awaiting an answer"),
        "late": _("answer is late"),
        "answered": _("answered"),
        "dropped": _("no answer needed any more"),
    }[code]


@register.filter
def notice_tone(code: str) -> str:
    """Return the tone of how a concern at a supplier stands."""
    return {"waiting": "warn", "late": "bad", "answered": "ok"}.get(code, "info")


@register.filter
def ai_functions_tone(code: str) -> str:
    """Return the tone of whether a product has AI functions."""
    return {"unknown": "warn", "on_by_default": "bad"}.get(code, "ok" if code == "no" else "info")


@register.filter
def finding_name(code: str) -> str:
    """Return what was found of a clause, in words."""
    return {
        "present": _("in the contract"),
        "absent": _("not in the contract"),
        "accepted_otherwise": _("otherwise, but accepted"),
    }.get(code, _("not looked at yet"))


@register.filter
def finding_tone(code: str) -> str:
    """Return the tone of what was found of a clause."""
    return {"present": "ok", "absent": "bad", "accepted_otherwise": "warn"}.get(code, "info")


@register.filter
def clause_origin(code: str) -> str:
    """Return who asks for a clause, in words."""
    return {
        "law": _("required by law"),
        "model": _("EU model clause (voluntary)"),
        "own_policy": _("our own set"),
    }[code]


@register.filter
def certificate_name(code: str) -> str:
    """Return how a certificate stands, in words."""
    return {"valid": _("valid"), "expires_soon": _("expires soon"), "expired": _("expired")}[code]


@register.filter
def certificate_tone(code: str) -> str:
    """Return the tone of how a certificate stands."""
    return {"valid": "ok", "expires_soon": "warn", "expired": "bad"}[code]


@register.filter
def link_state(code: str) -> str:
    """Return what the link of a questionnaire opens, in words."""
    return {
        "open": _("waits for the supplier"),
        "handed_in": _("answered"),
        "expired": _("link expired, not answered"),
        "revoked": _("taken back"),
    }[code]


@register.filter
def link_tone(code: str) -> str:
    """Return the tone of what the link of a questionnaire opens."""
    return {"open": "info", "handed_in": "ok", "expired": "bad"}.get(code, "info")


@register.filter
def fact_origin(code: str) -> str:
    """Return where a fact of a product comes from, in words."""
    return {
        "colleague": _("a colleague"),
        "supplier": _("the supplier"),
        "template": _("a template"),
    }[code]


@register.filter
def proposal_name(code: str) -> str:
    """Return what became of an answer of a supplier, in words."""
    return {"pending": _("waits for you"), "accepted": _("accepted"), "refused": _("refused")}[code]
