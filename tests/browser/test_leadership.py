"""The council in a real browser: it adopts with amendments, is written to about a decision, and everyone reads it."""

import re
from datetime import date, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe

AMENDMENT = "Een mens legt elk besluit uit."
ADVICE = "GEHEIM: ik raad dit af."
WHY_NOT_FOLLOWED = "GEHEIM: het advies woog minder zwaar."


@pytest.fixture
def visitor(site, browser):
    """Somebody who never signs in, at a narrow and a wide window."""
    context = browser.new_context(locale="nl-NL")
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page
    context.close()


def _reads(site, page, path, *texts):
    page.goto(f"{site.address}{path}")
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        violations = Axe().run(page).response["violations"]
        assert not violations, [(v["id"], v["nodes"][0]["html"]) for v in violations]
        assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"), path
    body = page.locator("body").inner_text()
    assert all(text in body for text in texts), path
    return body


def test_the_clerk_records_an_adoption_and_a_council_member_reads_it_without_signing_in(site, step_in, visitor):
    tessa = step_in("Tessa").go("/kaders").click("Waarden van de raad", "link").click("Begin de volgende versie")
    path = "/" + tessa.page.url.split("/", 3)[3]
    tessa.sees("Verwerk deze amendementen").sees("elk half jaar")
    tessa.page.fill("#until", "01-01-2030")
    tessa.click("Vraag om reacties").click("Leg het voor om vast te stellen").sees("Verwerk de amendementen")
    step_in("Monique").go(path).page.fill("#text", ADVICE)
    tessa.page.locator("[name=worked_in]").check()
    tessa.click("Leg het voor om vast te stellen").sees("wacht op een besluit")

    ilse = step_in("Ilse").go(path)
    ilse.page.fill("#reasons", "Vastgesteld met een amendement.")
    ilse.page.fill("#reference", "R2026-140")
    ilse.page.fill("#amendment-text-1", AMENDMENT)
    ilse.click("Stel het kader vast").sees("Elk amendement heeft een nummer").sees(AMENDMENT)
    ilse.page.fill("#amendment-number-1", "A7")
    ilse.click("Stel het kader vast").sees("Amendement A7").sees("Wie nog iets moet doen")

    public = "/openbaar/lindewaard/kaders"
    _reads(site, visitor, public, "Waarden van de raad", "Versie 2")
    _reads(site, visitor, f"{public}/2", "vastgesteld door de raad", "R2026-140", AMENDMENT)
    _reads(site, visitor, f"{public}/2/1", "Dit is een eerdere versie", "Amendement A3")
    _reads(site, visitor, f"{public}/2/2/verschil", "Amendementen bij versie 1", AMENDMENT)
    council = _reads(site, visitor, "/raad/lindewaard", "Waarden van de raad", "Goedgekeurd")
    assert ADVICE not in council
    assert not re.search(r"\bpositief advies\b", council, re.IGNORECASE)


def test_a_resident_finds_what_concerns_them_and_prints_it(site, visitor):
    _reads(site, visitor, "/openbaar/lindewaard?situatie=housing", "Vergunningcheck bouwen", "Ik woon hier")
    _reads(site, visitor, "/openbaar/lindewaard?thema=Verkeer", "Strooiadviseur")
    visitor.locator("main li.vs-task a").first.click()
    visitor.get_by_text("voor het eerst gepubliceerd").wait_for()


def test_the_board_decides_writes_to_the_council_and_a_stranger_reads_it_and_follows_the_promise(
    site, step_in, visitor
):
    later = f"{date.today() + timedelta(days=60):%d-%m-%Y}"
    hanna = step_in("Hanna").go("/bestuur/agenda").click("Werkwijzer", "link").click("Neem besluit", "link")
    page = hanna.page
    hanna.choose("Ja, met voorwaarden")
    page.fill("#reasons", "Werkzoekenden vinden sneller werk. Een mens kijkt mee.")
    page.fill("#deviation_reasons", WHY_NOT_FOLLOWED)
    page.fill("#condition-text-1", "Toets elk half jaar of het eerlijk is")
    page.locator("#condition-owner-1").select_option(index=1)
    page.fill("#condition-due-1", later)
    hanna.click("Leg besluit vast").sees("Je besluit is vastgelegd")

    hanna.go("/bureau").click("Vertel de raad over het besluit over Werkwijzer", "link").sees("is er niets openbaar")
    hanna.click("Schrijf de brief", "link")
    page.fill("#residents", "Wie werk zoekt, krijgt vaker een passende vacature te zien.")
    page.fill("#oversight", "Elk half jaar kijken wij of het eerlijk gaat.")
    page.fill("#promise-text-1", "U leest de eerste uitkomsten")
    hanna.click("Bewaar en lees na").sees("Elke toezegging heeft een tekst en een datum nodig")
    page.fill("#promise-due-1", later)
    hanna.click("Bewaar en lees na").sees("U leest de eerste uitkomsten")
    council = _reads(site, visitor, "/raad/lindewaard")
    assert "U leest de eerste uitkomsten" not in council
    hanna.click("Verstuur aan de raad").sees("Verstuurd. Iedereen kan brief")

    council = _reads(site, visitor, "/raad/lindewaard", "Besluit over Werkwijzer", "U leest de eerste uitkomsten")
    visitor.get_by_role("link", name="Besluit over Werkwijzer").first.click()
    visitor.get_by_text("Wie werk zoekt, krijgt vaker").wait_for()
    letter = _reads(site, visitor, "/" + visitor.url.split("/", 3)[3], "wacht op antwoord", "Lees het als PDF")
    assert not any(secret in text for secret in (ADVICE, WHY_NOT_FOLLOWED) for text in (council, letter))
