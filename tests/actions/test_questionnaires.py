"""Own questionnaires: added without code, checked, used from their date on; what runs stays until someone goes over."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.ethics.add_questionnaire import add_questionnaire
from vijfspoor.actions.ethics.fill_in_assessment import fill_in_assessment
from vijfspoor.actions.ethics.migrate_assessment import migrate_assessment
from vijfspoor.actions.ethics.start_assessment import start_assessment
from vijfspoor.content.assessments.loader import source_of
from vijfspoor.queries.actor import actor_for
from vijfspoor.queries.ethics import questionnaires
from vijfspoor.queries.ethics.assessment import sheet

pytestmark = pytest.mark.django_db
NEXT = "2026-12-01"
OWN = """
code: energie
version: "2026-11-20"
title: {nl: Energietoets, en: Energy check}
intro: {nl: Hoeveel stroom kost het?, en: How much power does it take?}
source: Eigen beleid
activity: M11
performer: architect
sections:
  - code: a
    title: {nl: Stroom, en: Power}
    owner: architect
    questions:
      - {code: power, part: "1", text: {nl: Hoeveel stroom?, en: How much power?}}
"""


def _next_dpia():
    text = source_of("dpia", "2026-11-01").replace('version: "2026-11-01"', f'version: "{NEXT}"')
    return text.replace("Wat doet de toepassing?", "Wat doet de toepassing precies?")


def test_an_own_questionnaire_is_added_started_and_filled_in(town):
    dossier = builders.at_the_assessments(town)
    add_questionnaire(town.actor("policy_adviser"), OWN)

    begun = start_assessment(town.actor("architect"), dossier, "energie")
    fill_in_assessment(town.actor("architect"), begun, {"power": "Weinig."}, {})

    assert sheet(begun, builders.NOW.date()).progress.percentage == 100


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("code: [", "YAML"),
        (OWN.replace("architect", "astronaut"), "astronaut"),
        (OWN.replace("code: energie", "code: Energie!"), "code"),
        (OWN.replace("2026-11-20", "2026-13-20"), "JJJJ-MM-DD"),
        (OWN + "extra: 1\n", "extra"),
        (source_of("dpia", "2026-11-01"), "bestaat al"),
        (_next_dpia().replace("overseer: data_protection_officer", 'overseer: ""'), "toezichthouder"),
        (
            _next_dpia().replace("kind: yes_no, subject: purpose_limitation", "subject: purpose_limitation"),
            "compatible",
        ),
    ],
)
def test_a_wrong_file_is_refused_with_the_item_that_is_wrong(town, text, said):
    with pytest.raises(InvalidInput) as raised:
        add_questionnaire(town.actor("privacy_officer"), text)

    assert said in raised.value.errors["text"][0]
    assert not town.organisation.questionnaires.exists()


def test_only_who_keeps_them_and_only_in_the_own_organisation(town, other_town):
    with pytest.raises(NotAllowed):
        add_questionnaire(town.actor("team_manager"), OWN)
    add_questionnaire(town.actor("ciso"), OWN)

    assert "energie" in questionnaires.in_force(town.organisation, builders.NOW.date())
    assert "energie" not in questionnaires.in_force(other_town.organisation, builders.NOW.date())


def test_what_runs_stays_on_its_version_until_someone_goes_over(town):
    dossier = builders.at_the_assessments(town)
    dpia = start_assessment(town.actor("privacy_officer"), dossier, "dpia")
    fill_in_assessment(town.actor("privacy_officer"), dpia, {"necessary": "Kan met minder."}, {})
    add_questionnaire(town.actor("privacy_officer"), _next_dpia())
    with pytest.raises(Conflict):
        migrate_assessment(town.actor("privacy_officer"), dpia)
    later = actor_for(town.holders["privacy_officer"], builders.NOW + timedelta(days=10))
    assert sheet(dpia, later.today).questionnaire.version == "2026-11-01"

    migrated = migrate_assessment(later, dpia)

    view = sheet(migrated, later.today)
    assert view.questionnaire.version == NEXT
    assert next(row for row in view.rows() if row.question.code == "necessary").known.value == "Kan met minder."
    with pytest.raises(Conflict):
        migrate_assessment(later, dpia)


def test_the_difference_is_shown_before_going_over(town):
    dossier = builders.at_the_assessments(town)
    dpia = start_assessment(town.actor("privacy_officer"), dossier, "dpia")
    add_questionnaire(town.actor("privacy_officer"), _next_dpia().replace(NEXT, "2026-11-02"))
    client = Client()
    client.force_login(town.holders["privacy_officer"], backend="allauth.account.auth_backends.AuthenticationBackend")
    address = reverse("assessment_migrate", args=[dossier.number, dpia.pk])

    assert address in client.get(reverse("assessment", args=[dossier.number, dpia.pk])).content.decode()
    page = client.get(address).content.decode()
    assert "<del>Wat doet de toepassing?</del>" in page
    client.post(address)
    dpia.refresh_from_db()
    assert dpia.version == "2026-11-02"

    listing = reverse("questionnaires")
    assert client.post(listing, {"text": "kapot: ["}).status_code == 422
    client.post(listing, {"text": OWN})
    assert "Energietoets" in client.get(listing).content.decode()
    assert client.get(reverse("questionnaire_source", args=["dpia", "2026-11-01"])).status_code == 200
    assert client.get(reverse("questionnaire_source", args=["dpia", "1999-01-01"])).status_code == 404
