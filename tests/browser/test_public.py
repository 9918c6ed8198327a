"""In a real browser: a resident asks and reads the answer; the council asks and the board answers."""

import re
from datetime import date, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe

QUESTION = "Wie kan ik bellen als de brief niet klopt?"


@pytest.fixture
def visitor(site, browser):
    """A narrow window of somebody who never signs in."""
    context = browser.new_context(viewport={"width": 360, "height": 800}, locale="nl-NL")
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page
    context.close()


def _fits(page):
    violations = Axe().run(page).response["violations"]
    assert not violations, [(v["id"], v["nodes"][0]["html"]) for v in violations]
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert not wide, f"{page.url} scrolls sideways"


KINDS = (
    "/openbaar", "/openbaar/lindewaard", "/openbaar/lindewaard?situatie=housing", "/openbaar/lindewaard?q=zzz",
    "/openbaar/lindewaard/7", "/openbaar/lindewaard/25", "/openbaar/lindewaard/25/vraag", "/openbaar/lindewaard/vraag",
    "/openbaar/lindewaard/certificaten", "/openbaar/lindewaard/kaders", "/openbaar/lindewaard/kaders/1",
    "/raad/lindewaard", "/raad/lindewaard/volgen", "/leverancier/onbekend",
)  # fmt: skip
MOST_BYTES = 150_000


@pytest.mark.parametrize(("width", "language"), [(320, "nl-NL"), (1280, "en-GB")])
def test_every_kind_of_public_page_is_light_accessible_and_asks_nobody_else(site, browser, width, language):
    context = browser.new_context(viewport={"width": width, "height": 900}, locale=language)
    page, asked, weights = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda answer: weights.append(int(answer.headers.get("content-length", 0))))
    for path in KINDS:
        weights.clear()
        page.goto(f"{site.address}{path}", wait_until="load")
        _fits(page)
        assert sum(weights) < MOST_BYTES, path
        assert page.locator("h1").count() == 1, path
    assert [url for url in asked if not url.startswith(site.address)] == []
    assert context.cookies() == []
    context.close()


def test_a_resident_asks_and_reads_the_answer(site, visitor, step_in):
    page = visitor
    page.goto(f"{site.address}/openbaar/lindewaard/25")
    page.locator("a[href$='/25/vraag']").click()
    _fits(page)
    page.locator("main form button").click()
    page.locator("#errors").wait_for()
    _fits(page)
    page.fill("[name=what]", QUESTION)
    page.wait_for_timeout(3_200)
    page.locator("main form button").click()
    page.wait_for_url("**/bericht/*")
    _fits(page)
    secret = page.url
    assert page.locator("#address").input_value() == secret

    manager = step_in("Sven").go("/signalen?lijst=alle")
    manager.page.locator("li.vs-task", has_text=QUESTION).locator("a").first.click()
    manager.page.wait_for_url(re.compile(r"/signalen/\d+$"))
    manager.sees(QUESTION).check()
    if manager.page.locator("textarea[name=text]").count() == 0:
        manager = _answerer(manager, step_in)
    manager.page.fill("textarea[name=text]", "U kunt 14 078 bellen.")
    manager.page.locator("button[value=settle]").click()
    manager.page.wait_for_url(re.compile(r"/signalen/\d+$"))

    page.goto(secret)
    assert page.get_by_text("U kunt 14 078 bellen.").count() == 1
    _fits(page)


def _answerer(reader, step_in):
    """Step in as who handles the concern that `reader` looks at."""
    handler = reader.page.locator("p.vs-row .vs-small").first.inner_text()
    name = next(name for name in ("Monique", "Caroline", "Annemarie", "Henk", "Evelien") if name in handler)
    path = reader.page.url.split("/", 3)[3]
    return step_in(name).go(f"/{path}")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_council_asks_and_the_board_answers(step_in, site, visitor, width):
    title = f"Leg de kosten uit ({width})"
    ilse = step_in("Ilse", width=width).go("/raad/moties").go("/raad/moties/nieuw")
    page = ilse.page
    page.select_option("[name=kind]", "motion")
    page.fill("[name=title]", title)
    page.fill("[name=text]", "De raad wil weten wat AI kost.")
    page.fill("[name=on]", f"{date.today():%Y-%m-%d}")
    page.fill("[name=due_on]", f"{date.today() + timedelta(days=40):%Y-%m-%d}")
    page.locator("form.vs-narrow button").click()
    page.wait_for_url(re.compile(r"/raad/moties/\d+$"))
    ilse.sees(title).check()

    annemarie = step_in("Annemarie", width=width).go("/raad/moties")
    annemarie.click(title, "link")
    annemarie.page.fill("textarea[name=text]", "Dat staat in de begroting.")
    annemarie.page.locator("button[value=settle]").click()
    annemarie.page.get_by_text("Dat staat in de begroting.").first.wait_for()
    annemarie.check()

    visitor.goto(f"{site.address}/raad/lindewaard")
    assert visitor.get_by_text(title).count() >= 1
    assert visitor.get_by_text("Dat staat in de begroting.").count() >= 1
    _fits(visitor)
    visitor.goto(f"{site.address}/raad/lindewaard/volgen")
    _fits(visitor)


@pytest.mark.parametrize("width", [1280, 360])
def test_the_board_opens_its_agenda_and_its_meetings(step_in, width):
    annemarie = step_in("Annemarie", width=width).go("/bestuur/agenda")
    first = annemarie.page.locator("li.vs-task a").first.get_attribute("href")
    annemarie.go(first).go("/bestuur/agenda")
    for link in [a.get_attribute("href") for a in annemarie.page.locator(".vs-files a").all()]:
        annemarie.go(link)
