"""Checklists as content and what is open in them; triggers, dates of reassessment and archive metadata."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from vijfspoor.content.checklists import loader
from vijfspoor.content.errors import ContentError
from vijfspoor.content.law.loader import rule_books
from vijfspoor.content.wheel.loader import wheel_in_force
from vijfspoor.domain.dossier.checklist import (
    ChecklistItem,
    OpenReason,
    blocking,
    missing_metadata,
    open_items,
    reassess_by,
    triggered,
)
from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.ethics.condition import Value
from vijfspoor.domain.ethics.fact_case import FactCase
from vijfspoor.domain.ethics.truth import Truth
from vijfspoor.domain.text import Text

BOOK = loader.checklist_book_in_force(date(2026, 11, 23))
FOLDER = loader.FOLDER / "2026-11-01"
ITEMS = [item for checklist in BOOK.checklists.values() for item in checklist.items]
NO_OUTCOMES: dict[str, Truth] = dict.fromkeys(rule_books()[-1].outcomes, False)
NO_ANSWERS: dict[str, Value] = dict.fromkeys(rule_books()[-1].questions, False)
ALL_SO: dict[str, Truth] = dict.fromkeys(BOOK.facts, True)


def _case(route: str, *outcomes: str, **answers: bool) -> FactCase:
    return FactCase({**NO_ANSWERS, "route": route, **answers}, {**NO_OUTCOMES, **dict.fromkeys(outcomes, True)})


def _texts() -> list[Text]:
    found = [*BOOK.facts.values(), *(field.label for field in BOOK.archive_fields)]
    found += [trigger.text for trigger in BOOK.triggers]
    for checklist in BOOK.checklists.values():
        found += [checklist.title, checklist.intro]
    for item in ITEMS:
        found += [item.text, *([item.evidence] if item.evidence else [])]
    return found


def test_texts_are_there_in_both_languages() -> None:
    for text in _texts():
        assert text.nl.strip(), text
        assert text.en.strip(), text


def test_there_is_a_checklist_for_go_live_pilot_and_retirement_and_each_can_block() -> None:
    assert set(BOOK.checklists) == {"G6", "G7", "G9"}
    assert set(BOOK.checklists) <= set(wheel_in_force(date(2026, 11, 23)).life_cycle.gate_by_code)
    for checklist in BOOK.checklists.values():
        assert any(item.is_blocking for item in checklist.items)


def test_every_fact_is_used() -> None:
    used = {item.fact for item in ITEMS} | {trigger.fact for trigger in BOOK.triggers}
    assert set(BOOK.facts) - used == set()


def test_every_item_and_trigger_names_its_source() -> None:
    assert [item.code for item in ITEMS if not item.source] == []
    assert [trigger.code for trigger in BOOK.triggers if not trigger.source] == []


def test_the_green_route_goes_live_in_minutes() -> None:
    still_open = open_items(BOOK.checklists["G6"], _case("groen"), ALL_SO, ())
    assert blocking(still_open) == ()
    assert [found.item.code for found in still_open] == ["concerns"]


def test_go_live_of_high_risk_waits_for_training_instruction_and_publication() -> None:
    case = _case("rood", "HIGH_RISK", "HR_ANNEX_III", "IMPACTFUL")
    facts = {**ALL_SO, "users:trained": False, "publication:published": None}
    found = {item.item.code: item.reason for item in blocking(open_items(BOOK.checklists["G6"], case, facts, ()))}

    assert found["training"] is OpenReason.NOT_SO
    assert found["publication"] is OpenReason.NOT_KNOWN
    assert found["instruction"] is OpenReason.NO_EVIDENCE
    assert "contract" not in found


def test_go_live_opens_once_everything_is_settled() -> None:
    checklist = BOOK.checklists["G6"]
    assert open_items(checklist, FactCase({}), ALL_SO, {item.code for item in checklist.items}) == ()


def test_while_nothing_is_known_every_item_is_open() -> None:
    for checklist in BOOK.checklists.values():
        assert len(open_items(checklist, FactCase({}), {}, ())) == len(checklist.items)


def test_evidence_does_not_settle_what_the_software_knows_better() -> None:
    found = open_items(BOOK.checklists["G6"], _case("blauw"), {**ALL_SO, "users:trained": False}, {"training"})
    assert "training" in {item.item.code for item in found}


def test_retirement_follows_the_four_steps_and_the_archive() -> None:
    codes = {item.code for item in BOOK.checklists["G9"].items if item.is_blocking}
    assert {"users_told", "metadata", "package_decisions", "switched_off", "training_data", "data_deleted"} <= codes


def test_a_trigger_reopens_the_file_when_its_fact_is_so() -> None:
    found = triggered(BOOK.triggers, {"incident:serious": True, "supplier:changed": False, "change:data": None})
    assert [trigger.code for trigger in found] == ["incident"]
    assert found[0].suspends
    assert triggered(BOOK.triggers, {}) == ()


def test_a_release_with_impact_reopens_triage() -> None:
    assert triggered(BOOK.triggers, {"supplier:release_with_impact": True})[0].reopens == "G1"


def test_the_strictest_routes_are_reassessed_every_year_and_black_is_never_in_use() -> None:
    months = BOOK.months_until_reassessment
    assert reassess_by(date(2026, 11, 23), Route.ROOD, months) == date(2027, 11, 23)
    assert reassess_by(date(2024, 2, 29), Route.BLAUW, months) == date(2026, 2, 28)
    assert reassess_by(date(2026, 11, 23), Route.ZWART, months) is None
    known = [months[route] for route in Route if route in months]
    assert known == sorted(known)


def test_the_archive_package_needs_what_mdto_requires() -> None:
    required = [field.element for field in BOOK.archive_fields if field.is_required]
    assert required == ["identificatie", "naam", "waardering", "archiefvormer", "beperkingGebruik"]

    filled = {"identificatie": "AI-2026-7", "naam": "Matcher", "waardering": " ", "archiefvormer": "Lindewaard"}
    missing = [field.element for field in missing_metadata(BOOK.archive_fields, filled)]
    assert missing == ["waardering", "beperkingGebruik"]


def test_an_item_is_settled_by_a_fact_or_by_evidence() -> None:
    def has_both(item: ChecklistItem) -> bool:
        return bool(item.fact) is (item.evidence is not None)

    assert [item.code for item in ITEMS if has_both(item)] == []


Change = Callable[[dict[str, Any]], Any]


@pytest.mark.parametrize(
    ("name", "change", "item", "problem"),
    [
        ("go_live", lambda f: f["items"][1].update(code="decision"), "decision", "used twice"),
        ("go_live", lambda f: f["items"][0].update(fact="moon:full"), "decision", "unknown fact: moon:full"),
        ("go_live", lambda f: f["items"][0].update(who=["wizard"]), "decision", "unknown role: wizard"),
        ("go_live", lambda f: f["items"][0].update(when="weather=ja"), "decision", "unknown fact: weather"),
        ("pilot", lambda f: f["items"][0].update(evidence=None), "goal", "one of the two"),
        ("pilot", lambda f: f["items"][0].update(fact="users:trained"), "goal", "one of the two"),
        ("reassessment", lambda f: f["triggers"][0].update(fact="x"), "due", "unknown fact: x"),
        ("reassessment", lambda f: f["triggers"][1].update(code="due"), "due", "used twice"),
        ("archive", lambda f: f["fields"][1].update(element="identificatie"), "identificatie", "used twice"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, name: str, change: Change, item: str, problem: str) -> None:
    for path in FOLDER.glob("*.yaml"):
        file = yaml.safe_load(path.read_text(encoding="utf-8"))
        if path.stem == name:
            change(file)
        (tmp_path / path.name).write_text(yaml.safe_dump(file), encoding="utf-8")

    with pytest.raises(ContentError, match=problem) as refused:
        loader.load(tmp_path)
    assert (refused.value.file, refused.value.item) == (f"{name}.yaml", item)
