"""Modules from outside, learning paths, and access after learning: who may, what counts, and that nobody is shown."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests import builders, life
from tests.builders import NOW
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.organisation.refresh_findings import refresh_findings
from vijfspoor.actions.people.assign_learning import assign_path
from vijfspoor.actions.people.finish_module import finish_module
from vijfspoor.actions.people.import_completions import check_completions, import_completions
from vijfspoor.actions.people.keep_module import ModuleInput, keep_module, withdraw_module
from vijfspoor.actions.people.keep_path import PathInput, keep_path, require_modules, withdraw_path
from vijfspoor.actions.technology.keep_user_group import UserGroupInput, keep_user_group
from vijfspoor.actions.technology.record_release import ReleaseInput, record_release
from vijfspoor.domain.dossier.permitted_use import PermittedUse
from vijfspoor.integrations.results import ResultRow
from vijfspoor.integrations.results.completions import is_done, read_statements
from vijfspoor.integrations.results.tables import read_csv
from vijfspoor.queries.actor import actor_for
from vijfspoor.queries.dossier.go_live import checklist_view
from vijfspoor.queries.dossier.permitted_use import may_use
from vijfspoor.queries.people import learning as query
from vijfspoor.queries.people import module_access
from vijfspoor.queries.people.learning_paths import offer, paths
from vijfspoor.store.models import AuditEvent, Finding, LessonPass, Message

COURSE = ModuleInput(
    "course", "Cursus algoritmes", "Wat een algoritme doet.", "https://cursus.example/ai", 90, date(2026, 6, 1), "self"
)
PACKAGE = replace(
    COURSE,
    kind="package",
    title="Veilig prompten",
    link="",
    confirmed_by="",
    identifier="https://leeromgeving.example/prompten",
    version="2",
)
PATH = PathInput("Nieuwe collega", ("what-ai-is", "house-rules"), 30)


def _statement(email, verb="completed", **more):
    return {
        "actor": {"mbox": f"mailto:{email}"},
        "verb": {"id": f"http://adlnet.gov/expapi/verbs/{verb}"},
        "object": {"id": PACKAGE.identifier},
        **more,
    }


def _read(*statements):
    return read_statements(json.dumps(list(statements)).encode())


def _did(people, code="what-ai-is"):
    LessonPass.objects.bulk_create(
        LessonPass(person=person, lesson=code, version="2026-11-01", passed_at=NOW) for person in people
    )


def _asked_first(town, dossier, people=24):
    """Let a team of so many use the application only after the first lesson."""
    builders.colleagues(town, people - town.team.people.count())
    manager = town.actor("department_head")
    group = UserGroupInput("Consulenten", people, "De les", 0, town.team.pk)
    keep_user_group(manager, dossier, group)
    path = require_modules(manager, dossier, ["what-ai-is"], days=14)
    return path, [*town.team.people.all()]


def test_a_course_is_finished_by_the_learners_own_word_once(town):
    keep_module(town.actor("hr_adviser"), COURSE)
    user = town.actor("user")
    (line,) = [line for line in query.shelf(user).others if line.module.kind == "course"]
    finish_module(user, line.module)
    finish_module(user, line.module)

    assert [done.module.code for done in query.shelf(user).done] == [line.module.code]
    assert AuditEvent.objects.filter(action="lesson_passed").count() == 1


def test_nobodys_own_word_counts_where_a_list_or_result_says_so(town):
    hr, user = town.actor("hr_adviser"), town.actor("user")
    for given in (PACKAGE, replace(COURSE, confirmed_by="list")):
        with pytest.raises(Conflict):
            finish_module(user, query.outside_module(keep_module(hr, given)))
    with pytest.raises(Conflict):
        check_completions(hr, keep_module(hr, replace(COURSE, title="Zelf")), [])


@pytest.mark.parametrize(
    ("given", "wrong", "field"),
    [
        (COURSE, {"kind": "book"}, "kind"),
        (COURSE, {"title": " "}, "title"),
        (COURSE, {"about": ""}, "about"),
        (COURSE, {"link": ""}, "link"),
        (COURSE, {"link": "javascript:alert(1)"}, "link"),
        (COURSE, {"minutes": 0}, "minutes"),
        (COURSE, {"minutes": None}, "minutes"),
        (COURSE, {"made_on": date(2027, 1, 1)}, "made_on"),
        (COURSE, {"confirmed_by": "manager"}, "confirmed_by"),
        (PACKAGE, {"identifier": ""}, "identifier"),
        (PACKAGE, {"version": ""}, "version"),
    ],
)
def test_what_is_wrong_with_a_module_is_said_at_the_field(town, given, wrong, field):
    with pytest.raises(InvalidInput) as error:
        keep_module(town.actor("hr_adviser"), replace(given, **wrong))
    assert set(error.value.errors) == {field}


def test_a_package_is_offered_once_and_a_next_version_keeps_its_code(town):
    hr = town.actor("hr_adviser")
    row = keep_module(hr, PACKAGE)
    with pytest.raises(InvalidInput):
        keep_module(hr, PACKAGE)
    again = keep_module(hr, replace(PACKAGE, version="3"), row)
    assert (again.code, again.version) == (row.code, "3")


def test_a_module_in_use_is_not_withdrawn(town):
    hr = town.actor("hr_adviser")
    row = keep_module(hr, COURSE)
    path = keep_path(hr, replace(PATH, modules=(row.code,)))
    with pytest.raises(Conflict, match="Nieuwe collega"):
        withdraw_module(hr, row)
    assign_path(hr, path, reason="Voor iedereen.")
    withdraw_path(hr, path)
    with pytest.raises(Conflict):
        withdraw_module(hr, row)
    other = keep_module(hr, replace(COURSE, title="Anders"))
    withdraw_module(hr, other)
    withdraw_module(hr, other)
    assert other.code not in query.modules_of(town.organisation, hr.today)


def test_only_hr_keeps_modules_and_paths_of_the_own_organisation(town, other_town):
    row = keep_module(town.actor("hr_adviser"), COURSE)
    path = keep_path(town.actor("hr_adviser"), PATH)
    for actor in (town.actor("team_manager"), town.actor("user"), other_town.actor("hr_adviser")):
        for verb in (
            lambda actor=actor: keep_module(actor, COURSE, row),
            lambda actor=actor: withdraw_module(actor, row),
            lambda actor=actor: import_completions(actor, row, []),
            lambda actor=actor: keep_path(actor, PATH, path),
            lambda actor=actor: assign_path(actor, path, reason="Daarom."),
            lambda actor=actor: withdraw_path(actor, path),
        ):
            with pytest.raises(NotAllowed):
                verb()
    assert row.code not in query.modules_of(other_town.organisation, NOW.date())
    with pytest.raises(InvalidInput):
        keep_path(other_town.actor("hr_adviser"), replace(PATH, modules=(row.code,)))


def test_statements_of_the_package_count_after_a_dry_run_that_stores_nothing(town):
    hr = town.actor("hr_adviser")
    row = keep_module(hr, PACKAGE)
    ciso, user, data = (town.holders[role] for role in ("ciso", "user", "data_analyst"))
    rows = _read(
        _statement(ciso.email, "passed", context={"revision": "2"}),
        _statement(ciso.email.upper()),
        _statement(user.email, "attempted"),
        _statement(user.email, "completed", result={"success": False}),
        _statement(data.email, context={"revision": "1"}),
        _statement("niemand@elders.example"),
        {**_statement(data.email), "object": {"id": "https://leeromgeving.example/iets-anders"}},
        "geen statement",
    )
    checked = check_completions(hr, row, rows)
    assert (checked.people, checked.known, checked.not_done) == ((ciso.pk,), 0, 2)
    assert [fault.number for fault in checked.faults] == [5, 6, 7, 8]
    assert not LessonPass.objects.exists()

    import_completions(hr, row, rows)
    kept = LessonPass.objects.get()
    assert (kept.person, kept.lesson, kept.version) == (ciso, row.code, "2")
    event = AuditEvent.objects.get(action="completions_imported")
    assert event.content["data"] == {"module": row.pk, "title": PACKAGE.title}
    with pytest.raises(Conflict):
        import_completions(hr, row, rows)


def test_a_list_of_who_took_part_counts_each_row_unless_its_status_says_otherwise(town):
    hr = town.actor("hr_adviser")
    row = keep_module(hr, replace(COURSE, confirmed_by="list"))
    ciso, user = town.holders["ciso"], town.holders["user"]
    assert check_completions(hr, row, read_csv(f"email\n{ciso.email}".encode())).people == (ciso.pk,)
    rows = read_csv(f"email;status\n{ciso.email};Geslaagd\n{user.email};incomplete".encode())
    assert check_completions(hr, row, rows).people == (ciso.pk,)
    assert is_done("Completed")
    assert not is_done("failed")


def test_a_path_becomes_an_assignment_in_its_order_with_its_days(town):
    hr, user = town.actor("hr_adviser"), town.actor("user")
    course = keep_module(hr, COURSE)
    path = keep_path(hr, replace(PATH, modules=("house-rules", course.code, "what-ai-is", "", "house-rules")))
    assert path.modules == ["house-rules", course.code, "what-ai-is"]
    row = assign_path(hr, path, reason="Voor wie begint.", unit=town.team.pk)

    assert row.due_on == hr.today + timedelta(days=30)
    assert [line.module.code for line in query.to_do(user)] == path.modules
    assert COURSE.title in Message.objects.filter(kind="learning_asked", recipient=user.person).get().body
    builders.understood(user, "house-rules")
    assert [line.module.code for line in query.to_do(user)] == path.modules[1:]


def test_a_path_for_a_role_is_asked_of_who_holds_it(town):
    hr = town.actor("hr_adviser")
    assign_path(hr, keep_path(hr, replace(PATH, role="ciso")), reason="Past bij je rol.", role="ciso")
    assert query.to_do(town.actor("ciso"))
    assert query.to_do(town.actor("privacy_officer")) == ()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"modules": ("", "")}, "modules"),
        ({"modules": ("no such module",)}, "modules"),
        ({"days": 0}, "days"),
        ({"days": None}, "days"),
        ({"role": "no such role"}, "role"),
    ],
)
def test_what_is_wrong_with_a_path_is_said_at_the_field(town, wrong, field):
    with pytest.raises(InvalidInput) as error:
        keep_path(town.actor("hr_adviser"), replace(PATH, **wrong))
    assert set(error.value.errors) == {field}


def test_a_path_that_ended_is_asked_of_nobody(town):
    hr = town.actor("hr_adviser")
    path = keep_path(hr, PATH)
    withdraw_path(hr, path)
    withdraw_path(hr, path)
    assert paths(hr) == []
    with pytest.raises(Conflict):
        assign_path(hr, path, reason="Daarom.")


def test_who_has_yet_to_learn_may_not_use_it_and_reads_what_to_do(town):
    dossier = life.live(town)
    user = town.actor("user")
    (before,) = may_use(user, dossier.name)
    _asked_first(town, dossier)

    (after,) = may_use(user, dossier.name)
    assert before.answer in (PermittedUse.YES, PermittedUse.UNDER_RULES)
    assert (after.answer, [item.code for item in after.first]) == (PermittedUse.AFTER_LEARNING, ["what-ai-is"])
    assert [item.dossier for item in module_access.own_first(user)] == [dossier]

    builders.understood(user)
    (again,) = may_use(user, dossier.name)
    assert (again.answer, again.training) == (PermittedUse.UNDER_RULES, ("De les",))
    assert module_access.own_first(user) == ()


def test_go_live_waits_until_every_user_finished(town):
    dossier = life.contracted(town)
    _path, people = _asked_first(town, dossier)
    line = checklist_view(dossier, "G6", NOW.date()).line("training")
    assert (line.truth, line.takes_evidence) == (False, False)

    _did(people)
    assert checklist_view(dossier, "G6", NOW.date()).line("training").truth is True


def test_of_a_team_under_five_not_even_the_checklist_tells(town):
    dossier = life.contracted(town)
    small = type(town.team).objects.create(
        organisation=town.organisation, name="Klein", kind="team", parent=town.department
    )
    builders.colleagues(town, 4, small)
    keep_user_group(town.actor("department_head"), dossier, UserGroupInput("Klein", 4, "De les", 0, small.pk))
    require_modules(town.actor("department_head"), dossier, ["what-ai-is"], days=14)

    line = checklist_view(dossier, "G6", NOW.date()).line("training")
    assert (line.truth, line.takes_evidence) == (None, True)
    (shown,) = module_access.group_lines(dossier)
    assert shown.done is None


def test_groups_show_numbers_that_point_at_nobody(town):
    dossier = life.live(town)
    _asked_first(town, dossier)
    people = [*town.team.people.all()]
    for number in range(0, 25, 6):
        LessonPass.objects.all().delete()
        _did(people[:number])
        (line,) = module_access.group_lines(dossier)
        assert line.people == 24
        assert line.done % 5 == 0
        assert line.done <= min(number, 19)


def test_the_users_are_asked_on_their_desk_and_only_they(town):
    dossier = life.live(town)
    path, _people = _asked_first(town, dossier)
    outside = type(town.team).objects.create(
        organisation=town.organisation, name="Ander team", kind="team", parent=town.department
    )
    (other,) = builders.colleagues(town, 1, outside)
    row = assign_path(town.actor("department_head"), path, reason="Eerst leren.", unit=outside.pk, role="ciso")

    assert (row.dossier, row.unit, row.role) == (dossier, None, "")
    assert query.to_do(town.actor("user"))
    assert query.to_do(actor_for(other, NOW)) == ()
    assert other not in query.people_of(row, NOW.date())


def test_without_a_team_nobody_can_be_asked(town):
    dossier = life.live(town)
    path = require_modules(town.actor("hr_adviser"), dossier, ["what-ai-is"], days=14)
    with pytest.raises(InvalidInput) as error:
        assign_path(town.actor("hr_adviser"), path, reason="Eerst leren.")
    assert set(error.value.errors) == {"unit"}


def test_who_runs_the_application_says_what_is_learnt_first_and_others_do_not(town, other_town):
    dossier = life.live(town)
    path = require_modules(town.actor("department_head"), dossier, ["what-ai-is"], days=14)
    assert require_modules(town.actor("hr_adviser"), dossier, ["house-rules"], days=7).pk == path.pk
    for actor in (town.actor("user"), town.actor("team_manager"), other_town.actor("hr_adviser")):
        with pytest.raises(NotAllowed):
            require_modules(actor, dossier, ["what-ai-is"], days=14)
        with pytest.raises(NotAllowed):
            assign_path(actor, path, reason="Daarom.")
    with pytest.raises(InvalidInput):
        keep_user_group(town.actor("hr_adviser"), dossier, UserGroupInput("Buren", 5, "De les", 0, other_town.team.pk))


def test_the_linter_finds_users_without_training_and_sees_that_they_learnt(town):
    dossier = life.live(town)
    _path, people = _asked_first(town, dossier)
    refresh_findings(NOW)
    found = Finding.objects.filter(dossier=dossier, code="V-OPL-01")
    assert [row.values for row in found] == [{}]

    _did(people[1:])
    builders.understood(actor_for(people[0], NOW))
    refresh_findings(NOW + timedelta(hours=1))
    assert not found.filter(solved_at__isnull=True).exists()


def test_a_module_older_than_the_last_release_of_its_application_is_out_of_date(town):
    dossier = life.live(town)
    hr = town.actor("hr_adviser")
    row = keep_module(hr, COURSE)
    require_modules(hr, dossier, [row.code], days=14)
    assert offer(hr).outdated == 0
    record_release(town.actor("department_head"), dossier, ReleaseInput("2.0", date(2026, 7, 1), "Nieuw.", "no"))
    assert [line.module.code for line in offer(hr).lines if line.is_outdated] == [row.code]

    keep_module(hr, replace(COURSE, made_on=date(2026, 8, 1)), row)
    assert offer(hr).outdated == 0


def test_rows_of_another_organisation_count_for_nobody(town, other_town):
    hr = town.actor("hr_adviser")
    row = keep_module(hr, replace(COURSE, confirmed_by="list"))
    checked = check_completions(hr, row, [ResultRow(1, other_town.holders["ciso"].email)])
    assert (checked.people, len(checked.faults)) == ((), 1)
