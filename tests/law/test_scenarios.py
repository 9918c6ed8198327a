"""The scenarios beside the rule book: readable by a lawyer, and every rule is reached by at least one."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from vijfspoor.content.law.loader import FOLDER, rule_book
from vijfspoor.domain.classification import classify, parse_answers

AS_OF = date(2026, 11, 23)
BOOK = rule_book("2026-07-27")


def _cases():
    for path in sorted((Path(FOLDER) / "2026-07-27" / "scenarios").glob("*.yaml")):
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        for case in raw["cases"]:
            default = case.get("default", raw["default"])
            yield {**case, "default": None if default == "onbekend" else default}


CASES = list(_cases())


def _classify(case):
    return classify(BOOK, parse_answers(BOOK, case["answers"], case["default"]), AS_OF)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_scenario(case):
    result = _classify(case)
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
    bound = {item["id"] for item in found["obligations"]}
    assert set(case.get("obligations", [])) <= bound
    assert bound.isdisjoint(case.get("not_obligations", []))
    assert set(case.get("not_yet_in_force", found["not_yet_in_force"])) == set(found["not_yet_in_force"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_every_receipt_names_its_rule_book_and_date(case):
    receipt = _classify(case).as_dict()["receipt"]

    assert receipt["rule_book"] == "ai-act"
    assert receipt["version"] == "2026-07-27"
    assert receipt["as_of"] == "2026-11-23"
    assert len(receipt["digest"]) == 64


def test_every_outcome_role_obligation_and_trigger_is_reached():
    results = [_classify(case) for case in CASES]

    assert {c for r in results for c in BOOK.outcomes if r.case.outcome(c)} == set(BOOK.outcomes)
    assert {c for r in results for c in r.roles} == set(BOOK.roles)
    assert {item.rule.code for r in results for item in r.obligations} == {o.code for o in BOOK.obligations}
    for trigger in BOOK.triggers:
        for rule in trigger.rules:
            assert any(rule.when.evaluate(r.case) is True for r in results), (trigger.code, rule.reference)


def test_every_wording_exists_in_both_languages():
    texts = [q.text for q in BOOK.questions.values()] + [q.help for q in BOOK.questions.values() if q.help]
    texts += [t for q in BOOK.questions.values() for t in q.options.values()]
    texts += [o.label for o in BOOK.outcomes.values()] + [r.label for r in BOOK.roles.values()]
    texts += [t for o in BOOK.obligations for t in (o.duty, o.deadline, *o.evidence)]

    assert all(text.nl.strip() and text.en.strip() for text in texts)
