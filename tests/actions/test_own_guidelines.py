"""The municipality's own guidelines: proposed, looked at, adopted, renewed and withdrawn."""

import pytest

from tests import builders
from tests.builders import NOW
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.technology.grant_exception import grant_exception
from vijfspoor.actions.technology.keep_guideline import (
    GuidelineInput,
    adopt_guideline,
    propose_guideline,
    withdraw_guideline,
)
from vijfspoor.content.guidelines.loader import guideline_book_in_force
from vijfspoor.domain.technology.guideline import Verdict
from vijfspoor.queries.technology.guidelines import guideline_lines, overview_with
from vijfspoor.queries.technology.own_guidelines import choices_to_test, with_own

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
NO_SUPPLIER = GuidelineInput(
    "Niet gekocht", "De toepassing is zelf gebouwd.", "Dan kennen wij de code.", test="N13=nee"
)


@pytest.fixture
def dossier(town):
    return builders.reported(town, builders.CV_RANKER)


def _verdict(dossier, code):
    return {line.result.guideline.code: line.result.verdict for line in guideline_lines(dossier, TODAY)}.get(code)


def test_a_proposal_shows_what_it_would_flag_and_counts_after_adoption(town, dossier):
    row = propose_guideline(town.actor("architect"), NO_SUPPLIER)
    preview = overview_with(town.actor("architect"), with_own(guideline_book_in_force(TODAY), [row]))
    flagged = next(item for item in preview.rows if item.guideline.code == row.code)

    assert flagged.deviating == (dossier,)
    assert _verdict(dossier, row.code) is None
    adopt_guideline(town.actor("executive_board"), row, reasons="Besproken.")
    assert _verdict(dossier, row.code) is Verdict.DEVIATES
    grant_exception(town.actor("architect"), dossier, row.code, reason="Contract loopt nog.", until=NOW.date())
    assert _verdict(dossier, row.code) is Verdict.EXCEPTED


def test_a_new_version_counts_from_its_adoption_and_the_old_one_stays_until_then(town, dossier):
    architect, board = town.actor("architect"), town.actor("executive_board")
    first = adopt_guideline(board, propose_guideline(architect, NO_SUPPLIER), reasons="Ja.")
    other = GuidelineInput("Gekocht", "De toepassing is gekocht.", "Dan is er een contract.", test="N13=ja")
    second = propose_guideline(architect, other, first.code)

    assert (second.code, second.version) == (first.code, 2)
    assert _verdict(dossier, first.code) is Verdict.DEVIATES
    again = propose_guideline(architect, other, first.code)
    assert again.pk == second.pk
    adopt_guideline(board, again, reasons="Ja.")
    assert _verdict(dossier, first.code) is Verdict.MEETS
    with pytest.raises(Conflict):
        withdraw_guideline(board, first, reasons="Weg.")
    withdraw_guideline(board, again, reasons="Weg.")
    assert _verdict(dossier, first.code) is None


def test_a_guideline_holds_for_the_routes_it_names(town, dossier):
    given = GuidelineInput("Groen", "Mag.", "Zo.", routes=("groen",), test="N13=nee")
    row = adopt_guideline(
        town.actor("executive_board"), propose_guideline(town.actor("architect"), given), reasons="Ja."
    )

    assert _verdict(dossier, row.code) is None


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (GuidelineInput("", "Mag.", "Zo."), "title"),
        (GuidelineInput("Naam", "", "Zo."), "statement"),
        (GuidelineInput("Naam", "Mag.", ""), "rationale"),
        (GuidelineInput("Naam", "Mag.", "Zo.", routes=("paars",)), "routes"),
        (GuidelineInput("Naam", "Mag.", "Zo.", test="N13=misschien"), "test"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(town, given, field):
    with pytest.raises(InvalidInput) as error:
        propose_guideline(town.actor("architect"), given)

    assert list(error.value.errors) == [field]


def test_who_writes_does_not_adopt_and_adopting_is_done_once_with_reasons(town):
    architect, board = town.actor("architect"), town.actor("executive_board")
    row = propose_guideline(architect, NO_SUPPLIER)
    for role in ("architect", "user", "council"):
        with pytest.raises(NotAllowed):
            adopt_guideline(town.actor(role), row, reasons="Ja.")
    with pytest.raises(NotAllowed):
        propose_guideline(board, NO_SUPPLIER)
    with pytest.raises(InvalidInput):
        adopt_guideline(board, row, reasons=" ")
    adopt_guideline(board, row, reasons="Ja.")
    with pytest.raises(Conflict):
        adopt_guideline(board, row, reasons="Ja.")
    with pytest.raises(Conflict):
        propose_guideline(architect, NO_SUPPLIER, "NERGENS")


def test_every_choice_can_be_read_as_a_condition(town):
    architect = town.actor("architect")
    given = [GuidelineInput("N", "S", "R", test=choice.condition) for choice in choices_to_test(TODAY)]
    rows = [propose_guideline(architect, item) for item in given]

    book = with_own(guideline_book_in_force(TODAY), rows)
    assert all(book.guidelines[row.code].test is not None for row in rows)
