"""The files of the demo are checked strictly; no database is needed to read them."""

import pytest
from pydantic import ValidationError

from vijfspoor.content.demo import loader
from vijfspoor.content.demo import organisation_schema as schema
from vijfspoor.content.errors import ContentError
from vijfspoor.content.intake.loader import intake_pages


def test_the_names_are_enough_and_all_different():
    demo = loader.municipality("lindewaard")

    assert len(set(demo.names)) == len(demo.names) > demo.organisation.staff
    assert not {person.name for person in demo.organisation.people} & set(demo.names)


def test_every_choice_exists_on_its_page():
    options = {page.code: {option.code for option in page.options} for page in intake_pages()}
    for slug in ("lindewaard", "oosterdijk"):
        for story in loader.municipality(slug).stories:
            for page, choice in loader.choices(story).items():
                chosen = {choice} if isinstance(choice, str) else set(choice)
                assert chosen <= options[page] | {"unknown"}, (story.key, page)


def test_what_a_role_says_is_meant_for_a_role_that_exists():
    from vijfspoor.content.wheel.loader import wheels

    roles = wheels()[-1].roles
    for story in loader.municipality("lindewaard").stories:
        named = {*story.waits_for, *(said.role for said in story.said), *story.notes}
        wished = {wish.role for ruling in story.rulings for wish in ruling.conditions if wish.role}
        assert named | wished <= set(roles), story.key
    assert set(loader.texts().roles) <= set(roles)


def test_an_organisation_whose_teams_do_not_add_up_is_refused():
    with pytest.raises(ValidationError, match="has 5 staff, its teams 4"):
        schema.OrganisationFile(
            slug="a",
            name="A",
            contact_email="a@a.example",
            departments=(schema.Department(name="B", staff=5, teams=(schema.Team(name="C", staff=4),)),),
            people=(),
        )


def test_a_person_in_a_unit_that_does_not_exist_is_refused():
    with pytest.raises(ValidationError, match="names what does not exist: Nergens"):
        schema.OrganisationFile(
            slug="a",
            name="A",
            contact_email="a@a.example",
            departments=(),
            people=(schema.NamedPerson(name="P", unit="Nergens"),),
        )


def test_a_story_in_an_unknown_team_is_refused_by_name(tmp_path, monkeypatch):
    (tmp_path / "dorp" / "applications").mkdir(parents=True)
    (tmp_path / "dorp" / "organisation.yaml").write_text(
        "{slug: dorp, name: Dorp, contact_email: a@dorp.example, departments: [], people: []}"
    )
    (tmp_path / "dorp" / "applications" / "een.yaml").write_text(
        "applications: [{key: x, name: X, summary: Doet iets., team: Nergens, use: idea, days_ago: 2, profile: rules,"
        " risk: {what: a, whom: b, severity: 1, likelihood: 1}, stage: draft}]"
    )
    monkeypatch.setattr(loader, "FOLDER", tmp_path)

    with pytest.raises(ContentError, match="x: names an unknown team: Nergens"):
        loader.municipality("dorp")
