"""Every application of the demo can be walked to its end: archived, or turned down where the law forbids it."""

import pytest
from django.db import transaction

from tests.demo.walk import Walk
from vijfspoor.queries.organisation.people import verify_chain
from vijfspoor.store.models import Dossier, Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.parametrize("slug", ["lindewaard", "oosterdijk"])
def test_every_application_reaches_the_end_of_its_road(demo_database, slug):
    organisation = Organisation.objects.get(slug=slug)
    going = Dossier.objects.filter(organisation=organisation).exclude(status__in=["rejected", "retired"])
    stuck, ended = [], []
    for dossier in going.order_by("number"):
        try:
            with transaction.atomic():
                ended.append(Walk(dossier).to_the_end())
        except Exception as error:
            stuck.append(f"{dossier.number} {dossier.name}, {dossier.status} at {dossier.gate}: {error!r}")

    assert not stuck, "\n".join(stuck)
    assert all(dossier.status == ("rejected" if dossier.route == "zwart" else "retired") for dossier in ended)
    assert all(dossier.decisions.order_by("-pk").first().gate == "G9" for dossier in ended if dossier.route != "zwart")
    assert not verify_chain(organisation).breaches
