"""In a real browser: the self-scan goes to everyone, 300 answers come in, and each sees what is theirs to see."""

from datetime import date, timedelta

import pytest

PAGES = ["", "/wat-we-meten", "/niveaus", "/zelfscan", "/zelfscan/nieuw", "/inlezen", "/plan"]
LONGEST_SCAN = 16


def _results():
    """300 answers from elsewhere: everyone at a high level, but the team Wmo en Jeugd."""
    teams = {"Wmo en Jeugd": 36, "Klantcontactcentrum": 60, "Burgerzaken": 64, "Wijkbeheer en Groen": 70}
    teams["Informatievoorziening"] = 300 - sum(teams.values())
    lines = ["team;understand;use;people;rules"]
    for team, people in teams.items():
        low = people * 3 // 4 if team == "Wmo en Jeugd" else people // 10
        lines += [f"{team};{';'.join(['0' if number < low else '4'] * 4)}" for number in range(people)]
    lines.append("Team dat niet bestaat;1;1;1;1")
    return "\n".join(lines).encode()


def test_hr_sends_imports_and_sees_the_team_under_the_target(step_in):
    lotte = step_in("Lotte").go("/geletterdheid").click("Zelfscan versturen", "link").sees("421 mensen")
    lotte.page.fill("[name=name]", "Ronde voor iedereen")
    lotte.page.fill("[name=closes_on]", f"{date.today() + timedelta(days=21):%d-%m-%Y}")
    lotte.page.locator("form.vs-narrow button").click()
    lotte.sees("Verstuurd aan 421 mensen.").check()

    lotte.go("/geletterdheid/zelfscan").click("Uitslagen overnemen", "link")
    lotte.page.fill("[name=name]", "Cursus AI in het werk")
    file = {"name": "uitslagen.csv", "mimeType": "text/csv", "buffer": _results()}
    lotte.page.set_input_files("[name=file]", file)
    lotte.click("Bestand nakijken").sees("300 rijen kunnen worden overgenomen").sees("1 rij doet niet mee")
    lotte.sees("Er is geen team met de naam “Team dat niet bestaat”.")
    lotte.click("Overnemen").sees("300 uitslagen zijn overgenomen.")
    lotte.click("Cijfers publiceren").sees("Gepubliceerd")
    team = lotte.page.locator("tr", has_text="Wmo en Jeugd").first.inner_text()
    assert "onder het doel" in team
    assert "20%" in team or "25%" in team, team

    henk = step_in("Henk").go("/geletterdheid").sees("Wmo en Jeugd")
    assert henk.page.get_by_text("Klantcontactcentrum").count() == 0
    assert henk.page.get_by_text("Hele organisatie").count() == 0


def _tab_to_an_answer(page):
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "option":
            return
    raise AssertionError("the answers cannot be reached with Tab")


def test_someone_takes_the_scan_by_keyboard_and_sees_the_own_result(step_in):
    colleague = step_in("Wietske")
    colleague.go("/bureau").click("Begin", "link").sees("Vraag 1, hoogstens 16")
    page = colleague.page
    for number in range(LONGEST_SCAN):
        _tab_to_an_answer(page)
        page.keyboard.press("Space")
        if number == 2:
            # Nobody has to finish in one go.
            address = page.url
            colleague.go("/bureau")
            page.goto(address)
            colleague.sees("Vraag 3, hoogstens 16")
            _tab_to_an_answer(page)
            page.keyboard.press("Space")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        if page.get_by_role("heading", name="Je uitslag").count():
            break
    colleague.sees("Je uitslag").sees("Je werk vraagt").sees("Wat je nu kunt leren").check()
    colleague.go("/zelfscan").sees("Klaar")


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_of_literacy(step_in, width):
    lotte, samira = step_in("Lotte", width=width), step_in("Samira", width=width)
    for path in PAGES:
        lotte.go(f"/geletterdheid{path}")
    samira.go("/zelfscan").go("/geletterdheid/wat-we-meten").go("/bureau").go("/zelfscan/3")
