"""In a real browser: a finding is opened, followed to its fix, accepted; an expired assessment is seen everywhere."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta

import pytest


@pytest.mark.parametrize("width", [1280, 360])
def test_a_finding_is_followed_to_its_fix_and_accepted(step_in, width):
    marco = step_in("Marco", width=width)
    marco.go("/bureau").go("/inzicht/bevindingen").sees("verplicht voor deze toepassing")
    marco.go("/inzicht/bevindingen/V-EV-01").sees("Niemand is eindverantwoordelijk voor deze toepassing.")

    marco.go("/inzicht/bevindingen/V-REG-03").sees("Vul de leverancier in.")
    marco.click("Vul de gegevens aan", "link").sees("Leverancier")
    assert marco.page.url.endswith("/gegevens")

    code = "V-VW-02" if width == 1280 else "V-AST-10"
    marco.go(f"/inzicht/bevindingen/{code}")
    marco.page.locator(".vs-task h3 a").first.click()
    marco.page.wait_for_url("**/inzicht/bevindingen/*")
    address = marco.page.url.split("/", 3)[3]
    marco.check().click("Aanvaarden").sees("Schrijf waarom dit aanvaardbaar is.")
    until = date.today() + timedelta(days=30)
    marco.page.fill("[name=reason]", f"De leverancier levert volgende maand ({width}).")
    marco.page.fill("[name=until]", f"{until:%d-%m-%Y}")
    marco.click("Aanvaarden").sees("Na de datum komt het vanzelf terug").sees("Marco Veldhuis")

    marco.go("/inzicht/bevindingen?stand=aanvaard").sees(code)
    marco.go(f"/{address}").sees(f"De leverancier levert volgende maand ({width}).")


def test_a_department_head_has_the_own_findings_and_the_chart_its_table(step_in):
    head = step_in("Caroline")
    head.go("/inzicht/bevindingen").sees("De laatste twaalf weken")
    head.page.get_by_text("De cijfers").click()
    head.check().sees("Waarschuwingen")
    head.go("/inzicht/bevindingen?mijn=1").check()
    head.go("/inzicht/bevindingen?stand=opgelost").check()


def test_an_expired_assessment_is_a_finding_a_task_and_a_red_mark(site, step_in):
    yesterday = date.today() - timedelta(days=1)
    with closing(sqlite3.connect(site.database, timeout=30)) as database, database:
        changed = database.execute(
            "UPDATE store_assessment SET valid_until = ? WHERE code = 'dpia' AND status = 'accepted' AND dossier_id = "
            "(SELECT id FROM store_dossier WHERE name = 'Vroeg eropaf')",
            [yesterday.isoformat()],
        )
        assert changed.rowcount == 1
    done = site.run("jobs", "--once")
    assert done.returncode == 0, done.stderr

    caroline = step_in("Caroline")
    caroline.go("/bureau").sees("verlopen op")
    caroline.go("/inzicht/bevindingen/V-AST-01").sees("Vroeg eropaf").click("Ga naar de toetsen", "link")
    red = caroline.page.locator(".vs-alert--error", has_text="is verlopen")
    assert red.count() == 1
    caroline.page.get_by_role("link", name="Overzicht", exact=True).click()
    caroline.sees("is verlopen").sees("terwijl de toepassing loopt").check()
