"""When the world fails half-way: a full disk, a lost connection, a clock that jumps. Nothing is half done."""

import errno
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import OperationalError

from tests import builders
from vijfspoor.actions import _audit
from vijfspoor.actions.dossier.attach_file import attach_to_dossier
from vijfspoor.actions.dossier.contribute import contribute
from vijfspoor.actions.dossier.describe_application import describe_application, particulars_of
from vijfspoor.queries.actor import actor_for
from vijfspoor.queries.organisation.people import verify_chain
from vijfspoor.store.models import Attachment, AuditEvent, Contribution, Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(town):
    return builders.reported(town, builders.CV_RANKER)


def test_a_full_disk_leaves_no_row_and_no_event(town, dossier, monkeypatch):
    def full(*_arguments, **_options):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(default_storage, "save", full)
    before = AuditEvent.objects.count()

    with pytest.raises(OSError, match="No space left"):
        attach_to_dossier(town.actor("privacy_officer"), dossier, ContentFile(b"%PDF-1.7", name="bewijs.pdf"))

    assert not Attachment.objects.exists()
    assert AuditEvent.objects.count() == before
    assert verify_chain(town.organisation).breaches == ()


def test_a_connection_lost_while_the_event_is_written_undoes_the_change(town, dossier, monkeypatch):
    task = dossier.tasks.get(role="ciso", kind="advise")

    def lost(*_arguments, **_options):
        raise OperationalError("server closed the connection unexpectedly")

    with monkeypatch.context() as patched:
        patched.setattr(_audit, "_append", lost)
        with pytest.raises(OperationalError):
            contribute(town.actor("ciso"), task, text="Akkoord.", position="positive")

    assert not Contribution.objects.exists()
    assert Task.objects.get(pk=task.pk).status == "open"
    assert verify_chain(town.organisation).breaches == ()
    contribute(town.actor("ciso"), task, text="Akkoord.", position="positive")
    assert Contribution.objects.count() == 1


def test_a_clock_that_jumps_back_and_forth_never_breaks_the_chain(town, dossier):
    for days in (0, -400, 3, -1, 4000):
        actor = actor_for(town.holders["information_manager"], builders.NOW + timedelta(days=days))
        given = particulars_of(dossier)
        describe_application(actor, dossier, type(given)(summary=f"Dag {days}", use=given.use))
        dossier.refresh_from_db()

    assert verify_chain(town.organisation).breaches == ()
    sequences = list(AuditEvent.objects.filter(dossier=dossier).order_by("sequence").values_list("sequence", flat=True))
    assert sequences == sorted(set(sequences))
