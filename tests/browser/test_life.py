"""In a real browser: go-live waits for instruction, training and publication; a release; an end with its archive."""

import hashlib
import zipfile

import pytest

GO_LIVE = "Kwijtscheldingshulp"
RELEASED = "Woo-lakker"
RETIRED = "Belvoorspeller"


def _file_of(colleague, name):
    """Open an application by its name and return its address."""
    colleague.go(f"/toepassingen?q={name.split()[0]}")
    colleague.page.get_by_role("link", name=name).first.click()
    colleague.page.wait_for_url("**/toepassingen/*")
    return "/" + colleague.page.url.split("/", 3)[3].split("?")[0]


def _fill(colleague, **fields):
    for name, text in fields.items():
        colleague.page.fill(f"[name={name}]", text)


def _settle(colleague, address):
    """Give evidence at every point this colleague may settle."""
    for _ in range(12):
        colleague.go(f"{address}/in-gebruik")
        links = colleague.page.locator("#checklist a[href*='/punten/']")
        if not links.count():
            return
        colleague.go("/" + links.first.get_attribute("href").lstrip("/"))
        _fill(colleague, text="Gedaan; het stuk ligt in het zaaksysteem.")
        colleague.page.locator("form.vs-narrow button[type=submit]").click()
        colleague.page.wait_for_url("**/in-gebruik")


def _duties(colleague, address):
    """Give every duty that applies an owner, as the legal adviser."""
    colleague.page.goto(colleague._site.address + f"{address}/wet")
    links = colleague.page.locator("a[href*='/wet/verplichtingen/']")
    todo = [links.nth(n).get_attribute("href") for n in range(links.count())]
    for href in dict.fromkeys(todo):
        colleague.page.goto(colleague._site.address + href)
        owner = colleague.page.locator("select[name=owner]")
        if owner.count() and not owner.input_value():
            owner.select_option(label="Erik Postma")
            colleague.page.fill("[name=due_on]", "31-12-2027")
            colleague.page.locator("form:has(select[name=owner]) button[type=submit]").click()


def test_go_live_is_blocked_until_instruction_training_and_publication_exist(step_in):
    erik = step_in("Erik")
    address = _file_of(erik, GO_LIVE)
    erik.go(f"{address}/in-gebruik").sees("Er is een werkinstructie in gewone taal")
    for point in ("Alle gebruikers zijn getraind", "De tekst staat in het Algoritmeregister"):
        erik.sees(point)
    assert not erik.page.locator("main a[href^='/taken/']").count()

    sven = step_in("Sven")
    sven.go(f"{address}/in-gebruik")
    sven.page.locator("#users a[href*='/gebruikers/']").first.click()
    _fill(sven, trained="12")
    sven.page.locator("form.vs-narrow button[type=submit]").click()
    sven.sees("12")

    marco = step_in("Marco")
    marco.go(f"{address}/gegevens")
    _fill(marco, data="Inkomen en schulden.", human_intervention="Een medewerker beslist.", risks="Een fout bedrag.")
    marco.page.locator("main form button[type=submit]").first.click()
    marco.go(f"{address}/publicatie").page.locator("form[action$='/publiceren'] button").click()
    _duties(step_in("Pieter"), address)
    _settle(step_in("Erik"), address)
    for name in ("Evelien", "Thomas", "Sven", "Pieter"):
        _settle(step_in(name), address)

    erik.go(f"{address}/in-gebruik")
    erik.page.locator("main a.vs-btn[href^='/taken/']").click()
    erik.choose("Ja")
    _fill(erik, reasons="Alles is klaar en iedereen is getraind.")
    erik.page.locator("form[data-guard] button[type=submit]").click()
    erik.go(address).sees("In gebruik")
    assert not erik.page.get_by_text("Poort: ").count()


@pytest.mark.parametrize("width", [1280, 360])
def test_a_release_with_ai_impact_reopens_triage(step_in, width):
    sven = step_in("Sven", width=width)
    address = _file_of(sven, RELEASED)
    sven.go(f"{address}/in-gebruik/versies")
    _fill(sven, version=f"7.{width}", released_on="20-11-2026", notes="Lakt nu ook gezichten op foto's.")
    sven.page.select_option("[name=ai_impact]", "yes")
    sven.page.locator("form.vs-narrow button[type=submit]").click()
    sven.page.wait_for_url("**/in-gebruik")
    sven.check().sees("De leverancier brengt een versie uit met gevolgen voor de AI").sees(f"7.{width}")
    sven.go(address).sees("Herbeoordeling")


def test_a_retired_application_is_taken_along_as_a_package_that_can_be_checked(step_in):
    erik = step_in("Erik")
    address = _file_of(erik, RETIRED)
    erik.go(f"{address}/in-gebruik")
    assert not erik.page.locator("main .vs-section a.vs-btn").count()
    with erik.page.expect_download() as waiting:
        erik.page.locator("a[href$='/archief.zip']").click()
    path = waiting.value.path()
    shown = erik.page.locator("main code").first.inner_text().replace("\n", "")
    assert hashlib.sha256(path.read_bytes()).hexdigest() == shown
    with zipfile.ZipFile(path) as package:
        assert {"dossier.txt", "sha256sums.txt", "metadata/dossier.xml"} <= set(package.namelist())
