"""The architect in a real browser: test an application, grant an exception, and see the one that ended in red."""


def test_the_architect_tests_grants_and_the_owner_sees_red(step_in):
    jelle, erik = step_in("Jelle"), step_in("Erik Postma", width=320)
    jelle.go("/architectuur").sees("Gegevens bij de bron").sees("liep af op")
    jelle.click("Digitale assistent Linde", "link").sees("Eerst hergebruiken")

    jelle.click(": Gegevens bij de bron", "link")
    jelle.click("Geef de uitzondering").sees("Schrijf waarom het mag afwijken")
    jelle.page.fill("#reason", "De leverancier bouwt een koppeling met de website.")
    jelle.page.fill("#until", "01-06-2027")
    jelle.click("Geef de uitzondering").sees("De uitzondering is gegeven").sees("Uitzondering tot en met 1 juni 2027")

    jelle.page.locator("#REUSE_FIRST summary").click()
    jelle.page.locator("#REUSE_FIRST input[value=ja]").check()
    jelle.page.fill("#note-REUSE_FIRST", "De twee worden samengevoegd.")
    jelle.click("Bewaar de oordelen").sees("1 oordeel")

    erik.go("/toepassingen/7").sees("De uitzondering op").sees("is afgelopen")
    erik.go("/bureau").sees("Breng Woningwaarde-model in lijn met een richtlijn")


def test_a_guideline_of_our_own_is_written_looked_at_and_adopted(step_in):
    jelle, board = step_in("Jelle"), step_in("Annemarie Koster")
    jelle.go("/architectuur").click("Schrijf een richtlijn", "link").sees("Wat moet zo zijn?")
    jelle.click("Bekijk wat zij zou aanwijzen").sees("Geef de richtlijn een naam")
    jelle.page.fill("#title", "Zelf bouwen")
    jelle.page.fill("#statement", "De toepassing is niet gekocht.")
    jelle.page.fill("#rationale", "Dan kennen wij de code.")
    jelle.page.select_option("#test", "N13=nee")
    jelle.click("Bekijk wat zij zou aanwijzen").sees("Wat zij zou aanwijzen").sees("Gespreksverslag Wmo")
    page = jelle.page.url.split("/", 3)[3]

    board.go(f"/{page}").click("Stel de richtlijn vast").sees("Schrijf waarom dit wordt vastgesteld")
    board.page.fill("#reasons", "Besproken in het directieoverleg.")
    board.click("Stel de richtlijn vast").sees("vastgesteld op").sees("Wie wijkt af")
    jelle.go(f"/{page}").click("Schrijf een nieuwe versie", "link").sees("Een nieuwe versie")
