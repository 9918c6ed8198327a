"""The data analyst in a real browser: describes where data comes from, and is refused without a legal basis."""


def test_the_data_analyst_describes_a_source(step_in):
    thomas = step_in("Thomas Kuiper")
    thomas.go("/toepassingen/1/gegevensstromen").sees("Welke gegevens gaan erin en eruit?")
    thomas.click("Beschrijf de eerste bron", "link").sees("Een gegevensstroom")
    thomas.page.fill("#system", "BRP")
    thomas.page.select_option("#kind", "key_register")
    thomas.page.fill("#what", "Naam en adres van medewerkers.")
    thomas.page.select_option("#frequency", "daily")
    thomas.page.locator("input[name=categories][value=contact]").check()
    thomas.page.fill("#retention_months", "12")
    thomas.click("Opslaan").sees("Voor gegevens over mensen is een grondslag nodig")
    assert thomas.page.input_value("#system") == "BRP"
    assert thomas.page.locator("input[name=categories][value=contact]").is_checked()

    thomas.page.select_option("#legal_basis", "public_task")
    thomas.click("Opslaan").sees("Noem de wet en het artikel")
    thomas.page.fill("#law", "Gemeentewet art. 160")
    thomas.click("Opslaan").sees("Gegevens die erin gaan").sees("Gemeentewet art. 160")

    thomas.click("Kwaliteit controleren", "link").sees("Ontbreken er gegevens?")
    for aspect in ("complete", "correct", "up_to_date", "representative"):
        thomas.page.locator(f"input[name=aspect-{aspect}][value=good]").check()
    thomas.page.fill("#next_on", "01-06-2027")
    thomas.click("Leg dit vast").sees("opnieuw op 1 juni 2027")

    thomas.go("/landschap").sees("Landschap").sees("BRP")
    thomas.page.select_option("#afdeling", label="Afdeling Sociaal Domein")
    thomas.click("Tonen").sees("Hulp en ondersteuning regelen")
