"""Openness on request: a person weighs each piece, advice stays in unless released, names go, and the term runs."""

import csv
import io
import zipfile
from datetime import date, timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction

from tests import builders
from tests.actions.test_road import to_decision
from tests.pdf_text import pdf_text
from vijfspoor.actions.dossier.decide import ConditionInput
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.leadership.choose_woo import accept_woo_proposals, choose_woo
from vijfspoor.actions.leadership.handle_woo_request import (
    WooRequestInput,
    close_woo_request,
    extend_woo_request,
    register_woo_request,
)
from vijfspoor.actions.leadership.make_woo_bundle import make_woo_bundle
from vijfspoor.actions.organisation.keep_terms import keep_terms
from vijfspoor.queries.actor import actor_for
from vijfspoor.queries.leadership.woo import lines, requests, woo_ready
from vijfspoor.store.models import Message, Person, WooChoice

pytestmark = pytest.mark.django_db

ADVICE = "Onderbouwing."


@pytest.fixture
def scene(town):
    """An application with advice and decisions on file; its owner has a name that must not come out."""
    Person.objects.filter(pk=town.holders["department_head"].pk).update(name="Caroline van Smeets")
    town.holders["department_head"].refresh_from_db()
    dossier = to_decision(town)
    return {"town": town, "dossier": dossier, "jurist": town.actor("legal_adviser")}


def _settle(scene):
    """Take over the proposals and keep the rest out."""
    accept_woo_proposals(scene["jurist"], scene["dossier"])
    for line in lines(scene["dossier"], date(2026, 11, 23)):
        if line.choice is None:
            choose_woo(
                scene["jurist"], scene["dossier"], line.piece.key, outcome="withheld", ground="functioning", reason=""
            )


def _files(bundle):
    with default_storage.open(bundle.stored_name) as kept, zipfile.ZipFile(io.BytesIO(kept.read())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _plain(text):
    return "".join(letter for letter in text if letter.isalnum())


def _everything(files):
    texts = [pdf_text(body) if name.endswith(".pdf") else body.decode() for name, body in files.items()]
    return _plain(" ".join(texts))


def test_the_bundle_waits_until_a_person_chose_for_every_piece(scene):
    with pytest.raises(Conflict):
        make_woo_bundle(scene["jurist"], scene["dossier"])
    _settle(scene)

    files = _files(make_woo_bundle(scene["jurist"], scene["dossier"]))
    rows = list(csv.DictReader(io.StringIO(files["inventaris.csv"].decode("utf-8-sig")), delimiter=";"))
    assert {"inventaris.csv", "inventaris.pdf", "weglaklijst.csv", "sha256sums.txt"} <= set(files)
    assert len(rows) == len(lines(scene["dossier"], date(2026, 11, 23)))
    for row in rows:
        assert bool(row["bestand"]) != bool(row["artikel"])
        assert (row["bestand"] in files) == (row["keuze"] == "openbaar")


def test_advice_is_not_in_it_and_no_name_of_a_colleague(scene):
    _settle(scene)
    files = _files(make_woo_bundle(scene["jurist"], scene["dossier"]))
    text = _everything(files)

    assert any(name.startswith("stukken/") and "decision" in name for name in files)
    assert _plain(ADVICE) not in text
    assert "Smeets" not in text
    assert "Caroline" not in text
    assert "Test" not in text.replace("Testdam", "").replace("testdam", "")
    assert "naam van een medewerker" in files["weglaklijst.csv"].decode("utf-8-sig")


def test_why_a_decision_deviates_tells_what_advice_said_so_it_stays_in(scene):
    owner = scene["town"].holders["application_manager"]
    condition = ConditionInput("Zet de opslag uit.", owner, date(2026, 12, 15))
    builders.decided(
        scene["town"],
        scene["dossier"],
        "approve_with_conditions",
        deviation_reasons="De FG vond het te gevaarlijk.",
        conditions=[condition],
    )
    _settle(scene)
    text = _everything(_files(make_woo_bundle(scene["jurist"], scene["dossier"])))

    assert _plain("Zet de opslag uit.") in text
    assert "gevaarlijk" not in text


def test_advice_goes_along_only_when_a_person_releases_that_one_with_a_reason(scene):
    _settle(scene)
    advice = [line for line in lines(scene["dossier"], date(2026, 11, 23)) if line.kind.is_confidential]
    key = advice[0].piece.key
    with pytest.raises(InvalidInput) as refused:
        choose_woo(scene["jurist"], scene["dossier"], key, outcome="public", reason=" ")
    assert set(refused.value.errors) == {"reason"}

    choose_woo(scene["jurist"], scene["dossier"], key, outcome="public", reason="De adviseur vindt het goed.")
    files = _files(make_woo_bundle(scene["jurist"], scene["dossier"]))
    assert _everything(files).count(_plain(ADVICE)) == 1


def test_taking_over_proposals_never_releases_advice_and_leaves_what_has_none(scene):
    count = accept_woo_proposals(scene["jurist"], scene["dossier"])

    assert count > 3
    for row in WooChoice.objects.filter(item__startswith="contribution"):
        assert (row.outcome, row.ground) == ("withheld", "deliberation")
    assert accept_woo_proposals(scene["jurist"], scene["dossier"]) == 0


def test_what_stays_out_needs_a_ground(scene):
    with pytest.raises(InvalidInput) as refused:
        choose_woo(scene["jurist"], scene["dossier"], "classification", outcome="withheld", ground="zin", reason="")
    assert set(refused.value.errors) == {"ground"}
    with pytest.raises(InvalidInput) as refused:
        choose_woo(scene["jurist"], scene["dossier"], "classification", outcome="", reason="")
    assert set(refused.value.errors) == {"outcome"}
    with pytest.raises(InvalidInput):
        choose_woo(scene["jurist"], scene["dossier"], "decision-999999", outcome="public", reason="")


@pytest.mark.parametrize("role", ["ciso", "department_head", "executive_board", "council", "user"])
def test_who_does_not_weigh_openness_may_not_choose_or_make(scene, role):
    actor = scene["town"].actor(role)
    with pytest.raises(NotAllowed):
        choose_woo(actor, scene["dossier"], "classification", outcome="public", reason="")
    with pytest.raises(NotAllowed):
        make_woo_bundle(actor, scene["dossier"])


def test_another_organisation_reaches_nothing(scene, other_town):
    stranger = other_town.actor("legal_adviser")
    made = _request(scene)

    with pytest.raises(NotAllowed):
        accept_woo_proposals(stranger, scene["dossier"])
    with pytest.raises(NotAllowed):
        close_woo_request(stranger, made, note="Klaar.")
    assert not requests(stranger).exists()


def test_choices_and_bundles_stay(scene):
    _settle(scene)
    bundle = make_woo_bundle(scene["jurist"], scene["dossier"])

    for row in (bundle, WooChoice.objects.first()):
        with pytest.raises(DatabaseError), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(by_name="Iemand anders")
        with pytest.raises(DatabaseError), transaction.atomic():
            type(row).objects.filter(pk=row.pk).delete()


def test_ready_means_that_the_newest_bundle_has_everything(scene):
    manager = scene["town"].actor("information_manager")
    assert scene["dossier"].route in ("rood", "oranje")
    assert woo_ready(manager).share == 0
    _settle(scene)
    make_woo_bundle(scene["jurist"], scene["dossier"])
    assert woo_ready(manager).complete == (scene["dossier"],)

    builders.decided(scene["town"], scene["dossier"], "reject")
    scene["dossier"].__class__.objects.filter(pk=scene["dossier"].pk).update(status="underway")
    assert woo_ready(manager).share == 0


def _request(scene, received=date(2026, 11, 2)):
    given = WooRequestInput("Z-2026-1", "Alles over de toepassing.", received, scene["town"].holders["privacy_officer"])
    return register_woo_request(scene["jurist"], scene["dossier"], given)


def test_the_term_is_four_weeks_and_two_more_once_with_a_reason(scene):
    made = _request(scene)
    assert made.due_on == date(2026, 11, 30)
    assert made.task.assignee == scene["town"].holders["privacy_officer"]

    handler = scene["town"].actor("privacy_officer")
    with pytest.raises(InvalidInput):
        extend_woo_request(handler, made, reason="")
    made = extend_woo_request(handler, made, reason="Er zijn veel stukken.")
    assert made.due_on == made.task.due_on == date(2026, 12, 14)
    with pytest.raises(Conflict):
        extend_woo_request(handler, made, reason="Nog eens.")


def test_a_term_that_ends_in_a_weekend_ends_on_the_next_working_day(scene):
    assert _request(scene, date(2026, 11, 7)).due_on == date(2026, 12, 7)


def test_it_cannot_be_extended_after_it_ended(scene):
    made = _request(scene)
    late = actor_for(scene["town"].holders["privacy_officer"], builders.NOW + timedelta(days=20))

    with pytest.raises(Conflict):
        extend_woo_request(late, made, reason="Te laat bedacht.")


def test_whoever_handles_it_is_reminded(scene):
    made = _request(scene)
    keep_terms(builders.NOW + timedelta(days=5))

    reminders = Message.objects.filter(kind="task_reminder", recipient=made.task.assignee)
    assert any("Z-2026-1" in message.subject for message in reminders)


def test_a_request_is_closed_with_what_was_answered(scene):
    made = _request(scene)
    handler = scene["town"].actor("privacy_officer")
    with pytest.raises(InvalidInput):
        close_woo_request(handler, made, note="")
    close_woo_request(handler, made, note="Bundel versie 1 gestuurd op 23 november.")
    made.task.refresh_from_db()

    assert made.task.status == "done"
    with pytest.raises(Conflict):
        close_woo_request(handler, made, note="Nog eens.")


@pytest.mark.parametrize("field", ["reference", "subject", "received_on", "handler"])
def test_a_request_without_what_is_needed_is_refused_at_the_field(scene, field, other_town):
    wrong = {"reference": "", "subject": " ", "received_on": date(2026, 12, 24), "handler": other_town.holders["ciso"]}
    right = {
        "reference": "Z",
        "subject": "Alles.",
        "received_on": date(2026, 11, 2),
        "handler": scene["town"].holders["ciso"],
    }
    with pytest.raises(InvalidInput) as refused:
        register_woo_request(scene["jurist"], scene["dossier"], WooRequestInput(**{**right, field: wrong[field]}))
    assert set(refused.value.errors) == {field}


def test_only_who_weighs_openness_or_handles_it_acts_on_a_request(scene):
    made = _request(scene)
    with pytest.raises(NotAllowed):
        close_woo_request(scene["town"].actor("ciso"), made, note="Klaar.")
    given = WooRequestInput("Z", "Alles.", date(2026, 11, 2), scene["town"].holders["ciso"])
    with pytest.raises(NotAllowed):
        register_woo_request(scene["town"].actor("ciso"), scene["dossier"], given)
