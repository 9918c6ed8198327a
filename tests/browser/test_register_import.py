"""The information manager in a real browser: a spreadsheet comes in, owners and doubles are seen, AI is found."""

import xlsxwriter

HEADINGS = ["Applicatie", "Omschrijving", "Leverancier", "Afdeling", "Proceseigenaar", "Status", "In gebruik sinds"]
ERIK, NADIA, OUTSIDE = "Erik Postma", "Nadia Verhoeven", "Afdeling Openbare Ruimte"
ROWS = [
    ["Wachttijdmeter balie", "Voorspelt drukte.", "Belzicht", "Afdeling Dienstverlening", ERIK, "in gebruik", "2022"],
    ["Gladheidskijker fietspad", "Ziet ijs op beelden.", "", OUTSIDE, "Onbekend Iemand", "proef", "1-11-2025"],
    ["Strooiadviseur", "Zegt waar gestrooid moet worden.", "", OUTSIDE, "", "in gebruik", ""],
    ["Planner speelplekken", "Stelt voor waar een speelplek komt.", "", "Afdeling Ruimte", NADIA, "bijna", ""],
]


def spreadsheet(path):
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Onze applicaties")
        for number, row in enumerate([HEADINGS, *ROWS], 2):
            sheet.write_row(number, 0, row)
    return path


def press(colleague, name, button):
    """Press a button that belongs to one thing of a list; its form may be folded."""
    line = colleague.page.locator("li.vs-task", has_text=name)
    if not line.get_by_role("button", name=button).first.is_visible():
        line.locator("summary").click()
    with colleague.page.expect_navigation():
        line.get_by_role("button", name=button).first.click()
    return colleague.check()


def test_a_spreadsheet_comes_in_and_shows_what_has_no_owner_and_what_is_double(step_in, tmp_path):
    marco = step_in("Marco")
    marco.go("/toepassingen").click("Lees een spreadsheet in", "link").sees("applicatielijst-2024.csv")
    marco.click("Bestand nakijken").sees("Kies eerst een bestand")
    marco.page.set_input_files("#file", spreadsheet(tmp_path / "lijst.xlsx"))
    marco.click("Bestand nakijken").sees("Dit zou er gebeuren")
    marco.sees("“bijna” kennen we niet")
    marco.click("Misschien al bekend", "link").sees("Strooiadviseur").sees("zelfde naam")
    marco.click("Zonder eigenaar", "link").sees("Niemand in dienst heet “Onbekend Iemand”")
    marco.click("Overnemen").sees("overgenomen").sees("hebben geen eigenaar")
    page = "/" + marco.page.url.split("/", 3)[3]
    marco.go("/bureau").sees("lijst.xlsx")
    marco.go(page).click("Gezien").go("/toepassingen?q=gladheidskijker").sees("niemand")

    small = step_in("Marco", width=390)
    small.go(page).click("Draai alles terug").sees("2 toepassingen zijn teruggehaald").sees("teruggedraaid")
    small.go("/toepassingen?q=gladheidskijker").sees("Niets gevonden")


def test_ai_nobody_reported_is_found_in_a_list_of_software(step_in, tmp_path):
    file = tmp_path / "inkoop.csv"
    file.write_text("Omschrijving;Crediteur\nGrammarly Business;Grammarly Inc.\nPennen;Kantoorhuis\nCanva Pro;Canva\n")
    marco = step_in("Marco")
    marco.go("/inzicht/bevindingen").click("Gevonden AI", "link").sees("DeepL Pro").sees("Canva voor teams")
    marco.page.set_input_files("#file", file)
    marco.click("Zoek AI").sees("2 producten met AI, waarvan 1 nieuw").sees("Grammarly Business")

    press(marco, "Canva voor teams", "Geen melding nodig").sees("Schrijf waarom")
    marco.page.locator("li.vs-task", has_text="Canva voor teams").locator("textarea").fill("Alleen zonder AI.")
    press(marco, "Canva voor teams", "Geen melding nodig").sees("vraagt het niet opnieuw")
    marco.click("Geen melding nodig", "link").sees("Alleen zonder AI.").sees("Zoom Meetings")
    press(marco.go("/inzicht/gevonden-ai"), "Grammarly Business", "Melden").sees("Grammarly")
    marco.go("/inzicht/gevonden-ai?stand=gemeld").sees("melding is begonnen")

    marco.go("/inzicht/gevonden-ai/producten").click("Voeg toe").sees("Geef het product een naam")
    marco.page.fill("#name", "Balievriend")
    marco.click("Voeg toe").sees("De volgende lijst wordt er ook op doorzocht")
