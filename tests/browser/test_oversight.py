"""Privacy officer, data protection officer and CISO in a real browser: what their duty is, and what is refused."""

from playwright.sync_api import expect

BENEFIT_HELP, HOUSING_HELP, SOLAR_SCAN = 26, 27, 18


def _fill_what_is_open(colleague, one):
    """Answer every question of an assessment that has no answer yet, section by section."""
    colleague.go(one)
    sections = [link.get_attribute("href") for link in colleague.page.locator("a[href*='/onderdeel/']").all()]
    for section in sections:
        colleague.go(section)
        for field in colleague.page.locator("textarea[name^=q-]").all():
            if not field.input_value():
                field.fill("Uitgezocht en vastgelegd in het werkdossier.")
        for group in colleague.page.locator(".vs-question:has(input[name^=q-])").all():
            if not group.locator("input:checked").count():
                group.locator("input[name^=q-]").first.check()
        colleague.click("Opslaan")


def _weigh(colleague, one, what):
    """Weigh one risk that a measure brings down."""
    colleague.go(f"{one}/risicos")
    colleague.page.fill("[name=what]", what)
    colleague.page.fill("[name=whom]", "Inwoners die een aanvraag doen")
    for scale in ("likelihood", "impact"):
        colleague.page.locator(f"input[name={scale}][value='2']").check()
        colleague.page.locator(f"input[name={scale}_after][value='1']").check()
    colleague.page.fill("[name=measure]", "Laat een collega elk voorstel nalezen")
    colleague.page.select_option("[name=owner]", index=1)
    colleague.page.fill("[name=due_on]", "01-03-2027")
    colleague.click("Voeg het risico toe").sees(what)
    colleague.go(one)


def _path(colleague):
    return f"/{colleague.page.url.split('/', 3)[3]}"


def test_the_ciso_sends_back_with_two_demands_and_the_gate_stays_shut(step_in):
    kevin, rashid = step_in("Kevin"), step_in("Rashid")
    kevin.go(f"/toepassingen/{HOUSING_HELP}/toetsen").click("Security-assessment", "link")
    one = _path(kevin)
    _fill_what_is_open(kevin, one)
    _weigh(kevin, one, "Een vreemde leest mee in het koppelvlak")
    kevin.page.fill("#summary", "De toegang is geregeld; herstel is niet beproefd.")
    kevin.click("Dien in").sees("bij de toezichthouder")

    rashid.go(one).choose("Ik stuur de toets terug")
    demands = rashid.page.locator("input[name=demands]")
    demands.nth(0).fill("Beproef het terugzetten van een back-up.")
    demands.nth(1).fill("Laat een pentest doen op het koppelvlak.")
    rashid.click("Onderteken").sees("De poort blijft dicht")

    kevin.go(one)
    for demand in ("1", "2"):
        form = kevin.page.locator(f"form:has(#answer-{demand})")
        form.locator("textarea").fill(f"Gedaan, zie het verslag bij eis {demand}.")
        with kevin.page.expect_navigation():
            form.get_by_role("button", name="Verstuur antwoord").click()
    kevin.page.fill("#summary", "Beide eisen zijn gedaan.")
    kevin.click("Dien in").sees("bij de toezichthouder")

    rashid.go(one).choose("Beproef het terugzetten", "Laat een pentest doen", "Ik aanvaard de toets")
    rashid.page.fill("#reasons", "Beide verslagen gelezen; het restrisico is laag.")
    rashid.click("Onderteken").sees("Aanvaard op")
    rashid.go(f"/toepassingen/{HOUSING_HELP}/tijdlijn").sees("Rashid Amrani")


def test_the_privacy_officer_shares_one_set_of_answers_and_oversight_is_asked_by_itself(step_in):
    evelien, yvonne = step_in("Evelien"), step_in("Yvonne")
    evelien.go(f"/toepassingen/{BENEFIT_HELP}/toetsen").click(": Pre-scan DPIA")
    prescan = _path(evelien)
    _fill_what_is_open(evelien, prescan)

    evelien.go(f"/toepassingen/{BENEFIT_HELP}/toetsen").click(": DPIA")
    dpia = _path(evelien)
    known = evelien.page.locator("dt:has-text('Bekend bij het begin') + dd").inner_text()
    assert int(known.strip().rstrip("%")) >= 60

    _fill_what_is_open(evelien, dpia)
    evelien.page.fill("#summary", "De verwerking kan.")
    evelien.click("Dien in").sees("Weeg minstens één risico")
    _weigh(evelien, dpia, "Iemand krijgt ten onrechte een afwijzend voorstel")
    evelien.page.fill("#summary", "De verwerking kan met de maatregelen die hier staan.")
    evelien.click("Dien in").sees("bij de toezichthouder")
    yvonne.go("/bureau").sees("Proceshulp bijstand")


def test_the_data_protection_officer_reads_everything_and_never_performs(step_in, site):
    yvonne = step_in("Yvonne")
    yvonne.go(f"/toepassingen/{SOLAR_SCAN}/toetsen")
    expect(yvonne.page.get_by_role("button", name="Beginnen")).to_have_count(0)
    token = yvonne.page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    refused = yvonne.page.request.post(
        f"{site.address}/toepassingen/{SOLAR_SCAN}/toetsen/beginnen",
        form={"code": "dpia", "csrfmiddlewaretoken": token},
        headers={"Referer": site.address},
    )
    assert refused.status == 403
    for part in ("", "/kenmerken", "/wet", "/besluiten", "/tijdlijn"):
        yvonne.go(f"/toepassingen/{SOLAR_SCAN}{part}")
    yvonne.go("/toezicht").sees("gevolgd").sees("afgeweken")
