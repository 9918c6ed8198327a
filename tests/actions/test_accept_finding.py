"""Accepting a finding: by whom, with what, and that it comes back."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from tests import builders
from tests.builders import NOW
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.organisation.accept_finding import accept_finding
from vijfspoor.actions.organisation.refresh_findings import refresh_findings
from vijfspoor.queries.actor import actor_for
from vijfspoor.queries.organisation.findings import FindingFilters, rows
from vijfspoor.store.models import AuditEvent, Dossier, Finding, FindingAcceptance, Person

pytestmark = pytest.mark.django_db
UNTIL = date(2027, 1, 31)


@pytest.fixture
def finding(town):
    dossier = builders.reported(town, builders.CV_RANKER)
    Dossier.objects.filter(pk=dossier.pk).update(supplier="")
    refresh_findings(NOW)
    return Finding.objects.get(dossier=dossier, code="V-REG-03")


@pytest.mark.parametrize("role", ["information_manager", "department_head"])
def test_the_accountable_person_and_the_information_manager_accept(town, finding, role):
    made = accept_finding(town.actor(role), finding, reason="Contract loopt.", until=UNTIL)

    finding.refresh_from_db()
    assert (made.by, made.until, finding.accepted_until) == (town.holders[role], UNTIL, UNTIL)
    event = AuditEvent.objects.filter(action="finding_accepted").get()
    assert event.dossier == finding.dossier


@pytest.mark.parametrize("role", ["ciso", "data_protection_officer", "user", "council", "executive_board"])
def test_nobody_else_does(town, finding, role):
    with pytest.raises(NotAllowed):
        accept_finding(town.actor(role), finding, reason="Ja.", until=UNTIL)


def test_a_stranger_does_not(other_town, finding):
    with pytest.raises(NotAllowed):
        accept_finding(other_town.actor("information_manager"), finding, reason="Ja.", until=UNTIL)


@pytest.mark.parametrize(
    ("reason", "until", "field"),
    [
        (" ", UNTIL, "reason"),
        ("x" * 2501, UNTIL, "reason"),
        ("Ja.", None, "until"),
        ("Ja.", NOW.date(), "until"),
        ("Ja.", NOW.date() + timedelta(days=367), "until"),
    ],
)
def test_a_reason_and_an_end_within_a_year_are_asked(town, finding, reason, until, field):
    with pytest.raises(InvalidInput) as refused:
        accept_finding(town.actor("information_manager"), finding, reason=reason, until=until)

    assert set(refused.value.errors) == {field}
    assert not FindingAcceptance.objects.exists()


def test_everything_wrong_is_told_at_once(town, finding):
    with pytest.raises(InvalidInput) as refused:
        accept_finding(town.actor("information_manager"), finding, reason="", until=None)

    assert set(refused.value.errors) == {"reason", "until"}


def test_it_stands_apart_and_comes_back_after_the_date(town, finding):
    accept_finding(town.actor("information_manager"), finding, reason="Contract loopt.", until=UNTIL)
    manager = town.holders["information_manager"]

    def listed(state, day):
        now = NOW + (day - NOW.date())
        return finding in rows(actor_for(manager, now), FindingFilters(state=state))

    assert listed("accepted", UNTIL)
    assert not listed("open", UNTIL)
    after = UNTIL + timedelta(days=1)
    refresh_findings(NOW + (after - NOW.date()))
    assert listed("open", after)
    assert not listed("accepted", after)


def test_every_acceptance_is_kept_and_none_can_be_changed(town, finding):
    actor = town.actor("information_manager")
    first = accept_finding(actor, finding, reason="Eerst.", until=UNTIL)
    accept_finding(actor, finding, reason="Nog even.", until=UNTIL + timedelta(days=30))

    assert finding.acceptances.count() == 2
    with pytest.raises(DatabaseError), transaction.atomic():
        FindingAcceptance.objects.filter(pk=first.pk).update(reason="Anders.")


def test_what_was_solved_or_is_never_acceptable_is_refused(town, finding):
    actor = town.actor("information_manager")
    Dossier.objects.filter(pk=finding.dossier_id).update(supplier="Voorbeeld BV")
    refresh_findings(NOW, whole=True)
    with pytest.raises(Conflict):
        accept_finding(actor, finding, reason="Ja.", until=UNTIL)

    Person.objects.filter(pk=town.holders["data_protection_officer"].pk).update(is_active=False)
    refresh_findings(NOW)
    with pytest.raises(Conflict):
        accept_finding(actor, Finding.objects.get(code="V-ORG-01"), reason="Ja.", until=UNTIL)
