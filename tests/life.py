"""Applications after the decision, for the tests of their life: before go-live, in use, a pilot, being retired."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from tests import builders
from tests.builders import NOW, Municipality
from tests.suppliers import shop
from vijfspoor.actions.dossier.decide import DecisionInput, decide
from vijfspoor.actions.dossier.describe_application import describe_application, particulars_of
from vijfspoor.actions.dossier.give_evidence import give_evidence
from vijfspoor.actions.dossier.retire_application import describe_archive, propose_retirement
from vijfspoor.actions.ethics.keep_obligation import hand_out
from vijfspoor.actions.leadership.publish import publish
from vijfspoor.actions.technology.keep_contract import check_clause
from vijfspoor.queries.actor import actor_for
from vijfspoor.queries.dossier.go_live import checklist_view
from vijfspoor.queries.ethics.facts import classify_dossier
from vijfspoor.queries.technology.contract import missing_clauses
from vijfspoor.store.models import Dossier, Person

PILOT_ENDS = date(2027, 2, 1)
METADATA = {"waardering": "Vernietigen", "beperkingGebruik": "Openbaar"}


def approved(town: Municipality, **pilot: object) -> Dossier:
    """A bought application of the orange route whose use was just approved: it stands before its contract."""
    dossier = builders.at_the_assessments(town)
    for _ in ("G2", "G3"):
        builders.fulfil(town, dossier)
        builders.decided(town, dossier)
    builders.decided(town, dossier, **pilot)
    assert (dossier.status, dossier.gate) == ("approved", "G5")
    return dossier


def contracted(town: Municipality, **pilot: object) -> Dossier:
    """One whose contract was agreed: it stands before go-live."""
    dossier = approved(town, **pilot)
    agree(town, dossier)
    builders.fulfil(town, dossier)
    builders.decided(town, dossier)
    assert dossier.gate == "G6"
    return dossier


def agree(town: Municipality, dossier: Dossier, *, without: str = "") -> None:
    """Give it a contract with every clause that is required, except the one named."""
    bought = shop(town, name=f"Leverancier van toepassing {dossier.number}")
    contract = bought.contract(dossier)
    for clause in missing_clauses(dossier, bought.buyer.today):
        finding = "absent" if clause.code == without else "present"
        check_clause(bought.buyer, contract, clause.code, finding=finding)


def settle(town: Municipality, dossier: Dossier, gate: str, now: datetime = NOW) -> None:
    """Settle every point of a checklist that evidence may settle, as the accountable person."""
    actor = town.actor("department_head", now)
    for line in checklist_view(dossier, gate, actor.today).lines:
        if line.reason and line.takes_evidence:
            give_evidence(actor, dossier, gate, line.item.code, text="Zie het verslag.")
    dossier.refresh_from_db()


def published(town: Municipality, dossier: Dossier) -> None:
    """Complete the texts for residents and publish them."""
    actor = town.actor("information_manager")
    texts = {"data": "Gesprekken.", "human_intervention": "Een mens leest na.", "risks": "Fouten.", "purpose": "Tijd."}
    describe_application(actor, dossier, replace(particulars_of(dossier), **texts))
    dossier.refresh_from_db()
    publish(actor, dossier)


def keep_duties(town: Municipality, dossier: Dossier) -> None:
    """Give every duty that applies now an owner, as the legal adviser."""
    actor = town.actor("legal_adviser")
    owner: Person = town.holders["department_head"]
    for item in classify_dossier(dossier, actor.today).obligations:
        if item.applies_from and item.applies_from <= actor.today:
            hand_out(actor, dossier, item.rule.code, owner, actor.today + timedelta(days=30))


def live(town: Municipality, **pilot: object) -> Dossier:
    """One that went live: in use, or a pilot when its terms are given."""
    dossier = contracted(town, **pilot)
    published(town, dossier)
    keep_duties(town, dossier)
    settle(town, dossier, "G6")
    builders.decided(town, dossier)
    return dossier


def decide_at(dossier: Dossier, outcome: str, now: datetime = NOW, role: str = "") -> None:
    """Decide on what is asked now, by whoever is asked."""
    wanted = {"role": role} if role else {}
    task = dossier.tasks.get(kind="decide", status="open", gate=dossier.gate, **wanted)
    decide(actor_for(task.assignee, now), task, DecisionInput(outcome, "Daarom."))
    dossier.refresh_from_db()


def ending(town: Municipality, now: datetime = NOW) -> Dossier:
    """One whose end was decided: its retirement checklist is worked on."""
    dossier = live(town)
    propose_retirement(
        town.actor("department_head", now), dossier, reason="Er is een beter pakket.", ends_on=date(2026, 12, 31)
    )
    dossier.refresh_from_db()
    decide_at(dossier, "approve", now)
    return dossier


def ready_to_archive(town: Municipality) -> Dossier:
    """One of which everything is settled: only the archive package is left."""
    dossier = ending(town)
    describe_archive(town.actor("department_head"), dossier, METADATA)
    settle(town, dossier, "G9")
    return dossier
