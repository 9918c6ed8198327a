"""The AI-overleg: an agenda that makes itself, own items, and a record that stays."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from tests import builders
from tests.pdf_text import pdf_text
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.organisation.keep_ai_meeting import put_on_ai_meeting, record_ai_meeting, settle_ai_meeting_item
from vijfspoor.queries.organisation.ai_meeting import agenda, records

pytestmark = pytest.mark.django_db


def _titles(actor):
    return [[point.title for point in part.points] for part in agenda(actor)]


def test_the_agenda_has_triage_new_reports_late_advice_and_own_items(town, other_town):
    dossier = builders.reported(town, builders.CV_RANKER, name="Voorsorteren")
    put_on_ai_meeting(town.actor("ciso"), title="Nieuwe leverancier", text="Kort bespreken.")
    triage, advice, new, _late, own = _titles(town.actor("information_manager"))

    assert (triage, advice, new, own) == (["Voorsorteren"], [], ["Voorsorteren"], ["Nieuwe leverancier"])
    later = town.actor("information_manager", builders.NOW + timedelta(days=90))
    assert not _titles(later)[2]
    asked = dossier.tasks.filter(kind="advise", status="open").count()
    assert len(_titles(later)[3]) == asked
    assert _titles(other_town.actor("information_manager")) == [[], [], [], [], []]


def test_an_own_item_is_settled_once_and_only_by_who_keeps_the_meeting(town, other_town):
    item = put_on_ai_meeting(town.actor("ciso"), title="Punt", text="")
    for stranger in (town.actor("ciso"), other_town.actor("information_manager")):
        with pytest.raises(NotAllowed):
            settle_ai_meeting_item(stranger, item)
    settle_ai_meeting_item(town.actor("information_manager"), item)

    with pytest.raises(Conflict):
        settle_ai_meeting_item(town.actor("information_manager"), item)
    with pytest.raises(NotAllowed):
        put_on_ai_meeting(town.actor("user"), title="Punt", text="")
    with pytest.raises(InvalidInput):
        put_on_ai_meeting(town.actor("ciso"), title=" ", text="")


def test_a_record_says_who_was_there_and_a_correction_is_a_newer_version(town):
    dossier = builders.reported(town, builders.CV_RANKER, name="Voorsorteren")
    manager, day = town.actor("information_manager"), builders.NOW.date()
    notes = {f"gate-{dossier.number}": "Eerst een DPIA."}
    first = record_ai_meeting(manager, day, roles=["ciso", "zin"], notes=notes, general="")
    second = record_ai_meeting(manager, day, roles=["ciso"], notes={}, general="Verbeterd.")

    assert (first.roles, first.notes) == (["ciso"], [{"title": "Voorsorteren", "text": "Eerst een DPIA."}])
    assert (second.version, records(manager)) == (2, [second])
    with pytest.raises(DatabaseError), transaction.atomic():
        type(first).objects.filter(pk=first.pk).delete()


@pytest.mark.parametrize("field", ["on", "roles", "general"])
def test_a_record_without_what_is_needed_is_refused_at_the_field(town, field):
    right = {"roles": ["ciso"], "notes": {}, "general": "Besproken."}
    wrong = {"roles": {"roles": []}, "general": {"general": " "}}.get(field, {})
    day = builders.NOW.date() + timedelta(days=1 if field == "on" else 0)

    with pytest.raises(InvalidInput) as refused:
        record_ai_meeting(town.actor("information_manager"), day, **{**right, **wrong})
    assert set(refused.value.errors) == {field}
    with pytest.raises(NotAllowed):
        record_ai_meeting(town.actor("ciso"), builders.NOW.date(), **right)


def test_the_agenda_goes_along_on_paper_for_who_may_read_advice(town):
    builders.reported(town, builders.CV_RANKER, name="Voorsorteren")
    client = Client()
    client.force_login(town.holders["ciso"], backend="allauth.account.auth_backends.AuthenticationBackend")

    assert "Voorsorteren" in pdf_text(client.get(reverse("ai_meeting_pdf")).content)
    client.force_login(town.holders["user"], backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(reverse("ai_meeting")).status_code == 403
