"""In a real browser: the whole duty of the HR adviser, from the scan to a figure that moved."""

from datetime import date, timedelta

import pytest

PAGES = ["/campagnes", "/campagnes/nieuw", "/campagnes/1", "/campagnes/2", "/dilemmas", "/dilemmas/quick-letter"]
TEAMS = {"Wmo en Jeugd": 36, "Klantcontactcentrum": 60, "Burgerzaken": 64, "Wijkbeheer en Groen": 70}
TEAMS["Informatievoorziening"] = 300 - sum(TEAMS.values())


def _results(low):
    """300 answers: everyone at a high level, but so many of Wmo en Jeugd at a low one."""
    lines = ["team;understand;use;people;rules"]
    for team, people in TEAMS.items():
        few = low if team == "Wmo en Jeugd" else people // 10
        lines += [f"{team};{';'.join(['0' if number < few else '4'] * 4)}" for number in range(people)]
    return "\n".join(lines).encode()


def _day(days):
    return f"{date.today() + timedelta(days=days):%d-%m-%Y}"


def _measure(lotte, name, low, days):
    """Take over 300 answers, publish them, and return what the team Wmo en Jeugd shows."""
    lotte.go("/geletterdheid/inlezen")
    lotte.page.fill("[name=name]", name)
    lotte.page.fill("[name=measured_on]", _day(days))
    lotte.page.set_input_files("[name=file]", {"name": "uit.csv", "mimeType": "text/csv", "buffer": _results(low)})
    lotte.click("Bestand nakijken").sees("300 rijen kunnen worden overgenomen")
    lotte.click("Overnemen").sees("300 uitslagen zijn overgenomen.")
    lotte.click("Cijfers publiceren").sees("Gepubliceerd")
    return lotte.page.locator(".vs-heatmap tr", has_text="Wmo en Jeugd").inner_text()


def test_hr_scans_imports_assigns_campaigns_and_sees_the_figure_move(step_in):
    lotte = step_in("Lotte").go("/geletterdheid").click("Zelfscan versturen", "link").sees("421 mensen")
    lotte.page.fill("[name=name]", "Ronde van het kwartaal")
    lotte.page.fill("[name=closes_on]", _day(21))
    lotte.page.locator("form.vs-narrow button").click()
    lotte.sees("Verstuurd aan 421 mensen.").check()

    before = _measure(lotte, "Stand vooraf", 27, -2)
    assert "onder het doel" in before
    assert "25%" in before, before
    lotte.sees("Overige collega's")

    # What is asked to learn becomes work on the desk of the team.
    lotte.go("/leren/opdrachten").choose("Zeg het als er iets niet klopt")
    lotte.page.select_option("#unit", label="– Wmo en Jeugd")
    lotte.page.fill("[name=due_on]", _day(30))
    lotte.page.fill("[name=reason]", "Het team leest verslagen na.")
    lotte.click("Vraag deze groep").sees("Gevraagd.")
    samira = step_in("Samira").go("/bureau").sees("Zeg het als er iets niet klopt")

    lotte.go("/geletterdheid/campagnes").click("Campagne plannen", "link")
    lotte.page.fill("[name=name]", "Kwartier voor een dilemma")
    lotte.click("Opslaan").sees("Schrijf in een paar zinnen")
    assert lotte.page.input_value("[name=name]") == "Kwartier voor een dilemma"
    lotte.page.fill("[name=message]", "Trek een kaart en praat er een kwartier over.")
    lotte.page.locator("label.vs-choice input[value=use]").check()
    lotte.page.select_option("#unit", label="– Wmo en Jeugd")
    lotte.page.fill("[name=ends_on]", _day(14))
    lotte.click("Opslaan").sees("staat in de kalender").sees("loopt nu")
    lotte.page.locator("#materials summary").click()
    lotte.page.fill("[name=title]", "Poster")
    poster = {"name": "poster.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 poster"}
    lotte.page.set_input_files("[name=file]", poster)
    lotte.click("Toevoegen").sees("Poster.pdf")
    lotte.page.fill("[name=what]", "Werkoverleg")
    lotte.page.fill("[name=people]", "3")
    lotte.click("Vastleggen").sees("Minder dan vijf bewaren we niet")
    campaign = lotte.page.url.removesuffix("/stap").removesuffix("/materiaal").partition("/geletterdheid")[2]

    samira.go("/bureau").sees("Kwartier voor een dilemma").go(f"/geletterdheid{campaign}").sees("Poster.pdf")
    assert samira.page.get_by_role("heading", name="Bereik").count() == 0
    samira.click("Ik deed mee").sees("Niemand ziet dat jij het was").sees("Alleen jij kunt dit zien")
    assert samira.go("/bureau").page.get_by_text("Kwartier voor een dilemma").count() == 0

    lotte.go(f"/geletterdheid{campaign}")
    assert "Deed mee:" not in lotte.page.locator("main").inner_text(), "nothing is counted while it runs"
    lotte.click("Beëindigen en tellen").sees("het bereik is geteld").sees("Wmo en Jeugd").sees("hoogstens 15%")

    after = _measure(lotte, "Stand achteraf", 11, 0)
    assert "70%" in after, after
    lotte.go(f"/geletterdheid{campaign}").sees("in de doelgroep").sees("25%").sees("70%").sees("+45")
    lotte.sees("meer dan toeval").sees("dit bewijst niet dat het door de campagne komt")
    assert lotte.go("/geletterdheid").page.locator(".vs-growth svg").count() == 4


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_of_campaigns_and_dilemmas(step_in, width):
    lotte, samira = step_in("Lotte", width=width), step_in("Samira", width=width)
    for path in PAGES:
        lotte.go(f"/geletterdheid{path}")
    samira.go("/geletterdheid/campagnes/2").go("/geletterdheid/dilemmas").click("Trek een kaart", "link")
    samira.sees("Wat zou jij doen?")
