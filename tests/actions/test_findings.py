"""The linter over a real database: found, solved, over time, and only where something changed."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import builders
from tests.builders import NOW
from tests.suppliers import shop
from vijfspoor.actions.ethics.answer_questions import answer_questions
from vijfspoor.actions.ethics.start_assessment import start_assessment
from vijfspoor.actions.organisation.refresh_findings import refresh_findings
from vijfspoor.actions.organisation.set_absence import set_absence
from vijfspoor.actions.technology.grant_exception import grant_exception
from vijfspoor.actions.technology.judge_guidelines import JudgementInput, judge_guidelines
from vijfspoor.actions.technology.keep_contract import check_clause
from vijfspoor.actions.technology.keep_user_group import UserGroupInput, keep_user_group
from vijfspoor.actions.technology.stop_application import stop_application
from vijfspoor.store.models import Assessment, Dossier, Finding, Task

pytestmark = pytest.mark.django_db


def open_codes(dossier=None):
    rows = Finding.objects.filter(solved_at__isnull=True)
    return set((rows.filter(dossier=dossier) if dossier else rows).values_list("code", flat=True))


@pytest.fixture
def in_use(town):
    """An approved application in use with an accepted DPIA."""
    dossier = builders.reported(town, builders.SPELL_CHECKER)
    builders.decided(town, dossier)
    builders.decided(town, dossier)
    Dossier.objects.filter(pk=dossier.pk).update(use="in_use", in_use_since=date(2026, 10, 1))
    dossier.refresh_from_db()
    return dossier


def accepted(town, dossier, until):
    row = start_assessment(town.actor("privacy_officer"), dossier, "dpia")
    Assessment.objects.filter(pk=row.pk).update(
        status="accepted", accepted_by=town.holders["data_protection_officer"], accepted_at=NOW, valid_until=until
    )
    return row


def test_late_work_is_found_and_solved_with_the_days_known(town):
    dossier = builders.reported(town, builders.CV_RANKER)
    refresh_findings(NOW)
    assert "V-ADV-01" not in open_codes(dossier)

    late = NOW + timedelta(days=40)
    refresh_findings(late)
    row = Finding.objects.filter(dossier=dossier, code="V-ADV-01").first()
    assert row.found_at == late
    assert row.person == dossier.tasks.get(pk=row.subject).assignee

    builders.answer_all(town, dossier)
    builders.fulfil(town, dossier)
    refresh_findings(late + timedelta(hours=1))
    row.refresh_from_db()
    assert row.solved_at == late + timedelta(hours=1)


def test_a_second_round_looks_at_nothing_and_only_at_what_changed(town, in_use):
    other = builders.reported(town, builders.CV_RANKER)
    assert refresh_findings(NOW)["looked at"] == 2
    assert refresh_findings(NOW)["looked at"] == 0

    stop_application(town.actor("application_manager"), in_use, reason="Even niet.")
    counts = refresh_findings(NOW)
    assert counts["looked at"] == 1
    assert other.pk


def test_who_goes_away_makes_the_round_look_at_their_applications(town, in_use):
    refresh_findings(NOW)
    head, stand_in = town.holders["department_head"], town.holders["team_manager"]
    set_absence(
        town.actor("department_head"), head, stand_in=stand_in, starts_on=date(2026, 11, 23), ends_on=date(2026, 12, 1)
    )
    stand_in.is_active = False
    stand_in.save()

    assert refresh_findings(NOW)["looked at"] >= 1
    assert "V-EV-03" in open_codes(in_use)
    refresh_findings(NOW + timedelta(days=14))
    assert "V-EV-03" not in open_codes(in_use)


def test_a_partial_round_finds_what_a_whole_one_finds(town, in_use):
    accepted(town, in_use, date(2026, 12, 1))
    builders.reported(town, builders.CV_RANKER)
    for days in (0, 3, 9, 20, 45, 200, 400):
        refresh_findings(NOW + timedelta(days=days))
        partly = set(Finding.objects.filter(solved_at__isnull=True).values_list("code", "subject"))
        counts = refresh_findings(NOW + timedelta(days=days), whole=True)
        assert (counts["found"], counts["solved"]) == (0, 0), days
        assert partly == set(Finding.objects.filter(solved_at__isnull=True).values_list("code", "subject"))


def test_an_expired_assessment_becomes_one_task_of_the_accountable_person(town, in_use):
    accepted(town, in_use, date(2026, 11, 20))
    refresh_findings(NOW)
    refresh_findings(NOW + timedelta(days=1))

    task = Task.objects.get(findings__code="V-AST-01")
    assert task.assignee == in_use.accountable
    assert "20" in task.subject

    Dossier.objects.filter(pk=in_use.pk).update(use="ended")
    refresh_findings(NOW + timedelta(days=2), whole=True)
    task.refresh_from_db()
    assert task.status == Task.Status.WITHDRAWN


def test_found_again_is_a_new_finding(town, in_use):
    refresh_findings(NOW)
    Dossier.objects.filter(pk=in_use.pk).update(supplier="")
    refresh_findings(NOW, whole=True)
    Dossier.objects.filter(pk=in_use.pk).update(supplier="Voorbeeld BV")
    refresh_findings(NOW, whole=True)
    Dossier.objects.filter(pk=in_use.pk).update(supplier="")
    refresh_findings(NOW, whole=True)

    rows = Finding.objects.filter(dossier=in_use, code="V-REG-03")
    assert [row.solved_at is None for row in rows.order_by("pk")] == [False, True]


def test_what_residents_read_is_compared_with_the_file(town, in_use):
    refresh_findings(NOW)
    assert "V-PUB-02" in open_codes(in_use)  # the use changed after it was published

    from vijfspoor.actions.leadership.publish import publish

    publish(town.actor("information_manager"), in_use)
    refresh_findings(NOW)
    assert "V-PUB-02" not in open_codes(in_use)


def test_an_organisation_without_administrator_is_looked_at_all_the_same(town):
    town.administrator.is_active = False
    town.administrator.save()
    refresh_findings(NOW)

    assert "V-ORG-03" in open_codes()


def test_the_statements_of_a_whole_round_do_not_grow(town, in_use):
    def statements():
        with CaptureQueriesContext(connection) as captured:
            refresh_findings(NOW, whole=True)
        return len(captured)

    statements()
    few = statements()
    fields = {
        f.attname: getattr(in_use, f.attname)
        for f in Dossier._meta.concrete_fields
        if f.attname not in ("id", "number")
    }
    Dossier.objects.bulk_create(Dossier(**fields, number=1000 + n) for n in range(300))
    refresh_findings(NOW, whole=True)

    assert statements() == few
    assert few < 70


def test_a_contract_or_a_clause_is_seen_without_an_event_on_the_application(town, in_use):
    answer_questions(town.actor("procurement_officer"), in_use, {"N13": "ja"})
    refresh_findings(NOW)
    assert "V-LEV-01" in open_codes(in_use)

    bought = shop(town)
    contract = bought.contract(in_use, ends_on=date(2026, 12, 31))
    check_clause(bought.buyer, contract, "EXIT", finding="absent")
    assert refresh_findings(NOW)["looked at"] == 1
    assert {"V-LEV-01", "V-LEV-02"} & open_codes(in_use) == {"V-LEV-02"}

    check_clause(bought.buyer, contract, "EXIT", finding="present")
    refresh_findings(NOW)
    assert "V-LEV-02" not in open_codes(in_use)
    refresh_findings(NOW + timedelta(days=60))
    assert "V-LEV-01" in open_codes(in_use)


def test_users_without_training_and_an_exception_that_ended(town, in_use):
    group = keep_user_group(town.actor("department_head"), in_use, UserGroupInput("Balie", 5, "De les", 2))
    judge_guidelines(town.actor("architect"), in_use, {"REUSE_FIRST": JudgementInput(False, "Er is al zoiets.")})
    grant_exception(town.actor("architect"), in_use, "REUSE_FIRST", reason="Er is nog niets.", until=date(2026, 12, 1))
    refresh_findings(NOW)
    assert {"V-OPL-01", "V-ARC-01"} & open_codes(in_use) == {"V-OPL-01"}

    keep_user_group(town.actor("department_head"), in_use, UserGroupInput("Balie", 5, "De les", 5), group)
    refresh_findings(NOW + timedelta(days=9))
    assert {"V-OPL-01", "V-ARC-01"} & open_codes(in_use) == {"V-ARC-01"}
