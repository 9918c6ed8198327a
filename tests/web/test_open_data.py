"""What is public without signing in: open data, the council's page and the feed. Never a word of advice."""

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import builders
from vijfspoor.actions.dossier.contribute import contribute
from vijfspoor.actions.leadership.publish import publish
from vijfspoor.queries.leadership.publication import public_content
from vijfspoor.store.models import Publication, Task

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
ALGORITHMS = "/openbaar/api/v1/algorithms"


@pytest.fixture
def published(town):
    dossier = builders.reported(town, builders.SPELL_CHECKER)
    builders.decided(town, dossier)
    builders.decided(town, dossier)
    return dossier


def test_a_stranger_reads_what_is_published_and_nothing_else(client, town, published):
    builders.reported(town, builders.CV_RANKER)

    listed = client.get(ALGORITHMS).json()

    assert listed["total"] == 1
    found = listed["items"][0]
    assert found["id"] == f"{town.organisation.slug}-{published.number}"
    assert found["entry"]["name"] == published.name
    assert client.get(f"{ALGORITHMS}/{found['id']}").json() == found


@pytest.mark.parametrize("name", ["nergens-1", "x", "-", "{slug}-999999999999", "{slug}-²", "{slug}-0", "%00-1"])
def test_what_does_not_exist_is_a_problem_document(client, town, published, name):
    answer = client.get(f"{ALGORITHMS}/{name.format(slug=town.organisation.slug)}")

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("name", ["nergens", "%00", "a%20b", "é"])
def test_a_municipality_that_does_not_exist_has_nothing(client, published, name):
    answer = client.get(f"{ALGORITHMS}?organisation={name}")

    assert answer.status_code == 200
    assert answer.json()["total"] == 0


def test_a_withdrawn_page_is_gone_everywhere(client, town, published):
    Publication.objects.filter(dossier=published).update(is_current=False)
    slug = town.organisation.slug

    assert client.get(ALGORITHMS).json()["total"] == 0
    assert client.get(f"{ALGORITHMS}/{slug}-{published.number}").status_code == 404
    pages = [reverse(name, args=[slug]) for name in ("council", "council_feed", "public_feed")]
    for address in (*pages, f"{ALGORITHMS}.csv"):
        assert str(published.name) not in client.get(address).content.decode()


def test_no_advice_is_in_anything_public(client, town):
    words = "Dit advies is vertrouwelijk en noemt een kwetsbaarheid."
    dossier = builders.reported(town, builders.SPELL_CHECKER)
    task = Task.objects.filter(dossier=dossier, kind__in=["advise", "inform"], status="open").first()
    if task is not None:
        contribute(town.actor(task.role), task, text=words, position="positive" if task.kind == "advise" else "")
    builders.decided(town, dossier)
    builders.decided(town, dossier)
    slug = town.organisation.slug
    for address in (
        ALGORITHMS, f"{ALGORITHMS}.csv", "/openbaar/api/v1/catalog", reverse("council", args=[slug]),
        reverse("public_feed", args=[slug]), reverse("public_application", args=[slug, dossier.number]),
    ):  # fmt: skip
        assert words not in client.get(address).content.decode()


def test_the_table_opens_safely_in_a_spreadsheet(client, town, published):
    row = Publication.objects.get(dossier=published, is_current=True)
    row.content["name"] = "=HYPERLINK(1)"
    Publication.objects.filter(pk=row.pk).update(content=row.content)

    answer = client.get(f"{ALGORITHMS}.csv?organisation={town.organisation.slug}")

    lines = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert [line["name"] for line in lines] == ["'=HYPERLINK(1)"]
    assert lines[0]["id"] == f"{town.organisation.slug}-{published.number}"


def test_the_catalogue_describes_a_data_set_per_municipality(client, town, other_town, published):
    answer = client.get("/openbaar/api/v1/catalog")

    found = json.loads(answer.content)
    assert answer["Content-Type"] == "application/ld+json"
    assert [item["dct:identifier"] for item in found["dcat:dataset"]] == [f"{town.organisation.slug}-algoritmes"]
    addresses = [d["dcat:accessURL"]["@id"] for d in found["dcat:dataset"][0]["dcat:distribution"]]
    for address in addresses:
        assert client.get(address.removeprefix("http://testserver")).status_code == 200


def _required(found, asked):
    return [name for name in asked if not found.get(name)]


def test_the_catalogue_has_what_dcat_ap_nl_asks_of_a_provider(client, town, published):
    found = client.get("/openbaar/api/v1/catalog").json()

    one = ("dct:title", "dct:description", "dct:publisher", "dcat:contactPoint")
    assert _required(found, (*one, "dcat:dataset")) == []
    assert found["dct:publisher"]["foaf:name"] == town.organisation.name
    dataset = found["dcat:dataset"][0]
    assert _required(dataset, (*one, "dct:creator", "dct:identifier", "dct:accessRights", "dcat:theme")) == []
    assert dataset["dct:creator"] == dataset["dct:publisher"]
    for row in dataset["dcat:distribution"]:
        assert _required(row, ("dcat:accessURL", "dct:license")) == []


def test_an_algorithm_is_json_ld_by_a_context_that_can_be_read(client, town, published):
    found = client.get(ALGORITHMS).json()["items"][0]
    answer = client.get(found["@context"].removeprefix("http://testserver"))

    terms = json.loads(answer.content)["@context"]
    assert answer["Content-Type"] == "application/ld+json"
    assert terms["entry"] == "@nest"
    assert terms["id"] == "http://purl.org/dc/terms/identifier"
    assert {"name", "description_short", "website"} <= set(found["entry"])
    assert "publishedAt" in found


def test_the_document_describes_every_operation(client):
    document = client.get("/openbaar/api/v1/openapi.json").json()

    assert set(document["paths"]) == {
        "/openbaar/api/v1/algorithms", "/openbaar/api/v1/algorithms.csv",
        "/openbaar/api/v1/algorithms/{identifier}", "/openbaar/api/v1/catalog", "/openbaar/api/v1/context",
    }  # fmt: skip
    assert all("get" in methods and len(methods) == 1 for methods in document["paths"].values())


def test_the_council_sees_the_decision_and_what_changed(client, town, published):
    row = Publication.objects.get(dossier=published, is_current=True)
    row.content["publication_category"] = "Impactvolle algoritmes"
    Publication.objects.filter(pk=row.pk).update(content=row.content)
    address = reverse("council", args=[town.organisation.slug])

    page = client.get(address).context["page"]
    assert [item.dossier_id for item in page.impactful] == [published.pk]
    assert [item.pk for item in page.changed] == [row.pk]

    later = client.get(address, {"sinds": "01-01-2090"}).context["page"]
    assert later.changed == ()


@pytest.mark.parametrize("asked", ["gisteren", "31-02-2026", "\x00", "99999999999", "<script>"])
def test_a_wrong_date_is_said_at_the_field(client, town, published, asked):
    answer = client.get(reverse("council", args=[town.organisation.slug]), {"sinds": asked})

    assert answer.status_code == 422
    assert "sinds" in answer.context["errors"]


def test_the_feed_has_an_entry_per_version(client, town, published):
    text = client.get(reverse("public_feed", args=[town.organisation.slug])).content.decode()

    assert text.count("<entry") == 1
    assert f"urn:vijfspoor:{town.organisation.slug}:{published.number}:1" in text


def test_the_feed_is_sound_atom_and_reads_no_text_as_html(client, town, published):
    row = Publication.objects.get(dossier=published, is_current=True)
    row.content |= {"name": "Als a<b", "summary": "Als <b>a</b> kleiner is & blijft."}
    row.save()

    root = ElementTree.fromstring(client.get(reverse("public_feed", args=[town.organisation.slug])).content)  # noqa: S314 - our own answer
    assert [root.findtext(f"{ATOM}{name}") for name in ("title", "id", "updated")].count(None) == 0
    assert root.findtext(f"{ATOM}author/{ATOM}name") == town.organisation.name
    entry = root.find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Als a<b"
    assert entry.findtext(f"{ATOM}summary") == "Als &lt;b&gt;a&lt;/b&gt; kleiner is &amp; blijft."
    assert entry.findtext(f"{ATOM}updated")


def test_the_feed_says_nothing_an_earlier_version_said(client, town, published):
    keeper = town.actor("information_manager")
    Publication.objects.filter(dossier=published).update(content={**public_content(published), "name": "Wat Jan doet"})
    publish(keeper, published)

    slug = town.organisation.slug
    for address in (reverse(name, args=[slug]) for name in ("public_feed", "council", "council_feed")):
        text = client.get(address).content.decode()
        assert "Wat Jan doet" not in text, address
        assert published.name in text, address


def test_public_lists_take_the_same_statements_however_much_is_published(client, town, published):
    def statements(address):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    slug = town.organisation.slug
    addresses = [ALGORITHMS, f"{ALGORITHMS}.csv", reverse("council", args=[slug]), reverse("council_feed", args=[slug])]
    few = [statements(address) for address in addresses]
    for _ in range(3):
        more = builders.reported(town, builders.SPELL_CHECKER)
        builders.decided(town, more)
        builders.decided(town, more)

    assert [statements(address) for address in addresses] == few
    # The council's page has six lists more: what was asked, what was answered, its meetings, the yearly accounts, the
    # frameworks that were adopted, and the letters it was sent.
    *lists, council, feed = few
    assert max(lists) <= 4
    # Its feed reads what was published, adopted, asked, answered and told.
    assert feed <= 9
    assert council <= 9
    assert Client().get(ALGORITHMS).json()["total"] == 4
