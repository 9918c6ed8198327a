"""A questionnaire by link: the link is the permission, and nothing of it lands anywhere unseen."""

from datetime import timedelta

import pytest
from django.core import signing
from django.core.files.base import ContentFile

from tests import builders
from tests.builders import NOW
from tests.suppliers import shop
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.technology import answer_request
from vijfspoor.actions.technology.answer_request import (
    SupplierAnswers,
    hand_in_answers,
    save_answers,
    send_file,
    take_back_file,
)
from vijfspoor.actions.technology.ask_supplier import ask_supplier, revoke_request
from vijfspoor.actions.technology.keep_product import link_product
from vijfspoor.actions.technology.keep_supplier_dates import keep_supplier_dates
from vijfspoor.actions.technology.settle_proposal import Verdict, settle_proposals
from vijfspoor.queries.technology.supplier_link import _SALT, opened
from vijfspoor.store.models import AuditEvent, Dossier, SupplierProposal, SupplierRequest, Task

pytestmark = pytest.mark.django_db
GIVEN = SupplierAnswers(
    "Kim van Spraakwerk",
    {"AI_FUNCTIONS": "on_by_default", "MODELS": "Taalmodel X 2", "S1": "ja", "N10": "onbekend", "H0": "werk"},
    {"S1": "Getraind op gesprekken.", "H0": "niet gevraagd"},
)
PDF = b"%PDF-1.7"


def _answered(made):
    asked = made.ask()
    return hand_in_answers(asked.token, GIVEN, NOW)


def test_only_a_buyer_asks_and_takes_back(town, other_town):
    made = shop(town)
    asked = made.ask()
    for actor in (town.actor("application_manager"), town.actor("data_protection_officer"), town.actor("user")):
        with pytest.raises(NotAllowed):
            ask_supplier(actor, made.product, days=14)
        with pytest.raises(NotAllowed):
            revoke_request(actor, asked.request)
    stranger = other_town.actor("procurement_officer")
    with pytest.raises(NotAllowed):
        ask_supplier(stranger, made.product, days=14)
    with pytest.raises(NotAllowed):
        settle_proposals(stranger, _answered(made), {"S1": Verdict(True)})
    for days in (0, 91):
        with pytest.raises(InvalidInput):
            made.ask(days)


def test_the_secret_is_kept_nowhere(town):
    asked = shop(town).ask()
    secret = signing.loads(asked.token, salt=_SALT)[1]

    kept = str(list(SupplierRequest.objects.values())) + str(list(AuditEvent.objects.values("content")))
    assert secret not in kept
    assert asked.token not in kept


def test_answers_are_saved_taken_up_again_and_handed_in(town):
    made = shop(town)
    asked = made.ask()
    save_answers(asked.token, SupplierAnswers("", {"S1": "ja"}, {"S2": "Zoek ik uit."}), NOW)
    request = opened(asked.token, NOW).request
    assert (request.answers, request.notes, request.status) == ({"S1": "ja"}, {"S2": "Zoek ik uit."}, "open")
    assert not SupplierProposal.objects.exists()

    with pytest.raises(InvalidInput) as wrong:
        hand_in_answers(asked.token, SupplierAnswers("", {"S1": "ja"}), NOW)
    assert set(wrong.value.errors) == {"answered_by", "AI_FUNCTIONS"}
    request = hand_in_answers(asked.token, GIVEN, NOW)
    assert set(request.proposals.values_list("question", flat=True)) == {"AI_FUNCTIONS", "MODELS", "S1"}
    made.product.refresh_from_db()
    assert made.product.ai_functions == "unknown"
    task = Task.objects.get(kind="supplier")
    assert (task.assignee, task.status) == (town.holders["procurement_officer"], "open")
    assert town.organisation.messages.filter(kind="supplier_answered").count() == 1
    event = AuditEvent.objects.filter(action="answers_handed_in").get()
    assert event.actor is None
    assert event.content["who"] == {"supplier": made.supplier.pk, "request": request.pk, "via": "link"}


def test_a_link_that_was_handed_in_expired_or_taken_back_opens_nothing(town):
    made = shop(town)
    handed_in, expired, revoked = made.ask(), made.ask(), made.ask()
    hand_in_answers(handed_in.token, GIVEN, NOW)
    revoke_request(made.buyer, revoked.request)
    later = NOW + timedelta(days=14)

    for asked, moment in ((handed_in, NOW), (expired, later), (revoked, NOW)):
        for step in (
            lambda asked=asked, moment=moment: save_answers(asked.token, GIVEN, moment),
            lambda asked=asked, moment=moment: hand_in_answers(asked.token, GIVEN, moment),
            lambda asked=asked, moment=moment: send_file(asked.token, ContentFile(PDF, name="b.pdf"), moment),
            lambda asked=asked, moment=moment: take_back_file(asked.token, 1, moment),
        ):
            with pytest.raises(Conflict):
                step()
    assert save_answers(expired.token, GIVEN, later - timedelta(seconds=1)).answers["S1"] == "ja"
    with pytest.raises(Conflict):
        revoke_request(made.buyer, handed_in.request)
    with pytest.raises(Conflict):
        revoke_request(made.buyer, revoked.request)


def test_a_tampered_link_and_one_of_another_questionnaire_open_nothing(town):
    made, other = shop(town), shop(town, "Ander BV")
    mine, theirs = made.ask(), other.ask()
    secret = signing.loads(mine.token, salt=_SALT)[1]
    forged = [
        "", "x", mine.token[:-1] + ("a" if mine.token[-1] != "a" else "b"), mine.token + "x",
        signing.dumps([theirs.request.pk, secret], salt=_SALT), signing.dumps([mine.request.pk, secret]),
        signing.dumps([mine.request.pk, secret], salt=_SALT, key="guessed"), signing.dumps("x", salt=_SALT),
        signing.dumps([mine.request.pk, None], salt=_SALT), signing.dumps([mine.request.pk, ""], salt=_SALT),
    ]  # fmt: skip

    for token in forged:
        assert opened(token, NOW) is None, token
        with pytest.raises(NotAllowed):
            save_answers(token, GIVEN, NOW)
    sent = send_file(theirs.token, ContentFile(PDF, name="b.pdf"), NOW)
    with pytest.raises(NotAllowed):
        take_back_file(mine.token, sent.pk, NOW)
    assert theirs.request.files.get().removed_at is None


def test_wrong_and_hostile_answers_are_refused_or_kept_as_text(town):
    asked = shop(town).ask()
    for answers, field in (
        ({"AI_FUNCTIONS": "altijd"}, "AI_FUNCTIONS"), ({"S1": "misschien"}, "S1"), ({"I1": ["x"]}, "I1"),
        ({"MODELS": "x" * 2001}, "MODELS"),
    ):  # fmt: skip
        with pytest.raises(InvalidInput) as wrong:
            save_answers(asked.token, SupplierAnswers("", answers), NOW)
        assert list(wrong.value.errors) == [field]
    with pytest.raises(InvalidInput):
        save_answers(asked.token, SupplierAnswers("", {"S1": "ja"}, {"S1": "x" * 2001}), NOW)
    with pytest.raises(InvalidInput):
        save_answers(asked.token, SupplierAnswers("x" * 151), NOW)

    text = "<script>alert(1)</script>\x00"
    kept = save_answers(asked.token, SupplierAnswers(text, {"MODELS": text}, {"S1": text}), NOW)
    assert kept.answers == {"MODELS": "<script>alert(1)</script>"}


def test_evidence_follows_the_rules_of_every_attachment(town, monkeypatch):
    asked = shop(town).ask()
    for name, content in (("b.exe", b"MZ"), ("b.pdf", b"<html>"), ("b.pdf", b"")):
        with pytest.raises(InvalidInput):
            send_file(asked.token, ContentFile(content, name=name), NOW)
    sent = send_file(asked.token, ContentFile(PDF, name="../../bewijs.pdf"), NOW)
    assert sent.name == "bewijs.pdf"
    with pytest.raises(InvalidInput):
        send_file(asked.token, ContentFile(PDF, name="nog eens.pdf"), NOW)
    monkeypatch.setattr(answer_request, "MOST_FILES", 1)
    with pytest.raises(InvalidInput):
        send_file(asked.token, ContentFile(PDF + b"2", name="c.pdf"), NOW)
    take_back_file(asked.token, sent.pk, NOW)
    assert send_file(asked.token, ContentFile(PDF + b"2", name="c.pdf"), NOW).pk != sent.pk


def test_answers_are_settled_one_by_one_and_land_as_proposals(town):
    made = shop(town)
    dossier = builders.reported(town, builders.SPELL_CHECKER)
    link_product(made.buyer, dossier, made.product)
    request = _answered(made)
    with pytest.raises(InvalidInput) as wrong:
        settle_proposals(made.buyer, request, {"S1": Verdict(False, " ")})
    assert list(wrong.value.errors) == ["reason_S1"]
    with pytest.raises(InvalidInput):
        settle_proposals(made.buyer, request, {})
    with pytest.raises(NotAllowed):
        settle_proposals(town.actor("privacy_officer"), request, {"S1": Verdict(True)})

    refused = settle_proposals(made.buyer, request, {"S1": Verdict(False, "Klopt niet met het contract.")})
    assert refused is None
    assert not made.product.facts.exists()
    with pytest.raises(Conflict):
        settle_proposals(made.buyer, request, {"S1": Verdict(True)})
    rest = {"AI_FUNCTIONS": Verdict(True), "MODELS": Verdict(True)}
    assert settle_proposals(town.actor("application_manager"), request, rest) is None
    made.product.refresh_from_db()
    request.refresh_from_db()
    assert (made.product.ai_functions, made.product.models_used) == ("on_by_default", "Taalmodel X 2")
    assert (request.status, request.task.status) == ("settled", "done")


def test_an_accepted_fact_is_proposed_in_the_applications_and_never_confirmed(town):
    made = shop(town)
    dossier = builders.reported(town, builders.CONVERSATION_REPORT)
    link_product(made.buyer, dossier, made.product)
    asked = made.ask()
    given = SupplierAnswers("Kim", {"AI_FUNCTIONS": "yes", "N10": "ja"}, {"N10": "Servers in een ander land."})
    request = hand_in_answers(asked.token, given, NOW)
    settle_proposals(made.buyer, request, {"N10": Verdict(True)})

    answer = dossier.answers.get(question="N10", is_current=True)
    assert (answer.origin, answer.is_proposed, answer.note) == ("supplier", True, "Servers in een ander land.")
    assert made.product.facts.get().origin == "supplier"


def test_accepting_that_ai_is_on_by_default_opens_a_report(town):
    made = shop(town)
    request = _answered(made)

    report = settle_proposals(made.buyer, request, {"AI_FUNCTIONS": Verdict(True)})
    assert Dossier.objects.get(product=made.product) == report
    assert (report.gate, report.reporter) == ("G0", town.holders["information_adviser"])


def test_a_questionnaire_that_stays_unanswered_becomes_a_task_and_the_answers_take_it_over(town):
    made = shop(town)
    asked, silent = made.ask(), made.ask(90)
    near = NOW + timedelta(days=12)
    assert keep_supplier_dates(NOW) == 0
    assert keep_supplier_dates(near) == 1
    assert keep_supplier_dates(near) == 0

    request = hand_in_answers(asked.token, GIVEN, near)
    assert Task.objects.filter(kind="supplier").count() == 1
    assert request.task == Task.objects.get(kind="supplier")
    later = NOW + timedelta(days=100)
    assert keep_supplier_dates(later) == 1
    silent.request.refresh_from_db()
    revoke_request(made.buyer, silent.request)
    silent.request.refresh_from_db()
    assert silent.request.task.status == "withdrawn"
