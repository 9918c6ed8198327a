"""In a real browser: one concern becomes an incident, its clock runs, and it is notified."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

LINDE = 12


def _fill(colleague, **fields):
    for name, text in fields.items():
        colleague.page.fill(f"[name={name}]", text)


@pytest.mark.parametrize("width", [1280, 360])
def test_a_concern_becomes_an_incident_and_is_notified(step_in, width):
    samira = step_in("Samira", width=width)
    samira.go(f"/toepassingen/{LINDE}/signalen").click("Er is iets mis", "link")
    _fill(samira, what=f"Linde toont de naam en het adres van een andere inwoner ({width}).", affected="Een inwoner")
    samira.click("Melden").sees("Dank je wel. Sven Aalbers kijkt ernaar")
    concern = samira.page.url.split("/", 3)[3]

    sven = step_in("Sven", width=width)
    sven.go(f"/{concern}").click("Maak er een incident van", "link")
    _fill(sven, title="Linde toont gegevens van een ander")
    sven.click("Incident openen").sees("Het incident is geopend")
    incident = sven.page.url.split("/", 3)[3].removesuffix("/feiten")
    sven.page.locator("#personal_breach label", has_text="Ja").locator("input").check()
    sven.click("Opslaan").sees("Door je antwoorden komen er nog een paar vragen bij")
    sven.page.locator("#high_risk_people label", has_text="Nee").locator("input").check()
    _fill(sven, people="Een inwoner", consequences="Zij kan schrikken")
    sven.click("Opslaan").sees("loopt").sees("Autoriteit Persoonsgegevens")

    clock = sven.page.locator("[data-deadline]").first
    expect(clock).to_contain_text("nog")
    clock.evaluate("clock => { clock.dataset.deadline = new Date(Date.now() - 3.1 * 3600e3).toISOString(); }")
    expect(clock).to_contain_text("3 uur en 6 minuten te laat", timeout=15_000)
    sven.go(f"/{incident}").click("Melden", "link").sees("Waarschijnlijke gevolgen: Zij kan schrikken.")
    sven.click("Melding vastleggen").sees("Vul het kenmerk in dat je kreeg")
    _fill(sven, reference="AP 2026-1", evidence="Ontvangstbevestiging in het zaaksysteem")
    sven.click("Melding vastleggen").sees("op tijd gemeld")

    erik = step_in("Erik", width=width)
    erik.go(f"/{incident}")
    _fill(erik, lessons="Linde laat geen namen meer zien.")
    erik.click("Sluiten").sees("gesloten")
    samira.go(f"/{concern}").sees("behandeld als incident").sees("Wij behandelen dit als incident")


def test_stop_shows_at_once_and_only_the_accountable_person_resumes(step_in):
    sven = step_in("Sven")
    sven.go(f"/toepassingen/{LINDE}/signalen").click("Deze toepassing stoppen", "link")
    _fill(sven, reason="Linde noemt verkeerde tijden.")
    sven.click("Nu stoppen").sees("Gebruik deze toepassing niet")
    sven.go(f"/openbaar/lindewaard/{LINDE}").sees("Gestopt op")

    erik = step_in("Erik").go(f"/toepassingen/{LINDE}").click("Besluiten dat het weer mag", "link")
    _fill(erik, reason="De tijden kloppen weer.")
    erik.click("Dit besluiten")
    assert not erik.page.get_by_text("Gebruik deze toepassing niet").count()


def test_three_alike_concerns_become_one_case_at_the_supplier_and_every_reporter_hears_back(step_in):
    reporters = [step_in(name) for name in ("Samira", "Gerben Stam", "Thomas Kuiper")]
    told = []
    for number, colleague in enumerate(reporters):
        colleague.go(f"/toepassingen/{LINDE}/signalen").click("Er is iets mis", "link")
        _fill(colleague, what=f"Linde noemt openingstijden van vorig jaar bij het zwembad, melding {number}.")
        colleague.click("Melden").sees("Dank je wel")
        told.append(colleague.page.url.split("/", 3)[3])

    sven = step_in("Sven")
    sven.go(f"/{told[0]}").sees("Gaan deze signalen over hetzelfde?")
    for box in sven.page.locator("label:has-text('melding') input[name=others]").all():
        box.check()
    sven.click("Maak er één zaak van").sees("Hoort bij deze zaak")
    sven.page.get_by_text("Leg het voor aan de leverancier").click()
    sven.click("Doorgeven").sees("Kies de leverancier uit de lijst")
    sven.page.select_option("#to", label="Antwoordmakers: mail aan Jet Vraagteken")
    _fill(sven, ask="Waar haalt de chat de openingstijden vandaan?", answer_by=f"{date.today() + timedelta(14)}")
    sven.click("Doorgeven").sees("wacht op antwoord")
    for colleague, concern in zip(reporters, told, strict=True):
        colleague.go(f"/{concern}").sees("Wij hebben dit aan de leverancier voorgelegd, Antwoordmakers.")
    sven.go("/bureau").sees("Vraag Antwoordmakers om antwoord over Digitale assistent Linde")
    sven.go(f"/{told[0]}")
    waiting = sven.page.locator("form", has=sven.page.locator("[name=answer]")).last
    waiting.locator("[name=answer]").fill("Uit een oude pagina; wij halen die weg.")
    with sven.page.expect_navigation():
        waiting.get_by_role("button").click()
    sven.check().sees("Uit een oude pagina; wij halen die weg.")
    _fill(sven, text="De openingstijden zijn bijgewerkt. Dank voor het melden.")
    sven.click("Antwoorden en afhandelen")
    for colleague, concern in zip(reporters, told, strict=True):
        colleague.go(f"/{concern}").sees("De openingstijden zijn bijgewerkt")
