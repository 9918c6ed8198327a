"""Where a finding is solved: the page of its fix, or the application where this person may not open that page."""

from django.urls import reverse

from vijfspoor.actions import _permission
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.ethics.oversight import overseer_role
from vijfspoor.queries.leadership.board import may_see_agenda
from vijfspoor.queries.organisation.findings import FindingLine
from vijfspoor.store.models import Finding

_ROLE_OF = {"V-ORG-01": "data_protection_officer", "V-ORG-06": "department_head"}
_VERB = {
    "particulars": "describe",
    "application_stop": "stop",
    "business_case": "write_business_case",
    "task_reassign": "reassign",
}
_BARE = {"people", "oversight", "law_books"}
_OF_DOSSIER = {
    "dossier", "particulars", "dossier_facts", "dossier_law", "dossier_decisions", "assessments", "application_stop",
    "intake_overview", "dossier_supplier", "dossier_guidelines", "in_use",
    "data_flows", "outcomes", "policies_of_dossier", "business_case",
}  # fmt: skip


def fix_link(actor: Actor, line: FindingLine) -> str:
    """Return the address where `actor` can do something about it; empty when only somebody else can."""
    row, fix = line.row, line.entry.fix
    if not _opens(actor, row, fix):
        return _dossier(row)
    if fix in _OF_DOSSIER and row.dossier is not None:
        return reverse(fix, args=[row.dossier.number])
    return _other(row, fix)


def _opens(actor: Actor, row: Finding, fix: str) -> bool:
    if fix == "people":
        return actor.person.is_administrator
    if fix in ("oversight", "sample"):
        return overseer_role(actor) is not None
    if fix == "means_ask" and row.person_id is None:
        return may_see_agenda(actor)
    if fix in ("task", "means_ask"):
        return row.person_id is None or row.person_id in (actor.person.pk, *actor.stands_in_for)
    if fix == "intake_overview":
        return row.dossier is not None and row.dossier.reporter_id == actor.person.pk
    return fix not in _VERB or _permission.may(actor, _VERB[fix], row.dossier)


def _other(row: Finding, fix: str) -> str:
    whole = row.values.get("on", row.subject)
    if fix in _BARE:
        return reverse(fix)
    if fix == "role":
        return reverse("role", args=[_ROLE_OF.get(row.code, row.values.get("role", ""))])
    if fix == "assessment" and row.dossier is not None:
        return reverse("assessment", args=[row.dossier.number, int(whole)])
    if fix == "obligation" and row.dossier is not None:
        return reverse("obligation", args=[row.dossier.number, row.values["code"]])
    if fix == "means_ask" and row.person_id is None:
        fix = "means_of_measure"
    return reverse(fix, args=[int(whole)])


def _dossier(row: Finding) -> str:
    return reverse("dossier", args=[row.dossier.number]) if row.dossier is not None else ""
