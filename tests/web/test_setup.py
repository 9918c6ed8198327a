"""The set-up of governance on screen: nothing typed is lost, and its page costs the same for any number of files."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import vijfspoor
from tests import builders
from tests.builders import NOW
from vijfspoor.actions.organisation.advance_setup import adopt_setup, propose_setup
from vijfspoor.actions.organisation.write_setup import begin_setup, write_note, write_row
from vijfspoor.store.models import SetupVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(town):
    writer = town.actor("policy_adviser")
    version = write_row(writer, begin_setup(writer), "M07", {"architect": "A", "ciso": ""})
    return write_note(writer, version, "Daarom.")


def client(town, role):
    found = Client()
    found.force_login(town.holders[role], backend="allauth.account.auth_backends.AuthenticationBackend")
    return found


def test_two_accountable_roles_stand_at_both_cells_and_the_choice_is_kept(town, version):
    address = reverse("setup_row", args=[version.pk, "M07"])
    response = client(town, "policy_adviser").post(address, {"ciso": "EV", "architect": "A"})

    page = response.content.decode()
    assert response.status_code == 422
    assert 'id="ciso-error"' in page
    assert 'id="department_head-error"' in page
    assert page.count('<option value="EV" selected>') == 2
    version.refresh_from_db()
    assert "ciso" in version.settings["marks"]["M07"]


@pytest.mark.parametrize(
    ("page", "given", "kept"),
    [
        ("setup_stop", {"term": "veel", "decides": "department_head", "M07": ["ciso"]}, 'value="veel"'),
        ("setup_stop", {"term": "0", "decides": "department_head", "M07": ["ciso"]}, 'value="0"'),
        ("setup_stop", {"term": "8", "decides": "department_head"}, 'value="8"'),
        ("setup_terms", {"question": "5", "vacancy": "-3"}, 'value="-3"'),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(town, version, page, given, kept):
    arguments = [version.pk, "rood", "G1"] if page == "setup_stop" else [version.pk]
    response = client(town, "policy_adviser").post(reverse(page, args=arguments), given)

    assert response.status_code == 422
    assert kept in response.content.decode()


def test_gates_terms_and_roles_are_saved_and_shown_as_differences(town, version):
    writer = client(town, "policy_adviser")
    stop = reverse("setup_stop", args=[version.pk, "blauw", "G1"])
    everyone = ["information_adviser", "legal_adviser"]
    writer.post(stop, {"term": "12", "decides": "information_manager", "decides_after": "", "M07": everyone})
    page = writer.get(reverse("setup_terms", args=[version.pk])).context
    boxes = {name: value for name, _label, value in page["boxes"]} | {"vacancy": "20", "months_rood": "6"}
    writer.post(reverse("setup_terms", args=[version.pk]), boxes)
    writer.post(reverse("setup_roles", args=[version.pk]), {"additions": ["ethics_committee"]})

    lines = writer.get(reverse("setup", args=[version.pk])).context["lines"]
    after = {what: then for _where, what, _was, then in lines}
    assert "12" in after.values()
    assert "20" in after.values()
    assert "6" in after.values()
    version.refresh_from_db()
    [own] = version.settings["stops"]
    assert (own["decides"], own["only"]) == (["information_manager"], {"M07": everyone})
    assert version.settings["additions"] == ["ethics_committee"]


def test_who_may_not_write_reads_it_and_cannot_open_a_form(town, version):
    user = client(town, "user")
    assert user.get(reverse("setup", args=[version.pk])).status_code == 200
    assert user.get(reverse("setup_parts", args=[version.pk])).status_code == 200
    assert user.get(reverse("setup_row", args=[version.pk, "M07"])).status_code == 403
    assert user.post(reverse("setup_begin")).status_code == 403


def test_the_page_costs_the_same_for_one_application_as_for_many(town, version):
    page, board = reverse("setup", args=[version.pk]), client(town, "executive_board")

    def statements():
        board.get(page)
        with CaptureQueriesContext(connection) as captured:
            response = board.get(page)
        return len(captured), response

    builders.reported(town, builders.CV_RANKER, "Een")
    few, _response = statements()
    for number in range(6):
        builders.reported(town, builders.CV_RANKER, f"Toepassing {number}")
    many, response = statements()

    assert response.context["effect"].counts["applications"] == 7
    assert few == many <= 20, many


def test_an_adopted_version_stands_on_the_matrix_and_in_the_api_answer(town, version):
    propose_setup(town.actor("policy_adviser"), version)
    board = town.actor("executive_board")
    adopt_setup(board, version, reasons="Ja.", decided_on=NOW.date(), valid_from=NOW.date())

    assert SetupVersion.objects.get().state == "adopted"
    page = client(town, "user").get(reverse("matrix"))
    assert page.context["own_version"] == 1
    shown = client(town, "user").get(reverse("setup", args=[version.pk])).context
    assert shown["effect"] is None
    assert shown["start"].counts["asks"] == 0


def test_the_wheel_of_an_organisation_is_read_in_one_place():
    package = Path(vijfspoor.__file__).parent
    readers = {
        str(path.relative_to(package))
        for path in package.rglob("*.py")
        if "content" not in path.parts and "wheel_in_force" in path.read_text(encoding="utf-8")
    }
    # Names alone come from the newest shipped wheel.
    assert readers == {"queries/organisation/wheel.py", "queries/wording.py"}


def test_the_board_opens_its_task_sends_it_back_and_the_writer_reads_why(town, version):
    version = propose_setup(town.actor("policy_adviser"), version)
    board, writer = client(town, "executive_board"), client(town, "policy_adviser")
    page, step = reverse("setup", args=[version.pk]), reverse("setup_advance", args=[version.pk])
    task = reverse("task", args=[version.task.pk])
    assert task in board.get(reverse("desk")).content.decode()
    assert board.get(task).headers["Location"] == page

    refused = board.post(step, {"step": "send_back", "reasons": ""})
    assert refused.status_code == 422
    assert 'id="reasons-error"' in refused.content.decode()
    board.post(step, {"step": "send_back", "reasons": "Bespreek het eerst."})
    assert task not in board.get(reverse("desk")).content.decode()
    assert "Bespreek het eerst." in writer.get(page).content.decode()

    away = reverse("setup_throw_away", args=[version.pk])
    assert away in writer.get(page).content.decode()
    assert away not in board.get(page).content.decode()
    assert board.post(away).status_code == 403
    assert writer.post(away).headers["Location"] == reverse("setups")
    assert not SetupVersion.objects.exists()
    assert writer.get(page).status_code == 404
    assert board.get(task).headers["Location"] in (reverse("setups"), reverse("desk"))
