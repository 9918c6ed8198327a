"""After a decision with a large impact the council gets a letter: proposed, written, sent once, mended in the open."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection, transaction

from tests import builders, life
from tests.actions.test_road import to_decision
from vijfspoor.actions.dossier.decide import ConditionInput, DecisionInput, correct_decision
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.leadership.answer_council import answer_council
from vijfspoor.actions.leadership.register_council_item import CouncilItemInput, register_council_item
from vijfspoor.actions.leadership.send_council_letter import need_no_letter, send_council_letter
from vijfspoor.actions.leadership.write_council_letter import (
    LetterInput,
    PromiseInput,
    mend_council_letter,
    write_council_letter,
)
from vijfspoor.actions.organisation import advance_setup as setup
from vijfspoor.actions.organisation import write_setup as writing
from vijfspoor.actions.organisation.keep_terms import keep_terms
from vijfspoor.actions.organisation.set_absence import set_absence
from vijfspoor.content.calendar import is_holiday
from vijfspoor.content.council_letter.loader import letter_skeleton
from vijfspoor.content.wheel.own import read_setup
from vijfspoor.domain.working_days import add_working_days
from vijfspoor.queries.leadership.council import changes_between
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.store.models import CouncilItem, CouncilLetter, Dossier, LetterDraft, Message, RoleAssignment

pytestmark = pytest.mark.django_db
DAY = builders.NOW.date()
TEXTS = {section.code: f"Over {section.code}." for section in letter_skeleton(DAY).sections}
MARK = "Geheimhoudingsproef"


def decided(town, dossier=None, outcome="approve_with_conditions", reasons="Redenen."):
    """The board decides against a negative advice, with reasons that stay inside."""
    dossier = dossier or to_decision(town)
    wish = [ConditionInput("Zet opslag uit", town.holders["ciso"], DAY + timedelta(days=20))]
    conditions = () if outcome == "reject" else wish
    return builders.decided(town, dossier, outcome, deviation_reasons=MARK, conditions=conditions)


def draft_of(decision):
    return LetterDraft.objects.get(decision=decision, status="open")


def written(town, draft, role="policy_adviser", **fields):
    given = LetterInput("Besluit over het verslag", TEXTS)
    return write_council_letter(town.actor(role), draft, replace(given, **fields), draft.version)


def sent(town, draft, **fields):
    draft = written(town, draft, **fields)
    return send_council_letter(town.actor("executive_board"), draft, draft.version)


def promise(text="Wij schrijven u over de ervaringen", days=30):
    return PromiseInput(text, DAY + timedelta(days=days))


def test_the_board_that_decided_finds_a_draft_with_a_term(town):
    decision = decided(town)
    draft = draft_of(decision)

    assert draft.task.assignee == decision.person == town.holders["executive_board"]
    assert draft.task.due_on == add_working_days(DAY, 10, is_holiday) == DAY + timedelta(days=14)
    assert "onder voorwaarden" in draft.texts["decision"]
    assert "Redenen." in draft.texts["decision"]
    assert "Zet opslag uit (voor 13 december 2026)" in draft.texts["decision"]
    assert "Directie" in draft.texts["decision"]
    assert all(TEXTS[code] and draft.texts[code] for code in ("occasion", "decision", "next"))


def test_a_draft_holds_no_advice_and_no_reasons_to_deviate(town):
    draft = draft_of(decided(town))
    whole = draft.subject + "".join(draft.texts.values())

    assert MARK not in whole
    assert "Onderbouwing" not in whole, "what advisers wrote stays inside"


def test_a_draft_holds_only_what_the_public_page_says(town):
    dossier = to_decision(town)
    dossier.public_texts = {"risks": "Het verslag kan fout zijn."}
    dossier.save()
    decision = decided(town, dossier)
    assert "Het verslag kan fout zijn." in draft_of(decision).texts["oversight"]

    Dossier.objects.filter(pk=dossier.pk).update(use="in_use")
    rejected = correct_decision(town.actor("executive_board"), decision, DecisionInput("reject", MARK))
    draft = draft_of(rejected)
    assert "niet gebruiken" in draft.texts["decision"]
    assert MARK not in "".join(draft.texts.values()), "its page was taken away, so its reasons are not public"
    assert draft.texts["oversight"] == ""


@pytest.mark.parametrize(("use", "asked"), [("idea", False), ("in_use", True), ("pilot", True)])
def test_a_no_is_told_when_people_use_it_already(town, use, asked):
    dossier = to_decision(town)
    Dossier.objects.filter(pk=dossier.pk).update(use=use)
    decided(town, dossier, "reject")

    assert LetterDraft.objects.exists() is asked
    if asked:
        assert LetterDraft.objects.get().task.status == "open", "the end of the road leaves this task alone"


def test_other_routes_and_gates_ask_no_letter(town):
    builders.in_use(town)
    to_decision(town)
    assert not LetterDraft.objects.exists()


def test_the_college_writes_where_it_is_switched_on_and_only_after_its_own_decision(town):
    town.organisation.additions = ["college"]
    town.organisation.save()
    town.holders["college"] = builders.person(town.organisation, town.team, "college")
    draft = draft_of(decided(town))

    assert draft.task.role == "college"
    assert draft.task.assignee == town.holders["college"]
    draft = written(town, draft, role="executive_board")
    with pytest.raises(NotAllowed):
        send_council_letter(town.actor("executive_board"), draft, draft.version)
    assert send_council_letter(town.actor("college"), draft, draft.version).role == "college"


def test_the_term_is_set_by_the_organisation(town):
    writer, board = town.actor("policy_adviser"), town.actor("executive_board")
    version, wheel = writing.begin_setup(writer), wheel_for(town.organisation, DAY)
    terms = replace(wheel.life_cycle.terms, council_letter=4)
    writing.write_terms(writer, version, terms, wheel.reassess_months)
    writing.write_note(writer, version, "De raad wil het eerder weten.")
    version = setup.propose_setup(writer, version)
    setup.adopt_setup(board, version, reasons="Besproken.", decided_on=DAY, valid_from=DAY)
    town.organisation.refresh_from_db()

    assert draft_of(decided(town)).task.due_on == add_working_days(DAY, 4, is_holiday)


def test_a_set_up_of_before_this_term_keeps_working():
    kept = {"terms": {"question": 6, "reminder_before": 2, "escalate_after": 1, "vacancy": 10}}
    assert read_setup(kept).terms.council_letter == 10


def test_sending_is_once_numbered_public_and_final(town):
    decision = decided(town)
    first = sent(town, draft_of(decision))

    assert (first.year, first.number) == (2026, 1)
    assert [part["title"] for part in first.sections][:2] == ["Aanleiding", "Besluit"]
    assert first.draft.task.status == "done"
    with pytest.raises(Conflict):
        send_council_letter(town.actor("executive_board"), first.draft, first.draft.version)
    with pytest.raises(Exception, match="cannot be changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE store_councilletter SET subject = 'anders' WHERE id = %s", [first.pk])
    moment = builders.NOW - timedelta(minutes=1)
    assert "Brief 2026-1" in " ".join(
        change.words() for change in changes_between(town.organisation, moment, builders.NOW)
    )


def test_numbers_count_per_municipality(town, other_town):
    sent(town, draft_of(decided(town)))
    assert sent(other_town, draft_of(decided(other_town))).number == 1
    assert sent(town, draft_of(decided(town))).number == 2


def test_promises_become_items_of_the_council_with_a_task_of_the_board(town):
    letter = sent(town, draft_of(decided(town)), promises=[promise(), promise("Wij tellen de fouten", 60)])

    items = list(CouncilItem.objects.filter(letter=letter).order_by("pk"))
    assert [item.title for item in items] == ["Wij schrijven u over de ervaringen", "Wij tellen de fouten"]
    assert {item.kind for item in items} == {"promise"}
    assert all(item.task.role == "executive_board" and item.task.due_on == item.due_on for item in items)
    assert items[0].dossier == letter.dossier
    answer_council(town.actor("executive_board"), items[0], text="Gedaan.", settles=True)
    assert letter.promises.filter(status="settled").count() == 1


@pytest.mark.parametrize(
    "wrong",
    [PromiseInput("Wij schrijven", None), PromiseInput("", DAY), PromiseInput("Wij", DAY - timedelta(days=1)),
     PromiseInput("w" * 201, DAY)],
)  # fmt: skip
def test_a_wrong_promise_is_said_at_its_field_and_nothing_is_kept(town, wrong):
    draft = draft_of(decided(town))
    with pytest.raises(InvalidInput) as error:
        written(town, draft, promises=[wrong])
    assert set(error.value.errors) == {"promises"}
    draft.refresh_from_db()
    assert (draft.version, draft.promises) == (1, [])


def test_what_is_missing_or_past_is_refused_at_sending(town):
    draft = written(town, draft_of(decided(town)), texts={**TEXTS, "residents": " "}, promises=[promise(days=1)])
    later = town.actor("executive_board", builders.NOW + timedelta(days=3))
    with pytest.raises(InvalidInput) as error:
        send_council_letter(later, draft, draft.version)
    assert set(error.value.errors) == {"residents", "promises"}
    assert not CouncilLetter.objects.exists()


def test_the_second_of_two_writers_is_told_and_so_is_who_sends_what_they_did_not_read(town):
    draft = draft_of(decided(town))
    written(town, draft)
    with pytest.raises(Conflict):
        written(town, draft, role="executive_board", subject="Over een ander heen")
    with pytest.raises(Conflict):
        send_council_letter(town.actor("executive_board"), draft, draft.version)
    draft.refresh_from_db()
    assert draft.subject == "Besluit over het verslag"


@pytest.mark.parametrize("role", ["user", "ciso", "department_head", "council", "information_manager"])
def test_only_the_board_and_the_policy_adviser_write(town, role):
    draft = draft_of(decided(town))
    with pytest.raises(NotAllowed):
        written(town, draft, role=role)


@pytest.mark.parametrize("role", ["user", "policy_adviser", "department_head", "council"])
def test_only_the_board_sends_or_says_that_none_is_needed(town, role):
    draft = draft_of(decided(town))
    with pytest.raises(NotAllowed):
        send_council_letter(town.actor(role), draft, draft.version)
    with pytest.raises(NotAllowed):
        need_no_letter(town.actor(role), draft, reason="De raad weet het.")


def test_who_stands_in_for_the_board_sends(town):
    board, ciso = town.actor("executive_board"), town.holders["ciso"]
    draft = written(town, draft_of(decided(town)))
    set_absence(board, board.person, starts_on=DAY, ends_on=DAY + timedelta(days=9), stand_in=ciso)
    assert send_council_letter(town.actor("ciso"), draft, draft.version).sent_by == ciso


def test_another_municipality_reaches_nothing(town, other_town):
    draft = draft_of(decided(town))
    with pytest.raises(NotAllowed):
        written(other_town, draft, role="executive_board")
    with pytest.raises(NotAllowed):
        send_council_letter(other_town.actor("executive_board"), draft, 1)


def test_no_letter_is_needed_with_a_reason(town):
    draft = draft_of(decided(town))
    board = town.actor("executive_board")
    with pytest.raises(InvalidInput):
        need_no_letter(board, draft, reason=" ")
    draft = need_no_letter(board, draft, reason="De raad besloot zelf mee.")

    draft.task.refresh_from_db()
    assert (draft.status, draft.task.status) == ("not_needed", "done")
    with pytest.raises(Conflict):
        send_council_letter(board, draft, draft.version)


def test_a_corrected_decision_withdraws_the_draft_and_proposes_another(town):
    earlier = decided(town)
    draft = draft_of(earlier)
    later = correct_decision(
        town.actor("executive_board"), earlier,
        DecisionInput("approve_with_conditions", "Anders.", "Klein.",
                      [ConditionInput("Meet", town.holders["ciso"], DAY + timedelta(days=9))]),
    )  # fmt: skip

    draft.refresh_from_db()
    draft.task.refresh_from_db()
    assert (draft.status, draft.task.status) == ("withdrawn", "withdrawn")
    assert draft_of(later).follows is None
    with pytest.raises(Conflict):
        written(town, draft)


def test_who_was_told_of_a_decision_is_told_of_its_correction_too(town):
    earlier = decided(town)
    first = sent(town, draft_of(earlier))
    later = correct_decision(town.actor("executive_board"), earlier, DecisionInput("reject", "Toch niet."))
    draft = draft_of(later)

    assert draft.follows == first
    assert "in de plaats van brief 2026-1" in draft.texts["occasion"]
    with pytest.raises(Conflict):
        need_no_letter(town.actor("executive_board"), draft, reason="Liever niet.")
    second = sent(town, draft)
    assert second.follows == first
    assert CouncilLetter.objects.get(pk=first.pk).followed_by == second


def test_a_mistake_is_mended_by_a_letter_that_names_the_earlier(town):
    first = sent(town, draft_of(decided(town)))
    draft = mend_council_letter(town.actor("policy_adviser"), first)

    assert draft.texts["decision"] == TEXTS["decision"]
    assert draft.texts["occasion"].startswith("Deze brief komt in de plaats van brief 2026-1.")
    with pytest.raises(Conflict):
        mend_council_letter(town.actor("policy_adviser"), first)
    second = sent(town, draft)
    first = CouncilLetter.objects.get(pk=first.pk)
    assert first.followed_by == second
    with pytest.raises(Conflict):
        mend_council_letter(town.actor("policy_adviser"), first)
    assert mend_council_letter(town.actor("policy_adviser"), second).follows == second


@pytest.fixture
def clerk(town):
    made = builders.person(town.organisation, town.team, "council_clerk")
    town.holders["council_clerk"] = made
    return made


def test_the_clerk_hears_of_a_letter_that_was_sent(town, clerk):
    sent(town, draft_of(decided(town)))
    message = Message.objects.get(recipient=clerk, kind="letter_sent")
    assert f"/raad/{town.organisation.slug}/brieven/2026/1" in message.body


def test_the_clerk_hears_once_before_and_once_after_the_term_of_a_promise(town, clerk):
    due_on = DAY + timedelta(days=7)
    register_council_item(town.actor("council"), CouncilItemInput("promise", "Rapport", "Tekst.", "", DAY, due_on))
    told = Message.objects.filter(recipient=clerk, kind="council_term")

    for days, expected in ((1, 0), (6, 1), (7, 1), (9, 2), (12, 2)):
        keep_terms(builders.NOW + timedelta(days=days))
        assert told.count() == expected, days
    assert {"Rapport" in message.body for message in told} == {True}


def test_no_other_late_task_is_told_to_the_clerk(town, clerk):
    draft_of(decided(town))
    keep_terms(builders.NOW + timedelta(days=60))
    assert not Message.objects.filter(recipient=clerk).exists()


def test_a_vacancy_of_the_office_leaves_the_task_with_the_role(town):
    dossier = to_decision(town)
    task = builders.task_of(dossier, kind="decide")
    assert task.assignee == town.holders["executive_board"]
    decision = decided(town, dossier)
    sent(town, draft_of(decision))
    RoleAssignment.objects.filter(role="executive_board").delete()
    draft = mend_council_letter(town.actor("policy_adviser"), CouncilLetter.objects.get())
    assert (draft.task.assignee, draft.task.role) == (None, "executive_board")


def test_a_rejection_after_a_promise_leaves_its_task_open(town):
    decision = decided(town)
    letter = sent(town, draft_of(decision), promises=[promise()])
    correct_decision(town.actor("executive_board"), decision, DecisionInput("reject", "Toch niet."))
    assert letter.promises.get().task.status == "open"


def test_a_retired_application_can_still_be_told_about(town):
    draft = draft_of(decided(town))
    Dossier.objects.filter(pk=draft.dossier_id).update(status="retired")
    assert sent(town, LetterDraft.objects.get(pk=draft.pk)).number == 1


def test_the_life_of_an_orange_application_begins_with_one_letter(town):
    life.approved(town)
    assert LetterDraft.objects.count() == 1
