"""The scenarios beside the rule book: readable by a lawyer, and every rule is reached by at least one."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from vijfspoor.content.law.loader import FOLDER, asked_by, rule_book, rule_books
from vijfspoor.domain.ethics.classification import classify, parse_answers

AS_OF = date(2026, 11, 23)


@dataclass
class Scenario:
    """One case held against one rule book on one day."""

    version: str
    as_of: date
    case: dict[str, Any]

    @property
    def book(self):
        return rule_book(self.version)

    def result(self):
        answers = asked_by(self.book, self.case["answers"])
        return classify(self.book, parse_answers(self.book, answers, self.case["default"]), self.as_of)


def _files(version):
    for path in sorted((Path(FOLDER) / version / "scenarios").glob("*.yaml")):
        yield yaml.safe_load(path.read_text(encoding="utf-8"))


def _cases(raw):
    for case in raw["cases"]:
        default = case.get("default", raw["default"])
        yield {**case, "default": None if default == "onbekend" else default}


def _scenarios(version):
    """The scenarios of a rule book; one that amends another also has those of its base that it does not replace."""
    amends = Path(FOLDER) / version / "amends.yaml"
    replaced, as_of = {}, AS_OF
    for raw in _files(version):
        as_of = date.fromisoformat(raw.get("as_of", AS_OF.isoformat()))
        replaced |= raw.get("replaces", {})
        yield from (Scenario(version, as_of, case) for case in _cases(raw))
    if amends.exists():
        for scenario in _scenarios(yaml.safe_load(amends.read_text(encoding="utf-8"))["amends"]):
            if scenario.case["id"] not in replaced:
                yield Scenario(version, as_of, scenario.case)


BOOKS = [book.version for book in rule_books()]
SCENARIOS = [scenario for version in BOOKS for scenario in _scenarios(version)]
each_book = pytest.mark.parametrize("version", BOOKS)
each_scenario = pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda item: f"{item.version}-{item.case['id']}")


@each_scenario
def test_scenario(scenario):
    case, result = scenario.case, scenario.result()
    found = result.as_dict()

    assert found["outcomes"] == case["outcomes"]
    for key in ("route", "register", "roles", "annex_iii", "applies_from", "review", "possible_route"):
        if key in case:
            assert found[key] == case[key], key
    for key, level in case.get("requires", {}).items():
        assert found["requires"][key] == level, key
    for code in case.get("steps", []):
        assert result.case.outcome(code) is True, code
    for code in case.get("not_steps", []):
        assert result.case.outcome(code) is False, code
    bound = {item["id"]: item for item in found["obligations"]}
    assert set(case.get("obligations", [])) <= set(bound)
    assert set(bound).isdisjoint(case.get("not_obligations", []))
    assert set(case.get("not_yet_in_force", found["not_yet_in_force"])) == set(found["not_yet_in_force"])
    assert {code: bound[code]["applies_from"] for code in case.get("from", {})} == case.get("from", {})
    assert {code: bound[code]["ref"] for code in case.get("refs", {})} == case.get("refs", {})
    assert [code for code in case.get("no_literal_date", []) if bound[code]["literal_date"]] == []
    assert [code for code, words in case.get("says", {}).items() if words not in bound[code]["duty_nl"]] == []


@each_scenario
def test_every_receipt_names_its_rule_book_and_date(scenario):
    receipt = scenario.result().as_dict()["receipt"]

    assert receipt["rule_book"] == "ai-act"
    assert receipt["version"] == scenario.version
    assert receipt["as_of"] == scenario.as_of.isoformat()
    assert len(receipt["digest"]) == 64


@each_book
def test_every_outcome_role_obligation_and_trigger_is_reached(version):
    book = rule_book(version)
    results = [scenario.result() for scenario in SCENARIOS if scenario.version == version]

    assert {c for r in results for c in book.outcomes if r.case.outcome(c)} == set(book.outcomes)
    assert {c for r in results for c in r.roles} == set(book.roles)
    assert {item.rule.code for r in results for item in r.obligations} == {o.code for o in book.obligations}
    for trigger in book.triggers:
        for rule in trigger.rules:
            assert any(rule.when.evaluate(r.case) is True for r in results), (trigger.code, rule.reference)


@each_book
def test_a_scenario_is_only_replaced_by_one_that_exists(version):
    own = {case["id"] for raw in _files(version) for case in _cases(raw)}
    other = {case["id"] for each in BOOKS if each != version for raw in _files(each) for case in _cases(raw)}
    replaced = {left: right for raw in _files(version) for left, right in raw.get("replaces", {}).items()}

    assert set(replaced.values()) <= own
    assert set(replaced) <= other


@each_book
def test_every_wording_exists_in_both_languages(version):
    book = rule_book(version)
    texts = [q.text for q in book.questions.values()] + [q.help for q in book.questions.values() if q.help]
    texts += [t for q in book.questions.values() for t in q.options.values()]
    texts += [o.label for o in book.outcomes.values()] + [r.label for r in book.roles.values()]
    texts += [t for o in book.obligations for t in (o.duty, o.deadline, *o.evidence)]

    assert all(text.nl.strip() and text.en.strip() for text in texts)
