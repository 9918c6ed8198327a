"""Literacy: every role has an aim, both languages are there, and a wrong file is refused by name of the item."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import yaml

from vijfspoor.content.errors import ContentError
from vijfspoor.content.literacy import loader, schema
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
