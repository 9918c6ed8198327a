"""Reporting: plain pages, unknown answers, look-alikes, and the questions that follow."""

import pytest

from tests import builders
from vijfspoor.actions.dossier.adopt_look_alike import adopt_look_alike
from vijfspoor.actions.dossier.save_intake_page import save_intake_page
from vijfspoor.actions.dossier.start_report import start_report
from vijfspoor.actions.dossier.submit_report import submit_report
from vijfspoor.actions.errors import InvalidInput, NotAllowed
from vijfspoor.actions.ethics.answer_questions import answer_questions
from vijfspoor.queries.dossier.intake import journey, look_alikes
from vijfspoor.queries.ethics.facts import facts_of

pytestmark = pytest.mark.django_db


def test_a_reporter_gets_at_most_twelve_questions_and_fewer_when_it_is_no_ai(town):
    actor = town.actor("user")
    ai = builders.draft(actor, builders.CV_RANKER)
    rules = builders.draft(actor, {**builders.CV_RANKER, "learned": "rules"})

    assert len(journey(ai, actor.today)) == 12
    asked = [step.page.code for step in journey(rules, actor.today)]
    assert "does" not in asked
    assert "alarm" not in asked


def test_what_the_reporter_does_not_know_becomes_a_task_for_who_does(town):
    dossier = builders.reported(town, {**builders.SPELL_CHECKER, "learned": "unknown"})

    task = builders.task_of(dossier, kind="answer", role="application_manager")
    assert "S1" in task.questions
    assert dossier.route == "oranje"

    answer_questions(town.actor("application_manager"), dossier, dict.fromkeys(task.questions, "nee") | {"S1": "ja"})

    dossier.refresh_from_db()
    task.refresh_from_db()
    assert task.status == "done"
    assert dossier.route == "groen"
    assert not dossier.tasks.filter(kind="advise", status="open").exists()


def test_a_role_holder_who_does_not_know_either_is_not_asked_again(town):
    dossier = builders.reported(town, {**builders.SPELL_CHECKER, "learned": "unknown"})
    questions = builders.task_of(dossier, kind="answer", role="application_manager").questions

    answer_questions(town.actor("application_manager"), dossier, dict.fromkeys(questions, "onbekend"))

    assert not dossier.tasks.filter(kind="answer", status="open", role="application_manager").exists()
    assert dossier.classifications.latest("pk").needs_review


def test_a_proposed_answer_counts_as_unknown_until_confirmed(town):
    dossier = builders.reported(town, builders.SPELL_CHECKER)
    answer_questions(town.actor("application_manager"), dossier, {"N2": "ja"}, origin="supplier", proposed=True)

    assert "N2" not in facts_of(dossier.answers.filter(is_current=True))
    answer_questions(town.actor("application_manager"), dossier, {"N2": "ja"})
    dossier.refresh_from_db()
    assert dossier.route == "oranje"


def test_a_report_cannot_be_handed_in_half_done(town):
    actor = town.actor("user")
    draft = start_report(actor)
    save_intake_page(actor, draft, "what", {"name": "Half", "summary": "Half klaar"})

    with pytest.raises(InvalidInput) as refused:
        submit_report(actor, draft)

    assert next(iter(refused.value.errors)) == "use"


@pytest.mark.parametrize(
    ("page", "values", "field"),
    [
        ("what", {"name": "", "summary": "x"}, "name"),
        ("what", {"name": "x" * 101, "summary": "x"}, "name"),
        ("what", {"name": "x", "summary": ""}, "summary"),
        ("what", {"name": "x", "summary": "x", "team": "999999"}, "team"),
        ("use", {"choice": ""}, "choice"),
        ("use", {"choice": "unknown"}, "choice"),
        ("area", {"choice": ["none", "benefits"]}, "choice"),
        ("area", {"choice": ["bestaat-niet"]}, "choice"),
        ("risk", {"what": "x", "whom": "y", "severity": "5", "likelihood": "1"}, "severity"),
        ("bestaat-niet", {}, "page"),
    ],
)
def test_wrong_input_is_named_at_its_field(town, page, values, field):
    actor = town.actor("user")
    draft = start_report(actor)

    with pytest.raises(InvalidInput) as refused:
        save_intake_page(actor, draft, page, values)

    assert field in refused.value.errors


def test_nobody_else_touches_a_draft(town, other_town):
    draft = builders.draft(town.actor("user"), builders.SPELL_CHECKER)

    for actor in (town.actor("department_head"), other_town.actor("user")):
        with pytest.raises(NotAllowed):
            save_intake_page(actor, draft, "use", {"choice": "idea"})


def test_the_council_does_not_report(town):
    with pytest.raises(NotAllowed):
        start_report(town.actor("council"))


def test_a_look_alike_is_found_by_word_forms_and_compounds(town, other_town):
    builders.reported(town, builders.CONVERSATION_REPORT, name="Gespreksverslag Wmo")
    actor = town.actor("user")

    assert [item.name for item in look_alikes(actor, "verslagen van gesprekken maken")] == ["Gespreksverslag Wmo"]
    assert look_alikes(other_town.actor("user"), "verslagen van gesprekken maken") == []


def test_answers_of_a_look_alike_are_proposals_the_reporter_confirms(town):
    like = builders.reported(town, builders.SPELL_CHECKER)
    actor = town.actor("user")
    draft = start_report(actor)
    save_intake_page(actor, draft, "what", {"name": "Nog een", "summary": "Verbetert taal"})

    adopt_look_alike(actor, draft, like)

    assert draft.answers.filter(origin="look_alike", is_proposed=True).exists()
    assert facts_of(draft.answers.all()) == {}
    with pytest.raises(InvalidInput):
        submit_report(actor, draft)
