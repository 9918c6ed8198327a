"""Evidence files: who may bring and take away, what is refused, and that a file stands or falls with its row."""

import hashlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction

from tests import builders
from vijfspoor.actions import _audit
from vijfspoor.actions._files import FOLDER
from vijfspoor.actions.dossier.attach_file import (
    attach_to_assessment,
    attach_to_contribution,
    attach_to_dossier,
    attach_to_incident,
)
from vijfspoor.actions.dossier.contribute import contribute, correct_contribution
from vijfspoor.actions.dossier.take_away_file import removable, take_away_file
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.ethics.oversee_assessment import accept_assessment, send_back_assessment
from vijfspoor.actions.ethics.start_assessment import start_assessment
from vijfspoor.actions.ethics.submit_assessment import answer_demand
from vijfspoor.actions.technology.close_incident import close_incident
from vijfspoor.actions.technology.open_incident import IncidentInput, open_incident
from vijfspoor.domain.dossier.attachment import MOST_BYTES
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import actor_for
from vijfspoor.store.models import Attachment, AuditEvent, Contribution, Dossier

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\nBewijs."


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    """Every test its own folder of files."""
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
    return tmp_path


@pytest.fixture
def dossier(town):
    return builders.at_the_assessments(town)


def upload(content=PDF, name="bewijs.pdf"):
    return ContentFile(content, name=name)


def files():
    return default_storage.listdir(FOLDER)[1] if default_storage.exists(FOLDER) else []


def test_a_file_is_kept_as_given_under_a_random_name_with_an_event(town, dossier, storage):
    actor = town.actor("information_adviser")

    kept = attach_to_dossier(actor, dossier, upload(name="../../etc/Bewijs van Jan.pdf"))

    assert (kept.name, kept.media_type, kept.size) == ("Bewijs van Jan.pdf", "application/pdf", len(PDF))
    assert (kept.by, kept.at) == (actor.person, actor.now)
    assert files() == [kept.stored_name.removeprefix(f"{FOLDER}/")]
    assert "Bewijs" not in kept.stored_name
    with default_storage.open(kept.stored_name) as file:
        assert file.read() == PDF
    assert (storage / kept.stored_name).stat().st_mode & 0o077 == 0
    event = AuditEvent.objects.get(action="file_attached")
    assert event.content["data"]["sha256"] == hashlib.sha256(PDF).hexdigest()
    assert "Jan" not in str(event.content)


@pytest.mark.parametrize("role", ["user", "council", "council_clerk"])
def test_who_has_nothing_to_do_with_it_may_not_attach(town, dossier, role):
    other = builders.person(town.organisation, town.team, role, name=f"Ander {role}")

    with pytest.raises(NotAllowed):
        attach_to_dossier(actor_for(other, builders.NOW), dossier, upload())
    assert files() == []


def test_another_organisation_may_not_attach_nor_take_away(town, other_town, dossier):
    kept = attach_to_dossier(town.actor("privacy_officer"), dossier, upload())

    with pytest.raises(NotAllowed):
        attach_to_dossier(other_town.actor("privacy_officer"), dossier, upload(b"%PDF-1.7 2"))
    with pytest.raises(NotAllowed):
        take_away_file(other_town.actor("information_manager"), kept)


def test_who_has_an_open_task_may_attach_until_it_is_done(town, dossier):
    task = dossier.tasks.filter(status="open", kind__in=["advise", "inform", "perform"]).first()
    helper = builders.person(town.organisation, town.team, "user", name="Helper")
    task.assignee = helper
    task.save()

    kept = attach_to_dossier(actor_for(helper, builders.NOW), dossier, upload())
    task.status = "done"
    task.save()
    with pytest.raises(NotAllowed):
        attach_to_dossier(actor_for(helper, builders.NOW), dossier, upload(b"%PDF-1.7 2"))
    assert list(_visible.attachments(actor_for(helper, builders.NOW))) == [kept]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("virus.exe", b"MZ"),
        ("bewijs.pdf", b"MZ\x90"),
        ("bewijs.docm", b"PK\x03\x04"),
        ("bewijs.pdf", b""),
        ("bewijs.txt", b"a" * (MOST_BYTES + 1)),
        ("pagina.html", b"<html>"),
        ("../..", PDF),
    ],
)
def test_a_wrong_file_is_refused_at_its_field_and_leaves_nothing(town, dossier, name, content):
    with pytest.raises(InvalidInput) as refused:
        attach_to_dossier(town.actor("privacy_officer"), dossier, upload(content, name))

    assert set(refused.value.errors) == {"file"}
    assert not Attachment.objects.exists()
    assert files() == []


def test_the_same_content_lies_once_at_a_place_and_may_come_back_after_it_went(town, dossier):
    actor = town.actor("privacy_officer")
    first = attach_to_dossier(actor, dossier, upload())

    with pytest.raises(InvalidInput, match=r"bewijs\.pdf"):
        attach_to_dossier(actor, dossier, upload(name="kopie.pdf"))
    elsewhere = attach_to_assessment(actor, start_assessment(actor, dossier, "dpia"), upload())
    take_away_file(actor, first)
    again = attach_to_dossier(actor, dossier, upload())

    assert len({first.stored_name, elsewhere.stored_name, again.stored_name}) == len(files()) == 3


def test_a_failed_transaction_leaves_no_file(town, dossier, monkeypatch):
    def fails(*args, **kwargs):
        assert len(files()) == 1
        raise RuntimeError

    monkeypatch.setattr(_audit, "record", fails)
    with pytest.raises(RuntimeError):
        attach_to_dossier(town.actor("privacy_officer"), dossier, upload())

    assert files() == []
    assert not Attachment.objects.exists()


def test_a_contribution_and_its_file_come_together_or_not_at_all(town, dossier):
    task = dossier.tasks.filter(status="open", kind="advise").first()
    actor = actor_for(task.assignee, builders.NOW)
    with pytest.raises(InvalidInput) as refused:
        contribute(actor, task, text=" ", position="positive", upload=upload(b"MZ", "a.exe"))
    assert set(refused.value.errors) == {"text", "file"}
    before = Contribution.objects.count()
    with pytest.raises(InvalidInput):
        contribute(actor, task, text="Akkoord.", position="positive", upload=upload(b"MZ", "a.exe"))
    assert Contribution.objects.count() == before

    given = contribute(actor, task, text="Akkoord.", position="positive", upload=upload())
    corrected = correct_contribution(actor, given, text="Toch.", position="positive", upload=upload(b"%PDF-1.7 2"))

    assert given.attachments.get().by == actor.person
    assert corrected.attachments.get().size == 10
    with pytest.raises(Conflict):
        attach_to_contribution(actor, given, upload(b"%PDF-1.7 3"))


def test_only_its_author_adds_to_a_contribution_and_only_before_the_decision(town):
    dossier = builders.reported(town, builders.SPELL_CHECKER)
    builders.answer_all(town, dossier)
    busy = builders.reported(town, builders.CV_RANKER)
    builders.answer_all(town, busy)
    builders.fulfil(town, busy)
    given = busy.contributions.first()
    author = actor_for(given.person, builders.NOW)

    kept = attach_to_contribution(author, given, upload())
    stranger = next(p for p in town.holders.values() if p != given.person)
    with pytest.raises(NotAllowed):
        attach_to_contribution(actor_for(stranger, builders.NOW), given, upload(b"%PDF-1.7 2"))
    assert kept in _visible.attachments(author)
    assert kept not in _visible.attachments(town.actor("user"))
    builders.decided(town, busy)
    rests = busy.contributions.filter(decisions__isnull=False).first()
    with pytest.raises(Conflict):
        attach_to_contribution(actor_for(rests.person, builders.NOW), rests, upload(b"%PDF-1.7 4"))


def test_evidence_at_a_demand_until_the_assessment_is_accepted(town, dossier):
    privacy, officer = town.actor("privacy_officer"), town.actor("data_protection_officer")
    dpia = builders.handed_in(town, start_assessment(privacy, dossier, "dpia"))
    attach_to_assessment(officer, dpia, upload())
    send_back_assessment(officer, dpia, demands=["Toon de verwerkersovereenkomst."])
    demand = dpia.demands.get()
    with pytest.raises(InvalidInput) as refused:
        answer_demand(privacy, demand, answer="", upload=upload(b"", "leeg.pdf"))
    assert set(refused.value.errors) == {"answer", "file"}

    answer_demand(privacy, demand, answer="Zie de bijlage.", upload=upload())
    attach_to_assessment(privacy, dpia, upload(b"%PDF-1.7 2"), demand)
    assert demand.attachments.count() == 2
    dpia.refresh_from_db()
    accept_assessment(officer, builders.handed_in(town, dpia), reasons="Goed.", met=[1])
    with pytest.raises(Conflict):
        attach_to_assessment(privacy, dpia, upload(b"%PDF-1.7 3"))
    with pytest.raises(NotAllowed):
        attach_to_assessment(town.actor("council"), dpia, upload(b"%PDF-1.7 4"))


def test_a_demand_of_another_assessment_is_refused(town, dossier):
    privacy, officer = town.actor("privacy_officer"), town.actor("data_protection_officer")
    dpia = builders.handed_in(town, start_assessment(privacy, dossier, "dpia"))
    send_back_assessment(officer, dpia, demands=["Toon het."])
    iama = start_assessment(privacy, dossier, "iama")

    with pytest.raises(Conflict):
        attach_to_assessment(privacy, iama, upload(), dpia.demands.get())


def test_taking_away_keeps_the_row_and_the_file_and_happens_once(town, dossier):
    adviser = town.actor("information_adviser")
    kept = attach_to_dossier(adviser, dossier, upload())
    with pytest.raises(NotAllowed):
        take_away_file(town.actor("privacy_officer"), kept)

    gone = take_away_file(town.actor("information_manager"), kept)

    assert (gone.removed_at, gone.removed_by) == (builders.NOW, town.holders["information_manager"])
    assert len(files()) == 1
    assert AuditEvent.objects.get(action="file_taken_away").content["data"]["sha256"] == kept.sha256
    with pytest.raises(Conflict):
        take_away_file(adviser, kept)


def test_the_database_keeps_what_was_given_as_it_was(town, dossier):
    kept = attach_to_dossier(town.actor("privacy_officer"), dossier, upload())

    for change in ({"sha256": "0" * 64}, {"name": "anders.pdf"}, {"stored_name": "x"}, {"size": 1}):
        with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
            Attachment.objects.filter(pk=kept.pk).update(**change)


def test_who_reads_what(town, other_town, dossier):
    privacy = town.actor("privacy_officer")
    on_dossier = attach_to_dossier(privacy, dossier, upload())
    in_dpia = attach_to_assessment(privacy, start_assessment(privacy, dossier, "dpia"), upload())
    other = builders.person(town.organisation, town.team, "user", name="Ander")

    assert set(_visible.attachments(town.actor("ciso"))) == {on_dossier, in_dpia}
    assert set(_visible.attachments(town.actor("user"))) == {on_dossier}
    assert not _visible.attachments(actor_for(other, builders.NOW)).exists()
    assert not _visible.attachments(town.actor("council")).exists()
    assert not _visible.attachments(other_town.actor("ciso")).exists()


@pytest.fixture
def incident(town, dossier):
    return open_incident(town.actor("ciso"), dossier, IncidentInput("Lek", "Een lek.", builders.NOW))


def test_evidence_of_an_incident_is_read_by_who_reads_the_incident(town, other_town, dossier, incident):
    officer = town.actor("data_protection_officer")
    kept = attach_to_incident(officer, incident, upload())
    event = AuditEvent.objects.get(action="file_attached")
    assert event.content["data"]["incident"] == incident.pk
    helper = builders.person(town.organisation, town.team, "user", name="Helper")
    incident.task.assignee = helper
    incident.task.save()

    for role in town.holders:
        actor = town.actor(role)
        assert _visible.attachments(actor).filter(pk=kept.pk).exists() == (incident in _visible.incidents(actor)), role
    assert kept in _visible.attachments(actor_for(helper, builders.NOW))
    assert dossier.reporter == town.holders["user"]
    assert kept not in _visible.attachments(town.actor("user"))
    assert kept not in _visible.attachments(other_town.actor("ciso"))


def test_who_has_no_part_in_an_incident_brings_nothing_to_it(town, other_town, incident):
    for role in ("user", "council", "hr_adviser"):
        with pytest.raises(NotAllowed):
            attach_to_incident(town.actor(role), incident, upload())
    with pytest.raises(NotAllowed):
        attach_to_incident(other_town.actor("ciso"), incident, upload())
    with pytest.raises(InvalidInput) as refused:
        attach_to_incident(town.actor("ciso"), incident, upload(b"MZ", "a.exe"))
    assert set(refused.value.errors) == {"file"}
    assert files() == []


def test_what_lies_with_a_closed_incident_stays(town, dossier, incident):
    ciso, head = town.actor("ciso"), actor_for(dossier.accountable, builders.NOW)
    wrong, kept = attach_to_incident(ciso, incident, upload()), attach_to_incident(ciso, incident, upload(PDF + b"2"))
    take_away_file(ciso, wrong)
    assert removable(ciso, [kept]) == {kept.pk}

    close_incident(head, incident, lessons="Kijk twee keer.")

    kept = Attachment.objects.get(pk=kept.pk)
    assert removable(ciso, [kept]) == removable(head, [kept]) == set()
    for actor in (ciso, head):
        with pytest.raises(Conflict):
            take_away_file(actor, kept)
    with pytest.raises(Conflict):
        attach_to_incident(ciso, incident, upload(PDF + b"3"))


def test_an_incident_of_a_retired_application_still_takes_evidence_and_lets_it_go(town, dossier, incident):
    Dossier.objects.filter(pk=dossier.pk).update(status=Dossier.Status.RETIRED)
    incident.dossier.refresh_from_db()
    ciso = town.actor("ciso")

    kept = attach_to_incident(ciso, incident, upload())

    assert take_away_file(ciso, kept).removed_by == ciso.person


def test_a_file_lies_in_one_place(town, dossier, incident):
    kept = attach_to_incident(town.actor("ciso"), incident, upload())
    dpia = start_assessment(town.actor("privacy_officer"), dossier, "dpia")

    with pytest.raises(DatabaseError), transaction.atomic():
        Attachment.objects.filter(pk=kept.pk).update(assessment=dpia)
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        Attachment.objects.filter(pk=kept.pk).update(incident=None)
