"""Architecture guidelines: judging, exceptions with an end, and what happens when they end."""

from datetime import date, timedelta

import pytest

from tests import builders
from tests.builders import NOW
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.technology.grant_exception import grant_exception
from vijfspoor.actions.technology.judge_guidelines import JudgementInput, judge_guidelines
from vijfspoor.actions.technology.keep_exceptions import keep_exceptions
from vijfspoor.domain.technology.guideline import Verdict
from vijfspoor.queries.technology.guidelines import guideline_lines, guideline_overview
from vijfspoor.store.models import AuditEvent, GuidelineException, Message, Task

pytestmark = pytest.mark.django_db

REUSE = "REUSE_FIRST"
TODAY = NOW.date()
MONTH_LATER = NOW + timedelta(days=40)


@pytest.fixture
def dossier(town):
    found = builders.reported(town, builders.CV_RANKER)
    found.accountable = town.holders["department_head"]
    found.save()
    return found


@pytest.fixture
def excepted(town, dossier):
    architect = town.actor("architect")
    judge_guidelines(architect, dossier, {REUSE: JudgementInput(False, "Er is al zoiets.")})
    grant_exception(architect, dossier, REUSE, reason="Het contract loopt nog.", until=date(2026, 12, 20))
    return dossier


def _verdict(dossier, today=TODAY):
    lines = {line.result.guideline.code: line for line in guideline_lines(dossier, today)}
    return lines[REUSE].result.verdict


def test_the_architect_judges_what_facts_do_not_show(town, dossier):
    assert _verdict(dossier) is Verdict.OPEN

    count = judge_guidelines(town.actor("architect"), dossier, {REUSE: JudgementInput(True, "Gezocht.")})

    assert (count, _verdict(dossier)) == (1, Verdict.MEETS)
    assert judge_guidelines(town.actor("architect"), dossier, {REUSE: JudgementInput(True, "Gezocht.")}) == 0
    assert AuditEvent.objects.filter(action="guidelines_judged").count() == 1


def test_a_deviation_says_what_deviates(town, dossier):
    with pytest.raises(InvalidInput) as error:
        judge_guidelines(town.actor("architect"), dossier, {REUSE: JudgementInput(False, " ")})

    assert list(error.value.errors) == [REUSE]
    assert not dossier.guideline_judgements.exists()


@pytest.mark.parametrize("code", ["NO_SUCH_RULE", "TOOL"])
def test_what_does_not_apply_cannot_be_judged(town, dossier, code):
    with pytest.raises(InvalidInput):
        judge_guidelines(town.actor("architect"), dossier, {code: JudgementInput(True)})


@pytest.mark.parametrize("role", ["department_head", "data_protection_officer", "user", "information_manager"])
def test_only_the_architect_judges_and_grants(town, dossier, role):
    with pytest.raises(NotAllowed):
        judge_guidelines(town.actor(role), dossier, {REUSE: JudgementInput(True)})
    with pytest.raises(NotAllowed):
        grant_exception(town.actor(role), dossier, REUSE, reason="Zo maar.", until=date(2027, 1, 1))


def test_an_architect_grants_nothing_to_the_own_application(town, dossier):
    dossier.accountable = town.holders["architect"]
    dossier.save()

    with pytest.raises(NotAllowed):
        grant_exception(town.actor("architect"), dossier, REUSE, reason="Zo maar.", until=date(2027, 1, 1))


@pytest.mark.parametrize(
    ("reason", "until", "field"),
    [
        ("", date(2027, 1, 1), "reason"),
        ("Loopt af.", None, "until"),
        ("Loopt af.", date(2026, 11, 22), "until"),
        ("Loopt af.", date(2028, 11, 24), "until"),
    ],
)
def test_an_exception_has_a_reason_and_an_end_within_two_years(town, dossier, reason, until, field):
    judge_guidelines(town.actor("architect"), dossier, {REUSE: JudgementInput(False, "Er is al zoiets.")})

    with pytest.raises(InvalidInput) as error:
        grant_exception(town.actor("architect"), dossier, REUSE, reason=reason, until=until)

    assert list(error.value.errors) == [field]


def test_without_a_deviation_there_is_nothing_to_except(town, dossier):
    with pytest.raises(Conflict):
        grant_exception(town.actor("architect"), dossier, REUSE, reason="Alvast.", until=date(2027, 1, 1))


def test_an_exception_holds_up_to_and_including_its_last_day(excepted):
    assert _verdict(excepted, date(2026, 12, 20)) is Verdict.EXCEPTED
    assert _verdict(excepted, date(2026, 12, 21)) is Verdict.DEVIATES


def test_when_it_ends_the_accountable_person_gets_one_task(town, excepted):
    assert keep_exceptions(NOW) == 0
    assert keep_exceptions(MONTH_LATER) == 1
    assert keep_exceptions(MONTH_LATER) == 0

    task = excepted.tasks.get(kind=Task.Kind.GUIDELINE)
    assert task.assignee == town.holders["department_head"]
    assert Message.objects.filter(recipient=town.holders["department_head"], kind="task_given").exists()
    assert AuditEvent.objects.filter(action="exception_ended").count() == 1


def test_the_task_ends_with_a_new_exception_or_when_it_meets_the_guideline(town, excepted):
    keep_exceptions(MONTH_LATER)
    architect = town.actor("architect", MONTH_LATER)

    grant_exception(architect, excepted, REUSE, reason="Vervanging is besteld.", until=date(2027, 3, 1))

    assert excepted.tasks.get(kind=Task.Kind.GUIDELINE).status == Task.Status.DONE
    assert GuidelineException.objects.count() == 2

    later = NOW + timedelta(days=120)
    assert keep_exceptions(later) == 1
    judge_guidelines(town.actor("architect", later), excepted, {REUSE: JudgementInput(True, "Vervangen.")})
    assert not excepted.tasks.filter(kind=Task.Kind.GUIDELINE, status=Task.Status.OPEN).exists()


def test_what_was_repaired_in_time_gives_no_task(town, excepted):
    judge_guidelines(town.actor("architect"), excepted, {REUSE: JudgementInput(True, "Vervangen.")})

    assert keep_exceptions(MONTH_LATER) == 0


def test_the_overview_counts_what_one_may_see(town, other_town, excepted, django_assert_num_queries):
    architect = town.actor("architect")
    with django_assert_num_queries(6):
        seen = guideline_overview(architect)
    row = next(row for row in seen.rows if row.guideline.code == REUSE)

    assert row.counts["excepted"] == 1
    assert [item.dossier for item in seen.exceptions] == [excepted]
    assert guideline_overview(other_town.actor("architect")).applications == 0
