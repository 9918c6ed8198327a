"""Policy frameworks: written, talked about, adopted, and kept to by applications."""

from datetime import date, timedelta

import pytest
from django.db import Error, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests import builders
from tests.builders import NOW
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.organisation import advance_policy as verbs
from vijfspoor.actions.organisation.refresh_findings import refresh_findings
from vijfspoor.actions.organisation.settle_policy_rule import (
    except_from_policy,
    give_policy_evidence,
    refuse_policy_evidence,
)
from vijfspoor.actions.organisation.write_policy import (
    PolicyInput,
    RuleInput,
    begin_policy,
    begin_version,
    drop_rule,
    write_rule,
    write_text,
)
from vijfspoor.content.policies.loader import policy_facts
from vijfspoor.domain.organisation.policy import RuleStanding
from vijfspoor.queries.organisation.policy import listing, rules_in_force, rules_of_dossier, scores
from vijfspoor.queries.organisation.policy_compliance import compliance
from vijfspoor.queries.organisation.policy_difference import rule_changes, text_changes
from vijfspoor.queries.organisation.policy_facts import policy_cases
from vijfspoor.store.models import Finding, PolicyComment, PolicyVersion, Task

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
LATER = date(2028, 11, 1)
TEXT = PolicyInput("AI-beleid", "board", "# Open\n\nWij laten zien wat wij gebruiken.", LATER)
LOGBOOK = RuleInput("Er is een logboek van uitkomsten.", applies_to="{not: route=groen}")
PROCESS = RuleInput("Het werkproces is bekend.", test="process=ja")


@pytest.fixture
def writer(town):
    return town.actor("policy_adviser")


@pytest.fixture
def version(writer):
    return begin_policy(writer, TEXT)


def adopted(town, version, *rules):
    writer = town.actor("policy_adviser")
    for rule in rules:
        write_rule(writer, version, rule)
    verbs.ask_comments(writer, version, TODAY + timedelta(days=14))
    verbs.propose_policy(writer, version)
    return verbs.adopt_policy(town.actor("executive_board"), version, reasons="Besproken.", decided_on=TODAY)


def _standing(dossier, code="K1-1", day=TODAY):
    return {line.rule.code: line.standing for line in rules_of_dossier(dossier, day)}.get(code)


def test_a_rule_flags_three_applications_and_evidence_brings_it_to_a_hundred_percent(town, version):
    green = builders.reported(town, builders.SPELL_CHECKER, "Spelling")
    flagged = [builders.reported(town, builders.CV_RANKER, f"Toepassing {n}") for n in range(3)]
    write_rule(town.actor("policy_adviser"), version, LOGBOOK)
    [score] = scores(town.actor("policy_adviser"), version.rules.all())

    assert set(score.flagged) == set(flagged)
    assert (score.applying, score.percentage) == (3, 0)
    refresh_findings(NOW)
    assert not Finding.objects.filter(code="V-KAD-01").exists()

    adopted(town, version)
    refresh_findings(NOW)
    tasks = Task.objects.filter(findings__code="V-KAD-01", status="open")
    assert {task.dossier for task in tasks} == set(flagged)
    assert {task.assignee for task in tasks} == {town.holders["department_head"]}
    assert all("logboek" in task.subject for task in tasks)

    owner = town.actor("department_head")
    for dossier in flagged:
        give_policy_evidence(owner, dossier, "K1-1", text="Zie het logboek in het archief.")
    [score] = scores(owner, rules_in_force(town.organisation.pk))
    assert (score.percentage, score.flagged) == (100, ())
    refresh_findings(NOW)
    assert not Task.objects.filter(findings__code="V-KAD-01", status="open").exists()
    assert _standing(green) is None


def test_the_matrix_shows_every_application_by_every_rule_and_only_what_is_open_when_asked(town, other_town, version):
    asked = builders.reported(town, builders.CV_RANKER, "Vraagt iets")
    builders.reported(town, builders.SPELL_CHECKER, "Valt erbuiten")
    builders.reported(other_town, builders.CV_RANKER)
    actor = town.actor("department_head")
    adopted(town, version, LOGBOOK, PROCESS)
    found = compliance(actor)
    spelling, cv = found.page.object_list
    assert [rule.code for rule in found.rules] == ["K1-1", "K1-2"]
    assert (spelling.dossier.name, spelling.cells) == ("Valt erbuiten", (None, RuleStanding.FLAGGED))
    assert (cv.dossier, cv.cells) == (asked, (RuleStanding.FLAGGED, RuleStanding.FLAGGED))
    assert (found.total, found.open) == (2, 2)

    give_policy_evidence(actor, spelling.dossier, "K1-2", text="Zie het procesboek.")
    assert [row.dossier for row in compliance(actor, only_open=True).page] == [asked]
    assert compliance(other_town.actor("policy_adviser")).total == 0


def test_a_known_fact_settles_a_rule_by_itself(town, version):
    dossier = builders.reported(town, builders.CV_RANKER)
    adopted(town, version, PROCESS)
    assert _standing(dossier) is RuleStanding.FLAGGED

    dossier.process = town.organisation.work_processes.create(name="Werving")
    dossier.save()
    assert _standing(dossier) is RuleStanding.MEETS


def test_an_exception_ends_and_refused_evidence_asks_again(town, version):
    dossier = builders.reported(town, builders.CV_RANKER)
    adopted(town, version, LOGBOOK)
    adviser = town.actor("policy_adviser")
    except_from_policy(adviser, dossier, "K1-1", text="Tot het nieuwe pakket.", until=TODAY + timedelta(days=30))

    assert _standing(dossier) is RuleStanding.EXCEPTED
    assert _standing(dossier, day=TODAY + timedelta(days=31)) is RuleStanding.FLAGGED
    refresh_findings(NOW)
    assert not Finding.objects.filter(code="V-KAD-01").exists()
    refresh_findings(NOW + timedelta(days=31))
    assert Finding.objects.filter(code="V-KAD-01", solved_at__isnull=True).count() == 1

    give_policy_evidence(town.actor("department_head"), dossier, "K1-1", text="Zie bijlage.")
    assert _standing(dossier) is RuleStanding.EVIDENCED
    refuse_policy_evidence(adviser, dossier, "K1-1", text="De bijlage is van vorig jaar.")
    assert _standing(dossier) is RuleStanding.FLAGGED
    with pytest.raises(Conflict):
        refuse_policy_evidence(adviser, dossier, "K1-1", text="Nog eens.")


def test_a_next_version_begins_as_a_copy_and_counts_from_its_adoption(town, writer, version):
    dossier = builders.reported(town, builders.CV_RANKER)
    first = adopted(town, version, LOGBOOK, PROCESS)
    second = begin_version(writer, first.policy)
    with pytest.raises(Conflict):
        begin_version(writer, first.policy)
    second = write_text(writer, second, PolicyInput("AI-beleid", "board", "# Open\n\nWij laten alles zien.", LATER))
    drop_rule(writer, second, "K1-1")
    write_rule(writer, second, RuleInput("Er is een eigenaar.", test="owner=ja"))

    assert [rule.code for rule in second.rules.order_by("pk")] == ["K1-2", "K1-3"]
    assert [part.after for part in rule_changes(first, second)] == ["", "K1-3: Er is een eigenaar. · owner=ja"]
    assert [part.before for part in text_changes(first, second)] == ["Wij laten zien wat wij gebruiken."]
    assert _standing(dossier, "K1-1") is RuleStanding.FLAGGED
    assert [(row.number, row.state) for row in listing(writer)] == [(2, "draft"), (1, "adopted")]

    verbs.ask_comments(writer, second, TODAY)
    verbs.propose_policy(writer, second)
    verbs.adopt_policy(town.actor("executive_board"), second, reasons="Beter.", decided_on=TODAY)
    assert _standing(dossier, "K1-1") is None
    assert _standing(dossier, "K1-3") is RuleStanding.MEETS
    with pytest.raises(Conflict):
        verbs.withdraw_policy(town.actor("executive_board"), first, reasons="Weg.")
    verbs.withdraw_policy(town.actor("executive_board"), second, reasons="Weg.")
    assert rules_of_dossier(dossier, TODAY) == []


def test_what_the_council_adopts_is_recorded_by_its_clerk_and_not_by_the_board(town, writer):
    version = begin_policy(writer, PolicyInput("Strategie", "council", "Tekst.", LATER))
    verbs.ask_comments(writer, version, TODAY)
    verbs.propose_policy(writer, version)

    with pytest.raises(NotAllowed):
        verbs.adopt_policy(town.actor("executive_board"), version, reasons="Ja.", decided_on=TODAY)
    row = verbs.adopt_policy(
        town.actor("council"), version, reasons="Motie 4 overgenomen.", decided_on=TODAY, reference="R2026-12"
    )
    assert (row.state, row.decision_reference) == (PolicyVersion.State.ADOPTED, "R2026-12")


def test_colleagues_comment_and_advise_and_the_board_may_send_it_back(town, writer, version):
    with pytest.raises(Conflict):
        verbs.comment_on_policy(town.actor("user"), version, text="Mooi.", as_advice=False)
    verbs.ask_comments(writer, version, TODAY)
    verbs.comment_on_policy(town.actor("user"), version, text="Mooi.", as_advice=False)
    advice = verbs.comment_on_policy(town.actor("ciso"), version, text="Noem de logs.", as_advice=True)

    assert (advice.kind, advice.role) == ("advice", "ciso")
    with pytest.raises(InvalidInput) as error:
        verbs.comment_on_policy(town.actor("user"), version, text="Ik adviseer.", as_advice=True)
    assert set(error.value.errors) == {"kind"}
    with pytest.raises(Error), transaction.atomic():
        PolicyComment.objects.filter(pk=advice.pk).update(text="Anders.")
    verbs.propose_policy(writer, version)
    with pytest.raises(Conflict):
        write_rule(writer, version, PROCESS)
    verbs.send_back_policy(town.actor("executive_board"), version, reasons="Korter.")
    version.refresh_from_db()
    assert version.state == PolicyVersion.State.DRAFT
    write_rule(writer, version, PROCESS)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (RuleInput(""), "statement"),
        (RuleInput("x" * 301), "statement"),
        (RuleInput("Zo.", test="unknown_fact=ja"), "test"),
        (RuleInput("Zo.", test="route=paars"), "test"),
        (RuleInput("Zo.", test="published=misschien"), "test"),
        (RuleInput("Zo.", test="{all: ["), "test"),
        (RuleInput("Zo.", test="[[[[[[[["), "test"),
        (RuleInput("Zo.", test="&a [*a]"), "test"),
        (RuleInput("Zo.", applies_to="!!python/object/apply:os.system ['ls']"), "applies_to"),
        (RuleInput("Zo.", applies_to="{all: []}"), "applies_to"),
    ],
)
def test_a_rule_that_cannot_be_tested_is_said_at_its_field(town, writer, version, given, field):
    with pytest.raises(InvalidInput) as error:
        write_rule(writer, version, given)

    assert set(error.value.errors) == {field}
    assert not version.rules.exists()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (PolicyInput("", "board", "Tekst.", LATER), "title"),
        (PolicyInput("Naam", "board", " ", LATER), "text"),
        (PolicyInput("Naam", "mayor", "Tekst.", LATER), "level"),
        (PolicyInput("Naam", "board", "Tekst.", TODAY), "review_on"),
        (PolicyInput("Naam", "board", "Tekst.", None), "review_on"),
    ],
)
def test_a_framework_that_is_not_complete_is_not_begun(writer, given, field):
    with pytest.raises(InvalidInput) as error:
        begin_policy(writer, given)

    assert set(error.value.errors) == {field}
    assert not PolicyVersion.objects.exists()


def test_who_may_not_write_adopt_or_settle_is_refused(town, version):
    dossier = builders.reported(town, builders.CV_RANKER)
    with pytest.raises(NotAllowed):
        begin_policy(town.actor("ciso"), TEXT)
    adopted(town, version, LOGBOOK)
    with pytest.raises(NotAllowed):
        give_policy_evidence(town.actor("policy_adviser"), dossier, "K1-1", text="Ja.")
    with pytest.raises(NotAllowed):
        except_from_policy(town.actor("department_head"), dossier, "K1-1", text="Ja.", until=TODAY)
    with pytest.raises(InvalidInput):
        except_from_policy(town.actor("policy_adviser"), dossier, "K1-1", text="Ja.", until=TODAY - timedelta(days=1))


def test_another_organisation_sees_none_of_it(town, other_town, version):
    adopted(town, version, LOGBOOK)

    assert listing(other_town.actor("policy_adviser")) == []
    assert not rules_in_force(other_town.organisation.pk).exists()
    with pytest.raises(NotAllowed):
        verbs.withdraw_policy(other_town.actor("executive_board"), version, reasons="Weg.")


def test_every_fact_that_can_be_asked_is_read_and_in_a_fixed_number_of_statements(town):
    builders.reported(town, builders.CV_RANKER)

    def statements():
        with CaptureQueriesContext(connection) as captured:
            cases = policy_cases(town.organisation.pk, TODAY)
        assert all(set(policy_facts(TODAY)) <= set(case.values) for case in cases.values())
        return len(captured)

    few = statements()
    builders.reported(town, builders.SPELL_CHECKER)
    assert statements() == few == 10
