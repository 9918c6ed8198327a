"""AI found in lists of software: matched once, reported, dismissed or known, and remembered."""

import pytest
from django.db import IntegrityError, transaction

from tests import builders
from tests.builders import NOW
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.organisation.find_ai import OwnProductInput, add_ai_product, end_ai_product, match_software
from vijfspoor.actions.organisation.import_register import read_register, start_import
from vijfspoor.actions.organisation.run_imports import run_imports
from vijfspoor.actions.organisation.settle_found_ai import (
    dismiss_found_ai,
    link_found_ai,
    reopen_found_ai,
    report_found_ai,
)
from vijfspoor.queries.organisation.found_ai import listing, reported_and_found
from vijfspoor.store.models import AuditEvent, Dossier, FoundAi

pytestmark = pytest.mark.django_db

CMDB = b"""CI naam;Leverancier;Eigenaar
ChatGPT Team (10 licenties);OpenAI;Balie
Notion;Notion Labs;Staf
Notion schrift;HEMA;Staf
Chat-GPT Enterprise;OpenAI;Staf
Excel 2021;Microsoft;Iedereen
"""


@pytest.fixture
def manager(town):
    return town.actor("information_manager")


def matched(manager, content=CMDB, name="cmdb.csv"):
    return match_software(manager, name, content)


def found(product):
    return FoundAi.objects.get(product=product)


def test_known_ai_is_found_once_and_the_rest_is_not_kept(manager):
    made = matched(manager)

    assert (made.rows, made.hits, made.fresh) == (5, 2, 2)
    assert set(FoundAi.objects.values_list("product", flat=True)) == {"chatgpt", "notion"}
    assert found("chatgpt").name == "ChatGPT Team (10 licenties)"


def test_what_was_said_is_not_asked_again(town, manager):
    matched(manager)
    dismiss_found_ai(manager, found("notion"), reason="Alleen zonder AI-functies, uitgezet door beheer.")
    again = matched(manager, CMDB + b"DeepL Pro;DeepL SE;Staf\n")

    assert (again.hits, again.fresh) == (3, 1)
    assert found("notion").state == "dismissed"
    assert found("notion").last == again
    assert [line.row.product for line in listing(manager, "open").lines] == ["chatgpt", "deepl"]
    assert listing(manager, "open").counts == {"open": 2, "reported": 0, "dismissed": 1, "known": 0}


def test_a_hit_becomes_a_report_with_what_is_known(manager):
    matched(manager)
    draft = report_found_ai(manager, found("chatgpt"))

    assert (draft.status, draft.gate, draft.reporter) == ("draft", "G0", manager.person)
    draft.refresh_from_db()
    assert (draft.name, draft.supplier) == ("ChatGPT", "OpenAI")
    assert draft.summary.startswith("Een assistent")
    assert draft.intake_answers.filter(page="what").exists()
    assert found("chatgpt").dossier == draft
    assert AuditEvent.objects.filter(action="found_ai_reported", dossier=draft).exists()
    with pytest.raises(Conflict):
        report_found_ai(manager, found("chatgpt"))


def test_what_is_in_the_register_is_proposed_and_linked(town, manager, other_town):
    there = builders.reported(town, builders.CONVERSATION_REPORT, name="ChatGPT voor brieven")
    matched(manager)
    row = found("chatgpt")
    assert (row.state, row.dossier) == ("open", there)
    with pytest.raises(InvalidInput):
        link_found_ai(manager, row, None)
    elsewhere = builders.reported(other_town, builders.CONVERSATION_REPORT)
    with pytest.raises(InvalidInput):
        link_found_ai(manager, row, elsewhere)

    link_found_ai(manager, row, there)

    assert found("chatgpt").state == "known"
    assert there.audit_events.order_by("-pk").first().action == "found_ai_known"


def test_a_dismissal_needs_a_reason_and_can_be_taken_back(manager):
    matched(manager)
    row = found("notion")
    with pytest.raises(InvalidInput) as caught:
        dismiss_found_ai(manager, row, reason=" ")
    assert "reason" in caught.value.errors
    with pytest.raises(IntegrityError), transaction.atomic():
        FoundAi.objects.filter(pk=row.pk).update(state="dismissed")

    dismiss_found_ai(manager, row, reason="Niet in gebruik.")
    with pytest.raises(Conflict):
        link_found_ai(manager, row, None)
    assert reopen_found_ai(manager, row).state == "open"
    with pytest.raises(Conflict):
        reopen_found_ai(manager, row)


def test_internet_names_without_a_heading_are_matched_by_their_tail(manager):
    names = b"www.example.org\nchat.openai.com\neu.DeepL.com.\nhttps://claude.ai/login\nopenai.com.example.org\n"

    matched(manager, names, "dns.txt")

    assert set(FoundAi.objects.values_list("product", flat=True)) == {"chatgpt", "deepl", "claude"}


def test_an_own_product_is_looked_for_until_it_is_taken_out(town, manager):
    given = OwnProductInput("Slimme Balie", "Voorbeeld BV", "SlimBalie", "slimmebalie.example")
    product = add_ai_product(manager, given)
    with pytest.raises(InvalidInput):
        add_ai_product(manager, given)
    with pytest.raises(InvalidInput):
        add_ai_product(manager, OwnProductInput(""))
    matched(manager, b"Naam;Domein\nSlimBalie 3;\nIets;app.slimmebalie.example\n")
    assert found(f"own:{product.pk}").name == "SlimBalie 3"

    end_ai_product(manager, product)

    assert matched(manager, b"Naam\nSlimBalie\n").hits == 0
    assert add_ai_product(manager, given)


def test_a_file_without_names_says_what_to_do(manager):
    with pytest.raises(InvalidInput) as caught:
        matched(manager, b"a;b\n1;2\n")
    assert "Naam" in caught.value.errors["file"][0]
    assert not FoundAi.objects.exists()


def test_who_may_not_and_who_is_elsewhere(town, other_town, manager):
    matched(manager)
    for role in ("user", "council", "team_manager"):
        with pytest.raises(NotAllowed):
            matched(town.actor(role))
    assert matched(town.actor("ciso"))
    stranger = other_town.actor("information_manager")
    row = found("chatgpt")
    for act in (
        lambda: report_found_ai(stranger, row),
        lambda: dismiss_found_ai(stranger, row, reason="x"),
        lambda: link_found_ai(stranger, row, None),
        lambda: reopen_found_ai(stranger, row),
        lambda: end_ai_product(stranger, add_ai_product(manager, OwnProductInput("Iets"))),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert not listing(stranger, "open").lines


def test_the_figures_of_c7_count_what_people_reported_and_what_had_to_be_found(town, manager):
    builders.reported(town, builders.SPELL_CHECKER)
    start_import(manager, read_register(manager, "a.csv", b"Naam\nOude lijst\n"))
    run_imports(NOW)
    matched(manager, CMDB + b"DeepL;DeepL;x\n")
    dismiss_found_ai(manager, found("notion"), reason="Niet in gebruik.")
    draft = report_found_ai(manager, found("chatgpt"))
    Dossier.objects.filter(pk=draft.pk).update(status="underway")

    counted = reported_and_found(town.organisation)

    assert (counted.self_reported, counted.found) == (1, 2)
