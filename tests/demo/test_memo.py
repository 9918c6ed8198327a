"""The memo of the demo's applications, the fullest included."""

import io

import pikepdf
import pytest
from django.db.models import Count

from tests.pdf_text import pdf_text
from vijfspoor.integrations.documents.pdf import pdf
from vijfspoor.queries.actor import actor_for
from vijfspoor.queries.dossier.dossier import find
from vijfspoor.queries.dossier.memo import memo
from vijfspoor.queries.dossier.memo_document import memo_document
from vijfspoor.store.models import Contribution, Dossier, RoleAssignment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_database")]


def _plain(text):
    return "".join(letter for letter in text if letter.isalnum())


def test_the_fullest_file_fits_on_two_pages_with_every_dissent(demo_database):
    held = RoleAssignment.objects.filter(role="information_manager", organisation__slug="lindewaard").first()
    actor = actor_for(held.person, demo_database)
    rows = Dossier.objects.filter(organisation=actor.organisation).exclude(status="draft")
    against = Contribution.objects.filter(
        dossier__in=rows, kind="advises", position="negative", corrected_by__isnull=True
    )
    fullest = rows.annotate(n=Count("contributions")).order_by("-n")[:6]
    seen = 0
    for row in {*fullest, *rows.filter(pk__in=against.values("dossier"))}:
        found = memo(actor, find(actor, row.number))
        made = pdf(memo_document(found, "nl"))
        text = _plain(pdf_text(made))
        assert len(pikepdf.open(io.BytesIO(made)).pages) <= 2
        for advice in against.filter(dossier=row):
            seen += 1
            assert _plain(advice.text[:60]) in text, advice.text
    assert seen == against.count() > 1
