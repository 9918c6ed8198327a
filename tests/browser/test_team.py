"""The team manager and the department head in a real browser: their own team, their own processes, and no more."""

import sqlite3

import pytest

BRIEF = "Brief in gewone taal"
TEAM = "Schuldhulp en Preventie"
UNKNOWN = "Samenvatter van gesprekken"


def test_a_manager_confirms_three_ends_one_adds_one_and_logs_a_talk(step_in):
    priya = step_in("Priya")
    priya.go("/teams").sees("Klantcontactcentrum").sees("In gebruik in je team")
    assert not priya.page.get_by_text("Wmo en Jeugd").count()
    assert priya.page.goto(priya.page.url.rsplit("/", 1)[0] + "/1").status == 404

    priya.go("/bureau").sees("Bevestig welke AI nog wordt gebruikt")
    priya.go("/teams").click("Bevestig het beeld", "link").click("Bevestigen").sees("Kies wat past bij")
    for used in priya.page.locator("fieldset", has=priya.page.locator("input[type=radio]")).all():
        used.locator("input[type=radio]").first.check()
    for name, choice in (("Digitale assistent Linde", 0), ("Meldingenverdeler", 0), ("Stemwijzer telefoon", 2)):
        asked = priya.page.locator("fieldset", has=priya.page.locator("legend", has_text=name))
        asked.locator("input[type=radio]").nth(choice).check()
        if choice == 2:
            ended = asked
    priya.page.fill("#found", f"{BRIEF}\n{UNKNOWN}")
    priya.click("Bevestigen").sees("Schrijf in een zin wat er veranderde").sees(UNKNOWN)
    ended.locator("textarea").fill("Bellers drukten liever zelf op een cijfer.")
    priya.click("Bevestigen").sees("Je hebt het beeld bevestigd")
    assert priya.page.locator("#name").input_value() == UNKNOWN

    # Three are confirmed (one of them was not in the list), one ended, and for the unknown one a report waits.
    priya.go("/teams").sees(BRIEF).sees("Digitale assistent Linde").sees("Meldingenverdeler").sees("Beeld bevestigd op")
    assert not priya.page.get_by_text("Stemwijzer telefoon").count()
    priya.go("/bureau").sees(UNKNOWN)

    priya.go("/teams").click("Praat met je team over AI", "link").sees("2. Leg het gesprek vast")
    priya.page.fill("#present", "18")
    priya.page.fill("#agreed", "Wij vragen het aan Joost Terpstra.")
    priya.click("Leg het gesprek vast").sees("Laat namen van collega")
    priya.page.fill("#agreed", "Wij zetten geen namen van bellers in een vraag aan AI.")
    priya.click("Leg het gesprek vast").sees("Het gesprek is vastgelegd").sees("18 mensen")


@pytest.mark.parametrize("width", [1280, 320])
def test_no_individual_behaviour_is_visible_to_a_manager(step_in, site, width):
    henk = step_in("Henk", width=width)
    henk.go("/teams").sees("Wmo en Jeugd").sees("minder dan vijf gebruikers").sees("12 gebruikers")
    main = henk.page.locator("main")
    # By name stand on the card only the champion (also as a choice), and who confirmed a picture.
    text = main.evaluate(
        "e => { e.querySelectorAll('select, .vs-person').forEach(x => x.remove()); return e.innerText }"
    )
    with sqlite3.connect(site.database) as database:
        people = database.execute(
            "select p.name from store_person p join store_unit u on u.id = p.unit_id where u.name = 'Wmo en Jeugd'"
        ).fetchall()
    seen = {name for (name,) in people if name in text}
    assert len(people) > 30
    assert seen == {"Samira el Idrissi"}
    for path in ("Plan een training", "Praat met je team over AI"):
        henk.go("/teams").click(path, "link")


def test_a_breached_threshold_reopens_the_assessment_and_stop_tells_all_users(step_in, site):
    thomas, caroline = step_in("Thomas Kuiper"), step_in("Caroline")
    caroline.go("/mijn-processen").sees(BRIEF).click(BRIEF, "link")
    address = "/" + caroline.page.url.split("/", 3)[3]
    thomas.go(f"{address}/uitkomsten/drempels")
    thomas.page.fill("#lower-selection_rate_ratio", "0,8")
    thomas.page.fill("#upper-selection_rate_ratio", "1,25")
    thomas.page.fill("#reason", "Afgesproken met de eigenaar.")
    thomas.choose("Buiten de grens").click("Opslaan").go(f"{address}/uitkomsten/nieuw")
    rows = [
        f"{'ja' if n // 2 % 10 < (6 if n % 2 else 2) else 'nee'};{'Noord' if n % 2 else 'Zuid'}" for n in range(400)
    ]
    content = "\n".join(["gekozen;groep_wijk", *rows]).encode()
    thomas.page.set_input_files("#file", {"name": "uitkomsten.csv", "mimeType": "text/csv", "buffer": content})
    thomas.page.fill("#starts_on", "01-10-2026")
    thomas.page.fill("#ends_on", "31-10-2026")
    thomas.click("Meten").sees("buiten")

    caroline.go("/mijn-processen").sees("buiten de drempel").sees("er loopt een herbeoordeling")
    card = caroline.page.locator("li.vs-task", has=caroline.page.get_by_role("link", name=BRIEF, exact=True))
    card.get_by_role("link", name="Stop").click()
    caroline.check().page.fill("#reason", "De uitkomsten verschillen te veel.")
    caroline.click("Nu stoppen").sees("Gebruik deze toepassing niet")

    with sqlite3.connect(site.database) as database:
        users = {
            row[0]
            for row in database.execute(
                "select p.id from store_person p join store_unit u on u.id = p.unit_id where u.name = ?", (TEAM,)
            )
        }
        told = {
            row[0]
            for row in database.execute("select recipient_id from store_message where kind = 'application_stopped'")
        }
    assert len(users) == 12
    assert users <= told


def test_the_hr_adviser_sees_which_teams_talk_and_not_what_was_said(step_in):
    lotte = step_in("Lotte", width=320)
    lotte.go("/teams").sees("Klantcontactcentrum").sees("teams praatten dit kwartaal over AI")
    assert not lotte.page.get_by_text("leest altijd een collega na").count()
