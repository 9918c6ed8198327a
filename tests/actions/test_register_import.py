"""Imports of applications: read, checked, taken over part by part, and undone."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests import builders
from tests.builders import NOW
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.ethics.answer_questions import answer_questions
from vijfspoor.actions.organisation.import_register import (
    drop_import,
    map_columns,
    read_register,
    see_import,
    start_import,
)
from vijfspoor.actions.organisation.refresh_findings import refresh_findings
from vijfspoor.actions.organisation.run_imports import next_part, run_imports
from vijfspoor.actions.organisation.undo_import import undo_import
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import actor_for
from vijfspoor.queries.dossier.desk import desk
from vijfspoor.queries.organisation.people import verify_chain
from vijfspoor.queries.organisation.register_import import counts
from vijfspoor.store.models import AuditEvent, Dossier, Finding, Message, RegisterImport, Task

pytestmark = pytest.mark.django_db

HEADINGS = ["Applicatie", "Omschrijving", "Leverancier", "Afdeling", "Eigenaar", "Status", "In gebruik sinds"]


def sheet(rows, headings=HEADINGS):
    file = io.StringIO()
    csv.writer(file, delimiter=";").writerows([headings, *rows])
    return file.getvalue().encode()


def line(name, owner="Test department_head", **other):
    values = {"Applicatie": name, "Eigenaar": owner, "Afdeling": "Sociaal", "Status": "in gebruik"} | other
    return [values.get(heading, "") for heading in HEADINGS]


@pytest.fixture
def manager(town):
    return town.actor("information_manager")


def read(manager, *rows):
    return read_register(manager, "lijst.csv", sheet(rows))


def taken_over(manager, *rows, **choice):
    row = start_import(manager, read(manager, *rows), **choice)
    run_imports(NOW)
    row.refresh_from_db()
    return row


def test_a_row_becomes_an_application_at_triage_with_owner_and_work(town, manager):
    row = taken_over(manager, line("Zaakrouter", Leverancier="Voorbeeld BV", **{"In gebruik sinds": "1-3-2019"}))

    [made] = Dossier.objects.all()
    assert (row.state, row.made) == ("done", 1)
    assert made.accountable == made.reporter == town.holders["department_head"]
    assert (made.department, made.status, made.gate, made.use) == (town.department, "underway", "G1", "in_use")
    assert made.in_use_since.isoformat() == "2019-03-01"
    assert made.classifications.get().route == made.route
    kinds = sorted(made.tasks.values_list("kind", "role"))
    assert ("decide", "department_head") in kinds
    assert ("answer", "information_adviser") in kinds
    assert ("advise", "ciso") in kinds
    assert made.tasks.get(kind="decide").assignee == town.holders["department_head"]
    assert AuditEvent.objects.get(dossier=made).action == "imported"
    assert not verify_chain(town.organisation).breaches


def test_the_work_goes_on_as_after_a_report(town, manager):
    taken_over(manager, line("Zaakrouter"))
    made = Dossier.objects.get()

    builders.answer_all(town, made, S1="ja")
    builders.fulfil(town, made)
    builders.decided(town, made)

    assert made.gate > "G1"


def test_who_is_unknown_is_nobody_and_found_by_the_linter(town, manager):
    builders.person(town.organisation, town.team, "", name="Weg", is_active=False)
    row = read(manager, line("Een", "Onbekende Naam"), line("Twee", "Weg"), line("Drie", ""), line("Vier"))
    assert counts(row).ownerless == 3

    start_import(manager, row)
    run_imports(NOW)
    refresh_findings(NOW)

    ownerless = Dossier.objects.filter(accountable=None)
    assert {made.name for made in ownerless} == {"Een", "Twee", "Drie"}
    assert Finding.objects.filter(code="V-EV-01", dossier__in=ownerless).count() == 3
    assert Task.objects.filter(kind="vacancy", subject="department_head").count() == 1


def test_a_mail_address_finds_an_owner_of_whom_the_name_does_not(town, manager):
    twin = builders.person(town.organisation, town.team, "", name="Test ciso2")
    twin.name = "Test ciso"
    twin.save()
    content = sheet([["Een", "Test ciso", ""], ["Twee", "", twin.email.upper()]], ["Naam", "Eigenaar", "E-mail"])

    start_import(manager, read_register(manager, "a.csv", content))
    run_imports(NOW)

    assert Dossier.objects.get(name="Een").accountable is None
    assert Dossier.objects.get(name="Twee").accountable == twin


def test_every_wrong_cell_is_named_with_row_and_column(manager):
    row = read(
        manager,
        line(""),
        line("=HYPERLINK()"),
        line("x" * 101),
        line("Datum", **{"In gebruik sinds": "gisteren"}),
        line("Morgen", **{"In gebruik sinds": "2031-01-01"}),
        line("Stand", Status="misschien"),
        [],
        line("Goed", Status="-", Leverancier="n.v.t."),
    )

    faults = {item.number: [(column, kind) for column, kind, _value in item.faults] for item in row.rows.all()}
    assert faults == {
        2: [("name", "missing")],
        3: [("name", "formula")],
        4: [("name", "long")],
        5: [("in_use_since", "date")],
        6: [("in_use_since", "future")],
        7: [("use", "use")],
        9: [],
    }
    assert counts(row).wrong == 6


def test_twelve_known_and_seventy_two_old_applications_become_one_portfolio(town, manager):
    known = [builders.reported(town, builders.SPELL_CHECKER, name=f"Bekende hulp{n}") for n in range(12)]
    rows = [line(item.name.upper(), Leverancier="Voorbeeld BV") for item in known]
    old = [line(f"Oude rekenhulp{n}", owner="Weg Gegaan" if n % 6 == 0 else "test CISO") for n in range(72)]
    row = read(manager, *rows, *old)
    found = counts(row)
    assert (found.rows, found.same, found.ownerless) == (84, 12, 12)

    start_import(manager, row)
    run_imports(NOW)

    assert Dossier.objects.count() == 84
    assert Dossier.objects.filter(accountable=None).count() == 12
    assert Dossier.objects.filter(accountable=town.holders["ciso"]).count() == 60


def test_what_is_there_already_is_left_out_unless_somebody_says_otherwise(town, manager):
    there = builders.reported(town, builders.SPELL_CHECKER, name="Spelling & stijl")
    rows = [line("SPELLING stijl"), line("Chatbot balie website"), line("Chatbot balie"), line("Chatbot balie")]
    row = read(manager, *rows)
    found = {item.number: (item.twin, item.like, item.like_row) for item in row.rows.all()}

    assert found[2] == ("same", there, None)
    assert found[3] == ("", None, None)
    assert found[4] == ("alike", None, 3)
    assert found[5] == ("same", None, 4)

    start_import(manager, row, take=[2], leave=[4])
    run_imports(NOW)
    assert set(Dossier.objects.exclude(pk=there.pk).values_list("name", flat=True)) == {
        "SPELLING stijl", "Chatbot balie website",
    }  # fmt: skip


def test_columns_are_remembered_by_their_headings(manager):
    content = sheet([["Iets", "Router"]], ["Kolom 1", "Kolom 2"])
    first = read_register(manager, "a.csv", content)
    assert first.places == {}
    with pytest.raises(InvalidInput) as caught:
        map_columns(manager, first, {"summary": 0})
    assert "name" in caught.value.errors
    with pytest.raises(InvalidInput):
        map_columns(manager, first, {"name": 0, "summary": 0})
    with pytest.raises(InvalidInput):
        map_columns(manager, first, {"name": 7})

    map_columns(manager, first, {"name": 1, "summary": 0})

    assert counts(first).ready == 1
    assert read_register(manager, "b.csv", content).places == {"name": 1, "summary": 0}


def test_a_title_above_the_table_is_passed_over(manager):
    content = b"Lijst van 2026;;\n;;\nNaam;Leverancier;Team\nRouter;X;Wmo\n"

    row = read_register(manager, "a.csv", content)

    assert [item.number for item in row.rows.all()] == [4]
    assert row.places["name"] == 0


def test_an_import_is_undone_while_nobody_worked_on_it(town, manager):
    row = taken_over(manager, line("Een"), line("Twee"))
    refresh_findings(NOW)
    assert undo_import(manager, row) == 2

    assert not _visible.dossiers(manager).exists()
    assert not _visible.dossiers(town.actor("department_head")).exists()
    assert not desk(town.actor("department_head")).drafts
    assert not Task.objects.filter(status="open", dossier__isnull=False).exists()
    refresh_findings(NOW + timedelta(days=1))
    assert not Finding.objects.filter(dossier__isnull=False, solved_at=None).exists()
    assert AuditEvent.objects.filter(action="import_taken_back").count() == 2
    assert not verify_chain(town.organisation).breaches
    with pytest.raises(Conflict):
        undo_import(manager, row)
    assert taken_over(manager, line("Een")).made == 1
    assert Dossier.objects.get(name="Een", status="underway").number == 3


def test_what_somebody_worked_on_is_not_undone(town, manager):
    row = taken_over(manager, line("Een"), line("Twee"))
    made = Dossier.objects.get(name="Twee")
    answer_questions(town.actor("information_adviser"), made, {"S1": "ja"})

    with pytest.raises(Conflict, match="Twee"):
        undo_import(manager, row)

    assert Dossier.objects.filter(status="underway").count() == 2


def test_a_large_import_goes_in_parts_and_tells_once(town, manager):
    row = start_import(manager, read(manager, *(line(f"Toepassing{n}") for n in range(501))))
    assert next_part(row.pk, NOW) == 500
    row.refresh_from_db()
    assert (row.state, row.made, row.total) == ("running", 500, 501)
    with pytest.raises(Conflict):
        undo_import(manager, row)

    assert run_imports(NOW) == 1
    assert run_imports(NOW) == 0

    assert Dossier.objects.count() == 501
    assert len(set(Dossier.objects.values_list("number", flat=True))) == 501
    told = Message.objects.filter(kind="import_gave_work", recipient=town.holders["ciso"])
    assert told.count() == 1
    assert "501" in told.get().body


def test_the_result_waits_on_the_desk_until_it_was_seen(town, manager):
    row = taken_over(manager, line("Een"))
    assert [item.pk for item in desk(manager).imports] == [row.pk]
    see_import(town.actor("information_manager"), row)
    assert not desk(manager).imports


def test_who_may_not_and_who_is_elsewhere(town, other_town, manager):
    row = read(manager, line("Een"))

    for role in ("user", "ciso", "council", "department_head"):
        with pytest.raises(NotAllowed):
            read_register(town.actor(role), "a.csv", sheet([line("Een")]))
    stranger = other_town.actor("information_manager")
    for verb in (start_import, undo_import, drop_import, see_import):
        with pytest.raises(NotAllowed):
            verb(stranger, row)
    with pytest.raises(NotAllowed):
        map_columns(stranger, row, {"name": 0})
    assert not _visible.register_imports(stranger).exists()
    assert read_register(actor_for(town.administrator, NOW), "a.csv", sheet([line("Een")]))


def test_a_file_is_dropped_before_it_starts_and_not_after(manager):
    row = read(manager, line("Een"))
    started = start_import(manager, read(manager, line("Twee")))
    drop_import(manager, row)
    with pytest.raises(ObjectDoesNotExist):
        RegisterImport.objects.get(pk=row.pk)
    for verb in (drop_import, start_import):
        with pytest.raises(Conflict):
            verb(manager, started)
    with pytest.raises(Conflict):
        start_import(manager, read(manager, line("")))


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", b"%PDF", "XLSX"),
        ("a.xlsx", b"geen zip", "XLSX"),
        ("a.csv", "Naam\nCafé".encode("latin-1"), "UTF-8"),
        ("a.csv", b"Naam\n", "geen rij"),
        ("a.csv", b"Naam;x\n" + b"a;b\n" * 10_001, "10.000"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(manager, name, content, words):
    with pytest.raises(InvalidInput) as caught:
        read_register(manager, name, content)
    assert words in caught.value.errors["file"][0]
    assert not RegisterImport.objects.exists()


def messy(number):
    """Rows as people write them: wrong dates, doubles, unknown owners, empty lines, words in every spelling."""
    owners = ["Test department_head", "test ciso", "", "Piet Onbekend", "-"]
    since = ["2019", "1-2-2020", "", "2021-13-01", "05/06/2022"]
    use = ["In gebruik", "PILOT", "", "kweenie", "live"]
    for n in range(number):
        if n % 97 == 0:
            yield []
        name = "" if n % 53 == 0 else f"Applicatie {n - 1 if n % 41 == 0 else n} van dienst{n if n % 41 else n - 1}"
        yield line(
            name,
            owners[n % 5],
            Status=use[n % 5 if n % 31 == 0 else 0],
            **{"In gebruik sinds": since[n % 5 if n % 29 == 0 else 0]},
        )


def test_ten_thousand_messy_rows(town, manager):
    row = start_import(manager, read(manager, *messy(10_000)))
    found = counts(row)
    assert run_imports(NOW) == row.total

    assert found.rows == 10_000
    assert found.wrong > 100
    assert found.same > 100
    assert Dossier.objects.count() == row.total == found.rows - found.wrong - found.left_out
    assert not verify_chain(town.organisation).breaches
    row.refresh_from_db()
    assert undo_import(manager, row) == row.total
