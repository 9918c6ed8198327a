"""Three applications from G0 to G9: a bought one, a pilot built by ourselves, and rules without AI."""

from datetime import UTC, datetime

import pytest

from tests import builders, life, road
from tests.builders import CONVERSATION_REPORT, NOW
from vijfspoor.actions.technology.record_release import ReleaseInput, record_release
from vijfspoor.queries.organisation.people import verify_chain

pytestmark = pytest.mark.django_db

BUILT = {**CONVERSATION_REPORT, "origin": "built"}
RULES = {**CONVERSATION_REPORT, "learned": "rules", "does": ["calculates"], "people": "decides", "origin": "built"}
AT_THE_END_OF_THE_PILOT = datetime(2027, 1, 20, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def _ended_well(town, dossier):
    assert (dossier.status, dossier.use) == ("retired", "ended")
    assert not dossier.tasks.filter(status="open").exclude(kind="letter").exists(), "the council is still told"
    assert not verify_chain(town.organisation).breaches


def test_a_bought_application_passes_its_contract_and_a_reassessment(town):
    dossier = builders.reported(town, CONVERSATION_REPORT)
    road.to_use(town, dossier)
    manager = town.actor("application_manager")
    record_release(manager, dossier, ReleaseInput("2.0", NOW.date(), "Vat nu zelf samen.", "yes"))
    dossier.refresh_from_db()
    builders.answer_all(town, dossier)
    builders.fulfil(town, dossier)
    life.decide_at(dossier, "approve")
    road.to_archive(town, dossier)

    assert road.gates(dossier) == ["G1", "G2", "G3", "G4", "G5", "G6", "G8", "G9"]
    _ended_well(town, dossier)


def test_a_pilot_of_our_own_is_decided_upon_before_it_is_used(town):
    dossier = builders.reported(town, BUILT)
    road.to_use(town, dossier, as_pilot=True)
    assert dossier.use == "pilot"
    life.settle(town, dossier, "G7", AT_THE_END_OF_THE_PILOT)
    builders.fulfil(town, dossier)
    life.decide_at(dossier, "approve", AT_THE_END_OF_THE_PILOT)
    assert dossier.use == "in_use"
    road.to_archive(town, dossier, AT_THE_END_OF_THE_PILOT)

    assert road.gates(dossier) == ["G1", "G2", "G3", "G4", "G6", "G7", "G9"]
    _ended_well(town, dossier)


def test_rules_without_ai_that_decide_about_people_take_the_same_road(town):
    dossier = builders.reported(town, RULES)
    assert dossier.route == "oranje"
    newest = dossier.classifications.order_by("-pk").first()
    assert "NO_AI_SYSTEM" in newest.outcomes or "AI_SYSTEM" not in newest.outcomes
    road.to_use(town, dossier)
    road.to_archive(town, dossier)

    assert road.gates(dossier)[-2:] == ["G6", "G9"]
    _ended_well(town, dossier)
