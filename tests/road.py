"""The whole road of an application, from its report to its archive, whatever route the law gives it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from tests import builders, life
from tests.builders import NOW, Municipality
from vijfspoor.actions.dossier.describe_application import describe_application, particulars_of
from vijfspoor.actions.dossier.retire_application import archive, describe_archive, propose_retirement
from vijfspoor.actions.technology.grant_exception import grant_exception
from vijfspoor.domain.technology.guideline import Verdict
from vijfspoor.queries.technology.contract import open_items
from vijfspoor.queries.technology.guidelines import guideline_lines
from vijfspoor.store.models import Decision, Dossier

TEXTS = {
    "purpose": "Tijd voor het gesprek.",
    "data": "Gesprekken met inwoners.",
    "human_intervention": "Een medewerker beslist.",
    "risks": "Een fout in het verslag.",
}
PILOT_ENDS = NOW.date() + timedelta(days=60)
LAST_DAY = date(2027, 6, 30)


def to_use(town: Municipality, dossier: Dossier, *, as_pilot: bool = False) -> None:
    """Walk from the report to use, answering at every gate what is asked there."""
    keeper = town.actor("information_adviser")
    describe_application(keeper, dossier, replace(particulars_of(dossier), **TEXTS))
    builders.answer_all(town, dossier)
    for _ in range(8):
        if dossier.use in ("in_use", "pilot"):
            return
        if dossier.gate == "G5" and open_items(dossier, NOW.date()):
            life.agree(town, dossier)
        if dossier.gate == "G6":
            life.published(town, dossier)
            life.keep_duties(town, dossier)
            within_guidelines(town, dossier)
            life.settle(town, dossier, "G6")
        builders.fulfil(town, dossier)
        terms = {"pilot_until": PILOT_ENDS, "pilot_measures": "Hoe vaak het verslag klopt."}
        builders.decided(town, dossier, **(terms if as_pilot and dossier.gate == "G4" else {}))
        builders.answer_all(town, dossier)
    raise AssertionError(f"still at {dossier.gate}")


def to_archive(town: Municipality, dossier: Dossier, now: datetime = NOW) -> None:
    """Walk from use to the archive package."""
    head = town.actor("department_head", now)
    propose_retirement(head, dossier, reason="Er is een beter pakket.", ends_on=LAST_DAY)
    dossier.refresh_from_db()
    life.decide_at(dossier, "approve", now)
    describe_archive(head, dossier, life.METADATA)
    life.settle(town, dossier, "G9", now)
    archive(head, dossier)
    dossier.refresh_from_db()


def within_guidelines(town: Municipality, dossier: Dossier) -> None:
    """Let the architect grant an exception to each guideline it deviates from."""
    architect = town.actor("architect")
    for line in guideline_lines(dossier, NOW.date()):
        if line.result.verdict is Verdict.DEVIATES:
            code = line.result.guideline.code
            grant_exception(architect, dossier, code, reason="Tot het nieuwe contract.", until=PILOT_ENDS)


def gates(dossier: Dossier) -> list[str]:
    """Return the gates at which was decided, in the order of time."""
    return list(Decision.objects.filter(dossier=dossier).order_by("pk").values_list("gate", flat=True))
