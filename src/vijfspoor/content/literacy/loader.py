"""Loads the literacy framework and checks it against the wheel and the rule book."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from vijfspoor.content.errors import ContentError
from vijfspoor.content.law.loader import rule_books
from vijfspoor.content.literacy import schema
from vijfspoor.content.reading import read
from vijfspoor.content.wheel.loader import wheel_in_force
from vijfspoor.domain.people.literacy import Competence, LevelRaise, LiteracyFramework, LiteracyLevel

FOLDER = Path(__file__).parent


def folders() -> tuple[Path, ...]:
    """Return the folder of every version, oldest first."""
    return tuple(sorted(path for path in FOLDER.iterdir() if path.is_dir() and path.name[0].isdigit()))


def folder_in_force(on: date) -> Path:
    """Return the folder in force `on` a date. Before the first version the first one is used."""
    started = [path for path in folders() if date.fromisoformat(path.name) <= on]
    return started[-1] if started else folders()[0]


def versions() -> tuple[str, ...]:
    """Return every version by its first day (YYYY-MM-DD), oldest first."""
    return tuple(path.name for path in folders())


def folder_of(version: str) -> Path:
    """Return the folder of a version. Raises LookupError when it does not exist."""
    if version not in versions():
        raise LookupError(f"there is no version {version!r} of the framework")
    return FOLDER / version


def framework_in_force(on: date) -> LiteracyFramework:
    """Return the framework in force `on` a date. Raises ContentError when its file is wrong."""
    return load_framework(folder_in_force(on))


@cache
def load_framework(folder: Path) -> LiteracyFramework:
    """Read and check framework.yaml in `folder`. Raises ContentError naming the item that is wrong."""
    return build_framework(read(folder / "framework.yaml", schema.FrameworkFile))


def build_framework(file: schema.FrameworkFile) -> LiteracyFramework:
    """Return the framework of a read file. Raises ContentError naming the item that is wrong."""
    built = LiteracyFramework(
        valid_from=date.fromisoformat(file.valid_from),
        competences={item.code: _competence(item) for item in file.competences},
        levels={
            item.number: LiteracyLevel(item.number, item.code, item.name.as_text(), item.meaning.as_text())
            for item in file.levels
        },
        targets=file.targets,
        raises=tuple(_raise(item) for item in file.raises),
    )
    _check(built)
    return built


def _competence(item: schema.CompetenceFile) -> Competence:
    steps = {number: text.as_text() for number, text in item.steps.items()}
    return Competence(item.code, item.name.as_text(), item.meaning.as_text(), steps)


def _raise(item: schema.RaiseFile) -> LevelRaise:
    return LevelRaise(
        code=item.code,
        reason=item.reason.as_text(),
        at_least=item.at_least,
        routes=frozenset(item.routes),
        outcomes=frozenset(item.outcomes),
        roles=frozenset(item.roles),
    )


def _check(item: LiteracyFramework) -> None:
    if list(item.levels) != list(range(1, len(item.levels) + 1)):
        raise ContentError("framework.yaml", "levels", "must be numbered 1, 2, 3 and so on")
    for competence in item.competences.values():
        if set(competence.steps) != set(item.levels):
            raise ContentError("framework.yaml", competence.code, "needs a step for every level")
    roles = wheel_in_force(item.valid_from).roles
    if missing := sorted(set(roles) ^ set(item.targets)):
        raise ContentError("framework.yaml", missing[0], "must be a role of the wheel with a target, once")
    for role, target in item.targets.items():
        if set(target) != set(item.competences):
            raise ContentError("framework.yaml", role, "needs a target for every competence")
        _check_levels(role, target, item)
    for rule in item.raises:
        _check_raise(rule, item)


def _check_raise(rule: LevelRaise, item: LiteracyFramework) -> None:
    if not rule.routes and not rule.outcomes:
        raise ContentError("framework.yaml", rule.code, "names neither a route nor an outcome")
    for outcome in rule.outcomes - set(rule_books()[-1].outcomes):
        raise ContentError("framework.yaml", rule.code, f"{outcome} is not an outcome of the rule book")
    for role in rule.roles - set(item.targets):
        raise ContentError("framework.yaml", rule.code, f"{role} is not a role of the wheel")
    _check_levels(rule.code, rule.at_least, item)


def _check_levels(code: str, levels: Mapping[str, int], item: LiteracyFramework) -> None:
    for competence, level in levels.items():
        if competence not in item.competences:
            raise ContentError("framework.yaml", code, f"{competence} is not a competence")
        if level not in item.levels:
            raise ContentError("framework.yaml", code, f"{level} is not a level")
