"""The law at work: a legal adviser's word, obligations that are kept, and a rule book that is adopted."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from tests import builders
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.ethics.adopt_rule_book import adopt_rule_book
from vijfspoor.actions.ethics.answer_questions import answer_questions
from vijfspoor.actions.ethics.keep_obligation import assign_obligation, reopen_obligation, settle_obligation
from vijfspoor.actions.ethics.review_classification import review_classification
from vijfspoor.actions.organisation.keep_terms import keep_terms
from vijfspoor.queries.ethics.facts import classify_dossier
from vijfspoor.queries.ethics.obligations import calendar, obligation_lines, queue
from vijfspoor.store.models import AuditEvent, Dossier, LegalReview

pytestmark = pytest.mark.django_db


@pytest.fixture
def ranker(town):
    """A CV ranker: high risk by Annex III, point 4(a)."""
    return builders.reported(town, builders.CV_RANKER)


def _word(town, dossier, **fields):
    newest = dossier.classifications.order_by("-pk").first()
    given = {"seen": newest.pk, "verdict": "confirm", "reference": "AI Act Annex III, 4(a)", "reasons": "Klopt."}
    return review_classification(town.actor("legal_adviser"), dossier, **{**given, **fields})


def test_a_confirmed_outcome_bears_name_date_article_and_reason(town, ranker):
    assert len(queue(town.actor("legal_adviser")).unreviewed) == 1

    review = _word(town, ranker)

    assert (review.person_name, review.at) == (town.holders["legal_adviser"].name, builders.NOW)
    assert review.classification == review.result
    assert not queue(town.actor("legal_adviser")).unreviewed


def test_an_overruled_outcome_keeps_both_and_the_work_follows(town, ranker):
    computed = ranker.classifications.get()
    assert ranker.route == "rood"

    review = _word(town, ranker, verdict="overrule", outcomes=["HR_EXEMPT_6_3"], reference="AI Act 6(3)(d)")

    ranker.refresh_from_db()
    assert review.classification == computed
    assert review.result != computed
    assert computed.outcomes == ["HR_ANNEX_III"]
    assert review.result.outcomes == ["HR_EXEMPT_6_3"]
    assert ranker.route == review.result.route != "rood"
    law = classify_dossier(ranker, builders.NOW.date())
    assert law.outcomes == ("HR_EXEMPT_6_3",)
    assert [step.kind for step in law.proof if step.code == "HR_EXEMPT_6_3"] == ["overruled"]
    assert not law.review


def test_other_answers_are_judged_by_the_rules_again(town, ranker):
    _word(town, ranker, verdict="overrule", outcomes=["HR_EXEMPT_6_3"])

    answer_questions(town.actor("information_adviser"), ranker, {"N10": "ja"})

    ranker.refresh_from_db()
    assert "HR_ANNEX_III" in ranker.classifications.order_by("-pk").first().outcomes
    assert queue(town.actor("legal_adviser")).unreviewed


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"verdict": "", "reference": " ", "reasons": ""}, {"verdict", "reference", "reasons"}),
        ({"verdict": "overrule", "outcomes": []}, {"outcomes"}),
        ({"verdict": "overrule", "outcomes": ["NONSENSE"]}, {"outcomes"}),
        ({"verdict": "overrule", "outcomes": ["HIGH_RISK"]}, {"outcomes"}),
    ],
)
def test_a_wrong_word_is_named_at_its_field(town, ranker, fields, wrong):
    with pytest.raises(InvalidInput) as raised:
        _word(town, ranker, **fields)

    assert set(raised.value.errors) == wrong
    assert not LegalReview.objects.exists()


def test_only_a_legal_adviser_and_only_on_what_they_looked_at(town, ranker):
    newest = ranker.classifications.get()
    for role in ("data_protection_officer", "department_head", "privacy_officer", "user"):
        with pytest.raises(NotAllowed):
            review_classification(
                town.actor(role), ranker, seen=newest.pk, verdict="confirm", reference="x", reasons="x"
            )
    answer_questions(town.actor("information_adviser"), ranker, {"N10": "ja"})
    with pytest.raises(Conflict):
        _word(town, ranker, seen=newest.pk)


def test_a_legal_review_cannot_be_altered_unseen(town, ranker):
    _word(town, ranker)

    for change in (lambda: LegalReview.objects.update(reasons="Anders."), LegalReview.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def _an_obligation(dossier):
    return classify_dossier(dossier, builders.NOW.date()).obligations[0].rule.code


def test_an_obligation_is_given_to_a_colleague_and_met_with_evidence(town, ranker):
    code, owner = _an_obligation(ranker), town.holders["application_manager"]
    given = assign_obligation(town.actor("legal_adviser"), ranker, code, owner=owner, due_on=date(2027, 1, 15))
    assert (given.kind, given.assignee) == ("obligation", owner)
    assert ranker.tasks.filter(kind="obligation", status="open").count() == 1

    with pytest.raises(InvalidInput):
        settle_obligation(town.actor("application_manager"), ranker, code, status="met", evidence=" ")
    settle_obligation(town.actor("application_manager"), ranker, code, status="met", evidence="Zie werkdossier 12.")

    given.refresh_from_db()
    assert (given.status, given.closing_note) == ("done", "Zie werkdossier 12.")
    line = next(
        item
        for item in obligation_lines(ranker, classify_dossier(ranker, builders.NOW.date()))
        if item.binding.rule.code == code
    )
    assert line.status == "met"
    with pytest.raises(Conflict):
        settle_obligation(town.actor("application_manager"), ranker, code, status="met", evidence="Nog eens.")
    reopened = reopen_obligation(town.actor("legal_adviser"), ranker, code, reasons="Verlopen.")
    assert reopened.status == "open"
    told = AuditEvent.objects.filter(action__startswith="obligation_").order_by("sequence")
    assert [event.action for event in told] == ["obligation_assigned", "obligation_settled", "obligation_reopened"]


def test_the_fg_keeps_no_obligations_and_a_duty_that_does_not_bind_is_refused(town, ranker):
    with pytest.raises(NotAllowed):
        settle_obligation(
            town.actor("data_protection_officer"), ranker, _an_obligation(ranker), status="met", evidence="x"
        )
    with pytest.raises(LookupError):
        settle_obligation(town.actor("legal_adviser"), ranker, "OB-NONSENSE", status="met", evidence="x")


@pytest.mark.parametrize(
    ("owner", "due_on", "wrong"),
    [(None, None, {"owner", "due_on"}), ("ciso", date(2026, 1, 1), {"due_on"}), (None, date(2027, 1, 1), {"owner"})],
)
def test_a_wrong_assignment_is_named_at_its_field(town, ranker, owner, due_on, wrong):
    with pytest.raises(InvalidInput) as raised:
        assign_obligation(
            town.actor("legal_adviser"),
            ranker,
            _an_obligation(ranker),
            owner=town.holders[owner] if owner else None,
            due_on=due_on,
        )

    assert set(raised.value.errors) == wrong


def test_obligations_become_tasks_ahead_of_their_date_once(town, ranker):
    Dossier.objects.filter(pk=ranker.pk).update(use="in_use", accountable=town.holders["department_head"])
    newest = ranker.classifications.get()
    dates = {code: date.fromisoformat(day) for code, day in newest.obligations.items() if day}
    first = min(day for day in dates.values() if day > builders.NOW.date())
    expected = {code for code, day in dates.items() if day == first}

    assert keep_terms(builders.NOW)["obligations"] == 0
    ahead = builders.NOW + (first - builders.NOW.date()) - timedelta(days=90)
    assert keep_terms(ahead)["obligations"] == len(expected)
    assert keep_terms(ahead)["obligations"] == 0

    tasks = ranker.tasks.filter(kind="obligation")
    assert {task.due_on for task in tasks} == {first}
    assert {task.assignee for task in tasks} == {town.holders["department_head"]}


def test_the_calendar_counts_what_each_day_brings(town, ranker):
    days = calendar(town.actor("legal_adviser"))

    assert [day.on for day in days] == sorted(day.on for day in days)
    december = next(day for day in days if day.on == date(2027, 12, 2))
    assert december.law
    assert december.duties
    assert december.touches == 1


def test_a_rule_book_is_adopted_by_a_decision_and_old_outcomes_keep_their_receipt(town):
    town.organisation.rule_book = "2024-08-01"
    town.organisation.save()
    ranker = builders.reported(town, builders.CV_RANKER)
    before = ranker.classifications.get()
    assert (before.version, before.applies_from) == ("2024-08-01", date(2026, 8, 2))
    lawyer = town.actor("legal_adviser")
    with pytest.raises(InvalidInput):
        adopt_rule_book(lawyer, "2026-07-27", reasons=" ")
    with pytest.raises(NotAllowed):
        adopt_rule_book(town.actor("policy_adviser"), "2026-07-27", reasons="x")

    adoption = adopt_rule_book(lawyer, "2026-07-27", reasons="Gelezen en vergeleken.")

    assert adoption.touched == 1
    after = ranker.classifications.order_by("-pk").first()
    assert (after.version, after.applies_from) == ("2026-07-27", date(2027, 12, 2))
    before.refresh_from_db()
    assert before.version == "2024-08-01"
    for version in ("2026-07-27", "2024-08-01", "1999-01-01"):
        with pytest.raises(Conflict):
            adopt_rule_book(lawyer, version, reasons="Nog eens.")
