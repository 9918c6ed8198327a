"""Means: sources the board keeps, what owners ask, and what the board assigns without ever overspending."""

from datetime import timedelta

import pytest
from django.db import Error, connection, transaction

from tests import builders
from tests.builders import NOW
from vijfspoor.actions.dossier._conditions import ConditionInput
from vijfspoor.actions.dossier.settle_condition import settle_condition
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.leadership.ask_means import ask_means, need_no_means
from vijfspoor.actions.leadership.assign_means import assign_means, refuse_means, withdraw_means
from vijfspoor.actions.leadership.keep_means import (
    SourceInput,
    add_means_source,
    change_means_source,
    stop_means_source,
)
from vijfspoor.actions.organisation.refresh_findings import refresh_findings
from vijfspoor.domain.leadership.means import Means, MeansState
from vijfspoor.queries.dossier.desk import desk
from vijfspoor.queries.leadership.means import measure_line, measure_page, source_line, waiting
from vijfspoor.store.models import AuditEvent, Dossier, Finding, MeansRequest, MeansRuling, MeansSource, Message, Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure(town):
    """A condition of a decision, with the CISO as its owner."""
    dossier = builders.reported(town, builders.SPELL_CHECKER)
    wish = ConditionInput("Zet opslag uit", town.holders["ciso"], NOW.date() + timedelta(days=60))
    builders.decided(town, dossier, "approve_with_conditions", deviation_reasons="Klein.", conditions=[wish])
    return builders.task_of(dossier, kind="condition")


@pytest.fixture
def source(town):
    return add_means_source(town.actor("executive_board"), SourceInput("Dienstverlening", Means(100, 10_000), 2026))


def line(town, task):
    return measure_line(town.actor("executive_board"), task.pk)


def test_the_owner_asks_the_board_assigns_and_the_source_says_what_is_left(town, measure, source):
    owner, board = town.actor("ciso"), town.actor("executive_board")
    ask_means(owner, measure, Means(40, 5000), why="De leverancier moet het ombouwen.")
    assert (waiting(town.organisation), desk(board).means_asked, desk(owner).means_asked) == (1, 1, 0)
    assert line(town, measure).state is MeansState.ASKED

    assign_means(board, measure, source, Means(40, 4000))
    assert source_line(source).left == Means(60, 6000)
    assert waiting(town.organisation) == 0
    [row] = [row for row in desk(owner).tasks if row.task.pk == measure.pk]
    assert (row.means.means, row.means.source) == (Means(40, 4000), source)
    told = Message.objects.get(kind="means_assigned")
    assert told.recipient == town.holders["ciso"]
    assert "40 uur en 4.000 euro" in told.body
    assert {"means_source_kept", "means_asked", "means_assigned"} <= set(
        AuditEvent.objects.values_list("action", flat=True)
    )


def test_a_newer_ruling_replaces_the_one_before_and_gives_its_part_back(town, measure, source):
    board = town.actor("executive_board")
    first = assign_means(board, measure, source, Means(90, 0))
    second = assign_means(board, measure, source, Means(100, 10_000))
    assert (second.replaces, source_line(source).left) == (first, Means())

    withdraw_means(board, measure, reasons="Het kan zonder.")
    assert source_line(source).left == source.means
    assert Message.objects.filter(kind="means_withdrawn", body__contains="Het kan zonder.").exists()
    with pytest.raises(Conflict):
        withdraw_means(board, measure, reasons="Nog eens.")


def test_a_no_has_a_reason_gives_back_what_was_assigned_and_can_be_asked_again(town, measure, source):
    owner, board = town.actor("ciso"), town.actor("executive_board")
    ask_means(owner, measure, Means(hours=10), why="Inrichten.")
    assign_means(board, measure, source, Means(10))
    refuse_means(board, measure, reasons="Eerst de rest.")
    assert (line(town, measure).state, source_line(source).left) == (MeansState.REFUSED, source.means)
    assert Message.objects.filter(kind="means_refused", body__contains="Eerst de rest.").exists()

    ask_means(owner, measure, Means(hours=5), why="Kan het met minder?")
    assert line(town, measure).waits
    assert waiting(town.organisation) == 1


@pytest.mark.parametrize(("given", "fields"), [
    (Means(101, 0), {"hours"}), (Means(0, 10_001), {"euros"}), (Means(101, 10_001), {"hours", "euros"}),
    (Means(0, 0), {"hours"}), (Means(-1, 5), {"hours"}), (Means(5, 10**12), {"euros"}),
])  # fmt: skip
def test_too_much_is_refused_at_its_field_with_what_is_left(town, measure, source, given, fields):
    with pytest.raises(InvalidInput) as error:
        assign_means(town.actor("executive_board"), measure, source, given)
    assert set(error.value.errors) == fields
    assert not MeansRuling.objects.exists()


def test_what_is_left_is_said_in_numbers(town, measure, source):
    with pytest.raises(InvalidInput) as error:
        assign_means(town.actor("executive_board"), measure, source, Means(101, 10_001))
    assert "100 uur" in error.value.errors["hours"][0]
    assert "10.000 euro" in error.value.errors["euros"][0]


def test_only_an_own_running_source_of_this_year_or_later_gives(town, other_town, measure, source):
    board = town.actor("executive_board")
    elsewhere = add_means_source(other_town.actor("executive_board"), SourceInput("Elders", Means(5, 5), 2026))
    next_year = town.actor("executive_board", NOW + timedelta(days=365))
    for actor, wrong in ((board, None), (board, elsewhere), (next_year, source)):
        with pytest.raises(InvalidInput) as error:
            assign_means(actor, measure, wrong, Means(1, 1))
        assert set(error.value.errors) == {"source"}
    assign_means(board, measure, source, Means(5, 5))
    stop_means_source(board, source)
    assert assign_means(next_year, measure, source, Means(4, 5)).means == Means(4, 5)


def test_a_source_never_holds_less_than_was_assigned_and_one_that_was_used_only_stops(town, measure, source):
    board = town.actor("executive_board")
    assign_means(board, measure, source, Means(40, 0))
    with pytest.raises(InvalidInput) as error:
        change_means_source(board, source, SourceInput("Dienstverlening", Means(39, 10)))
    assert set(error.value.errors) == {"hours"}
    changed = change_means_source(board, source, SourceInput("Dienst", Means(40, 0)))
    assert (changed.name, changed.year, changed.means) == ("Dienst", 2026, Means(40, 0))

    stop_means_source(board, source)
    source.refresh_from_db()
    assert source.retired_at is not None
    with pytest.raises(Conflict):
        stop_means_source(board, source)
    unused = add_means_source(board, SourceInput("Nieuw", Means(1, 0), 2027))
    stop_means_source(board, unused)
    assert not MeansSource.objects.filter(pk=unused.pk).exists()


@pytest.mark.parametrize(("given", "field"), [
    (SourceInput(" ", Means(1, 1), 2026), "name"), (SourceInput("Dienstverlening", Means(1, 1), 2026), "name"),
    (SourceInput("x" * 151, Means(1, 1), 2026), "name"), (SourceInput("Nieuw", Means(), 2026), "hours"),
    (SourceInput("Nieuw", Means(1, -1), 2026), "euros"), (SourceInput("Nieuw", Means(1, 1), 2025), "year"),
    (SourceInput("Nieuw", Means(1, 1), 2099), "year"),
])  # fmt: skip
def test_a_wrong_source_is_refused_at_its_field(town, source, given, field):
    with pytest.raises(InvalidInput) as error:
        add_means_source(town.actor("executive_board"), given)
    assert set(error.value.errors) == {field}


def test_a_request_says_why_and_is_about_an_open_measure(town, measure):
    owner = town.actor("ciso")
    with pytest.raises(InvalidInput) as error:
        ask_means(owner, measure, Means(), why=" ")
    assert set(error.value.errors) == {"hours", "why"}
    other = Task.objects.create(
        organisation=town.organisation, dossier=measure.dossier, kind="condition", assignee=town.holders["ciso"],
        due_on=NOW.date(), created_at=NOW,
    )  # fmt: skip
    with pytest.raises(Conflict):
        ask_means(owner, other, Means(1), why="Geen maatregel.")
    settle_condition(owner, measure, note="Gedaan.")
    for say in (lambda: ask_means(owner, measure, Means(1), why="Te laat."), lambda: need_no_means(owner, measure)):
        with pytest.raises(Conflict):
            say()


def test_nobody_but_the_owner_asks_and_nobody_but_the_own_board_assigns(town, other_town, measure, source):
    for actor in (town.actor("legal_adviser"), town.actor("executive_board"), other_town.actor("ciso")):
        for say in (lambda actor=actor: ask_means(actor, measure, Means(1), why="Nee."),
                    lambda actor=actor: need_no_means(actor, measure)):  # fmt: skip
            with pytest.raises(NotAllowed):
                say()
    for actor in (town.actor("ciso"), town.actor("department_head"), other_town.actor("executive_board")):
        for say in (lambda actor=actor: assign_means(actor, measure, source, Means(1)),
                    lambda actor=actor: refuse_means(actor, measure, reasons="Nee."),
                    lambda actor=actor: withdraw_means(actor, measure, reasons="Nee."),
                    lambda actor=actor: change_means_source(actor, source, SourceInput("x", Means(1))),
                    lambda actor=actor: stop_means_source(actor, source)):  # fmt: skip
            with pytest.raises(NotAllowed):
                say()


def test_what_was_assigned_to_an_application_that_ended_can_still_be_taken_back(town, measure, source):
    board = town.actor("executive_board")
    assign_means(board, measure, source, Means(40))
    Dossier.objects.filter(pk=measure.dossier_id).update(status="retired")
    measure.dossier.refresh_from_db()
    with pytest.raises(NotAllowed):
        assign_means(board, measure, source, Means(41))
    assert line(town, measure).assigned
    withdraw_means(board, measure, reasons="De toepassing is gestopt.")
    assert source_line(source).left == source.means


def test_the_list_begins_with_what_waits_then_with_what_has_nothing_by_route_and_term(town, source):
    made = {}
    for name, route, days in (("a", "rood", 9), ("b", "oranje", 3), ("c", "oranje", 1), ("d", "rood", 1), ("e", "", 0)):
        dossier = builders.reported(town, builders.SPELL_CHECKER, name=name)
        wish = ConditionInput(name, town.holders["ciso"], NOW.date() + timedelta(days=days + 1))
        builders.decided(town, dossier, "approve_with_conditions", deviation_reasons="Klein.", conditions=[wish])
        Dossier.objects.filter(pk=dossier.pk).update(route=route or "groen")
        made[name] = builders.task_of(dossier, kind="condition")
    ask_means(town.actor("ciso"), made["c"], Means(1), why="Eerst.")
    assign_means(town.actor("executive_board"), made["d"], source, Means(1))
    need_no_means(town.actor("ciso"), made["e"])

    board = town.actor("executive_board")
    assert [row.task.subject for row in measure_page(board, "all", 1)] == ["c", "a", "b", "d", "e"]
    lists = {"asked": ["c"], "without": ["a", "b"], "assigned": ["d"]}
    assert {name: [row.task.subject for row in measure_page(board, name, 1)] for name in lists} == lists


@pytest.mark.parametrize("table", ["store_meansruling", "store_meansrequest"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET hours = 9"])
def test_the_database_keeps_every_word_as_it_was_said(town, measure, source, table, change):
    ask_means(town.actor("ciso"), measure, Means(1), why="Zo.")
    assign_means(town.actor("executive_board"), measure, source, Means(1))
    with pytest.raises(Error, match="cannot be changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format(table))


def test_a_measure_on_a_strict_route_without_means_is_found_until_somebody_says_how_it_is(town, measure, source):
    Dossier.objects.filter(pk=measure.dossier_id).update(route="oranje")

    def found(days):
        refresh_findings(NOW + timedelta(days=days))
        return list(Finding.objects.filter(code="V-VW-04", solved_at__isnull=True))

    assert found(30) == []
    [row] = found(31)
    assert (row.person, row.subject) == (town.holders["ciso"], str(measure.pk))
    later = NOW + timedelta(days=32)
    ask_means(town.actor("ciso", later), measure, Means(8), why="Zo.")
    [row] = found(33)
    assert (row.person, row.role) == (None, "executive_board")
    refuse_means(town.actor("executive_board", later), measure, reasons="Nee.")
    assert len(found(34)) == 1
    need_no_means(town.actor("ciso", later), measure)
    assert found(35) == []
    ask_means(town.actor("ciso", later), measure, Means(8), why="Toch.")
    assert len(found(36)) == 1
    assign_means(town.actor("executive_board", later), measure, source, Means(8))
    assert found(37) == []
    assert MeansRequest.objects.count() == 3
