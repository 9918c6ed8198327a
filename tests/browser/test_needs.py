"""The information adviser in a real browser: needs are logged, met and reported; a development is sent and read."""


def test_needs_are_logged_one_linked_one_reported_and_a_development_is_read(step_in):
    bart = step_in("Bart Noordhoek")
    for title in ("Roosters sneller maken", "Verslag van een overleg", "Kaart van meldingen"):
        bart.go("/behoeften").click("Noteer een behoefte", "link").click("Bewaar en kijk").sees(
            "Geef het een korte naam"
        )
        bart.page.fill("#title", title)
        bart.page.fill("#text", "Dit kost het team elke week een dag. <script>alert(1)</script>")
        bart.page.select_option("#unit", label="Burgerzaken")
        bart.click("Bewaar en kijk").sees("<script>").sees("Wat er misschien al is")

    bart.go("/behoeften").click("Verslag van een overleg", "link").sees("Notulist overleg")
    bart.click("Koppel het").sees("Schrijf hoe dit helpt")
    bart.page.select_option("#dossier", label="Notulist overleg")
    bart.page.fill("#outcome", "De Notulist maakt dit verslag al.")
    bart.click("Koppel het").sees("dit is er al")

    bart.go("/behoeften").click("Roosters sneller maken", "link").click("Maak er een melding van")
    assert bart.page.locator("input[name=name]").input_value() == "Roosters sneller maken"

    bart.go("/ontwikkelingen").click("Verstuur een ontwikkeling", "link")
    bart.page.fill("#title", "Nieuwe functie in het zaaksysteem")
    bart.page.fill("#text", "De leverancier zet een samenvatfunctie aan.")
    bart.page.fill("#source", "Brief van de leverancier")
    bart.choose("Leveranciers en producten", "Afdeling Ruimte", "Afdeling Openbare Ruimte").click("Verstuur")
    bart.sees("lazen het")
    page = "/" + bart.page.url.split("/", 3)[3]

    nadia = step_in("Nadia Verhoeven", width=390)
    nadia.go("/bureau").sees("Nieuwe functie in het zaaksysteem").go(page).click("Ik heb dit gelezen")
    nadia.page.fill("#text", "Kan het ook uit?")
    nadia.click("Stel de vraag").sees("Nog niet beantwoord")
    bart.go(page).sees("Kan het ook uit?")
    bart.page.locator("textarea[name=answer]").fill("Ja, per team.")
    bart.click("Verstuur je antwoord").sees("Ja, per team.")
    row = bart.page.locator("li", has_text="Nadia Verhoeven").last
    assert "nog niet" not in row.inner_text()
