"""The end of an application: proposed, decided, worked off, archived as one package, and closed for good."""

import hashlib
import io
import zipfile
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction

from tests import builders, life
from tests.builders import NOW
from vijfspoor.actions import _permission
from vijfspoor.actions.dossier.attach_file import attach_to_dossier, attach_to_incident
from vijfspoor.actions.dossier.give_evidence import give_evidence
from vijfspoor.actions.dossier.retire_application import archive, describe_archive, propose_retirement
from vijfspoor.actions.errors import Conflict, GateBlocked, InvalidInput, NotAllowed
from vijfspoor.actions.ethics.answer_questions import answer_questions
from vijfspoor.actions.ethics.keep_obligation import settle_obligation
from vijfspoor.actions.technology.open_incident import IncidentInput, open_incident
from vijfspoor.actions.technology.report_concern import ConcernInput, report_concern
from vijfspoor.integrations.archive.mdto import NAMESPACE
from vijfspoor.integrations.archive.package import CHECKSUMS, pack
from vijfspoor.queries.dossier.archive import archive_package
from vijfspoor.queries.organisation.people import verify_chain
from vijfspoor.store.models import ChecklistEvidence, Message

pytestmark = pytest.mark.django_db
LAST_DAY = date(2026, 12, 31)


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


class Statement(io.BytesIO):
    """A statement of deletion as a file."""

    name = "verklaring-van-wissen.txt"


def test_the_end_is_proposed_with_a_reason_and_a_last_day_by_who_runs_it(town):
    dossier = life.live(town)
    head = town.actor("department_head")

    with pytest.raises(NotAllowed):
        propose_retirement(town.actor("user"), dossier, reason="Weg.", ends_on=LAST_DAY)
    with pytest.raises(InvalidInput) as refused:
        propose_retirement(head, dossier, reason="", ends_on=LAST_DAY)
    assert set(refused.value.errors) == {"reason"}
    with pytest.raises(InvalidInput):
        propose_retirement(head, dossier, reason="Weg.", ends_on=date(2026, 11, 1))
    propose_retirement(head, dossier, reason="Weg.", ends_on=LAST_DAY)
    with pytest.raises(Conflict):
        propose_retirement(head, dossier, reason="Weg.", ends_on=LAST_DAY)
    assert builders.task_of(dossier, kind="decide", gate="G9").role == "executive_board"
    assert not dossier.tasks.filter(kind="checklist", status="open").exists()


def test_an_application_that_is_not_approved_or_is_reassessed_is_not_retired(town):
    dossier = builders.reported(town, builders.SPELL_CHECKER)
    with pytest.raises(Conflict):
        propose_retirement(town.actor("department_head"), dossier, reason="Weg.", ends_on=LAST_DAY)


def test_the_decision_tells_every_user_until_when_and_opens_the_checklist(town):
    dossier = life.ending(town)

    told = Message.objects.filter(kind="end_announced")
    assert town.holders["user"].pk in set(told.values_list("recipient", flat=True))
    assert "31-12-2026" in told.first().body
    assert dossier.tasks.filter(kind="checklist", gate="G9", status="open").exists()
    assert ChecklistEvidence.objects.get(dossier=dossier, gate="G9", item="decision").by_name == "Test executive_board"


def test_no_to_the_end_lets_it_go_on(town):
    dossier = life.live(town)
    propose_retirement(town.actor("department_head"), dossier, reason="Weg.", ends_on=LAST_DAY)
    dossier.refresh_from_db()

    life.decide_at(dossier, "reject")

    assert (dossier.status, dossier.use, dossier.gate) == ("approved", "in_use", "G8")
    later = town.actor("department_head", NOW + timedelta(days=1))
    propose_retirement(later, dossier, reason="Nu wel.", ends_on=LAST_DAY)
    assert builders.task_of(dossier, kind="decide", gate="G9")


def test_archiving_waits_for_every_point_and_the_metadata(town):
    dossier = life.ending(town)
    head = town.actor("department_head")

    with pytest.raises(GateBlocked) as blocked:
        archive(head, dossier)
    assert "De toepassing is uit productie en toegang is ingetrokken" in blocked.value.open_items
    assert "De metagegevens van het archiefpakket zijn volledig" in blocked.value.open_items

    describe_archive(head, dossier, {**life.METADATA, "naam": "Vals", "onzin": "x"})
    assert dossier.retirements.get().metadata == life.METADATA
    with pytest.raises(InvalidInput):
        describe_archive(head, dossier, {"waardering": "x" * 1001})
    with pytest.raises(NotAllowed):
        describe_archive(town.actor("user"), dossier, life.METADATA)


def test_switching_off_ends_the_use_and_the_public_page_says_so(town):
    dossier = life.ending(town)

    give_evidence(town.actor("application_manager"), dossier, "G9", "switched_off", text="Uit op 31 december.")

    dossier.refresh_from_db()
    assert dossier.use == "ended"
    assert dossier.publications.get(is_current=True).content["status"] == "Buiten gebruik"


def test_a_retired_application_is_closed_and_stays_readable(town):
    dossier = life.ready_to_archive(town)
    head = town.actor("department_head")
    with pytest.raises(NotAllowed):
        archive(town.actor("user"), dossier)

    archive(head, dossier)

    dossier.refresh_from_db()
    assert (dossier.status, dossier.use) == ("retired", "ended")
    still_owed = set(dossier.tasks.filter(status="open").values_list("kind", flat=True))
    assert still_owed == {"letter"}, "the council is still told of the decision on its use"
    with pytest.raises((Conflict, NotAllowed)):
        archive(head, dossier)
    with pytest.raises(NotAllowed):
        answer_questions(head, dossier, {"N1": "nee"})
    with pytest.raises(NotAllowed):
        attach_to_dossier(head, dossier, Statement(b"Alles is gewist."))
    for verb in ("describe", "publish", "stop", "reassess", "propose_retirement", "keep_user_groups", "record_release"):
        assert not _permission.may(head, verb, dossier), verb
    with pytest.raises(NotAllowed):
        settle_obligation(head, dossier, "OB-LIT-1", status="met", evidence="Toch nog iets.")
    report_concern(town.actor("user"), ConcernInput("Er staat nog iets aan."), dossier)
    assert not verify_chain(town.organisation).breaches


def test_the_package_holds_everything_with_checksums_and_is_kept_as_it_was(town):
    dossier = life.ready_to_archive(town)
    head = town.actor("department_head")
    attach_to_dossier(head, dossier, Statement(b"Alles is gewist."))
    incident = open_incident(town.actor("ciso"), dossier, IncidentInput("Lek", "Een lek.", NOW))
    evidence = attach_to_incident(town.actor("ciso"), incident, Statement(b"Wat er gebeurde."))

    retirement = archive(head, dossier)

    with default_storage.open(retirement.stored_name) as kept:
        content = kept.read()
    assert hashlib.sha256(content).hexdigest() == retirement.sha256
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        files = {name: package.read(name) for name in package.namelist()}
    listed = dict(reversed(line.split("  ")) for line in files[CHECKSUMS].decode().splitlines())
    assert listed == {n: hashlib.sha256(c).hexdigest() for n, c in files.items() if n != CHECKSUMS}
    assert {"adviezen.txt", "tijdlijn.txt", "checklists.txt", "classificatie.pdf"} <= set(files)
    assert sum(name.startswith("besluiten/") for name in files) == dossier.decisions.count()
    assert b"Onderbouwing." in files["adviezen.txt"]
    assert b"Alles is gewist." in files.values()
    assert b"Wat er gebeurde." in files.values()
    assert evidence.sha256.encode() in files["signalen-en-incidenten.txt"]
    described = ElementTree.fromstring(files["metadata/dossier.xml"])  # noqa: S314 - made by ourselves
    found = described.findtext(f".//{{{NAMESPACE}}}identificatieKenmerk")
    assert found == f"testdam-{dossier.number}"
    assert described.findtext(f".//{{{NAMESPACE}}}beperkingGebruikType/{{{NAMESPACE}}}begripLabel") == "Openbaar"


def test_the_same_file_gives_the_same_package_byte_for_byte(town):
    dossier = life.ready_to_archive(town)
    retirement = dossier.retirements.get()
    made = [archive_package(town.actor("department_head"), dossier, retirement) for _ in range(2)]
    assert made[0] == made[1]
    assert pack({"b": b"2", "a": b"1"}) == pack({"a": b"1", "b": b"2"})


def test_evidence_cannot_be_changed_in_the_database(town):
    dossier = life.contracted(town)
    given = give_evidence(town.actor("department_head"), dossier, "G6", "instruction", text="Versie 3.")
    with pytest.raises(DatabaseError), transaction.atomic():
        ChecklistEvidence.objects.filter(pk=given.pk).update(at=NOW)
