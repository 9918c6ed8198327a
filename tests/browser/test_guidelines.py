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
