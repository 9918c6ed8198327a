"""Assessments in a real browser: two people at once, a session that ends, and oversight with demands."""

from playwright.sync_api import expect

PARKING_SCAN, MAIL_GUARD = 24, 30


def _running(colleague, number):
    """Open the assessment of a dossier from its list and return its path."""
    colleague.go(f"/toepassingen/{number}/toetsen").click("Open", "link")
    return colleague.page.url.split("/", 3)[3]


def _write(colleague, code, text):
    colleague.page.fill(f"textarea[name=q-{code}]", text)


def _status(colleague):
    return colleague.page.locator("[role=status]")


def test_two_people_in_one_section_lose_no_text(step_in):
    evelien, pieter = step_in("Evelien"), step_in("Pieter")
    section = f"/{_running(evelien, PARKING_SCAN)}/onderdeel/c"
    evelien.go(section)
    pieter.go(section)

    _write(evelien, "interests", "De gemeente wil eerlijk handhaven.")
    expect(_status(evelien)).to_contain_text("Opgeslagen om", timeout=15_000)
    with pieter.page.expect_navigation():
        _write(pieter, "interests", "De leverancier wil meer verkopen.")
    pieter.check().sees("Evelien Groot")
    pieter.sees("heeft iets anders opgeslagen")

    evelien.go(section).sees("De leverancier wil meer verkopen.")
    _write(evelien, "interests", "De gemeente wil eerlijk handhaven; de leverancier wil meer verkopen.")
    evelien.choose("De tekst in het veld is de goede").click("Opslaan en stoppen")
    evelien.go(section)
    expect(evelien.page.locator("textarea[name=q-interests]")).to_have_value(
        "De gemeente wil eerlijk handhaven; de leverancier wil meer verkopen."
    )
    assert not evelien.page.get_by_text("heeft iets anders opgeslagen").count()


def test_a_session_that_ends_loses_nothing_that_was_typed(step_in, site):
    evelien = step_in("Evelien")
    section = f"/{_running(evelien, PARKING_SCAN)}/onderdeel/d"
    evelien.go(section)
    evelien.page.context.clear_cookies()

    _write(evelien, "retention", "Een dag, en daarna weg.")
    expect(_status(evelien)).to_contain_text("Nog niet opgeslagen", timeout=15_000)

    evelien.page.on("dialog", lambda dialog: dialog.accept())
    evelien.page.goto(f"{site.address}/stap-in")
    with evelien.page.expect_navigation():
        evelien.page.get_by_role("button", name="Evelien").first.click()
    evelien.go(section)
    expect(evelien.page.locator("textarea[name=q-retention]")).to_have_value("Een dag, en daarna weg.")
    expect(_status(evelien)).to_contain_text("Opgeslagen om", timeout=15_000)


def test_the_data_protection_officer_demands_and_accepts(step_in):
    yvonne, evelien = step_in("Yvonne"), step_in("Evelien", width=320)
    one = f"/{_running(yvonne, MAIL_GUARD)}"

    yvonne.click("Onderteken").sees("Kies: aanvaard je de toets")
    yvonne.choose("Ik stuur de toets terug")
    yvonne.page.locator("input[name=demands]").first.fill("Zet in het logboek wie er meelas.")
    yvonne.click("Onderteken").sees("De poort blijft dicht")

    evelien.go(one).sees("Zet in het logboek wie er meelas.")
    evelien.page.fill("textarea[name=answer]", "Gedaan; het bewijs staat in het werkdossier.")
    evelien.click("Verstuur antwoord")
    evelien.page.fill("#summary", "Nu met logboek.")
    evelien.click("Dien in").sees("bij de toezichthouder")

    yvonne.go(one).choose("Zet in het logboek wie er meelas.", "Ik aanvaard de toets")
    yvonne.page.fill("#reasons", "Volledig.")
    yvonne.click("Onderteken").sees("Aanvaard op")


def test_without_javascript_a_section_is_filled_in_too(step_in):
    evelien = step_in("Evelien", javascript=False)
    evelien.check = lambda: evelien
    section = f"/{_running(evelien, PARKING_SCAN)}/onderdeel/c"
    evelien.go(section)
    _write(evelien, "interests", "Zonder script opgeslagen.")

    evelien.click("Opslaan en verder").sees("Opgeslagen.")
    evelien.go(section)
    expect(evelien.page.locator("textarea[name=q-interests]")).to_have_value("Zonder script opgeslagen.")
