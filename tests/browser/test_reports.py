"""What derives from the file, in a real browser: the memo, the Woo bundle and the yearly account."""

import io
import zipfile

import pikepdf

from tests.pdf_text import pdf_text


def _plain(text):
    return "".join(letter for letter in text if letter.isalnum())


def _downloaded(colleague, end):
    """The file behind the first link whose address ends so, in one click."""
    with colleague.page.expect_download() as waiting:
        colleague.page.locator(f"a[href$='{end}']").first.click()
    with open(waiting.value.path(), "rb") as file:
        return file.read()


def test_makes_a_two_page_memo_for_the_management_team_with_every_dissent_in_one_click(step_in):
    marco = step_in("Marco")
    marco.go("/toepassingen/16").sees("Memo voor het managementteam")
    content = _downloaded(marco, "/memo.pdf")
    text = _plain(pdf_text(content))

    assert len(pikepdf.open(io.BytesIO(content)).pages) <= 2
    assert "Tegengeluid" in text
    assert _plain("De noodzaak om hele gesprekken op te nemen is niet aangetoond") in text


def test_a_person_weighs_every_piece_and_the_woo_bundle_holds_no_advice_and_no_names(step_in):
    pieter = step_in("Pieter")
    pieter.go("/toepassingen/16/woo").sees("wachten op een keuze").click("Neem de voorstellen over")
    while pieter.page.get_by_text("weeg dit zelf").count():
        row = pieter.page.locator("tr", has_text="weeg dit zelf").first
        with pieter.page.expect_navigation():
            row.get_by_role("link").first.click()
        pieter.check().click("Leg mijn keuze vast").sees("Kies of het openbaar mag zijn")
        pieter.choose("Nee, het blijft eruit")
        pieter.page.select_option("#ground", "functioning")
        pieter.click("Leg mijn keuze vast").sees("Vastgelegd")
    pieter.click("Maak de bundel").sees("Versie 1 van de bundel is klaar")
    with zipfile.ZipFile(io.BytesIO(_downloaded(pieter, "bundel-1.zip"))) as archive:
        texts = [pdf_text(archive.read(name)) for name in archive.namelist() if name.endswith(".pdf")]
    assert "Smeets" not in " ".join(texts)
    assert _plain("De noodzaak om hele gesprekken") not in _plain(" ".join(texts))

    pieter.click("Registreer een verzoek", "link")
    pieter.page.fill("#reference", "Z-2026-9")
    pieter.page.fill("#subject", "Alles over opnemen.")
    pieter.page.fill("#received_on", "01-01-2099")
    pieter.click("Registreer het verzoek").sees("kan niet in de toekomst")
    pieter.page.fill("#received_on", "25-11-2026")
    pieter.click("Registreer het verzoek").sees("antwoord uiterlijk 23 december 2026")
    pieter.go("/bureau").sees("Beantwoord het Woo-verzoek").go("/woo").sees("Woo-klaar")


def test_the_yearly_account_is_written_made_final_and_read_by_everyone(step_in, browser, site):
    tessa, board = step_in("Tessa"), step_in("Annemarie Koster")
    tessa.go("/inzicht/bevindingen").click("Rapporten en verantwoording", "link")
    tessa.click("Schrijf verder aan de verantwoording", "link").sees("Cijfers nu")
    page = "/" + tessa.page.url.split("/", 3)[3]
    tessa.page.fill("#next", "Volgend jaar krijgt elk team een lesmoment over AI.")
    tessa.click("Opslaan als nieuwe versie").sees("niet vastgesteld")
    year = page.rpartition("/")[2]
    board.go(page).click("Stel versie").sees("vastgesteld")

    visitor = browser.new_context(viewport={"width": 320, "height": 800}, locale="nl-NL").new_page()
    visitor.goto(f"{site.address}/raad/lindewaard/verantwoording/{year}")
    assert "elk team een lesmoment" in visitor.inner_text("body")
    assert not visitor.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    tessa.page.set_viewport_size({"width": 320, "height": 800})
    quarter = f"/inzicht/kwartaal/{year}-1"
    for address in ("/inzicht/rapporten", quarter, page, "/woo", "/overleg", "/toepassingen/16/woo"):
        tessa.go(address)
    tessa.go(f"/inzicht/cijfers/{year}/reported").sees("Nieuw gemelde toepassingen")
    tessa.go(f"/raad/lindewaard/verantwoording/{year}")
