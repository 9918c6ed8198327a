"""The demo shows what the product does: every route, every gate, and work for every role."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from vijfspoor.cli._demo import operations as _demo_operations
from vijfspoor.content.assessments.loader import questionnaires_in_force
from vijfspoor.content.demo.loader import municipality
from vijfspoor.content.wheel.loader import wheel_in_force
from vijfspoor.domain.ethics.assessment import progress
from vijfspoor.queries.actor import actor_for
from vijfspoor.queries.dossier.desk import desk
from vijfspoor.queries.ethics.known import known_of, values_of
from vijfspoor.queries.leadership.means import standing, waiting
from vijfspoor.queries.organisation.people import verify_chain
from vijfspoor.queries.technology import incidents
from vijfspoor.store.models import (
    Contribution,
    Dossier,
    Message,
    Organisation,
    OutcomeRound,
    Person,
    RoleAssignment,
    SupplierNotice,
    Task,
    Unit,
)

pytestmark = pytest.mark.django_db

SEVENTEEN = [role.code for role in wheel_in_force(date(2026, 11, 23)).roles_in_use(())]


@pytest.fixture
def lindewaard(demo_database):
    return Organisation.objects.get(slug="lindewaard")


@pytest.fixture
def oosterdijk(demo_database):
    return Organisation.objects.get(slug="oosterdijk")


@pytest.fixture
def today(demo_database):
    return timezone.localdate(demo_database)


def test_the_municipality_has_421_staff_in_23_teams(lindewaard):
    staff = Person.objects.filter(organisation=lindewaard).exclude(unit__name__in=["Griffie", "College"])
    teams = Unit.objects.filter(organisation=lindewaard, kind="team")

    assert staff.count() == 421
    assert teams.count() == 23
    assert all(team.people.count() <= team.staff for team in teams)


def test_nobody_in_the_demo_has_a_password(demo_database):
    assert not [p.name for p in Person.objects.all() if p.has_usable_password()]


def test_every_application_took_the_route_its_story_tells(demo_database):
    for slug in ("lindewaard", "oosterdijk"):
        told = {story.name: story.route for story in municipality(slug).stories if story.route}
        found = Dossier.objects.filter(organisation__slug=slug, name__in=told)
        assert {dossier.name: dossier.route for dossier in found} == told


def test_every_application_was_decided_up_to_the_gate_its_story_tells(lindewaard):
    told = {story.name: story.stage for story in municipality("lindewaard").stories}

    for dossier in lindewaard.dossiers.all():
        decided = dossier.decisions.order_by("-gate").values_list("gate", flat=True).first()
        undecided = "draft" if dossier.status == "draft" else "G0"
        assert (decided or undecided) == told[dossier.name], dossier.name


def test_all_routes_gates_and_outcomes_are_shown(lindewaard):
    dossiers = list(lindewaard.dossiers.all())

    assert len(dossiers) >= 32
    assert {d.route for d in dossiers if d.route} == {"zwart", "rood", "oranje", "blauw", "groen"}
    assert {d.gate for d in dossiers if d.status == "underway"} == {"G1", "G2", "G3", "G4"}
    assert {d.status for d in dossiers} >= {"draft", "underway", "approved", "rejected"}
    assert {d.use for d in dossiers} == {"idea", "pilot", "in_use", "ended"}
    outcomes = {row.outcome for d in dossiers for row in d.decisions.all()}
    assert outcomes == {"approve", "approve_with_conditions", "reject"}


@pytest.mark.parametrize("role", SEVENTEEN)
def test_every_role_has_work_and_work_that_is_late(lindewaard, today, role):
    waiting = lindewaard.tasks.filter(role=role, status="open")

    assert waiting.count() >= 2
    assert waiting.filter(due_on__lt=today).exists()
    assert RoleAssignment.objects.filter(organisation=lindewaard, role=role).exists()


@pytest.mark.parametrize("role", ["user", "council", "executive_board", "team_manager", "procurement_officer"])
def test_a_desk_holds_work_that_is_not_late_too(lindewaard, today, role):
    assert lindewaard.tasks.filter(role=role, status="open", due_on__gte=today).exists()


def test_everyone_one_can_step_in_as_has_a_desk_worth_looking_at(lindewaard, demo_database):
    held = RoleAssignment.objects.filter(organisation=lindewaard).select_related("person__organisation")
    empty = []
    for person in {row.person for row in held}:
        shown = desk(actor_for(person, demo_database))
        if not (shown.tasks or shown.blocked or shown.drafts):
            empty.append(person.name)
    assert not empty


def test_a_department_without_head_has_dossiers_without_owner_and_a_vacancy_task(lindewaard):
    without = lindewaard.dossiers.filter(accountable=None).exclude(status="draft")

    assert {dossier.department.name for dossier in without} == {"Afdeling Openbare Ruimte"}
    assert without.count() == 2
    vacancy = lindewaard.tasks.get(kind="vacancy", status="open", subject="department_head")
    assert vacancy.unit.name == "Afdeling Openbare Ruimte"


def test_the_stand_in_of_an_absent_colleague_sees_her_tasks(lindewaard, demo_database):
    stand_in = actor_for(Person.objects.get(name="Kevin Pronk"), demo_database)

    assert "Evelien Groot" in desk(stand_in).absent_for


def test_a_prohibited_application_is_never_approved(lindewaard):
    prohibited = lindewaard.dossiers.filter(route="zwart")

    assert prohibited.count() >= 2
    assert not prohibited.filter(status="approved").exists()


def test_one_decision_deviates_from_advice_with_reasons_and_conditions(lindewaard):
    deviating = [d for d in lindewaard.dossiers.all() if d.decisions.exclude(deviation_reasons="").exists()]

    assert len(deviating) == 1
    decision = deviating[0].decisions.exclude(deviation_reasons="").get()
    assert decision.conditions.exists()
    assert decision.rests_on.filter(position="negative").exists()


def test_every_approved_application_has_a_public_page_with_its_own_texts(lindewaard):
    approved = lindewaard.dossiers.filter(status="approved")

    for dossier in approved:
        content = dossier.publications.get(is_current=True).content
        assert content["texts"]["data"]
        assert content["texts"]["human_intervention"]
        assert content["goal"] != content["summary"]


def test_the_record_is_whole_and_in_the_order_of_time(lindewaard, oosterdijk):
    for organisation in (lindewaard, oosterdijk):
        assert not verify_chain(organisation).breaches
        moments = list(organisation.audit_events.order_by("sequence").values_list("at", flat=True))
        assert moments == sorted(moments)


def test_nothing_in_the_demo_happens_in_the_future_or_outside_office_hours(lindewaard, demo_database):
    moments = [timezone.localtime(m) for m in lindewaard.audit_events.values_list("at", flat=True)]

    assert max(moments) < demo_database
    assert {m.hour for m in moments} <= set(range(9, 17))
    assert {m.weekday() for m in moments} <= set(range(5))


def test_role_holders_do_not_all_write_the_same(lindewaard):
    texts = Counter(Contribution.objects.filter(organisation=lindewaard).values_list("text", flat=True))

    assert len(texts) > 100


def test_the_second_municipality_has_six_people_and_three_applications_of_its_own(oosterdijk, lindewaard):
    assert oosterdijk.people.count() == 6
    assert oosterdijk.dossiers.count() == 3
    mixed = Task.objects.exclude(dossier=None).exclude(dossier__organisation=oosterdijk)
    assert not mixed.filter(assignee__organisation=oosterdijk).exists()
    assert not Task.objects.filter(dossier__organisation=oosterdijk, assignee__organisation=lindewaard).exists()


def test_no_mail_about_the_past_waits_to_be_sent(demo_database):
    assert Message.objects.exists()
    assert not Message.objects.filter(sent_at=None).exists()


def test_a_dpia_starts_at_least_sixty_percent_filled_wherever_triage_is_done(lindewaard, today):
    form = questionnaires_in_force(today)["dpia"]
    for dossier in lindewaard.dossiers.filter(gate__in=["G2", "G3"]):
        dossier.statements.all().delete()
        known = values_of(known_of(dossier, form, today))
        assert progress(form.questions(), known).percentage >= 60, dossier.name


def test_assessments_are_shown_in_every_state(lindewaard):
    assert set(lindewaard.assessments.values_list("status", flat=True)) == {
        "running", "submitted", "sent_back", "accepted",
    }  # fmt: skip
    assert lindewaard.dossiers.filter(statements__in_conflict=True).exists()


def test_the_board_assigned_means_refused_some_and_has_requests_waiting(lindewaard):
    said = standing().filter(organisation=lindewaard).values_list("outcome", flat=True)
    assert Counter(said) == {"assigned": 3, "refused": 1}
    assert waiting(lindewaard) == 2
    assert lindewaard.means_sources.count() == 2


def test_concerns_incidents_and_a_stop_are_shown(lindewaard, demo_database):
    # Five that people wrote, and one that a breached threshold opened.
    assert lindewaard.concerns.filter(kind="colleague").count() == 6
    assert OutcomeRound.objects.filter(dossier__organisation=lindewaard, concern__isnull=False).count() == 1
    assert lindewaard.concerns.filter(kind="resident").count() == 2
    assert set(lindewaard.concerns.values_list("status", flat=True)) == {"open", "settled", "incident"}
    assert lindewaard.concerns.filter(dossier=None, kind="colleague").count() == 1
    assert lindewaard.dossiers.exclude(stopped_at=None).count() == 1

    notice = SupplierNotice.objects.get(concern__organisation=lindewaard)
    assert (notice.task.status, notice.is_mailed) == ("open", True)

    views = {row.status: incidents.view(row, demo_database) for row in lindewaard.incidents.all()}
    assert [clock.clock.code for clock in views["open"].open_clocks] == ["AVG_33"]
    closed = lindewaard.incidents.get(status="closed")
    intervention = closed.interventions.get()
    assert intervention.by.role_assignments.filter(role="executive_board").exists()
    assert not views["open"].was_missed
    assert not views["closed"].was_missed
    assert views["closed"].incident.lessons


@pytest.mark.parametrize("now", [datetime(2026, 11, 23, 8, 5, tzinfo=UTC), datetime(2026, 11, 21, 22, 0, tzinfo=UTC)])
def test_the_clock_runs_whenever_the_demo_is_loaded(now):
    scene = _demo_operations.Scene(None, now, {})
    moment = scene.moment(0)
    assert moment + timedelta(hours=1) < now
    assert now - moment < timedelta(hours=70)
    assert 9 <= timezone.localtime(moment).hour <= 16
