"""Incidents: the clocks their facts start, who may decide what, and that a missed deadline never disappears."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from tests import builders
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.organisation.keep_deadlines import keep_deadlines
from vijfspoor.actions.technology.close_incident import close_incident
from vijfspoor.actions.technology.decide_not_to_notify import advise_on_notification, decide_not_to_notify
from vijfspoor.actions.technology.open_incident import IncidentInput, open_incident
from vijfspoor.actions.technology.record_notification import NotificationInput, record_notification
from vijfspoor.actions.technology.report_concern import ConcernInput, report_concern
from vijfspoor.actions.technology.update_incident_facts import FactsInput, update_incident_facts
from vijfspoor.domain.ethics.legal_term import NETHERLANDS
from vijfspoor.queries.actor import actor_for
from vijfspoor.queries.technology import incidents as query
from vijfspoor.queries.wording import task_title
from vijfspoor.store.models import AuditEvent, ClockEntry, LearningAssignment, Message, RoleAssignment, Task

pytestmark = pytest.mark.django_db

# A Friday afternoon in winter time: 16:40 in the Netherlands is 15:40 UTC.
FRIDAY = datetime(2026, 11, 20, 16, 40, tzinfo=NETHERLANDS)
NOW = datetime(2026, 11, 20, 17, 0, tzinfo=NETHERLANDS)
LEAK = FactsInput(values={"personal_breach": "ja"})
SENT = NotificationInput(NOW, "AP-2026-1", "Ontvangstbevestiging in het archief.")


@pytest.fixture
def dossier(town):
    return builders.reported(town, builders.CONVERSATION_REPORT)


@pytest.fixture
def privacy(town):
    return town.actor("privacy_officer", NOW)


@pytest.fixture
def incident(privacy, dossier):
    given = IncidentInput("Verslag bij de verkeerde", "Een verslag ging naar een ander.", FRIDAY)
    return open_incident(privacy, dossier, given)


@pytest.fixture
def leak(privacy, incident):
    return update_incident_facts(privacy, incident, LEAK)


def _clock(incident, code="AVG_33", now=NOW):
    return query.view(incident, now).clock(code)


def _accountable(dossier, now=NOW):
    return actor_for(dossier.accountable, now)


def _others(town, *roles):
    return [role for role in town.holders if role not in roles]


def test_everyone_with_a_part_in_it_hears_and_the_accountable_person_has_a_task(town, dossier, incident):
    told = set(Message.objects.filter(kind="incident_opened").values_list("recipient__name", flat=True))
    assert {"Test executive_board", "Test ciso", "Test data_protection_officer", "Test legal_adviser"} <= told
    assert "Test privacy_officer" not in told
    assert incident.task.assignee == dossier.accountable
    assert incident.task.kind == Task.Kind.INCIDENT
    assert not query.view(incident, NOW).clocks


def test_a_breach_runs_72_hours_through_the_weekend(leak):
    view = _clock(leak)

    assert view.row.deadline == datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
    assert view.row.last_day is None
    assert view.left == timedelta(hours=72)
    assert view.state == "running"
    assert leak.task.due_on == date(2026, 11, 23)


def test_hours_are_elapsed_hours_when_the_clock_goes_back(privacy, dossier):
    before = datetime(2026, 10, 23, 16, 40, tzinfo=NETHERLANDS)
    incident = open_incident(privacy, dossier, IncidentInput("Lek", "Een lek.", before))
    update_incident_facts(privacy, incident, LEAK)

    deadline = _clock(incident).row.deadline
    assert deadline == datetime(2026, 10, 26, 15, 0, tzinfo=UTC)
    assert deadline.astimezone(NETHERLANDS).hour == 16


def test_a_term_in_working_days_has_a_last_day_and_skips_the_weekend(privacy, incident):
    update_incident_facts(privacy, incident, FactsInput(values={"discrimination": "ja"}))

    view = _clock(incident, "DISCRIMINATION_STOP")
    assert view.row.last_day == date(2026, 11, 24)
    assert view.row.deadline == datetime(2026, 11, 24, 23, 0, tzinfo=UTC)


def test_a_notification_in_time_stops_the_clock_and_starts_what_follows_from_it(privacy, incident):
    incident = update_incident_facts(privacy, incident, FactsInput(values={"significant_cyber": "ja"}))
    assert _clock(incident, "CBW_1M") is None
    assert [clock.code for clock in query.waiting_clocks(incident, NOW.date())] == ["CBW_1M"]

    record_notification(privacy, incident, "CBW_72H", SENT)

    assert _clock(incident, "CBW_72H").state == "notified"
    assert _clock(incident, "CBW_1M").row.last_day == date(2026, 12, 21)  # the 20th is a Sunday


def test_late_is_late_for_ever(town, privacy, leak, dossier):
    late = builders.NOW + timedelta(days=3)
    assert _clock(leak, now=late).state == "late"
    record_notification(
        town.actor("privacy_officer", late), leak, "AVG_33", NotificationInput(late, "AP-2", "Te laat gemeld.")
    )

    view = _clock(leak, now=late)
    assert view.state == "notified_late"
    assert view.was_missed
    assert view.row.missed_at == view.row.deadline


LATER = builders.NOW + timedelta(days=3)


@pytest.mark.parametrize(
    "change",
    [FactsInput(values={"personal_breach": "nee"}), FactsInput(moments={"aware_at": LATER - timedelta(hours=1)})],
)
def test_new_facts_never_hide_a_missed_deadline(town, leak, change):
    late = LATER
    update_incident_facts(town.actor("privacy_officer", late), leak, change)

    view = _clock(leak, now=late)
    assert view.was_missed
    assert view.row.missed_at == datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
    assert view.state == ("lapsed" if change.values else "running")


def test_a_duty_that_ended_in_time_was_never_missed_and_runs_again_when_the_facts_do(privacy, leak):
    update_incident_facts(privacy, leak, FactsInput(values={"no_risk": "ja"}))
    assert _clock(leak).state == "lapsed"
    assert not _clock(leak).was_missed

    update_incident_facts(privacy, leak, FactsInput(values={"no_risk": None}))
    assert _clock(leak).state == "running"


def test_the_officer_advises_and_the_accountable_person_decides(town, leak, dossier):
    accountable = _accountable(dossier)
    with pytest.raises(Conflict):
        decide_not_to_notify(accountable, leak, "AVG_33", reasons="Geen risico.")
    officer = town.actor("data_protection_officer", NOW)
    advise_on_notification(officer, leak, "AVG_33", notify=True, text="Er is wel risico.")

    entry = decide_not_to_notify(accountable, leak, "AVG_33", reasons="De ontvanger heeft alles gewist.")

    assert entry.deviates
    assert _clock(leak).state == "not_notified"
    assert Message.objects.filter(kind="not_notified", recipient=officer.person).count() == 1
    assert AuditEvent.objects.filter(action="incident_not_notified").get().content["data"]["deviates"] is True
    with pytest.raises(Conflict):
        decide_not_to_notify(accountable, leak, "AVG_33", reasons="Nog eens.")
    record_notification(town.actor("privacy_officer", NOW), leak, "AVG_33", SENT)
    assert _clock(leak).state == "notified"


def test_who_may_not(town, leak, dossier, other_town):
    accountable = "department_head"
    assert dossier.accountable == town.holders[accountable]
    for role in _others(town, accountable, "executive_board"):
        with pytest.raises(NotAllowed):
            decide_not_to_notify(town.actor(role, NOW), leak, "AVG_33", reasons="Nee.")
        with pytest.raises(NotAllowed):
            close_incident(town.actor(role, NOW), leak, lessons="Geleerd.")
    for role in _others(town, "data_protection_officer"):
        with pytest.raises(NotAllowed):
            advise_on_notification(town.actor(role, NOW), leak, "AVG_33", notify=True, text="Melden.")
    for role in ("user", "council", "architect", "data_protection_officer"):
        with pytest.raises(NotAllowed):
            update_incident_facts(town.actor(role, NOW), leak, LEAK)
        with pytest.raises(NotAllowed):
            record_notification(town.actor(role, NOW), leak, "AVG_33", SENT)
        with pytest.raises(NotAllowed):
            open_incident(town.actor(role, NOW), dossier, IncidentInput("Lek", "Een lek.", FRIDAY))
    with pytest.raises(NotAllowed):
        update_incident_facts(other_town.actor("privacy_officer", NOW), leak, LEAK)


def test_who_advises_by_office_never_decides(town, leak):
    board = town.holders["executive_board"]
    RoleAssignment.objects.create(
        organisation=town.organisation, person=board, role="data_protection_officer", valid_from=date(2020, 1, 1)
    )
    with pytest.raises(NotAllowed):
        decide_not_to_notify(actor_for(board, NOW), leak, "AVG_33", reasons="Nee.")


def test_wrong_input_is_said_at_the_field(privacy, incident, dossier):
    ahead = NOW + timedelta(minutes=1)
    for given, fields in (
        (FactsInput(values={"personal_breach": "misschien", "harm": ["brand"]}), {"personal_breach", "harm"}),
        (FactsInput(values={"bestaat_niet": "ja"}), {"bestaat_niet"}),
        (FactsInput(moments={"aware_at": None}), {"aware_at"}),
        (FactsInput(moments={"link_at": ahead}), {"link_at"}),
        (FactsInput(moments={"link_at": datetime(2026, 11, 20, 9, 0)}), {"link_at"}),
        (FactsInput(texts={"people": "x" * 5001}), {"people"}),
        (FactsInput(texts={"bestaat_niet": "x"}), {"bestaat_niet"}),
    ):
        with pytest.raises(InvalidInput) as raised:
            update_incident_facts(privacy, incident, given)
        assert set(raised.value.errors) == fields
    with pytest.raises(InvalidInput) as raised:
        open_incident(privacy, dossier, IncidentInput("", "", FRIDAY))
    assert set(raised.value.errors) == {"title", "what_happened"}
    with pytest.raises(InvalidInput):
        record_notification(privacy, incident, "AVG_33", SENT)


def test_it_closes_with_lessons_when_no_clock_is_open(town, privacy, dossier):
    concern = report_concern(town.actor("user", NOW), ConcernInput("Een verslag kwam bij mij terecht."), dossier)
    manager = town.actor("application_manager", NOW)
    incident = open_incident(manager, dossier, IncidentInput("Lek", "Een lek.", FRIDAY), concern)
    concern.refresh_from_db()
    assert (concern.status, concern.incident) == ("incident", incident)
    update_incident_facts(privacy, incident, LEAK)
    head = _accountable(dossier)
    with pytest.raises(Conflict):
        close_incident(head, incident, lessons="Controleer het adres.")
    record_notification(privacy, incident, "AVG_33", SENT)
    with pytest.raises(InvalidInput):
        close_incident(head, incident, lessons=" ")

    with pytest.raises(InvalidInput) as raised:
        close_incident(head, incident, lessons="Controleer het adres.", teaches="nothing")
    assert set(raised.value.errors) == {"teaches"}
    builders.colleagues(town, 6)

    closed = close_incident(head, incident, lessons="Controleer het adres.", teaches="personal-data")

    assert closed.task.status == Task.Status.DONE
    asked = LearningAssignment.objects.get()
    assert (asked.unit, asked.lessons, asked.by) == (dossier.department, ["personal-data"], head.person)
    answers = Message.objects.filter(recipient=concern.reporter, kind="concern_answered").order_by("pk")
    assert len(answers) == 2
    assert "Controleer het adres." in answers[1].body
    with pytest.raises(Conflict):
        update_incident_facts(privacy, incident, LEAK)


def test_the_jobs_tell_once_of_a_deadline_that_passed(leak, dossier):
    assert keep_deadlines(NOW) == 0
    late = builders.NOW + timedelta(days=3)
    assert keep_deadlines(late) == 1
    assert keep_deadlines(late) == 0
    told = set(Message.objects.filter(kind="deadline_missed").values_list("recipient__name", flat=True))
    assert told == {"Test executive_board", "Test data_protection_officer", dossier.accountable.name}
    assert _clock(leak, now=late).was_missed


def test_entries_cannot_be_changed_or_removed(privacy, leak):
    entry = record_notification(privacy, leak, "AVG_33", SENT)
    for change in (lambda: ClockEntry.objects.filter(pk=entry.pk).update(reference="x"), entry.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_decision_against_the_application_does_not_end_its_concerns_and_incidents(town, dossier, incident):
    builders.answer_all(town, dossier)
    builders.fulfil(town, dossier)
    concern = report_concern(town.actor("user", NOW), ConcernInput("Verkeerd verslag."), dossier)

    builders.decided(town, dossier, outcome="reject", deviation_reasons="Te veel fouten.")

    assert dossier.status == "rejected"
    kept = Task.objects.filter(pk__in=[incident.task_id, concern.task_id]).values_list("status", flat=True)
    assert set(kept) == {Task.Status.OPEN}


def test_a_task_does_not_say_what_happened(incident):
    assert incident.title not in task_title(incident.task)
    assert incident.task.subject == ""
