"""What the law asks to be written down with a data flow, and where the boxes of a map stand."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vijfspoor.content.data_flows.loader import flow_book_in_force
from vijfspoor.domain.technology.data_flow import FlowFacts, FlowFault, Needs, faults, for_the_lawyer, is_personal
from vijfspoor.domain.technology.flow_map import MapBox, MapLine, placed

BOOK = flow_book_in_force(date(2026, 11, 24))
WHOLE = FlowFacts(frozenset({"contact"}), legal_basis="public_task", law="Wmo 2015", retention_months=12)


def _with(**changes):
    return faults(BOOK, replace(WHOLE, **changes))


def test_a_whole_description_has_no_fault():
    assert faults(BOOK, WHOLE) == {}


@pytest.mark.parametrize(
    ("changes", "field", "fault"),
    [
        ({"categories": frozenset()}, "categories", FlowFault.NO_CATEGORY),
        ({"categories": frozenset({"contact", "not_personal"})}, "categories", FlowFault.NOTHING_AND_SOMETHING),
        ({"legal_basis": ""}, "legal_basis", FlowFault.NO_LEGAL_BASIS),
        ({"legal_basis": "because"}, "legal_basis", FlowFault.NO_LEGAL_BASIS),
        ({"law": ""}, "law", FlowFault.NO_LAW),
        ({"categories": frozenset({"health"})}, "exception", FlowFault.NO_EXCEPTION),
        ({"categories": frozenset({"criminal"})}, "criminal_ground", FlowFault.NO_CRIMINAL_GROUND),
        ({"leaves_eea": True}, "transfer_ground", FlowFault.NO_TRANSFER_GROUND),
        ({"retention_months": None}, "retention_months", FlowFault.NO_RETENTION),
    ],
)
def test_each_thing_the_law_asks_is_named_at_its_field(changes, field, fault):
    assert _with(**changes) == {field: fault}


def test_the_citizen_service_number_needs_a_law_with_any_basis():
    assert _with(categories=frozenset({"bsn"}), legal_basis="vital_interests", law="") == {"law": FlowFault.NO_LAW}
    assert _with(legal_basis="vital_interests", law="") == {}


def test_data_that_is_not_about_people_needs_nothing():
    assert faults(BOOK, FlowFacts(frozenset({"not_personal"}), leaves_eea=True)) == {}


def test_some_grounds_are_left_to_a_lawyer():
    assert for_the_lawyer(BOOK, WHOLE) == ()
    found = for_the_lawyer(BOOK, replace(WHOLE, legal_basis="legitimate_interests", transfer_ground="derogation"))
    assert [ground.code for ground in found] == ["legitimate_interests", "derogation"]


@given(st.frozensets(st.sampled_from(sorted(BOOK.categories)), min_size=1))
def test_personal_data_never_passes_without_a_legal_basis(categories):
    found = faults(BOOK, FlowFacts(categories, retention_months=1))

    assert bool(found) == is_personal(BOOK, categories)


def test_every_category_and_ground_cites_its_article():
    grounds = (BOOK.legal_bases, BOOK.exceptions, BOOK.criminal_grounds, BOOK.transfer_grounds)
    sources = [item.source for items in grounds for item in items.values()]
    sources += [item.source for item in BOOK.categories.values()]

    assert all("AVG art." in source for source in sources)
    assert {item.needs for item in BOOK.categories.values()} == set(Needs)


def _boxes(*columns):
    return [MapBox(code, code, number) for number, codes in enumerate(columns) for code in codes]


def test_lines_that_can_go_straight_do_not_cross():
    boxes = _boxes("ab", "xy")
    rows = {box.code: box.row for box in placed(boxes, [MapLine("a", "y"), MapLine("b", "x")])}

    assert (rows["a"] < rows["b"]) == (rows["y"] < rows["x"])


def test_groups_stay_together_and_a_short_column_stands_in_the_middle():
    boxes = [*_boxes("", "xyz"), MapBox("late", "late", 0, 1), MapBox("first", "first", 0, 0)]
    rows = {box.code: box.row for box in placed(boxes, [MapLine("late", "x"), MapLine("first", "z")])}

    assert rows["first"] == 0.5
    assert rows["late"] == 1.5


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("wxyz")), max_size=12))
def test_every_box_has_a_place_of_its_own(pairs):
    found = placed(_boxes("abcd", "wxyz"), [MapLine(*pair) for pair in pairs] + [MapLine("a", "nowhere")])

    assert len({(box.column, box.row) for box in found}) == 8
    assert found == placed(_boxes("abcd", "wxyz"), [MapLine(*pair) for pair in pairs])
