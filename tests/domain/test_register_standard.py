"""The publication standard of the Algoritmeregister: what the register takes, and what differs."""

from datetime import date

import pytest

from vijfspoor.content.publication.loader import standard_in_force
from vijfspoor.domain.leadership.register_standard import Defect

STANDARD = standard_in_force(date(2026, 11, 24))
ENTRY = {
    "name": "Parkeerscan",
    "description_short": "Leest kentekens.",
    "organization": "Gemeente Lindewaard",
    "category": ["Verkeer"],
    "status": "In gebruik",
    "begin_date": "2025-03",
    "contact_email": "ai@lindewaard.example",
    "website": "https://lindewaard.example/openbaar/lindewaard/24",
    "publication_category": "Impactvolle algoritmes",
    "goal": "Eerlijk handhaven.",
    "proportionality": "Het kan niet met minder gegevens.",
    "human_intervention": "Een medewerker kijkt elke foto na.",
    "risks": "Een kenteken kan verkeerd gelezen zijn.",
    "source_data": "Kentekens.",
    "methods_and_models": "Een model leest letters in een foto.",
    "provider": "Kijkwijs",
    "lang": "nld",
    "standard_version": "1.0",
}


def test_a_whole_entry_is_taken():
    assert STANDARD.defects(ENTRY) == {}


@pytest.mark.parametrize(
    ("field", "value", "defect"),
    [
        ("name", "", Defect.MISSING),
        ("name", "n" * 100, Defect.TOO_LONG),
        ("category", [], Defect.MISSING),
        ("category", ["Verkeer", "Toverij"], Defect.NOT_IN_LIST),
        ("status", "Bijna klaar", Defect.NOT_IN_LIST),
        ("begin_date", "2025-13", Defect.WRONG_FORM),
        ("begin_date", "maart 2025", Defect.WRONG_FORM),
        ("contact_email", "bel maar", Defect.WRONG_FORM),
        ("website", "javascript:alert(1)", Defect.WRONG_FORM),
        ("methods_and_models", "x" * 5000, Defect.TOO_LONG),
    ],
)
def test_what_the_register_refuses_is_named_at_the_field(field, value, defect):
    assert STANDARD.defects({**ENTRY, field: value}) == {field: defect}


@pytest.mark.parametrize(
    ("field", "value"), [("name", "n" * 99), ("lawful_basis", ""), ("contact_email", "https://a.example")]
)
def test_what_is_just_within_is_taken(field, value):
    assert STANDARD.defects({**ENTRY, field: value}) == {}


def test_differences_name_the_fields_that_changed():
    changed = STANDARD.differences(ENTRY, {**ENTRY, "risks": "Anders.", "lawful_basis": None})

    assert [field.code for field in changed] == ["risks"]
