"""Verb: save one page of a report. The legal facts that follow from the choices are kept as answers."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions.dossier._search import index
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.ethics._answers import replace_reporter_facts
from vijfspoor.content.intake.loader import intake_pages
from vijfspoor.domain.dossier.intake import UNKNOWN, IntakePage, facts_from, problem_with
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Dossier, IntakeAnswer, RiskEstimate, Unit


@transaction.atomic
def save_intake_page(actor: Actor, dossier: Dossier, page_code: str, values: Mapping[str, Any]) -> None:
    """Save the choices on a page of the actor's own draft.

    `values` holds `choice` (a code, a list of codes or "unknown") or, for the description and the risk pages,
    their fields. Raises InvalidInput with the message at the field, NotAllowed when it is not the actor's draft.
    """
    _permission.require(actor, "edit_draft", dossier)
    page = next((p for p in intake_pages() if p.code == page_code), None)
    if page is None:
        raise InvalidInput({"page": [_("This question does not exist.")]})
    save = {"description": _save_description, "risk": _save_risk}.get(page.kind, _save_choice)
    save(actor, dossier, page, values)
    dossier.changed_at = actor.now
    dossier.save()
    _audit.record(actor, "report_saved", dossier, page=page.code)


def _save_description(actor: Actor, dossier: Dossier, page: IntakePage, values: Mapping[str, Any]) -> None:
    name, summary = str(values.get("name", "")).strip(), str(values.get("summary", "")).strip()
    supplier = str(values.get("supplier", "")).strip()
    errors: dict[str, Sequence[str]] = {}
    if not name:
        errors["name"] = [_("Give the application a name. The name of the program is fine.")]
    elif len(name) > 100:
        errors["name"] = [_("Use at most 100 characters for the name.")]
    if not summary:
        errors["summary"] = [_("Tell in one or two sentences what it does for you.")]
    elif len(summary) > 400:
        errors["summary"] = [_("Use at most 400 characters. You can explain more later.")]
    if len(supplier) > 200:
        errors["supplier"] = [_("Use at most 200 characters for the supplier.")]
    team = _team(actor, values.get("team"), errors)
    if errors:
        raise InvalidInput(errors)
    dossier.name, dossier.summary, dossier.supplier = name, summary, supplier
    if team is not None:
        dossier.team = team if team.parent_id else None
        dossier.department_id = team.parent_id or team.pk
    index(dossier)
    _keep(actor, dossier, page, {"name": name})


def _team(actor: Actor, raw: Any, errors: dict[str, Sequence[str]]) -> Unit | None:
    if not raw:
        if actor.person.unit_id is None:
            errors["team"] = [_("Choose the team that uses or wants this application.")]
        return None
    unit = Unit.objects.filter(organisation=actor.organisation, pk=raw if str(raw).isdigit() else 0).first()
    if unit is None:
        errors["team"] = [_("Choose a team from the list.")]
    return unit


def _save_risk(actor: Actor, dossier: Dossier, page: IntakePage, values: Mapping[str, Any]) -> None:
    what, whom = str(values.get("what", "")).strip(), str(values.get("whom", "")).strip()
    errors: dict[str, Sequence[str]] = {}
    if not what:
        errors["what"] = [_("Describe what could go wrong. ‘I see no risk’ is an answer too.")]
    if not whom:
        errors["whom"] = [_("Tell who would be affected, for example residents or colleagues.")]
    scales = {field: _scale(values.get(field)) for field in ("severity", "likelihood")}
    for field, value in scales.items():
        if value is None:
            errors[field] = [_("Choose one of the four answers.")]
    if errors:
        raise InvalidInput(errors)
    RiskEstimate.objects.update_or_create(
        dossier=dossier,
        defaults={"what": what[:2500], "whom": whom[:500], **scales, "by": actor.person, "at": actor.now},
    )
    _keep(actor, dossier, page, {"given": True})


def _scale(raw: Any) -> int | None:
    return int(raw) if str(raw) in {"1", "2", "3", "4"} else None


_MESSAGES = {
    "missing": lambda: _("Choose an answer. ‘I don't know’ is fine too."),
    "unknown_option": lambda: _("Choose an answer from the list."),
    "exclusive": lambda: _("You chose ‘none’ together with something else. Choose one of the two."),
}


def _save_choice(actor: Actor, dossier: Dossier, page: IntakePage, values: Mapping[str, Any]) -> None:
    choice = values.get("choice")
    wrong = problem_with(page, choice)
    if wrong:
        raise InvalidInput({"choice": [_MESSAGES[wrong]()]})
    if page.code == "use" and choice != UNKNOWN:
        dossier.use = str(choice)
    _keep(actor, dossier, page, {"choice": choice})
    replace_reporter_facts(actor, dossier, facts_from(intake_pages(), choices_of(dossier)))


def choices_of(dossier: Dossier) -> dict[str, Any]:
    """Return page code -> confirmed choice, as saved on the dossier."""
    rows = dossier.intake_answers.filter(is_proposed=False).values_list("page", "value")
    return {page: value.get("choice") for page, value in rows if "choice" in value}


def _keep(actor: Actor, dossier: Dossier, page: IntakePage, value: dict[str, Any]) -> None:
    IntakeAnswer.objects.update_or_create(
        dossier=dossier,
        page=page.code,
        defaults={"value": value, "is_proposed": False, "at": actor.now},
    )
