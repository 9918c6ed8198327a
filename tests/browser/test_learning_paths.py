"""In a real browser: HR offers a module and asks a path; a colleague may use a tool only after learning."""

import pytest

from tests.browser.test_learning import LESSONS, _answer


@pytest.mark.parametrize("width", [1280, 320])
def test_hr_makes_a_path_with_a_course_elsewhere_and_asks_a_team(step_in, width):
    course, path = f"Cursus data ({width})", f"Pad van het team ({width})"
    lotte = step_in("Lotte", width=width).go("/leren/aanbod").sees("ouder dan de laatste versie")
    lotte.go("/leren/aanbod/nieuw").click("Opslaan").sees("Geef het een naam.")
    lotte.choose("Een cursus ergens anders").choose("Mensen zeggen het zelf")
    for name, value in {
        "title": course,
        "about": "Hoe gegevens ontstaan.",
        "link": "https://cursus.example/data",
        "minutes": "60",
        "made_on": "01-10-2026",
    }.items():
        lotte.page.fill(f"[name={name}]", value)
    lotte.click("Opslaan").sees(course)

    lotte.go("/leren/paden/nieuw").page.fill("[name=name]", path)
    lotte.page.select_option("#step-1", label=course)
    lotte.page.select_option("#step-2", value="risks-and-bias")
    lotte.click("Opslaan").sees("Vraag nu een groep")
    lotte.page.select_option("#unit", label="– Wmo en Jeugd")
    lotte.page.fill("[name=reason]", f"Voor het team ({width}).")
    lotte.click("Vraag deze groep").sees(path)

    samira = step_in("Samira", width=width).sees(f"Voor het team ({width}).")
    samira.go("/leren").page.get_by_role("link", name=f"Naar de module {course}").click()
    samira.sees("Hoe gegevens ontstaan.").click("Ik heb dit afgerond").sees("Afgerond").sees(course)


def test_who_finished_the_lesson_may_use_it_and_the_certificate_is_real(step_in):
    lesson = LESSONS["personal-data"]
    samira = step_in("Samira").go("/mag-dit?q=Brief in gewone taal").sees("Eerst leren")
    samira.go("/leren").sees("Voordat je ermee mag werken").go("/leren/personal-data")
    _answer(samira.page, lesson, right=True)
    samira.click("Kijk mijn antwoorden na").sees("Je certificaat")
    with samira.page.expect_download() as download:
        samira.page.get_by_role("link", name="Open Badge").click()
    token = download.value.path().read_text()
    samira.go("/mag-dit?q=Brief in gewone taal").sees("Ja, als")

    samira.go("/openbaar/lindewaard/certificaten").page.fill("[name=certificate]", token)
    samira.click("Controleer").sees("Dit certificaat is echt.").sees(lesson.title.nl)
    samira.page.fill("[name=certificate]", token[:-9])
    samira.click("Controleer").sees("niet van deze gemeente")


def test_a_manager_reads_how_far_a_team_is_and_no_name(step_in):
    henk = step_in("Henk", width=320).go("/toepassingen/17/eerst-leren").sees("Wie mag de toepassing gebruiken")
    assert "Samira" not in henk.page.locator("#main").inner_text()
