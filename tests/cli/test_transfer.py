"""`vijfspoor export` and `vijfspoor import`: everything out and in again without loss, and nothing altered unseen."""

import hashlib
import json
import shutil
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction

from tests import builders
from vijfspoor.actions._files import FOLDER
from vijfspoor.actions.dossier.attach_file import attach_to_dossier
from vijfspoor.actions.leadership.register_council_item import keep_council_meeting
from vijfspoor.actions.organisation.issue_token import issue_token
from vijfspoor.cli.export import export
from vijfspoor.cli.import_organisations import import_organisations
from vijfspoor.cli.verify_audit import verify_audit
from vijfspoor.integrations.transfer.folder import MANIFEST
from vijfspoor.queries.organisation.transfer import LEFT_OUT, tables
from vijfspoor.store.models import ApiToken, Attachment, AuditEvent, Decision, Dossier, Organisation, Person

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\nBewijs."


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
    return tmp_path / "media"


@pytest.fixture
def exported(db, storage, tmp_path):
    """Two municipalities with work, a decision, a file and a key, exported; the database and the files are gone."""
    folder = tmp_path / "export"
    with transaction.atomic():
        town = builders.municipality()
        builders.municipality("elders")
        dossier = builders.reported(town, builders.SPELL_CHECKER)
        builders.decided(town, dossier)
        builders.decided(town, dossier)
        attach_to_dossier(town.actor("information_manager"), dossier, ContentFile(PDF, name="bewijs.pdf"))
        keep_council_meeting(town.actor("council"), builders.NOW.date())
        head = town.actor("department_head")
        issue_token(head, head.person, name="Script", scopes=["read"], expires_at=builders.NOW + timedelta(days=9))
        done = CliRunner().invoke(export, [str(folder), "--json"])
        assert done.exit_code == 0, done.output
        transaction.set_rollback(True)
    shutil.rmtree(storage)
    assert not Organisation.objects.exists()
    return folder


def take_in(folder, *arguments):
    return CliRunner().invoke(import_organisations, [str(folder), *arguments])


def refused(folder):
    """Return why nothing was taken in."""
    done = take_in(folder)
    assert done.exit_code == 2, done.output
    assert not Organisation.objects.exists()
    assert not default_storage.exists(FOLDER) or default_storage.listdir(FOLDER)[1] == []
    return done.stderr


def one(folder):
    return next(path for path in folder.iterdir() if (path / "tables").exists() and path.name != "elders")


def change(folder, name, rows, *, sealed=False):
    """Write other rows into a part; with `sealed` also a checksum that fits."""
    path = one(folder) / name
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    if sealed:
        told = json.loads((one(folder) / MANIFEST).read_text(encoding="utf-8"))
        told["parts"][name]["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
        (one(folder) / MANIFEST).write_text(json.dumps(told), encoding="utf-8")


def rows_of(folder, name):
    return [json.loads(line) for line in (one(folder) / name).read_text(encoding="utf-8").splitlines()]


def test_every_table_of_an_organisation_is_taken_along():
    of_store = set(apps.get_app_config("store").get_models())

    assert of_store - set(tables()) == set(LEFT_OUT)


def test_what_comes_in_is_what_went_out(exported, tmp_path):
    done = take_in(exported)
    assert done.exit_code == 0, done.output
    again = tmp_path / "again"

    assert CliRunner().invoke(export, [str(again)]).exit_code == 0

    parts = sorted(path.relative_to(exported) for path in exported.rglob("*") if path.is_file())
    assert parts == sorted(path.relative_to(again) for path in again.rglob("*") if path.is_file())
    differ = [part for part in parts if (exported / part).read_bytes() != (again / part).read_bytes()]
    assert {part.name for part in differ} <= {MANIFEST}
    with default_storage.open(Attachment.objects.get().stored_name) as file:
        assert file.read() == PDF


def test_life_goes_on_where_it_came_in(exported):
    take_in(exported)
    dossier = Dossier.objects.get()
    before = dossier.states.count()

    Dossier.objects.filter(pk=dossier.pk).update(value="high")
    made = Organisation.objects.create(slug="nieuw", name="Nieuw")

    assert dossier.states.count() == before + 1
    assert made.pk > max(Organisation.objects.exclude(pk=made.pk).values_list("pk", flat=True))
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.update(reasons="Anders.")


def test_no_secret_is_in_it(exported):
    assert {row["fields"]["password"] for row in rows_of(exported, "tables/person.jsonl")} == {"!"}
    assert not (one(exported) / "tables" / "apitoken.jsonl").exists()

    take_in(exported)

    assert not ApiToken.objects.exists()
    assert not any(person.has_usable_password() for person in Person.objects.all())


def test_the_trail_is_one_that_verify_audit_reads(exported):
    assert CliRunner().invoke(verify_audit, [str(one(exported) / "audit.jsonl")]).exit_code == 0


def test_a_part_that_was_changed_is_named(exported):
    change(exported, "tables/decision.jsonl", rows_of(exported, "tables/decision.jsonl")[:1])

    assert "decision.jsonl was changed" in refused(exported)


def test_a_part_that_is_missing_or_unknown_is_named(exported):
    (one(exported) / "tables" / "decision.jsonl").rename(one(exported) / "tables" / "besluit.jsonl")

    assert "besluit.jsonl is not in the manifest" in refused(exported)


def test_an_event_that_was_altered_is_named_even_when_the_checksum_fits(exported):
    rows = rows_of(exported, "tables/auditevent.jsonl")
    rows[1]["fields"]["content"]["action"] = "decided"
    change(exported, "tables/auditevent.jsonl", rows, sealed=True)

    assert "does not hold: event 2" in refused(exported)
    assert not AuditEvent.objects.exists()


def test_rows_that_refer_to_nothing_are_refused(exported):
    change(exported, "tables/person.jsonl", [], sealed=True)

    assert "refer to what is not in the export" in refused(exported)


@pytest.mark.parametrize("fields", [{"status": 1, "no_such_column": 2}, {"created_at": "gisteren"}])
def test_a_row_that_does_not_fit_is_named(exported, fields):
    rows = rows_of(exported, "tables/dossier.jsonl")
    rows[0]["fields"] |= fields
    change(exported, "tables/dossier.jsonl", rows, sealed=True)

    assert "a row of tables/dossier.jsonl does not fit" in refused(exported)


@pytest.mark.parametrize(("told", "words"), [
    ({"tables": "0001_initial"}, "as of 0001_initial"), ({"format": 2}, "format 1"), ({"parts": []}, "list its parts"),
    ({"organisation": 7}, "of which organisation"),
])  # fmt: skip
def test_a_manifest_of_another_kind_is_refused(exported, told, words):
    path = one(exported) / MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | told), encoding="utf-8")

    assert words in refused(exported)


def test_a_folder_without_an_export_and_a_database_with_data_are_refused(exported, tmp_path):
    (tmp_path / "empty").mkdir()
    assert "holds no export" in refused(tmp_path / "empty")
    assert take_in(exported).exit_code == 0

    again = take_in(exported)

    assert again.exit_code == 2
    assert "holds an organisation already" in again.stderr


def test_an_export_overwrites_nothing(town, tmp_path):
    folder = tmp_path / "export"
    assert CliRunner().invoke(export, [str(folder)]).exit_code == 0

    again = CliRunner().invoke(export, [str(folder)])

    assert again.exit_code == 2
    assert "is not empty" in again.stderr
    assert CliRunner().invoke(export, [str(tmp_path / "x"), "--organisation", "nergens"]).exit_code == 2
