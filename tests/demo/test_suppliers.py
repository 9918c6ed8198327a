"""The demo shows suppliers: a missing clause, dates that come near, and AI nobody reported yet."""

import pytest

from vijfspoor.queries.technology.contract import missing_clauses
from vijfspoor.store.models import Organisation, SupplierProposal

pytestmark = pytest.mark.django_db


def test_there_is_work_for_the_procurement_officer(demo_database):
    lindewaard = Organisation.objects.get(slug="lindewaard")
    assert lindewaard.suppliers.count() == 9
    report = lindewaard.dossiers.get(name="Gespreksverslag Wmo")
    assert "NO_TRAINING" in {clause.code for clause in missing_clauses(report, demo_database.date())}
    dates = lindewaard.tasks.filter(kind__in=["contract", "certificate"], status="open")
    assert set(dates.values_list("assignee__name", flat=True)) == {"Dennis Lammers"}
    proposals = SupplierProposal.objects.filter(request__organisation=lindewaard, status="pending")
    assert proposals.filter(question="AI_FUNCTIONS", value="on_by_default").count() == 1
    assert lindewaard.products.get(name="Boekslim Declaraties").ai_functions == "unknown"


def test_the_second_municipality_shares_a_product(demo_database):
    oosterdijk = Organisation.objects.get(slug="oosterdijk")
    assert oosterdijk.products.filter(is_offered=True).count() == 1
