"""The list behind each indicator: where a reader sees what was counted."""

from urllib.parse import urlencode

from django.urls import reverse

_LISTS: dict[str, tuple[str, dict[str, str]]] = {
    "L1": ("literacy", {}),
    "L2": ("literacy", {}),
    "L3": ("finding_code", {"code": "V-OPL-01"}),
    "L4": ("teams", {}),
    "L5": ("campaigns", {}),
    "L6": ("concerns", {}),
    "L7": ("incidents", {}),
    "L8": ("learning_modules", {}),
    "C1": ("policies", {}),
    "C2": ("lead_times", {}),
    "C3": ("finding_code", {"code": "V-BES-02"}),
    "C4": ("teams", {}),
    "C5": ("register", {"use": "pilot"}),
    "C6": ("council_items", {}),
    "C7": ("found_ai", {}),
    "O1": ("register", {"eigenaar": "-", "lopend": "1"}),
    "O2": ("matrix", {}),
    "O3": ("findings", {"spoor": "3"}),
    "O4": ("lead_times", {}),
    "O5": ("register", {"use": "in_use"}),
    "O6": ("register", {"use": "in_use", "lopend": "1"}),
    "O7": ("lead_times", {}),
    "O8": ("duplicates", {}),
    "S1": ("register", {"gate": "G1", "lopend": "1"}),
    "S2": ("register", {"lopend": "1"}),
    "D1": ("suppliers", {}),
    "D2": ("insight_contracts", {}),
    "D3": ("suppliers", {}),
    "D4": ("guidelines", {}),
    "D5": ("landscape", {}),
    "D6": ("concerns", {}),
    "D7": ("suppliers", {}),
    "D8": ("register", {"use": "in_use", "lopend": "1"}),
    "E1": ("finding_code", {"code": "V-AST-03"}),
    "E2": ("finding_code", {"code": "V-BES-03"}),
    "E3": ("register", {"lopend": "1"}),
    "E4": ("register", {"use": "in_use", "lopend": "1"}),
    "E5": ("finding_code", {"code": "V-PUB-02"}),
    "E6": ("register", {"status": "approved", "lopend": "1"}),
    "E7": ("finding_code", {"code": "V-FUN-01"}),
    "E8": ("woo_requests", {}),
}


def list_behind(code: str) -> str:
    """Return the address of the list behind an indicator."""
    name, asked = _LISTS[code]
    if name == "finding_code":
        return reverse(name, kwargs=asked)
    return reverse(name) + (f"?{urlencode(asked)}" if asked else "")
