"""The public register for residents: theme, situation, and what changed in each version of a page."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from vijfspoor.actions.describe_application import describe_application, particulars_of
from vijfspoor.actions.publish import publish
from vijfspoor.content.errors import ContentError
from vijfspoor.content.publication.residents import build_guide, resident_guide
from vijfspoor.content.publication.residents_schema import ResidentsFile

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
