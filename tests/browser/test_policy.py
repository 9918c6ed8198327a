"""The policy adviser in a real browser: a framework as rules, adopted, kept to, and at a hundred percent."""

RULE = "Van wat gevolgen heeft voor inwoners, zijn de gegevens beschreven."
FLAGGED = {"Caroline": "Vroeg eropaf", "Nadia": "Vergunningcheck bouwen", "Erik Postma": "Aangifte online"}


def test_a_rule_is_written_adopted_and_brought_to_a_hundred_percent(step_in, site):
    tessa, board = step_in("Tessa"), step_in("Annemarie Koster")
    tessa.go("/kaders").click("Schrijf een kader", "link").click("Opslaan").sees("Geef het kader een naam")
    tessa.page.fill("#title", "Gegevens op orde")
    tessa.page.fill("#text", "# Waarom\n\nSlechte gegevens geven slechte uitkomsten. <script>alert(1)</script>")
    tessa.click("Opslaan").sees("Nog geen regels").sees("Slechte gegevens").sees("<script>")

    tessa.click("Schrijf de eerste regel", "link")
    tessa.page.fill("#statement", RULE)
    tessa.page.fill("#applies_to", "{all: [decided=ja, in_use=ja, route=oranje]}")
    tessa.page.fill("#test", "gegevens=ja")
    tessa.click("Bekijk wat zij zou aanwijzen").sees("kijk naar: gegevens")
    tessa.page.fill("#test", "data_described=ja")
    tessa.click("Bekijk wat zij zou aanwijzen").sees("Wat zij zou aanwijzen")
    for name in FLAGGED.values():
        tessa.sees(name)
    tessa.page.fill("#until", "01-01-2030")
    tessa.click("Vraag om reacties").click("Leg het voor om vast te stellen").sees("wacht op een besluit")
    page = "/" + tessa.page.url.split("/", 3)[3]

    board.go(page).click("Stel het kader vast").sees("Schrijf waarom dit wordt vastgesteld")
    board.page.fill("#reasons", "Besproken in het directieoverleg.")
    board.click("Stel het kader vast").sees("geldt")
    assert site.run("jobs", "--once").returncode == 0

    links = tessa.go(page).page.locator("tr", has_text=RULE).locator("td a").all()
    flagged = {link.inner_text(): link.get_attribute("href") for link in links}
    assert set(FLAGGED.values()) <= set(flagged)
    for person in FLAGGED:
        owner = step_in(person)
        owner.go("/bureau").sees(RULE[:40])
        for address in flagged.values():
            _give_evidence(owner, address)
    tessa.go(page).sees("100%")


def _give_evidence(owner, address):
    """Show for an application that it meets the rule; an application of somebody else asks nothing of this owner."""
    owner.go(address)
    form = owner.page.locator("li.vs-task", has_text=RULE)
    if form.locator("summary", has_text="Geef bewijs").count():
        form.locator("summary", has_text="Geef bewijs").click()
        form.locator("textarea").first.fill("De beschrijving staat in het dossier van het proces.")
        form.get_by_role("button", name="Vastleggen").first.click()
        owner.sees("bewezen")


def test_the_text_of_two_versions_is_compared(step_in):
    tessa = step_in("Tessa", width=390)
    tessa.go("/kaders/1").click("Begin de volgende versie").sees("Versie 2").click("Schrijf de tekst", "link")
    text = tessa.page.locator("#text").input_value()
    tessa.page.fill("#text", text.replace("ook als wij AI gebruiken", "juist als wij AI gebruiken"))
    tessa.click("Opslaan").click("Naast de vorige versie", "link").sees("juist als wij AI gebruiken")
