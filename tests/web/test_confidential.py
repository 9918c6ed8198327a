"""What is confidential is found by no public address, search, feed, API or PDF, and public pages are light and sound.

A marker is written in advice, drafts, comments, concerns, incidents and assessments. Then every public address of the
URL configuration is read, with every link on it.
"""

import io
import re
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from urllib.parse import urljoin

import pikepdf
import pytest
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.test import Client

from tests import builders
from tests.columns import MARK
from tests.pdf_text import pdf_text
from tests.web import test_access as addresses
from vijfspoor.actions.dossier.attach_file import attach_to_dossier
from vijfspoor.actions.dossier.contribute import contribute
from vijfspoor.actions.dossier.decide import DecisionInput, decide
from vijfspoor.actions.dossier.describe_application import describe_application, particulars_of
from vijfspoor.actions.ethics.start_assessment import start_assessment
from vijfspoor.actions.ethics.weigh_risk import RiskInput, weigh_risk
from vijfspoor.actions.leadership.ask_as_resident import ResidentInput, ask_as_resident
from vijfspoor.actions.leadership.register_council_item import (
    CouncilItemInput,
    register_council_item,
    withdraw_council_item,
)
from vijfspoor.actions.leadership.write_council_letter import LetterInput, PromiseInput, write_council_letter
from vijfspoor.actions.leadership.write_year_account import write_year_account
from vijfspoor.actions.organisation.advance_policy import ask_comments, comment_on_policy, propose_policy
from vijfspoor.actions.organisation.keep_need import NeedInput, log_need
from vijfspoor.actions.organisation.write_policy import PolicyInput, begin_policy, begin_version, write_text
from vijfspoor.actions.technology.keep_guideline import GuidelineInput, propose_guideline
from vijfspoor.actions.technology.open_incident import IncidentInput, open_incident
from vijfspoor.actions.technology.report_concern import ConcernInput, report_concern
from vijfspoor.queries.actor import actor_for
from vijfspoor.queries.system import visitor

pytestmark = pytest.mark.django_db

scene = addresses.scene
MOST_BYTES = 150_000
MOST_PAGES = 300
API = ("algorithms", "algorithms.csv", "catalog", "context", "openapi.json")
# Each kind of page a resident reads; the crawl brings the others of its kind along.
KINDS = {
    "public_register", "public_application", "resident_ask", "resident_ask_about", "resident_follow_up", "badges",
    "public_policies", "public_policy", "public_policy_version", "public_policy_compare", "council", "council_follow",
    "public_account",
}  # fmt: skip
SECRET_FORMS = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|name="(started|stamp)" value="[^"]+"')


def confidential_work(scene):
    """Let colleagues write the marker wherever it must stay inside."""
    town, published = scene["town"], scene["decided"]
    today, later = builders.NOW.date(), builders.NOW.date() + timedelta(days=400)
    _advise(town)
    builders.draft(town.actor("user"), builders.SPELL_CHECKER, name=MARK)
    facts = {"purpose": MARK, "risks": MARK, "data": MARK, "supplier": MARK}
    keeper = town.actor("information_manager")
    describe_application(keeper, published, replace(particulars_of(published), **facts))
    writer = town.actor("policy_adviser")
    version = begin_policy(writer, PolicyInput(MARK, "board", MARK, later))
    ask_comments(writer, version, today)
    comment_on_policy(town.actor("ciso"), version, text=MARK, as_advice=True)
    propose_policy(writer, version)
    second = begin_version(writer, scene["adopted_policy"].policy)
    write_text(writer, second, PolicyInput(MARK, "council", MARK, later))
    report_concern(town.actor("user"), ConcernInput(MARK, affected=MARK), published)
    ask_as_resident(visitor(town.organisation, builders.NOW), ResidentInput(MARK), published)
    privacy = actor_for(town.holders["privacy_officer"], builders.NOW)
    open_incident(privacy, published, IncidentInput(MARK, MARK, builders.NOW))
    weigh_risk(privacy, start_assessment(privacy, scene["busy"], "dpia"), RiskInput(MARK, MARK, 2, 2, 2, 2))
    write_year_account(writer, today.year, {"summary": MARK})
    propose_guideline(town.actor("architect"), GuidelineInput(MARK, MARK, MARK))
    log_need(town.actor("information_adviser"), NeedInput(MARK, MARK, town.team, today))
    attach_to_dossier(privacy, published, ContentFile(b"%PDF-1.7 %", name=f"{MARK}.pdf"))
    write_council_letter(
        writer,
        scene["letter_draft"],
        LetterInput(MARK, dict.fromkeys(scene["letter_draft"].texts, MARK), [PromiseInput(MARK, later)]),
        scene["letter_draft"].version,
    )
    council = town.actor("council")
    withdraw_council_item(
        council, register_council_item(council, CouncilItemInput("motion", MARK, MARK, "", today, later))
    )


def _advise(town):
    dossier = builders.reported(town, builders.CV_RANKER, MARK)
    for task in dossier.tasks.filter(status="open", kind="advise"):
        contribute(actor_for(task.assignee, builders.NOW), task, text=MARK, position="negative")
    builders.answer_all(town, dossier)
    builders.fulfil(town, dossier)
    task = builders.task_of(dossier, kind="decide")
    decide(actor_for(task.assignee, builders.NOW), task, DecisionInput("reject", MARK, MARK))


def _starting_points(scene):
    """Every public address of the URL configuration, and of open data."""
    own = [addresses._address(pattern, scene) for pattern in addresses.OWN if pattern.callback.access == "public"]
    return own + [f"/openbaar/api/v1/{name}" for name in API]


def crawl(scene):
    """Return address -> answer of every public address and what it links to, as a visitor."""
    waiting, seen = _starting_points(scene), {}
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen[address] = answer = Client().get(address, follow=True)
        links = re.findall(r'href="([/?][^"#]*)', answer.content.decode(errors="replace"))
        found = (urljoin(answer.request["PATH_INFO"], link.replace("&amp;", "&")) for link in links)
        waiting += [link for link in found if link.startswith(("/openbaar", "/raad"))]
    return seen


def words(answer):
    """All text of an answer: headers and body, of a PDF its text and what it says about itself."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    if answer.headers.get("Content-Type") != "application/pdf":
        return headers + answer.content.decode(errors="replace")
    content = answer.getvalue()
    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_metadata() as metadata:
        about = f"{dict(pdf.docinfo)} {dict(metadata)}"
    return f"{headers} {about} {pdf_text(content)}"


def test_the_crawl_reaches_what_is_public_and_nothing_confidential_is_on_it(scene):
    confidential_work(scene)

    found = crawl(scene)

    slug, number = scene["town"].organisation.slug, scene["decided"].number
    for address in (
        f"/openbaar/{slug}",
        f"/openbaar/{slug}/{number}",
        f"/raad/{slug}",
        "/openbaar/api/v1/catalog",
        f"/raad/{slug}/brieven/2026/1",
        f"/raad/{slug}/brieven/2026/1.pdf",
    ):
        assert found[address].status_code == 200
    assert any(answer.headers.get("Content-Type") == "application/pdf" for answer in found.values())
    assert any("atom" in answer.headers.get("Content-Type", "") for answer in found.values())
    leaks = [address for address, answer in found.items() if MARK.lower() in words(answer).lower()]
    assert not leaks


def test_no_public_answer_shows_by_its_bytes_that_something_is_being_written(scene):
    before = {address: fixed(answer) for address, answer in crawl(scene).items()}
    confidential_work(scene)
    after = {address: fixed(answer) for address, answer in crawl(scene).items()}

    assert [address for address in before if before[address] != after.get(address)] == []
    assert set(before) == set(after)


def fixed(answer):
    """Status, the headers by which a cache knows a change, and the body without what differs for every visitor."""
    body = answer.getvalue()
    if "html" in answer.headers.get("Content-Type", ""):
        body = SECRET_FORMS.sub("", body.decode())
    return answer.status_code, answer.headers.get("ETag"), answer.headers.get("Last-Modified"), body


@pytest.mark.parametrize("also", ["", "&categorie=Overige algoritmes"])
def test_a_search_finds_nothing_that_was_not_published(scene, also):
    confidential_work(scene)
    slug = scene["town"].organisation.slug
    path = "/openbaar/{slug}?q={word}" + also

    asked, nonsense = (
        SECRET_FORMS.sub("", Client().get(path.format(slug=slug, word=word)).content.decode()).replace(word, "")
        for word in (MARK, "Onzinwoordzonderzin")
    )
    assert asked == nonsense
    known = Client().get(path.format(slug=slug, word=scene["decided"].name))
    assert f"/openbaar/{slug}/{scene['decided'].number}" in known.content.decode()


class _Page(HTMLParser):
    """What is checked of a page: headings in order, language, title and everything it fetches."""

    def __init__(self, html):
        super().__init__()
        self.headings, self.fetched, self.lang, self.named = [], [], "", {}
        self.feed(html)
        self.title = re.search(r"<title>([^<]+)</title>", html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "html":
            self.lang = given.get("lang", "")
        if tag == "meta" and "name" in given:
            self.named[given["name"]] = given["content"]
        if tag in ("img", "script", "iframe", "source", "video", "audio", "embed") and given.get("src"):
            self.fetched.append(given["src"])
        if tag == "link" and given.get("rel") in ("stylesheet", "icon", "preload", "preconnect"):
            self.fetched.append(given["href"])


def test_public_pages_are_light_ordered_and_fetch_nothing_from_elsewhere(scene):
    pages = {
        address: answer.content.decode()
        for address, answer in crawl(scene).items()
        if address.startswith(("/openbaar", "/raad")) and "html" in answer.headers.get("Content-Type", "")
    }

    kinds = {
        pattern.name
        for pattern in addresses.OWN
        if pattern.callback.access == "public" and addresses._address(pattern, scene) in pages
    }
    assert kinds >= KINDS
    for address, html in pages.items():
        page = _Page(html)
        assert page.lang in ("nl", "en"), address
        assert page.title is not None, address
        assert page.title[1].strip(), address
        assert page.named["viewport"] == "width=device-width, initial-scale=1", address
        assert 20 <= len(page.named["description"].strip()) <= 400, address
        assert page.headings.count(1) == 1, (address, page.headings)
        assert page.headings[0] == 1, address
        steps = list(zip(page.headings, page.headings[1:], strict=False))
        assert all(after <= before + 1 for before, after in steps), (address, page.headings)
        assert all(path.startswith("/static/") for path in page.fetched), (address, page.fetched)
        assert len(html.encode()) + sum(map(_weight, page.fetched)) < MOST_BYTES, address


def test_a_visitor_gets_no_cookie_by_reading(scene):
    for address, answer in crawl(scene).items():
        if not address.startswith(("/openbaar", "/raad")):
            continue
        assert not answer.cookies, address
        assert "csrfmiddlewaretoken" not in answer.content.decode(errors="replace"), address


def _weight(path):
    """Bytes of a file of our own, which may not fetch anything from elsewhere either."""
    with open(finders.find(path.removeprefix("/static/")), encoding="utf-8") as file:
        content = file.read()
    assert not re.search(r"@import|url\(['\"]?(https?:)?//", content), path
    return len(content.encode())
