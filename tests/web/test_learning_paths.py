"""Screens of modules, paths and access after learning: nothing typed is lost, a dry run first, and no names."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import builders, life
from vijfspoor.actions.technology.keep_user_group import UserGroupInput, keep_user_group
from vijfspoor.queries.actor import actor_for
from vijfspoor.store.models import LearningAssignment, LearningModule, LearningPath, LessonPass

pytestmark = pytest.mark.django_db

FORM = {
    "kind": "package",
    "title": "Veilig prompten",
    "about": "Welke gegevens je weglaat.",
    "link": "",
    "minutes": "45",
    "made_on": "01-06-2026",
    "identifier": "https://leer.example/prompten",
    "version": "2",
}


@pytest.fixture
def sign_in(town):
    def sign_in(role):
        client = Client()
        client.force_login(town.holders[role], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


def test_hr_offers_a_package_and_takes_results_over_after_a_dry_run(town, sign_in):
    hr, user = sign_in("hr_adviser"), town.holders["user"]
    wrong = hr.post(reverse("learning_module_new"), {**FORM, "minutes": "lang"})
    assert wrong.status_code == 422
    assert "Veilig prompten" in wrong.content.decode()
    assert hr.post(reverse("learning_module_new"), FORM).status_code == 302

    row = LearningModule.objects.get()
    address = reverse("learning_module_results", args=[row.pk])
    assert "https://leer.example/prompten" in hr.get(address).content.decode()
    assert hr.post(address).status_code == 422
    file = SimpleUploadedFile("uitslag.csv", f"email,status\n{user.email},passed\nniemand@x.example,passed".encode())
    checked = hr.post(address, {"file": file})
    page = checked.content.decode()
    assert "1 persoon is nieuw." in page
    assert "niemand@x.example" in page
    assert user.name not in page
    assert not LessonPass.objects.exists()

    assert hr.post(address, {"carried": checked.context["carried"], "confirm": "yes"}).status_code == 302
    assert LessonPass.objects.get().person == user
    assert hr.post(address, {"carried": "veranderd", "confirm": "yes"}).status_code == 422
    assert user.name not in hr.get(reverse("learning_modules")).content.decode()


def test_a_learner_opens_a_course_and_says_it_is_done(town, sign_in):
    sign_in("hr_adviser").post(
        reverse("learning_module_new"),
        {**FORM, "kind": "course", "link": "https://cursus.example/x", "confirmed_by": "self"},
    )
    row, user = LearningModule.objects.get(), sign_in("user")
    address = reverse("lesson", args=[row.code])
    assert "https://cursus.example/x" in user.get(address).content.decode()
    assert user.post(address).status_code == 302
    assert "Afgerond" in user.get(reverse("learning")).content.decode()
    assert user.get(reverse("certificate_badge", args=[row.code])).status_code == 404


def test_hr_makes_a_path_and_asks_a_team(town, sign_in):
    hr = sign_in("hr_adviser")
    assert "Er is nog geen leerpad." in hr.get(reverse("learning_paths")).content.decode()
    form = {"name": "Nieuwe collega", "modules": ["house-rules", "", "what-ai-is"], "days": "30"}
    wrong = hr.post(reverse("learning_path_new"), {**form, "days": "veel"})
    assert wrong.status_code == 422
    assert wrong.context["steps"][:3] == ["house-rules", "", "what-ai-is"]
    assert hr.post(reverse("learning_path_new"), form).status_code == 302

    path = LearningPath.objects.get()
    ask = reverse("learning_path_ask", args=[path.pk])
    assert hr.post(ask, {"unit": town.team.pk, "reason": ""}).status_code == 422
    assert hr.post(ask, {"unit": town.team.pk, "reason": "Voor wie begint."}).status_code == 302
    assert "Nieuwe collega" in hr.get(reverse("learning_assignments")).content.decode()
    desk = sign_in("user").get(reverse("desk")).content.decode()
    assert desk.index("/leren/house-rules") < desk.index("/leren/what-ai-is")
    assert hr.post(reverse("learning_path_withdraw", args=[path.pk])).status_code == 302


def test_what_is_learnt_first_shows_at_the_application_and_the_answer(town, sign_in):
    dossier = life.live(town)
    builders.colleagues(town, 24 - town.team.people.count())
    keep_user_group(
        town.actor("department_head"), dossier, UserGroupInput("Consulenten", 24, "De les", 0, town.team.pk)
    )
    head, address = sign_in("department_head"), reverse("first_learn", args=[dossier.number])
    assert head.post(address, {"modules": [""], "days": "14"}).status_code == 422
    assert head.post(address, {"modules": ["what-ai-is"], "days": "14"}).status_code == 302
    ask = reverse("first_learn_ask", args=[dossier.number])
    assert head.post(ask, {"reason": ""}).status_code == 422
    assert head.post(ask, {"reason": "Eerst leren."}).status_code == 302
    assert LearningAssignment.objects.get().dossier == dossier

    learner = town.holders["data_analyst"]
    user = sign_in("user")
    assert "Eerst leren" in user.get(reverse("permitted_use"), {"q": dossier.name}).content.decode()
    assert "Voordat je ermee mag werken" in user.get(reverse("learning")).content.decode()
    builders.understood(actor_for(learner, timezone.now() + timedelta(minutes=1)))
    for role in ("department_head", "hr_adviser", "team_manager", "executive_board"):
        for page in (address, reverse("in_use", args=[dossier.number])):
            shown = sign_in(role).get(page).content.decode()
            assert "ten minste 0 van 24" in shown, (role, page)
            assert learner.name not in shown.partition('id="main"')[2], (role, page)
    assert user.post(address, {"modules": ["what-ai-is"], "days": "14"}).status_code == 403
    assert head.post(reverse("first_learn_withdraw", args=[dossier.number])).status_code == 302
    assert head.post(ask, {"reason": "Eerst leren."}).status_code == 403
