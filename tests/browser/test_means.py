"""Means in a real browser: the owner asks, the board tries too much and then assigns, and the owner sees it."""

import pytest


@pytest.mark.parametrize(
    ("width", "name", "measure"),
    [
        (1280, "Dennis", "Controleer de bewaartermijn bij de leverancier"),
        (320, "Monique", "Haal voor elk gesprek de stand opnieuw op"),
    ],
)
def test_the_owner_asks_and_the_board_assigns_what_there_is(step_in, width, name, measure):
    owner = step_in(name, width=width)
    owner.click(f"Voldoe aan een voorwaarde voor Vroeg eropaf: {measure}", "link").click("Zeg wat er nodig is", "link")
    owner.page.fill("#hours", "12,5")
    owner.page.fill("#why", "De leverancier rekent hier apart voor.")
    owner.click("Vraag het de directie").sees("Gebruik hele uren").sees("De leverancier rekent hier apart voor.")
    owner.page.fill("#hours", "12")
    owner.page.fill("#euros", "1.500")
    owner.click("Vraag het de directie").sees("De directie ziet wat je vraagt").sees("12 uur en 1.500 euro")

    board = step_in("Annemarie", width=width)
    board.click("Bekijk de aanvragen", "link").click(measure, "link").sees("De leverancier rekent hier apart voor.")
    source = board.page.locator("#source option", has_text="Programma dienstverlening").get_attribute("value")
    board.page.select_option("#source", source)
    board.page.fill("#euros", "900.000")
    board.click("Wijs toe").sees("Er is te weinig: nog ").sees("Er is niets verloren van wat je typte.")
    assert board.page.input_value("#euros") == "900.000"
    assert board.page.input_value("#source") == source
    board.page.fill("#euros", "1000")
    board.click("Wijs toe").sees("Toegewezen: 12 uur en 1.000 euro").go("/bestuur/middelen?lijst=toegewezen").sees(
        measure
    )

    owner.go("/bureau").sees("12 uur en 1.000 euro uit Programma dienstverlening")
    owner.click(f"Voldoe aan een voorwaarde voor Vroeg eropaf: {measure}", "link").sees("toegewezen")


def test_the_owner_says_in_one_click_that_nothing_is_needed(step_in):
    measure = "Bespreek elke maand vijf gesprekken in het team"
    samira = step_in("Samira")
    samira.click(f"Voldoe aan een voorwaarde voor Vroeg eropaf: {measure}", "link").click("Hier is niets voor nodig")
    samira.sees("zijn geen uren of geld van de directie nodig").sees("niets nodig")


@pytest.mark.parametrize("width", [1280, 320])
def test_the_pages_of_the_board_read_well(step_in, width):
    board = step_in("Annemarie", width=width)
    for path in ("/bestuur/middelen", "/bestuur/middelen?lijst=gevraagd", "/bestuur/agenda"):
        board.go(path)
    board.go("/bestuur/middelen").click("Innovatiebudget", "link").sees("Hieruit toegewezen")
    board.go("/bestuur/middelen?lijst=toegewezen").click("Geef coaches een training", "link").sees("Wijzig wat is")
