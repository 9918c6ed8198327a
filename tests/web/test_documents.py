"""Documents to take along: who gets them, in which language, and that they say what the screen says."""

import io
import time
from datetime import date

import odfdo
import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from tests.actions.test_road import to_decision
from tests.pdf_text import pdf_text
from vijfspoor.actions.dossier.contribute import correct_contribution
from vijfspoor.actions.dossier.decide import ConditionInput, DecisionInput, correct_decision
from vijfspoor.domain.document import Heading, Paragraph, Table
from vijfspoor.queries.dossier.decision_document import decision_document
from vijfspoor.queries.dossier.dossier import decisions, find, law_view
from vijfspoor.queries.ethics.classification_document import classification_document

pytestmark = pytest.mark.django_db

CLASSIFICATION = ["classification_pdf", "classification_odt"]
DECISION = ["decision_pdf", "decision_odt"]
NAMES = [*CLASSIFICATION, *DECISION]
DEVIATION = "Het risico is klein.\n\nEen tweede alinea over #import en <b>."


@pytest.fixture
def scene(town):
    """A conversation report that was approved on a condition, against the advice of the data protection officer."""
    dossier = to_decision(town)
    owner = town.holders["application_manager"]
    condition = ConditionInput("Zet de opslag uit.", owner, date(2026, 12, 15))
    decision = builders.decided(
        town, dossier, "approve_with_conditions", deviation_reasons=DEVIATION, conditions=[condition]
    )
    return {"town": town, "dossier": dossier, "decision": decision}


def _client(scene, role):
    client = Client()
    client.force_login(scene["town"].holders[role], backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _address(scene, name):
    of_decision = [scene["decision"].pk] if name.startswith("decision") else []
    return reverse(name, args=[scene["dossier"].number, *of_decision])


def _get(scene, name, role="ciso", **query):
    return _client(scene, role).get(_address(scene, name), query)


def _text(response):
    if response.headers["Content-Type"] == "application/pdf":
        return pdf_text(response.content)
    return odfdo.Document(io.BytesIO(response.content)).get_formatted_text()


def _plain(text):
    """Words only: lines and hyphens fall differently in every form."""
    return "".join(letter for letter in text if letter.isalnum())


@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_sent_as_a_file_with_a_sensible_name(scene, name):
    response = _get(scene, name, taal="en")
    form = name.rpartition("_")[2]

    assert response.status_code == 200
    assert (
        response.headers["Content-Type"]
        == {
            "pdf": "application/pdf",
            "odt": "application/vnd.oasis.opendocument.text",
        }[form]
    )
    begin = "classification-of" if name in CLASSIFICATION else "decision-on"
    file = f"{begin}-gespreksverslag-2026-11-23.{form}"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{file}"'
    assert response.headers["Content-Language"] == "en"
    assert "private" in response.headers["Cache-Control"]
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_same_data_gives_the_same_bytes_for_every_reader_on_any_day(scene, name, language, monkeypatch):
    first = _get(scene, name, taal=language).content
    monkeypatch.setattr("django.utils.timezone.now", lambda: builders.NOW.replace(year=2027))

    assert _get(scene, name, role="department_head", taal=language).content == first


@pytest.mark.parametrize("name", CLASSIFICATION)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_whole_proof_is_in_the_document(scene, name, language):
    law = law_view(scene["dossier"], date(2026, 11, 23))
    text = _plain(_text(_get(scene, name, taal=language)))
    steps = list(law.proof)
    for step in steps:
        steps.extend(step.children)

    assert len(steps) > 8
    for step in steps:
        assert _plain(step.label.in_language(language)) in text
        assert _plain(step.reference) in text
    for item in law.obligations:
        assert _plain(item.rule.duty.in_language(language)) in text
    assert law.receipt.digest in text


def test_the_digest_is_that_of_the_classification_on_file(scene):
    newest = scene["dossier"].classifications.latest("pk")

    for name in (*CLASSIFICATION, *DECISION):
        assert newest.digest in _plain(_text(_get(scene, name)))


@pytest.mark.parametrize("name", DECISION)
def test_a_decision_comes_with_its_reasons_conditions_and_advice(scene, name):
    text = _plain(_text(_get(scene, name)))

    for words in (
        "Besluit over Gespreksverslag", "Goedgekeurd met voorwaarden", "Test executive_board", "Redenen.",
        "Het risico is klein.", "#import en <b>", "Zet de opslag uit.", "Test application_manager",
        "15 december 2026", "Functionaris gegevensbescherming: negatief", "Onderbouwing.",
    ):  # fmt: skip
        assert _plain(words) in text, words


@pytest.mark.parametrize("name", DECISION)
@pytest.mark.parametrize("role", ["user", "council"])
def test_who_may_not_read_advice_gets_the_decision_without_it(scene, name, role):
    response = _get(scene, name, role)
    text = _text(response)

    assert response.status_code == 200
    assert _plain("Zet de opslag uit.") in _plain(text)
    assert "Onderbouwing" not in text
    assert "negatief" not in text


@pytest.mark.parametrize("name", NAMES)
def test_the_council_gets_nothing_of_what_is_still_underway(scene, name):
    scene["dossier"].status = "underway"
    scene["dossier"].save()

    assert _get(scene, name, "council").status_code == 404


def test_a_report_that_was_not_handed_in_has_no_classification_to_send(town):
    draft = builders.draft(town.actor("user"), builders.SPELL_CHECKER)

    assert _get({"town": town, "dossier": draft}, "classification_pdf", "user").status_code == 404


def test_the_language_is_the_one_asked_for_and_else_the_readers(scene):
    def language(**query):
        with pikepdf.open(io.BytesIO(_get(scene, "classification_pdf", **query).content)) as file:
            return str(file.Root.Lang)

    assert language() == "nl-NL"
    assert language(taal="en") == "en-GB"
    assert language(taal="tlh") == "nl-NL"
    scene["town"].holders["ciso"].language = "en"
    scene["town"].holders["ciso"].save()
    assert language() == "en-GB"
    assert language(taal="nl") == "nl-NL"


def test_a_day_of_ones_own_choice_is_kept_from_the_page_to_the_document(scene):
    page = _get(scene, "dossier_law", peildatum="02-12-2027").content.decode()

    assert f"{_address(scene, 'classification_pdf')}?peildatum=02-12-2027" in page
    assert "2 december 2027" in _text(_get(scene, "classification_pdf", peildatum="02-12-2027"))
    for wrong in ("gisteren", "01-01-1990"):
        assert _get(scene, "classification_pdf", peildatum=wrong).status_code == 404


def test_the_pages_offer_both_forms(scene):
    law = _get(scene, "dossier_law").content.decode()
    page = _get(scene, "decision").content.decode()

    assert all(f'href="{_address(scene, name)}"' in law for name in CLASSIFICATION)
    assert all(f'href="{_address(scene, name)}"' in page for name in DECISION)


def test_what_was_corrected_later_says_so_and_moves_the_date(scene):
    town, later = scene["town"], builders.NOW.replace(month=12)
    opinion = scene["decision"].rests_on.get(role="data_protection_officer", position="negative")
    adviser = town.actor("data_protection_officer", later)
    correct_contribution(adviser, opinion, text="Bij nader inzien.", position="positive")
    correct_decision(
        town.actor("executive_board", later), scene["decision"], DecisionInput("reject", "Toch niet.", "Het kan niet.")
    )
    scene["decision"].refresh_from_db()

    old = _get(scene, "decision_pdf", taal="en")
    assert "This decision was corrected on 23 December 2026." in _text(old)
    assert "This contribution was corrected on 23 December 2026." in _text(old)
    assert "withdrawn" in _text(old)
    assert "2026-12-23" in old.headers["Content-Disposition"]
    new = {**scene, "decision": scene["decision"].corrected_by}
    assert "This decision corrects that of 23 November 2026." in _text(_get(new, "decision_pdf", taal="en"))


def test_the_words_of_people_keep_their_own_language_in_an_english_document(scene):
    actor = scene["town"].actor("ciso")
    decision = decisions(find(actor, scene["dossier"].number))[0]
    english = [b for b in decision_document(actor, decision, "en").blocks if isinstance(b, Paragraph)]

    assert Paragraph("Het risico is klein.", "nl") in english
    assert Paragraph("Onderbouwing.", "nl") in english
    dutch = decision_document(actor, decision, "nl").blocks
    assert Paragraph("Het risico is klein.") in dutch


def test_both_languages_have_the_same_parts(scene):
    actor = scene["town"].actor("ciso")
    dossier = find(actor, scene["dossier"].number)
    decision = decisions(dossier)[0]

    for dutch, english in (
        [classification_document(dossier, language) for language in ("nl", "en")],
        [decision_document(actor, decision, language) for language in ("nl", "en")],
    ):
        assert [type(block) for block in dutch.blocks] == [type(block) for block in english.blocks]
        assert dutch.identifier == english.identifier
        tables = [(d, e) for d, e in zip(dutch.blocks, english.blocks, strict=True) if isinstance(d, Table)]
        assert all(len(d.rows) == len(e.rows) for d, e in tables)
        assert sum(isinstance(block, Heading) for block in dutch.blocks) >= 4


@pytest.mark.parametrize("name", NAMES)
def test_a_document_takes_few_statements_and_less_than_a_second(scene, name, django_assert_max_num_queries):
    client = _client(scene, "ciso")
    client.get(_address(scene, name))

    started = time.perf_counter()
    with django_assert_max_num_queries(16):
        assert client.get(_address(scene, name)).status_code == 200
    assert time.perf_counter() - started < 1
