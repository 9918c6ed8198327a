"""Letters to the council on screen: from the desk of the board to a page everyone reads, and nothing before that."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import builders
from tests.actions.test_road import to_decision
from tests.pdf_text import pdf_text
from tests.web.test_budgets import _statements
from vijfspoor.actions.dossier.decide import ConditionInput, DecisionInput, correct_decision
from vijfspoor.actions.leadership.write_council_letter import PromiseInput, mend_council_letter
from vijfspoor.store.models import CouncilItem, CouncilLetter, LetterDraft

pytestmark = pytest.mark.django_db
MARK = "Zwijgzaamheidsproef"
DAY = builders.NOW.date()


def client_of(town, role):
    client = Client()
    client.force_login(town.holders[role], backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def draft(town):
    """The letter about an orange application, decided on against advice for reasons that stay inside."""
    wish = [ConditionInput("Zet opslag uit", town.holders["ciso"], DAY + timedelta(days=20))]
    builders.decided(town, to_decision(town), "approve_with_conditions", deviation_reasons=MARK, conditions=wish)
    return LetterDraft.objects.get()


def typed(draft, **fields):
    texts = {code: text or "Zo gaat het." for code, text in draft.texts.items()}
    return {"subject": draft.subject, **texts, "version": draft.version} | fields


def test_from_the_desk_of_the_board_to_a_page_everyone_reads(town, draft):
    board, stranger = client_of(town, "executive_board"), Client()
    assert "Vertel de raad" in board.get(reverse("desk")).content.decode()
    page = board.get(reverse("task", args=[draft.task_id]), follow=True)
    assert page.redirect_chain[0][0] == reverse("board_letter", args=[draft.pk])

    later = timezone.localdate() + timedelta(days=30)
    given = typed(draft, promise_text=["Wij tellen de fouten", ""], promise_due_on=[f"{later:%d-%m-%Y}", ""])
    assert board.post(reverse("board_letter_write", args=[draft.pk]), given).status_code == 302
    shown = board.get(reverse("board_letter", args=[draft.pk])).content.decode()
    assert "Wij tellen de fouten" in shown
    assert "Verstuur aan de raad" in shown
    board.post(reverse("board_letter_send", args=[draft.pk]), {"version": 2})

    letter = CouncilLetter.objects.get()
    address = reverse("council_letter", args=[town.organisation.slug, letter.year, letter.number])
    council = stranger.get(reverse("council", args=[town.organisation.slug])).content.decode()
    assert address in council
    assert "Wij tellen de fouten" in council
    read = stranger.get(address).content.decode()
    assert draft.subject in read
    assert MARK not in read
    assert "Onderbouwing" not in read
    pdf = stranger.get(f"{address}.pdf")
    text = pdf_text(pdf.getvalue())
    assert "Wat merken inwoners ervan?" in text
    assert "Wij tellen de fouten" in text
    application = reverse("public_application", args=[town.organisation.slug, draft.dossier.number])
    assert address in stranger.get(application).content.decode()
    for page in (
        reverse("dossier", args=[draft.dossier.number]),
        reverse("decision", args=[draft.dossier.number, draft.decision_id]),
        reverse("council_item", args=[CouncilItem.objects.get().pk]),
        reverse("board_letters"),
    ):
        assert address in board.get(page).content.decode(), page


def test_a_draft_is_on_no_public_page_and_its_number_is_no_address(town, draft):
    board = client_of(town, "executive_board")
    board.post(reverse("board_letter_write", args=[draft.pk]), typed(draft, subject=MARK, occasion=MARK))
    slug = town.organisation.slug
    for address in (reverse("council", args=[slug]), reverse("public_application", args=[slug, draft.dossier.number])):
        assert MARK not in Client().get(address).content.decode()
    for year, number in ((2026, 1), (2026, draft.pk), (99999, 1), (2026, 2**40)):
        assert Client().get(reverse("council_letter", args=[slug, year, number])).status_code == 404


def test_wrong_input_is_said_at_its_field_and_nothing_typed_is_lost(town, draft):
    board = client_of(town, "executive_board")
    address = reverse("board_letter_write", args=[draft.pk])
    given = typed(draft, subject=" ", residents="Mijn eigen woorden", promise_text=["Een toezegging"],
                  promise_due_on=["31-31-2026"])  # fmt: skip
    page = board.post(address, given)

    assert page.status_code == 422
    body = page.content.decode()
    assert all(text in body for text in ("Geef de brief een onderwerp", "Mijn eigen woorden"))
    again = board.post(address, {**given, "subject": "Besluit"})
    assert again.status_code == 422
    body = again.content.decode()
    assert all(text in body for text in ("Elke toezegging heeft", "Een toezegging", "31-31-2026"))


def test_a_stale_save_is_refused_and_shows_both(town, draft):
    address = reverse("board_letter_write", args=[draft.pk])
    client_of(town, "policy_adviser").post(address, typed(draft, residents="Van de adviseur"))
    board = client_of(town, "executive_board")
    page = board.post(address, typed(draft, residents="Van de directie"))

    assert page.status_code == 409
    body = page.content.decode()
    assert all(text in body for text in ("Van de directie", "Van de adviseur", 'name="version" value="2"'))
    draft.refresh_from_db()
    assert draft.texts["residents"] == "Van de adviseur"
    assert board.post(address, typed(draft, residents="Samen")).status_code == 302


def test_what_was_typed_is_not_lost_when_it_was_sent_meanwhile(town, draft):
    builders.sent_letter(town, draft)
    page = client_of(town, "policy_adviser").post(
        reverse("board_letter_write", args=[draft.pk]), typed(draft, residents="Nog een zin")
    )
    assert page.status_code == 409
    assert "Nog een zin" in page.content.decode()
    assert "Bewaar en lees na" not in page.content.decode()


def test_sending_what_is_not_finished_opens_the_form_at_what_is_missing(town, draft):
    draft.texts["residents"] = ""
    draft.save()
    page = client_of(town, "executive_board").post(
        reverse("board_letter_send", args=[draft.pk]), {"version": draft.version}
    )
    assert page.status_code == 422
    assert "Schrijf eerst dit onderdeel" in page.content.decode()
    assert not CouncilLetter.objects.exists()


def test_sending_a_version_nobody_read_is_refused(town, draft):
    board = client_of(town, "executive_board")
    for version in ("", "x", "7", "9" * 30):
        board.post(reverse("board_letter_send", args=[draft.pk]), {"version": version})
    assert not CouncilLetter.objects.exists()


def test_no_letter_needed_is_for_who_may_read_the_agenda(town, draft):
    board = client_of(town, "executive_board")
    address = reverse("board_letter_not_needed", args=[draft.pk])
    assert board.post(address, {"reason": " "}).status_code == 422
    assert board.post(address, {"reason": "De raad besloot zelf."}).status_code == 302

    assert "De raad besloot zelf." in client_of(town, "ciso").get(reverse("board_letters")).content.decode()
    for role in ("user", "council"):
        client = client_of(town, role)
        assert "De raad besloot zelf." not in client.get(reverse("board_letters")).content.decode()
        assert client.get(reverse("board_letter", args=[draft.pk])).status_code == 404


def test_two_letters_name_each_other(town, draft):
    first = builders.sent_letter(town, draft)
    second = builders.sent_letter(town, mend_council_letter(town.actor("policy_adviser"), first))
    slug = town.organisation.slug
    pages = [reverse("council_letter", args=[slug, 2026, number]) for number in (1, 2)]

    assert f"Brief {second.label}" in Client().get(pages[0]).content.decode()
    assert f"brief {first.label}" in Client().get(pages[1]).content.decode()
    assert "komt in de plaats van deze brief" in pdf_text(Client().get(f"{pages[0]}.pdf").getvalue())
    shown = client_of(town, "executive_board").get(reverse("board_letter", args=[draft.pk])).content.decode()
    assert "Begin een nieuwe brief" not in shown


def test_a_letter_can_be_mended_on_screen(town, draft):
    builders.sent_letter(town, draft)
    writer = client_of(town, "policy_adviser")
    answer = writer.post(reverse("board_letter_mend", args=[draft.pk]))
    made = LetterDraft.objects.get(status="open")
    assert answer.headers["Location"] == reverse("board_letter_write", args=[made.pk])
    writer.post(reverse("board_letter_mend", args=[draft.pk]))
    assert LetterDraft.objects.filter(status="open").count() == 1


def test_a_letter_about_what_is_no_longer_public_links_to_no_page(town, draft):
    builders.sent_letter(town, draft)
    correct_decision(town.actor("executive_board"), draft.decision, DecisionInput("reject", "Toch niet."))
    page = Client().get(reverse("council_letter", args=[town.organisation.slug, 2026, 1])).content.decode()
    assert reverse("public_application", args=[town.organisation.slug, draft.dossier.number]) not in page


def test_what_people_type_is_never_run(town, draft):
    draft.subject = draft.texts["next"] = "<script>alert(1)</script>"
    draft.save()
    builders.sent_letter(town, draft, PromiseInput("<script>alert(2)", DAY))
    slug = town.organisation.slug
    for address in (reverse("council_letter", args=[slug, 2026, 1]), reverse("council", args=[slug])):
        assert "<script>alert" not in Client().get(address).content.decode()


def test_the_pages_cost_the_same_for_one_letter_as_for_more(town, draft):
    first = builders.sent_letter(town, draft, PromiseInput("Eerst", DAY))
    pages = [
        (Client(), reverse("council", args=[town.organisation.slug])),
        (client_of(town, "ciso"), reverse("board_letters")),
        (client_of(town, "executive_board"), reverse("board_agenda")),
    ]
    few = [_statements(client, address) for client, address in pages]
    for _ in range(3):
        mended = mend_council_letter(town.actor("policy_adviser"), CouncilLetter.objects.get(pk=first.pk))
        first = builders.sent_letter(town, mended, PromiseInput("Nog een", DAY))
    assert [_statements(client, address) for client, address in pages] == few
