"""The legal adviser at work in a real browser."""

from playwright.sync_api import expect

from tests.browser.test_road import CV, report


def test_the_legal_adviser_confirms_hands_out_a_duty_and_sees_the_date_the_law_moved(step_in):
    samira, pieter = step_in("Samira"), step_in("Pieter")
    number = report(samira, "Sollicitatielezer", "Zet sollicitanten op volgorde.", CV)

    pieter.go("/wet/wachtrij").click("Sollicitatielezer", "link").sees("Bevestig je deze uitkomst?")
    pieter.choose("Ik bevestig de uitkomst")
    pieter.page.fill("#reasons", "Werving en selectie, bijlage III punt 4(a).")
    pieter.click("Onderteken").sees("bevestigd")
    pieter.sees("Bijlage III, punt")
    expect(pieter.page.locator("del", has_text="2 augustus 2026").first).to_be_visible()

    pieter.page.locator("td a").first.click()
    pieter.check()
    pieter.page.select_option("#owner", label="Monique de Rooij")
    pieter.page.fill("#due_on", "15-01-2028")
    pieter.click("Maak er een taak van").sees("Monique de Rooij")

    monique = step_in("Monique", width=320)
    monique.go(f"/toepassingen/{number}").click("Doe dit nu", "link")
    monique.choose("Ja, eraan is voldaan")
    monique.page.fill("#evidence", "Werkdossier 12.")
    monique.click("Vastleggen").sees("voldaan")
