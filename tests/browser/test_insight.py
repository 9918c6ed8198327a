"""In a real browser: the information manager opens figures to their lists, looks at a past day, and judges a pair."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect


def figure(colleague, name):
    """Open the list behind a figure, and check that it holds as many as the figure said."""
    link = colleague.page.locator("main a[href^='/toepassingen?']", has_text=name).first
    card = colleague.page.locator("li.vs-kpi", has_text=name).first
    number = card.locator("b").inner_text()
    link.click()
    colleague.page.wait_for_url("**/toepassingen?*")
    colleague.check()
    expect(colleague.page.locator("#results [role=status] b")).to_have_text(
        f"{number} toepassing{'en' * (number != '1')}"
    )
    return colleague


@pytest.mark.parametrize("width", [1280, 320])
def test_the_information_manager_opens_figures_to_lists_now_and_of_a_past_day(step_in, width):
    marco = step_in("Marco", width=width)
    marco.go("/bureau").go("/inzicht").sees("Onze AI-toepassingen van alle kanten")
    figure(marco, "in gebruik")

    marco.go("/inzicht")
    cell = marco.page.locator("table.vs-grid").first.locator("tbody tr td a").first
    number = cell.inner_text()
    cell.click()
    marco.page.wait_for_url("**/toepassingen?*department=*")
    marco.check().sees("onderweg of goedgekeurd")
    assert marco.page.locator("#results [role=status] b").inner_text().startswith(f"{number} ")

    marco.go("/inzicht")
    total = int(marco.page.locator("li.vs-kpi b").first.inner_text())
    past = date.today() - timedelta(days=60)
    marco.page.fill("#peildatum", f"{past:%d-%m-%Y}")
    marco.click("Tonen").sees("Zoals het was aan het eind van")
    assert f"peildatum={past:%d-%m-%Y}" in marco.page.url
    assert int(marco.page.locator("li.vs-kpi b").first.inner_text()) < total
    figure(marco, "onderweg of goedgekeurd").sees("zoals het was op")

    marco.go("/inzicht/doorlooptijden").sees("werkdagen")
    marco.go("/inzicht/contracten").sees("euro")


def test_a_likely_duplicate_is_marked_and_the_value_is_estimated(step_in):
    marco = step_in("Marco")
    marco.go("/inzicht/dubbelen").click("Codehulp voor ontwikkelaars", "link").sees("Dezelfde toepassing?")
    marco.click("Opslaan").sees("Kies of ze hetzelfde zijn.")
    marco.choose("Niet hetzelfde")
    marco.page.fill("[name=reason]", "De een is voor brieven, de ander voor programmeurs.")
    marco.click("Opslaan").sees("Deze twee worden niet meer voorgesteld").sees("De een is voor brieven")

    marco.click("Omgevingsassistent", "link")
    marco.choose("Ga verder met nummer")
    marco.page.fill("[name=reason]", "Hetzelfde pakket, door twee teams gemeld.")
    marco.click("Opslaan").sees("Samengevoegd.").click("Omgevingsassistent", "link").sees(
        "Het gaat verder in een ander dossier"
    )

    caroline = step_in("Caroline")
    caroline.go("/toepassingen?q=gespreksverslag").click("Gespreksverslag Wmo", "link").click("Kenmerken", "link")
    caroline.click("Schat de waarde", "link")
    caroline.page.fill("[name=reasons]", "Een half uur per gesprek, gemeten in maart.")
    caroline.click("Opslaan").sees("Een half uur per gesprek, gemeten in maart.")
