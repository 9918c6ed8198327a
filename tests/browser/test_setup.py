"""The policy adviser in a real browser: another adviser at triage, refused, shown, adopted, and asked from then on."""

from tests.browser.test_road import CV, report


def test_who_advises_is_changed_checked_adopted_and_asked(step_in):
    tessa, board = step_in("Tessa"), step_in("Annemarie Koster")
    tessa.go("/inrichting").click("Versie 1", "link").sees("Wat er verandert").sees("Wat het met lopend werk zou doen")
    page = "/" + tessa.page.url.split("/", 3)[3]
    tessa.click("Matrix en poorten", "link").click("Intake en triage", "link")
    tessa.page.select_option("#ciso", "EV")
    tessa.page.select_option("#hr_adviser", "A")
    tessa.click("Opslaan").sees("Precies één rol mag EV hebben")
    assert tessa.page.input_value("#ciso") == "EV"
    assert tessa.page.input_value("#hr_adviser") == "A"
    assert tessa.page.locator("#ciso-error").count() == tessa.page.locator("#department_head-error").count() == 1

    tessa.page.select_option("#ciso", "")
    tessa.click("Opslaan").sees("HR-adviseur").sees("Opnieuw gevraagd").sees("Wat de poorten vragen")
    tessa.click("Leg het voor aan de directie").sees("wacht op een besluit").sees("nooit iemand die eraan")

    board.go("/bureau").sees("Beslis over de inrichting van de governance: versie 1")
    board.go(page).click("Stel de inrichting vast").sees("Schrijf waarom dit wordt vastgesteld")
    board.page.fill("#reasons", "Besproken in het directieoverleg.")
    board.click("Stel de inrichting vast").sees("vastgesteld").sees("Wat het met lopend werk deed")
    board.go("/sporen/matrix").sees("Versie 1 van onze eigen inrichting")

    number = report(step_in("Samira"), "Sollicitaties lezen", "Zet brieven van kandidaten op volgorde.", CV)
    step_in("Lotte").go(f"/toepassingen/{number}").sees("HR-adviseur")


def test_a_mandate_is_given_and_taken_back_on_a_phone(step_in):
    caroline = step_in("Caroline", width=390)
    caroline.go("/mandaten").click("Geef het mandaat").sees("Vul de laatste dag in")
    caroline.page.select_option("#gate", "G1")
    caroline.page.select_option("#route", "groen")
    caroline.page.select_option("#holder", label="Fatma Yildiz")
    caroline.page.fill("#valid_until", "01-03-2027")
    caroline.click("Geef het mandaat").sees("Fatma Yildiz").click("Intrekken").sees("ingetrokken")
