"""Needs of departments and developments around us: logged, met, reported; sent, read and asked about."""

from datetime import timedelta

import pytest
from django.db import Error, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests import builders
from tests.builders import NOW
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.organisation import send_development as verbs
from vijfspoor.actions.organisation.keep_need import NeedInput, drop_need, link_need, log_need, report_need
from vijfspoor.actions.organisation.send_development import DevelopmentInput, send_development
from vijfspoor.domain.organisation.development import DevelopmentKind, Ring, ring
from vijfspoor.queries.dossier.desk import desk
from vijfspoor.queries.organisation.development import development_of, radar, unread
from vijfspoor.queries.organisation.need import board, need_of, solutions
from vijfspoor.store.models import AuditEvent, Development, Message, Need, RoleAssignment, Unit

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
NEWS = DevelopmentInput(
    "supplier", "Samenvatten in het zaaksysteem", "De leverancier zet het in maart aan.", "Brief van de leverancier"
)


@pytest.fixture
def adviser(town):
    return town.actor("information_adviser")


@pytest.fixture
def team(town):
    return Unit.objects.filter(organisation=town.organisation, kind=Unit.Kind.TEAM).first()


def need(actor, unit, title="Sneller verslag van een gesprek", **changes):
    given = {"title": title, "text": "Een verslag van een gesprek kost een uur.", "unit": unit, "heard_on": TODAY}
    return log_need(actor, NeedInput(**{**given, **changes}))


def test_three_needs_one_linked_one_reported_one_dropped(town, adviser, team):
    there = builders.reported(town, builders.CONVERSATION_REPORT, "Verslag van een gesprek")
    first, second, third = (need(adviser, team, title) for title in ("Verslag van een gesprek", "Roosters", "Robot"))
    [column] = board(adviser)
    assert (column.department, len(column.needs)) == (team.parent, 3)
    assert [item.dossier for item in solutions(adviser, first)] == [there]

    link_need(adviser, first, dossier=there, elsewhere="", outcome="Het team mag meedoen.")
    draft = report_need(adviser, second)
    drop_need(adviser, third, outcome="Te duur voor wat het oplevert.")
    assert (draft.name, draft.summary, draft.team, draft.status) == ("Roosters", second.text, team, "draft")
    assert draft.reporter == adviser.person
    assert {row.state: row.dossier for row in Need.objects.all()} == {
        "linked": there, "reported": draft, "dropped": None,
    }  # fmt: skip
    assert board(adviser) == []
    with pytest.raises(Conflict):
        drop_need(adviser, first, outcome="Toch niet.")
    actions = AuditEvent.objects.filter(action__startswith="need_").values_list("action", flat=True)
    assert sorted(actions) == ["need_dropped", "need_linked", *["need_logged"] * 3, "need_reported"]


def test_a_solution_elsewhere_counts_and_a_choice_is_asked(adviser, team):
    row = need(adviser, team)
    for dossier, elsewhere in ((None, ""), (None, " ")):
        with pytest.raises(InvalidInput) as error:
            link_need(adviser, row, dossier=dossier, elsewhere=elsewhere, outcome="Past.")
        assert set(error.value.errors) == {"dossier"}
    link_need(adviser, row, dossier=None, elsewhere="Gemeente Oosterdijk, verslaghulp", outcome="Zij delen hun aanpak.")
    row.refresh_from_db()
    assert (row.state, row.elsewhere) == ("linked", "Gemeente Oosterdijk, verslaghulp")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"text": " "}, "text"),
        ({"title": "x" * 101}, "title"),
        ({"unit": None}, "unit"),
        ({"heard_on": None}, "heard_on"),
        ({"heard_on": TODAY + timedelta(days=1)}, "heard_on"),
    ],
)
def test_a_need_that_is_not_complete_is_said_at_its_field(adviser, team, changes, field):
    with pytest.raises(InvalidInput) as error:
        need(adviser, **{"unit": team, **changes})
    assert set(error.value.errors) == {field}
    assert not Need.objects.exists()


def test_who_may_not_log_settle_or_send_is_refused_and_others_see_nothing(town, other_town, adviser, team):
    row = need(adviser, team)
    other = other_town.actor("information_adviser")
    theirs = builders.reported(other_town, builders.CV_RANKER)
    with pytest.raises(NotAllowed):
        need(town.actor("user"), team)
    with pytest.raises(NotAllowed):
        report_need(town.actor("department_head"), row)
    with pytest.raises(NotAllowed):
        report_need(other, row)
    with pytest.raises(InvalidInput):
        link_need(adviser, row, dossier=theirs, elsewhere="", outcome="Past.")
    with pytest.raises(InvalidInput):
        need(other, team)
    with pytest.raises(NotAllowed):
        send_development(town.actor("ciso"), NEWS)
    assert need_of(other, row.pk) is None
    assert need_of(town.actor("user"), row.pk) is None


def test_a_development_goes_to_roles_and_departments_and_shows_who_read_it(town, adviser, team):
    RoleAssignment.objects.filter(role="department_head").update(unit=team.parent)
    RoleAssignment.objects.filter(role="team_manager").update(unit=team)
    given = DevelopmentInput(NEWS.kind, NEWS.title, NEWS.text, NEWS.source, None, ("ciso",), (team.parent_id,))
    row = send_development(adviser, given)
    people = {receipt.person for receipt in row.receipts.all()}
    assert people == {town.holders[role] for role in ("ciso", "department_head", "team_manager")}
    assert Message.objects.filter(kind="development_sent").count() == 3

    ciso = town.actor("ciso")
    assert list(desk(ciso).developments) == [row]
    verbs.read_development(ciso, row)
    verbs.read_development(ciso, row)
    assert unread(ciso) == []
    assert AuditEvent.objects.filter(action="development_read").count() == 1
    [item] = next(line for line in radar(adviser) if line.kind is DevelopmentKind.SUPPLIER).rings[Ring.NOW]
    assert (item.people, item.readers) == (3, 1)
    with pytest.raises(NotAllowed):
        verbs.read_development(town.actor("architect"), row)
    with pytest.raises(Error), transaction.atomic():
        Development.objects.filter(pk=row.pk).update(title="Anders")


def test_a_question_reaches_the_sender_and_the_answer_who_asked(town, other_town, adviser):
    row = send_development(
        adviser, DevelopmentInput(NEWS.kind, NEWS.title, NEWS.text, NEWS.source, roles=("ciso", "architect"))
    )
    ciso = town.actor("ciso")
    with pytest.raises(InvalidInput):
        verbs.ask_about_development(ciso, row, text=" ")
    question = verbs.ask_about_development(ciso, row, text="Kan het ook uit?")
    assert Message.objects.get(kind="development_asked").recipient == adviser.person
    with pytest.raises(NotAllowed):
        verbs.answer_about_development(ciso, question, answer="Ja.")
    with pytest.raises(NotAllowed):
        verbs.answer_about_development(other_town.actor("information_adviser"), question, answer="Ja.")
    verbs.answer_about_development(adviser, question, answer="Ja, per team.")
    assert Message.objects.get(kind="development_answered").recipient == ciso.person
    with pytest.raises(Conflict):
        verbs.answer_about_development(adviser, question, answer="Nee.")
    assert development_of(other_town.actor("information_adviser"), row.pk) is None
    assert development_of(town.actor("user"), row.pk) is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "gossip"}, "kind"),
        ({"title": ""}, "title"),
        ({"source": ""}, "source"),
        ({"roles": ()}, "roles"),
        ({"roles": ("king",)}, "roles"),
        ({"roles": ("ciso",), "units": (987_654,)}, "units"),
        ({"roles": ("concerncontroller",)}, "roles"),
    ],
)
def test_a_development_that_cannot_be_sent_is_said_at_its_field(adviser, changes, field):
    given = {"kind": "law", "title": "Wet", "text": "Tekst.", "source": "Staatsblad", "roles": ("ciso",)}
    with pytest.raises(InvalidInput) as error:
        send_development(adviser, DevelopmentInput(**{**given, **changes}))
    assert set(error.value.errors) == {field}
    assert not Development.objects.exists()


def test_the_radar_and_the_board_cost_the_same_however_much_is_on_them(town, adviser, team):
    def statements():
        with CaptureQueriesContext(connection) as captured:
            radar(adviser)
            board(adviser)
        return len(captured)

    send_development(adviser, DevelopmentInput("law", "Wet", "Tekst.", "Staatsblad", roles=("ciso",)))
    need(adviser, team)
    few = statements()
    for number in range(5):
        send_development(adviser, DevelopmentInput("law", f"Wet {number}", "Tekst.", "Stb.", roles=("ciso",)))
        need(adviser, team, f"Nog een {number}")
    assert statements() == few == 2


def test_how_soon_it_asks_something():
    assert ring(None, TODAY) is Ring.NOW
    assert ring(TODAY + timedelta(days=60), TODAY) is Ring.NOW
    assert ring(TODAY + timedelta(days=200), TODAY) is Ring.YEAR
    assert ring(TODAY + timedelta(days=900), TODAY) is Ring.LATER
