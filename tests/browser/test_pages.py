"""Every main page for every role: no accessibility violation and nothing sideways, wide and narrow."""

import pytest

PAGES = [
    "/bureau", "/melden", "/toepassingen", "/toepassingen?q=bestaatniet", "/sporen", "/sporen/matrix",
    "/sporen/rollen/ciso",
    "/wet", "/wet/wachtrij", "/wet/regelboeken", "/wet/regelboeken/2024-08-01/2026-07-27", "/wet/vragenlijsten",
    "/account", "/openbaar", "/openbaar/lindewaard", "/openbaar/lindewaard?q=zzz",
    "/signalen", "/signalen?lijst=alle", "/signalen?lijst=gemeld", "/signalen/melden", "/incidenten",
    "/incidenten?lijst=gesloten", "/openbaar/lindewaard/25", "/zelfscan", "/geletterdheid/wat-we-meten",
    "/geletterdheid/niveaus", "/leren", "/leren/deciding", "/mag-dit", "/mag-dit?q=chat", "/mag-dit?q=bestaatniet",
    "/openbaar/lindewaard/vraag", "/raad/lindewaard", "/raad/lindewaard/volgen",
    "/raad/moties", "/bestuur/agenda", "/bestuur/middelen", "/bestuur/brieven", "/landschap", "/architectuur",
    "/mijn-processen", "/raad/lindewaard/brieven/2026/1",
]  # fmt: skip
# What who keeps the whole picture opens as well.
PICTURE = [
    "/kaders", "/kaders/1", "/kaders/naleving", "/behoeften", "/behoeften/4", "/ontwikkelingen", "/ontwikkelingen/2",
    "/toepassingen/inlezen", "/inzicht/gevonden-ai", "/inzicht", "/inzicht/doorlooptijden", "/inzicht/dubbelen",
    "/inzicht/rapporten", "/overleg", "/woo", "/geletterdheid/campagnes", "/geletterdheid/dilemmas", "/leren/paden",
    "/inrichting", "/inrichting/1", "/inrichting/1/onderdelen", "/mandaten", "/bezetting", "/toepassingen/2/kosten",
]  # fmt: skip
FILE = [
    "", "/kenmerken", "/toetsen", "/wet", "/wet?peildatum=31-31-2026", "/wet/verplichtingen/OB-LIT-1", "/wet/anders",
    "/signalen", "/besluiten", "/tijdlijn", "/gegevensstromen", "/uitkomsten",
]  # fmt: skip
ROLES = [
    "Samira", "Lotte", "Henk", "Ilse", "Annemarie", "Tessa", "Marco", "Fatma", "Caroline", "Thomas", "Jelle",
    "Monique", "Dennis", "Yvonne", "Rashid", "Evelien", "Pieter",
]  # fmt: skip


@pytest.mark.parametrize("name", ROLES)
def test_every_role_has_a_desk_worth_looking_at(step_in, name):
    colleague = step_in(name).go("/bureau")

    assert colleague.page.locator(".vs-task").count() > 0, f"{name} has nothing to do in the demo"


@pytest.mark.parametrize("width", [1280, 320])
def test_main_pages(step_in, width):
    colleague = step_in("Evelien", width=width)
    for path in PAGES:
        colleague.go(path)
    for number in (2, 16, 25, 33, 44):
        for part in FILE:
            colleague.go(f"/toepassingen/{number}{part}")


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_of_who_keeps_the_picture(step_in, width):
    marco = step_in("Marco", width=width)
    for path in PICTURE:
        marco.go(path)


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_of_an_assessment(step_in, width):
    evelien = step_in("Evelien", width=width)
    for number in (2, 24, 30, 34):
        evelien.go(f"/toepassingen/{number}/toetsen").click("Open" if number != 2 else "Lezen", "link")
        here = evelien.page.url.split("/", 3)[3]
        for part in ("/onderdeel/a", "/onderdeel/d", "/risicos"):
            evelien.go(f"/{here}{part}")


def test_administration_and_sign_in_pages(step_in):
    roos = step_in("Roos")
    for path in ("/beheer/mensen", "/beheer/mensen?q=smeets", "/beheer/mensen/5", "/beheer/audit", "/account"):
        roos.go(path)


def test_english_is_complete_on_the_desk(step_in):
    marco = step_in("Marco").go("/bureau")
    marco.page.locator(".vs-person summary").click()
    marco.click("English").sees("My desk").sees("Soon in force")
    marco.page.locator(".vs-person summary").click()
    marco.click("Nederlands").sees("Mijn bureau")
