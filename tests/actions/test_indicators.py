"""Indicators: all 39 are counted, an event moves the one it should, and nobody types a value or a level in."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests import builders
from vijfspoor.actions.errors import InvalidInput, NotAllowed
from vijfspoor.actions.leadership.confirm_use import ConfirmationInput, UseAnswer, confirm_use
from vijfspoor.actions.leadership.hold_team_talk import TalkInput, hold_team_talk
from vijfspoor.actions.leadership.keep_confirmations import keep_confirmations
from vijfspoor.actions.organisation.keep_indicators import keep_indicators
from vijfspoor.actions.organisation.steer_maturity import explain_level, want_level
from vijfspoor.content.indicators.loader import indicators_in_force
from vijfspoor.queries.organisation.indicators import (
    COUNTS,
    compass,
    indicator_now,
    kept_values,
    measured_now,
    track_named,
)
from vijfspoor.store.models import ConfirmationRequest, Dossier, IndicatorValue, LevelNote, WantedLevel

pytestmark = pytest.mark.django_db


def value(town, code, now=builders.NOW):
    return measured_now(town.organisation, now, {code})[code]


def test_there_are_39_indicators_and_each_is_counted(town):
    book = indicators_in_force(builders.NOW.date())

    assert len([item for item in book.indicators.values() if not item.is_supporting]) == 39
    assert set(COUNTS) == set(book.indicators)
    found = measured_now(town.organisation, builders.NOW)
    assert set(found) == set(book.indicators)
    assert all(item.value is not None or item.missing for item in found.values())


def test_a_new_application_counts_in_the_register_and_never_that_of_another(town, other_town):
    builders.reported(other_town, builders.SPELL_CHECKER)
    assert value(town, "S2").value == 0

    builders.reported(town, builders.SPELL_CHECKER)

    assert value(town, "S2").value == 1
    owned = value(town, "O1")
    assert owned.whole == 1
    Dossier.objects.update(accountable=None)
    assert (value(town, "O1").value, value(town, "O1").is_met) == (0, False)


def test_a_talk_in_the_team_moves_c4(town):
    manager = builders.managed(town)
    before = value(town, "C4")

    hold_team_talk(manager, town.team, TalkInput(held_on=manager.today, dilemma="", agreed="We vragen het.", present=6))

    assert value(town, "C4").part == before.part + 1


def test_the_word_of_the_owner_moves_o6(town):
    builders.managed(town)
    used = builders.in_use(town)
    keep_confirmations(builders.NOW)
    assert value(town, "O6").value == 0
    asked = ConfirmationRequest.objects.get(owner=used.accountable)

    confirm_use(town.actor("department_head"), asked, ConfirmationInput({used.number: UseAnswer("used")}))

    assert (value(town, "O6").value, value(town, "O6").is_met) == (1, True)


def test_values_are_kept_once_a_day_and_stay(town):
    made = keep_indicators(builders.NOW)

    assert made == len(COUNTS) * 1
    assert keep_indicators(builders.NOW) == 0
    assert keep_indicators(builders.NOW + timedelta(days=1)) == made
    row = IndicatorValue.objects.first()
    row.value = 1
    for change in (row.save, row.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_compass_shows_the_last_kept_day(town):
    reader = town.actor("executive_board")
    assert compass(reader) == []

    keep_indicators(builders.NOW)

    states = compass(reader)
    assert len(states) == 5
    assert all(1 <= state.maturity.level <= 5 for state in states)


def test_figures_on_literacy_are_for_who_reads_them_all(town):
    builders.measured(town, [(town.team, 20, 10)])
    keep_indicators(builders.NOW)

    assert indicator_now(town.actor("ciso"), "L1").measured is None
    assert indicator_now(town.actor("hr_adviser"), "L1").measured is not None
    assert not kept_values(town.actor("ciso")).filter(code__startswith="L1").exists()
    assert kept_values(town.actor("hr_adviser")).filter(code="L1").exists()


def test_counting_costs_the_same_for_one_application_as_for_many(town):
    builders.managed(town)
    used = builders.in_use(town)

    def statements():
        with CaptureQueriesContext(connection) as captured:
            measured_now(town.organisation, builders.NOW)
        return len(captured)

    few = statements()
    fields = {
        f.attname: getattr(used, f.attname) for f in Dossier._meta.concrete_fields if f.attname not in ("id", "number")
    }
    Dossier.objects.bulk_create(Dossier(**fields, number=1000 + n) for n in range(200))
    assert statements() == few
    assert few <= 100


def test_the_board_adopts_the_wanted_level_with_a_reason(town):
    board = town.actor("executive_board")
    track = track_named(board, "ethics")

    want_level(board, track, level=4, reason="Inwoners moeten erop kunnen rekenen.")

    keep_indicators(builders.NOW)
    state = next(state for state in compass(board) if state.track.code == "ethics")
    assert state.wanted.level == 4
    with pytest.raises(InvalidInput) as raised:
        want_level(board, track, level=6, reason=" ")
    assert set(raised.value.errors) == {"level", "reason"}
    with pytest.raises(NotAllowed):
        want_level(town.actor("ciso"), track, level=5, reason="Graag.")
    assert WantedLevel.objects.count() == 1


def test_a_policy_role_explains_and_the_level_stays(town):
    adviser = town.actor("policy_adviser")
    track = track_named(adviser, "organisation")
    before = compass(adviser)

    explain_level(adviser, track, text="We halen het register in.")

    assert LevelNote.objects.get().by == adviser.person
    assert compass(adviser) == before
    with pytest.raises(InvalidInput):
        explain_level(adviser, track, text="")
    with pytest.raises(NotAllowed):
        explain_level(town.actor("user"), track, text="Ik vind het hoger.")
