"""Whole roads, walked in a real browser by the colleagues concerned."""

import json

from playwright.sync_api import expect


def report(colleague, name, summary, choices):
    """Report an application through the wizard and return its number."""
    colleague.go("/melden").click("Begin")
    colleague.page.fill("#name", name)
    colleague.page.fill("#summary", summary)
    colleague.click("Volgende")
    if "/lijkt-op" in colleague.page.url:
        colleague.click("Ga verder met mijn eigen melding", "link")
    for _ in range(12):
        if "/overzicht" in colleague.page.url:
            break
        page = colleague.page.url.rsplit("/", 1)[1]
        if page == "risk":
            colleague.page.fill("#what", "Een verslag klopt niet.")
            colleague.page.fill("#whom", "Inwoners")
            colleague.page.locator("input[name=severity]").nth(1).check()
            colleague.page.locator("input[name=likelihood]").nth(1).check()
        else:
            colleague.choose(*choices[page])
        colleague.click("Volgende")
    colleague.click("Dien in")
    return colleague.page.url.rsplit("/", 1)[1]


SPELLING = {
    "use": ["Ja, we gebruiken het"], "learned": ["geleerd van voorbeelden"], "does": ["verbetert tekst"],
    "area": ["Niets van dit alles"], "people": ["raakt geen beslissing"], "selects": ["Nee"],
    "data": ["geen gegevens over mensen"], "who": ["Alleen ik of mijn team"],
    "origin": ["Het zit in software"], "alarm": ["Nee, niets hiervan"],
}  # fmt: skip
CONVERSATION = {
    **SPELLING, "use": ["We proberen het uit"], "does": ["maakt zelf nieuwe tekst"],
    "people": ["bereidt een beslissing voor"], "data": ["ook gevoelige gegevens"], "origin": ["Gekocht of gehuurd"],
}  # fmt: skip
CV = {
    **SPELLING, "use": ["het is een idee"], "does": ["voorspelt iets"], "area": ["werven of kiezen"],
    "people": ["bereidt een beslissing voor"], "selects": ["score of oordeel"], "data": ["gewone gegevens"],
    "origin": ["Gekocht of gehuurd"],
}  # fmt: skip


def do_tasks(step_in, number, positions=None):
    """Let everyone who is asked on this file answer, each at their own desk, until a decision can be taken."""
    for name in (
        "Fatma",
        "Marco",
        "Rashid",
        "Evelien",
        "Pieter",
        "Monique",
        "Thomas",
        "Jelle",
        "Tessa",
        "Yvonne",
        "Kevin",
    ):
        colleague = step_in(name)
        colleague.page.goto(f"{colleague._site.address}/toepassingen/{number}")
        while (link := colleague.page.get_by_role("link", name="Doe dit nu")).count():
            link.first.click()
            _answer(colleague, (positions or {}).get(name, "Positief"))


def _answer(colleague, position):
    page = colleague.page
    if page.locator("input[name=position]").count():
        colleague.choose(position)
        page.fill("#text", f"Mijn vertrouwelijke onderbouwing: {position}.")
        page.get_by_role("button", name="Onderteken").click()
    elif page.locator("fieldset input").count():
        for group in page.locator("fieldset").all():
            labels = group.locator("label", has_text="Nee").or_(group.locator("label", has_text="Gezondheid"))
            labels.or_(group.locator("label", has_text="Kwetsbare")).first.locator("input").check()
        page.get_by_role("button", name="Bewaar antwoorden").click()
    else:
        page.fill("#text", "Dit is wat ik weet.")
        page.get_by_role("button", name="Verstuur").click()
    expect(page.locator(".vs-alert--error")).to_have_count(0)


def decide(colleague, number, outcome="Ja", reasons="Wij vinden dit verantwoord."):
    """Decide on this file as its accountable person."""
    colleague.go(f"/toepassingen/{number}").click("Neem besluit", "link")
    colleague.page.locator("input[name=outcome]").first.check()
    colleague.page.fill("#reasons", reasons)
    colleague.click("Leg besluit vast")


def test_a_conversation_report_assistant_from_report_to_public_page(site, step_in):
    samira = step_in("Samira")
    number = report(samira, "Verslaghulp wijkteam", "Zet een gesprek om in een verslag.", CONVERSATION)
    samira.sees("Caroline Smeets").sees("Fatma Yildiz")

    caroline = step_in("Caroline")
    do_tasks(step_in, number)
    decide(caroline, number)
    do_tasks(step_in, number)
    decide(caroline, number)
    do_tasks(step_in, number, {"Yvonne": "Negatief"})
    decide(step_in("Marco"), number)

    annemarie = step_in("Annemarie")
    decide(annemarie, number)
    annemarie.sees("Je wijkt af van een advies").sees("Voeg ten minste één voorwaarde toe")
    annemarie.choose("Ja, met voorwaarden")
    annemarie.page.fill("#deviation_reasons", "Wij nemen alleen op met toestemming.")
    for index, text in enumerate(("Vraag vooraf toestemming", "Bewaar geen geluid")):
        row = annemarie.page.locator(".vs-condition").nth(index)
        row.locator("input[name=condition_text]").fill(text)
        row.locator("select").select_option(label="Monique de Rooij")
        row.locator("input[name=condition_due_on]").fill("15-01-2027")
    annemarie.click("Leg besluit vast").sees("Goedgekeurd")

    step_in("Monique").go("/bureau").sees("Vraag vooraf toestemming").sees("Bewaar geen geluid")
    public = step_in("Ilse").go(f"/openbaar/lindewaard/{number}")
    public.sees("Verslaghulp wijkteam").sees("Goedgekeurd met voorwaarden").sees("Bewaar geen geluid")
    assert "vertrouwelijke onderbouwing" not in public.page.content()
    verified = site.run("verify-audit", "--json")
    assert verified.returncode == 0
    assert all(not result["breaches"] for result in json.loads(verified.stdout))


def test_a_green_spell_checker_is_reported_and_allowed_in_one_sitting(step_in):
    joost = step_in("Joost", width=320)
    number = report(joost, "Taalhulp balie", "Haalt spelfouten uit brieven.", SPELLING)
    joost.sees("Groen")

    erik = step_in("Erik", width=320)
    decide(erik, number)
    erik.page.locator("input[name=outcome]").first.check()
    erik.page.fill("#reasons", "De spelregels zijn besproken.")
    erik.click("Leg besluit vast").sees("Goedgekeurd").sees("Openbare pagina")


def test_a_cv_ranker_is_high_risk_with_article_date_and_the_right_roles(step_in):
    lotte = step_in("Lotte")
    number = report(lotte, "Brievenorde", "Ordent brieven van kandidaten.", CV)

    lotte.sees("Rood: hoog risico").sees("2 december 2027")
    for role in ("Informatiemanager", "CISO", "Privacy officer", "Jurist"):
        lotte.sees(role)
    lotte.go(f"/toepassingen/{number}/wet").sees("4(a)").sees("OB-FRIA-1").sees("profilering")


def test_the_main_road_works_without_javascript(step_in):
    wietske = step_in("Wietske", javascript=False)
    wietske.check = lambda: wietske
    number = report(wietske, "Kaartlezer", "Leest oude kaarten.", SPELLING)

    expect(wietske.page.locator("h1")).to_have_text("Kaartlezer")
    assert number.isdigit()


def test_a_report_can_be_left_and_continued(step_in):
    samira = step_in("Samira")
    samira.go("/melden").click("Begin")
    samira.page.fill("#name", "Later af")
    samira.page.fill("#summary", "Iets wat ik later afmaak.")
    samira.click("Bewaar en ga later verder").sees("Later af")
    samira.click("Verder Later af", "link").sees("Controleer je melding")


def test_the_keyboard_alone_finds_an_application(step_in):
    marco = step_in("Marco").go("/bureau")
    marco.page.keyboard.press("/")
    marco.page.keyboard.type("parkeerscan")
    marco.page.keyboard.press("Enter")
    marco.sees("Parkeerscan").sees("1 toepassing")
