"""The public register for residents: theme, situation, and what changed in each version of a page."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from vijfspoor.actions.dossier.describe_application import describe_application, particulars_of
from vijfspoor.actions.leadership.publish import publish
from vijfspoor.content.errors import ContentError
from vijfspoor.content.publication.residents import build_guide, resident_guide
from vijfspoor.content.publication.residents_schema import ResidentsFile
from vijfspoor.queries.leadership.publication import PUBLIC_TEXTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(town):
    dossier = builders.reported(town, builders.SPELL_CHECKER)
    builders.decided(town, dossier)
    builders.decided(town, dossier)
    keeper = town.actor("information_manager")
    describe_application(keeper, dossier, replace(particulars_of(dossier), theme="Wonen", purpose="Sneller bouwen."))
    publish(keeper, dossier)
    return dossier


def _found(town, **asked):
    page = Client().get(reverse("public_register", args=[town.organisation.slug]), asked)
    return [row.dossier_id for row in page.context["page"]]


def test_a_resident_filters_by_theme_and_by_what_concerns_them(town, published):
    assert _found(town, thema="Wonen") == _found(town, situatie="housing") == [published.pk]
    assert _found(town, thema="Werk") == _found(town, situatie="support") == []
    assert _found(town, situatie="housing", thema="Werk") == []
    for unknown in ({"thema": "Toverij"}, {"situatie": "\x00"}):
        assert _found(town, **unknown) == [published.pk]


def test_a_fact_makes_a_page_fit_a_situation(town, published):
    row = published.publications.get(is_current=True)
    assert _found(town, situatie="decision") == []
    row.content["facts"] = {**row.content["facts"], "N2": "ja"}
    row.save()
    assert _found(town, situatie="decision") == [published.pk]


def test_the_history_names_what_changed_and_never_shows_the_earlier_text(town, published):
    address = reverse("public_application", args=[town.organisation.slug, published.number])
    keeper = town.actor("information_manager")
    published.refresh_from_db()
    describe_application(keeper, published, replace(particulars_of(published), purpose="Eerlijker bouwen."))
    publish(keeper, published)

    answer = Client().get(address)
    assert [line.changed for line in answer.context["history"]] == [
        ("waar het voor is",), ("waar het voor is", "de uitleg voor inwoners"), (),
    ]  # fmt: skip
    assert "Sneller bouwen." not in answer.content.decode()
    english = Client().get(address, headers={"accept-language": "en"}).content.decode()
    assert "what it is for" in english


OBJECT = "binnen zes weken bezwaar maken (Algemene wet bestuursrecht, artikel 6:7)"
NO_DECISION = "niet voor besluiten waartegen u bezwaar kunt maken"
COMPLAINT = "een klacht indienen bij de gemeente (Algemene wet bestuursrecht, artikel 9:1)"
NOT_DESCRIBED = "De gemeente heeft dit nog niet beschreven."


def _page(town, dossier, **changes):
    row = dossier.publications.get(is_current=True)
    row.content |= changes
    row.save()
    return Client().get(reverse("public_application", args=[town.organisation.slug, dossier.number])).content.decode()


@pytest.mark.parametrize(("facts", "objects"), [({"N12": "ja"}, True), ({}, True), ({"N12": "nee"}, False)])
def test_how_to_object_is_said_unless_no_decision_lies_under_it(town, published, facts, objects):
    page = _page(town, published, facts=facts)

    assert (OBJECT in page) is objects
    assert (NO_DECISION in page) is not objects
    assert COMPLAINT in page
    assert f"mailto:{town.organisation.contact_email}" in page


def test_what_is_not_known_is_not_made_up(town, published):
    page = _page(town, published, facts={}, texts={})

    assert "geen gegevens over mensen" not in page
    assert "geen beslissingen over mensen" not in page
    # Data, who decides, the person who keeps watch, the risks and the law.
    assert page.count(NOT_DESCRIBED) == 5
    known = _page(town, published, facts={"N1": "nee", "N2": "nee"}, texts={})
    assert "geen gegevens over mensen" in known
    assert known.count(NOT_DESCRIBED) == 3


def test_everything_written_for_residents_is_on_the_page_and_called_dutch_in_english(town, published):
    texts = {name: f"Tekst over {name}." for name in PUBLIC_TEXTS if name != "theme"}
    page = _page(town, published, texts={**texts, "theme": "Wonen"}, assessments=["DPIA"])

    assert [name for name, text in texts.items() if text not in page] == []
    assert "DPIA" in page
    address = reverse("public_application", args=[town.organisation.slug, published.number])
    english = Client().get(address, headers={"accept-language": "en"}).content.decode()
    assert "The municipality writes its own texts in Dutch." in english
    assert f'<p class="vs-text" lang="nl">{texts["proportionality"]}</p>' in english


@pytest.mark.parametrize("wrong", [{"themes": ("Toverij",)}, {"themes": (), "facts": ()}])
def test_a_situation_that_leads_nowhere_is_refused(wrong):
    guide = resident_guide(date(2026, 11, 30))
    file = ResidentsFile.model_validate(
        {
            "valid_from": date(2026, 11, 1),
            "themes": [{"code": code, "title": {"nl": text.nl, "en": text.en}} for code, text in guide.themes.items()],
            "situations": [{"code": "x", "question": {"nl": "Ik", "en": "I"}, **wrong}],
        }
    )
    with pytest.raises(ContentError):
        build_guide(file)
