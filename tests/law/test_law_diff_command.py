"""`vijfspoor law diff`: the differences, and the dossiers they touch, read from the database."""

import json
from datetime import date

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import builders
from vijfspoor.cli import main
from vijfspoor.content.law.loader import laws
from vijfspoor.queries.ethics.law_difference import dossier_impacts
from vijfspoor.store.models import Answer, AuditEvent, Classification, Dossier

BEFORE, AFTER = "2024-08-01", "2026-07-27"


def run(*words):
    return CliRunner().invoke(main, ["law", "diff", *words])


def as_json(*words):
    result = run(*words, "--json")
    return result.exit_code, json.loads(result.stdout)


def answer(dossier, **values):
    """Record answers a role holder would give; a newer answer to a question takes the place of the older one."""
    for code, value in values.items():
        dossier.answers.filter(question=code).update(is_current=False)
        Answer.objects.create(dossier=dossier, question=code, value=value, origin="role_holder", at=builders.NOW)


def statements(organisation=None):
    old, new = laws(BEFORE, AFTER, date(2026, 11, 23))
    with CaptureQueriesContext(
        connection,
    ) as caught:
        found = list(dossier_impacts(old, new, organisation))
    return len(caught), found


def test_nothing_changes_without_dossiers(db):
    result = run(BEFORE, AFTER)

    assert result.exit_code == 0
    assert "0 van 0 dossiers veranderen" in result.stdout
    assert "uitkomst PROH_BA nieuw" in result.stdout


def test_an_application_the_change_does_not_touch_is_not_named(town):
    builders.reported(town, builders.SPELL_CHECKER, "Spelling")
    code, found = as_json(BEFORE, AFTER)

    assert (code, found["read"], found["changed"], found["dossiers"]) == (0, 1, 0, [])


def test_a_high_risk_application_gets_later_dates(town):
    dossier = builders.reported(town, builders.CV_RANKER, "CV-ordenaar")
    answer(dossier, H4A="ja", D1="ja")
    code, found = as_json(BEFORE, AFTER)

    assert code == 1
    assert (found["old"]["version"], found["new"]["version"]) == (BEFORE, AFTER)
    [item] = found["dossiers"]
    assert (item["organisation"], item["number"], item["name"]) == ("testdam", dossier.number, "CV-ordenaar")
    [outcome] = [o for o in item["outcomes"] if o["code"] == "HR_ANNEX_III"]
    assert (outcome["from_before"], outcome["from_after"]) == ("2026-08-02", "2027-12-02")
    assert outcome["because"] == [{"code": "HR_ANNEX_III", "ref": "art. 6(2)"}]
    assert "OB-FRIA-1" in {o["id"] for o in item["obligations"]}


def test_a_new_prohibition_changes_outcome_route_and_obligations(town):
    dossier = builders.reported(town, builders.SPELL_CHECKER, "Beeldmaker")
    answer(dossier, P5BA1="ja", P5BA2="ja")
    result = run(BEFORE, AFTER)

    assert result.exit_code == 1
    assert "1 van 1 dossiers veranderen" in result.stdout
    assert "route groen -> zwart [PROH_BA: art. 5(1)(ba), 5(1a)]" in result.stdout
    assert "verplichting OB-PRO-1: niet -> geldt" in result.stdout
    english = run(BEFORE, AFTER, "--lang", "en").stdout
    assert "1 of 1 dossiers change" in english
    assert "obligation OB-PRO-1: no -> applies" in english


def test_between_two_dates_time_alone_changes_an_application(town):
    dossier = builders.reported(town, builders.SPELL_CHECKER, "Beeldmaker")
    answer(dossier, P5BA1="ja", P5BA2="ja")
    code, found = as_json("2026-12-01", "2026-12-02")

    assert (code, found["differences"]) == (1, [])
    assert {day["date"] for day in found["starts"]} == {"2026-12-02"}
    [item] = found["dossiers"]
    assert [(o["code"], o["before"], o["after"]) for o in item["outcomes"]] == [("PROH_BA", "coming", "in_force")]
    assert as_json("2026-12-02", "2026-12-03")[0] == 0


def test_a_proposed_or_replaced_answer_does_not_count(town):
    dossier = builders.reported(town, builders.SPELL_CHECKER, "Beeldmaker")
    answer(dossier, P5BA1="ja", P5BA2="ja")
    answer(dossier, P5BA1="nee")
    assert as_json(BEFORE, AFTER)[0] == 0

    dossier.answers.filter(question="P5BA1", is_current=True).update(value="ja", is_proposed=True)
    outcomes = as_json(BEFORE, AFTER)[1]["dossiers"][0]["outcomes"]
    assert [(o["code"], o["after"]) for o in outcomes if o["code"] == "PROH_BA"] == [("PROH_BA", "possible")]


def test_each_dossier_gets_its_own_answers(town, other_town):
    for place in (town, other_town):
        builders.reported(place, builders.SPELL_CHECKER, "Spelling")
        touched = builders.reported(place, builders.SPELL_CHECKER, "Beeldmaker")
        answer(touched, P5BB1="ja")
        builders.draft(place.actor("user"), builders.SPELL_CHECKER, "Nog niet af")
    Dossier.objects.filter(name="Spelling").first().answers.all().delete()
    _, found = as_json(BEFORE, AFTER)

    prohibited = [
        (d["organisation"], d["name"])
        for d in found["dossiers"]
        if ("PROH_BB", "coming") in {(o["code"], o["after"]) for o in d["outcomes"]}
    ]
    assert prohibited == [("elders", "Beeldmaker"), ("testdam", "Beeldmaker")]
    assert found["read"] == 6


def test_one_organisation(town, other_town):
    for place in (town, other_town):
        answer(builders.reported(place, builders.SPELL_CHECKER, "Beeldmaker"), P5BB1="ja")
    code, found = as_json(BEFORE, AFTER, "--organisation", "elders")

    assert (code, found["read"], {d["organisation"] for d in found["dossiers"]}) == (1, 1, {"elders"})
    assert statements(other_town.organisation)[0] == 2


def test_the_number_of_statements_does_not_grow_with_the_dossiers(town):
    builders.reported(town, builders.SPELL_CHECKER, "Een")
    few, _ = statements()
    for number in range(4):
        builders.reported(town, builders.CV_RANKER, f"Meer {number}")
    many, found = statements()

    assert few == many == 2
    assert len(found) == 5


def test_it_only_reads(town):
    answer(builders.reported(town, builders.SPELL_CHECKER, "Beeldmaker"), P5BB1="ja")
    before = (Classification.objects.count(), AuditEvent.objects.count(), Dossier.objects.get().changed_at)
    run(BEFORE, AFTER)

    assert (Classification.objects.count(), AuditEvent.objects.count(), Dossier.objects.get().changed_at) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("gisteren", AFTER), "'gisteren' is neither a version (2024-08-01, 2026-07-27) nor a date"),
        (("2020-01-01", AFTER), "no rule book is in force on 2020-01-01"),
        ((BEFORE, AFTER, "--organisation", "nergens"), "there is no organisation 'nergens'"),
    ],
)
def test_wrong_use_is_one_clear_line_and_exit_code_2(db, words, said):
    result = run(*words)

    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert result.stdout == ""


def test_two_versions_are_read_on_one_day_and_dates_on_their_own():
    today = date(2026, 11, 23)

    assert [(law.book.version, law.as_of) for law in laws(BEFORE, AFTER, today)] == [(BEFORE, today), (AFTER, today)]
    assert [(law.book.version, law.as_of) for law in laws(BEFORE, "2026-11-01", today)] == [
        (BEFORE, date(2024, 8, 1)),
        (AFTER, date(2026, 11, 1)),
    ]
