"""Literacy: every role has an aim, both languages are there, and a wrong file is refused by name of the item."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import yaml

from vijfspoor.content.errors import ContentError
from vijfspoor.content.literacy import loader, scan, schema
from vijfspoor.content.wheel.loader import wheel_in_force

ON = date(2026, 11, 23)
FRAMEWORK = loader.framework_in_force(ON)


def test_every_role_of_the_wheel_has_an_aim() -> None:
    assert set(FRAMEWORK.targets) == set(wheel_in_force(ON).roles)


def test_before_the_first_version_the_first_is_used() -> None:
    assert loader.framework_in_force(date(2020, 1, 1)) is FRAMEWORK


def _framework() -> dict[str, Any]:
    path = loader.folder_in_force(ON) / "framework.yaml"
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def _no_route(data: dict[str, Any]) -> None:
    data["raises"][0]["routes"] = []


WRONG: dict[str, tuple[Callable[[dict[str, Any]], Any], str]] = {
    "role forgotten": (lambda data: data["targets"].pop("ciso"), "ciso"),
    "competence forgotten": (lambda data: data["targets"]["ciso"].pop("use"), "every competence"),
    "unknown level": (lambda data: data["targets"]["ciso"].update(use=9), "9 is not a level"),
    "step forgotten": (lambda data: data["competences"][0]["steps"].pop(4), "every level"),
    "levels with a gap": (lambda data: data["levels"].pop(1), "numbered"),
    "raise without cause": (_no_route, "neither"),
    "unknown outcome": (lambda data: data["raises"][0].update(outcomes=["NO_SUCH"]), "NO_SUCH"),
    "raise for unknown role": (lambda data: data["raises"][0].update(roles=["emperor"]), "emperor"),
    "raise of unknown competence": (lambda data: data["raises"][0].update(at_least={"magic": 1}), "magic"),
}


@pytest.mark.parametrize(("change", "message"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_framework_is_refused(change: Callable[[dict[str, Any]], Any], message: str) -> None:
    data = _framework()
    change(data)
    with pytest.raises(ContentError, match=message):
        loader.build_framework(schema.FrameworkFile.model_validate(data))


def test_the_scan_has_twenty_items_of_which_at_most_sixteen_are_asked() -> None:
    found = scan.scan_in_force(ON)
    assert len(found.items) == 20
    assert found.most * len(found.competences()) == 16
    assert found.competences() == tuple(FRAMEWORK.competences)


def test_people_place_themselves_on_the_steps_of_the_framework() -> None:
    item = next(item for item in scan.scan_in_force(ON).items if item.is_estimate)
    assert [option.level for option in item.options] == [0, 1, 2, 3, 4]
    assert item.options[2].text == FRAMEWORK.competences[item.competence].steps[2]


def _scan() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((loader.folder_in_force(ON) / "scan.yaml").read_text(encoding="utf-8"))
    return found


WRONG_SCAN: dict[str, tuple[Callable[[dict[str, Any]], Any], str]] = {
    "two right": (lambda data: data["items"][1]["options"][0].update(right=True), "exactly one right"),
    "unknown competence": (lambda data: data["items"][1].update(competence="magic"), "magic"),
    "unknown level": (lambda data: data["items"][1].update(level=7), "7 is not a level"),
    "too few options": (lambda data: data["items"][1]["options"].pop(0), "three or four"),
    "no reason": (lambda data: data["items"][1].pop("why"), "reason"),
    "item missing": (lambda data: data["items"].pop(1), "exactly one item of level 1"),
    "code twice": (lambda data: data["items"][2].update(code="understand_1"), "twice"),
    "own estimate": (lambda data: data["items"][0].update(why={"nl": "a", "en": "b"}), "self-estimate"),
    "too short": (lambda data: data.update(most=1), "too small"),
}


@pytest.mark.parametrize(("change", "message"), WRONG_SCAN.values(), ids=WRONG_SCAN.keys())
def test_a_wrong_scan_is_refused(change: Callable[[dict[str, Any]], Any], message: str) -> None:
    data = _scan()
    change(data)
    with pytest.raises(ContentError, match=message):
        scan.build_scan(schema.ScanFile.model_validate(data), FRAMEWORK)
