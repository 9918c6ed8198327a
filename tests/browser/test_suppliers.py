"""In a real browser: the procurement officer asks by link, hears of hidden AI, sees a missing clause and a date."""

import re

import pytest

from tests.browser.conftest import Colleague

MINE = "/leveranciers"
WMO_REPORT = 16


@pytest.fixture
def visit(site, browser):
    """Return a function that opens the page of a link in a window of its own, without an account."""
    contexts = []

    def open_link(link: str, width: int = 1280) -> Colleague:
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="nl-NL")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(90_000)
        return Colleague(page, site).go(f"/leverancier/{link.rsplit('/', 1)[1]}")

    yield open_link
    for context in contexts:
        context.close()


def _fill(colleague, **fields):
    for name, text in fields.items():
        colleague.page.fill(f"[name={name}]", text)


def _tick(colleague, name, value):
    colleague.page.check(f"[name={name}][value={value}]")


def _press(colleague, then):
    with colleague.page.expect_navigation():
        colleague.page.click(f"button[name=then][value={then}]:not(.vs-hidden)")
    return colleague.check()


@pytest.mark.parametrize("width", [1280, 360])
def test_a_supplier_answers_through_a_link_and_hidden_ai_opens_a_report(step_in, visit, tmp_path, width):
    name = f"Roosterwerk {width}"
    dennis = step_in("Dennis", width=width)
    dennis.go(f"{MINE}/nieuw")
    _fill(dennis, name=name)
    dennis.page.click("main form button.vs-btn")
    dennis.page.wait_for_url(re.compile(r"/leveranciers/\d+$"))
    dennis.check().sees(name)
    file = dennis.page.url.split("/", 3)[3]
    dennis.go(f"/{file}/producten/nieuw")
    _fill(dennis, name="Slim rooster")
    dennis.page.click("main form button.vs-btn")
    dennis.page.wait_for_url(re.compile(r"/producten/\d+$"))
    product = dennis.page.url.split("/", 3)[3]
    dennis.page.click("form[action$=vragenlijst] button")
    link = dennis.page.inner_text("#secret-link")
    dennis.check()

    supplier = visit(link, width)
    assert not supplier.page.locator("nav").count()
    _tick(supplier, "AI_FUNCTIONS", "on_by_default")
    _press(supplier, "save")
    supplier = visit(link, width)
    assert supplier.page.is_checked("[name=AI_FUNCTIONS][value=on_by_default]")
    _tick(supplier, "S1", "ja")
    proof = tmp_path / "bewijs.pdf"
    proof.write_bytes(b"%PDF-1.7")
    supplier.page.set_input_files("[name=file]", proof)
    _press(supplier, "attach").sees("bewijs.pdf")
    _press(supplier, "hand_in")
    assert supplier.page.locator("[name=answered_by][aria-invalid]").count()
    _fill(supplier, answered_by="Kim Planbord")
    _press(supplier, "hand_in")
    assert not visit(link, width).page.locator("form[enctype]").count()

    dennis.go(f"/{file}")
    dennis.page.click("a[href*='/vragenlijsten/']")
    dennis.check().sees("bewijs.pdf").sees("Kim Planbord")
    for question in ("AI_FUNCTIONS", "S1"):
        _tick(dennis, f"verdict_{question}", "accept")
    with dennis.page.expect_navigation():
        dennis.page.click("main form[method=post] button.vs-btn[type=submit]")
    dennis.check().sees("Bart Noordhoek")
    dennis.go(f"/{product}").sees("Ja")
    bart = step_in("Bart", width=width).go("/bureau").sees("Slim rooster")
    assert bart.page.locator(".vs-task", has_text="Slim rooster").count()


def test_a_missing_clause_is_named_until_it_was_found(step_in):
    dennis = step_in("Dennis").go(f"/toepassingen/{WMO_REPORT}/leverancier").sees("Niet trainen met onze gegevens")
    dennis.page.click("#clauses a[href*='/contracten/']")
    dennis.page.wait_for_url(re.compile(r"/contracten/\d+$"))
    dennis.check()
    dennis.page.click("#NO_TRAINING summary")
    dennis.page.check("#NO_TRAINING [value=present]")
    with dennis.page.expect_navigation():
        dennis.page.click("#NO_TRAINING button")
    dennis.go(f"/toepassingen/{WMO_REPORT}/leverancier")
    assert "Niet trainen met onze gegevens" not in dennis.page.inner_text(".vs-missing")


def test_a_missing_clause_keeps_the_contract_gate_shut(step_in):
    dennis = step_in("Dennis").go("/toepassingen?q=Zoekhulp")
    dennis.page.get_by_role("link", name="Zoekhulp omgevingsplan").first.click()
    dennis.page.wait_for_url(re.compile(r"/toepassingen/\d+"))
    file = "/" + dennis.page.url.split("/", 3)[3].split("?")[0]
    dennis.check().click("Doe dit nu", "link").choose("Positief")
    _fill(dennis, text="De prijs is goed. De bepalingen over AI zoek ik nog op.")
    dennis.click("Onderteken")

    nadia = step_in("Nadia").go(file)
    nadia.sees("Poort: Contract").sees("De poort blijft dicht").sees("Er is geen contract voor deze toepassing")
    assert not nadia.page.get_by_role("link", name="Neem besluit").count()

    dennis.go(f"{MINE}/1/contracten/nieuw")
    _fill(dennis, name="Zoekhulp 2026", starts_on="2026-01-01")
    dennis.page.locator("main form details summary").click()
    dennis.page.get_by_label("Zoekhulp omgevingsplan").check()
    with dennis.page.expect_navigation():
        dennis.page.click("main form button.vs-btn")
    nadia.go(file).sees("De poort blijft dicht").sees("Niet trainen met onze gegevens")
    assert not nadia.page.get_by_role("link", name="Neem besluit").count()


def test_dates_of_contracts_and_certificates_wait_on_the_desk(step_in):
    dennis = step_in("Dennis").go("/bureau").sees("Raamovereenkomst Verslag 2024-04").sees("SOC 2 type II")
    dennis.page.locator(".vs-task", has_text="Raamovereenkomst").get_by_role("link").first.click()
    dennis.check()
    _fill(dennis, note="Wij verlengen met een jaar, zie het contract.")
    with dennis.page.expect_navigation():
        dennis.page.click("main form button.vs-btn")
    dennis.go("/bureau")
    assert not dennis.page.locator(".vs-task", has_text="Raamovereenkomst").count()


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_of_suppliers(step_in, visit, width):
    dennis = step_in("Dennis", width=width)
    for path in (
        MINE, f"{MINE}?q=zzz", f"{MINE}?q=verslag", f"{MINE}/nieuw", f"{MINE}/sjablonen",
        f"{MINE}/vergelijken?s=1&s=2&s=3&s=4", f"{MINE}/1", f"{MINE}/1/wijzigen", f"{MINE}/1/producten/1",
        f"{MINE}/1/producten/1/wijzigen", f"{MINE}/1/contracten/1", f"{MINE}/1/contracten/1/wijzigen",
        f"{MINE}/6", f"{MINE}/vragenlijsten/1", f"{MINE}/vragenlijsten/2", "/toepassingen/16/leverancier",
        "/toepassingen/12/leverancier", "/toepassingen/2/leverancier",
    ):  # fmt: skip
        dennis.go(path)
    visit("/leverancier/dit-is-geen-link", width)
