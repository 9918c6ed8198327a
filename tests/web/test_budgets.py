"""The number of SQL statements per page does not grow with the number of applications, and stays within its budget."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import builders
from vijfspoor.actions.dossier._conditions import ConditionInput
from vijfspoor.actions.leadership.ask_means import ask_means
from vijfspoor.actions.leadership.assign_means import assign_means
from vijfspoor.actions.leadership.keep_confirmations import keep_confirmations
from vijfspoor.actions.leadership.keep_means import SourceInput, add_means_source
from vijfspoor.actions.people.run_campaign import close_campaign
from vijfspoor.domain.leadership.means import Means
from vijfspoor.store.models import ConfirmationRequest, Dossier, Task, Unit

pytestmark = pytest.mark.django_db

BUDGET = {
    "desk": 18,
    "register": 14,
    "dossier": 26,
    "dossier_facts": 16,
    "dossier_law": 12,
    "dossier_decisions": 14,
    "dossier_concerns": 14,
    "in_use": 52,
    "first_learn": 24,
    "permitted_use": 14,
    "dossier_supplier": 20,
    "data_flows": 14,
    "landscape": 10,
    "found_ai": 12,
    "ai_products": 8,
    "outcomes": 14,
    "suppliers": 10,
    "incidents": 8,
    "findings": 14,
    "insight": 20,
    "lead_times": 12,
    "duplicates": 12,
    "insight_contracts": 12,
    "dossier_timeline": 10,
    "concerns": 10,
    "tracks": 14,
    "compass": 8,
    "track": 34,
    "indicator": 16,
    "policies": 18,
    "policy_compliance": 18,
    "setups": 8,
    "mandates": 10,
    "staffing": 8,
    "policies_of_dossier": 24,
    "matrix": 6,
    "needs": 6,
    "developments": 6,
    "public_register": 6,
    "public_application": 6,
    "resident_ask_about": 6,
    "public_policies": 4,
    "council": 10,
    "council_items": 10,
    "board_agenda": 13,
    "board_letters": 10,
    "means": 12,
    "woo_of_dossier": 34,
    "woo_requests": 20,
    "reports": 8,
    "quarter": 45,
    "year_account": 30,
}

# Pages on AI literacy hold people, not applications; an HR adviser opens them.
LITERACY_BUDGET = {
    "literacy": 16,
    "literacy_export": 8,
    "scan_rounds": 8,
    "literacy_plan": 8,
    "literacy_framework": 8,
    "learning": 16,
    "campaigns": 8,
    "literacy_dilemmas": 8,
    "learning_modules": 12,
    "learning_paths": 12,
    "learning_assignments": 16,
}


def _many(town, dossier, number):
    """Copy a dossier and its open tasks in bulk; only the number of rows matters here."""
    start = Dossier.objects.count()
    fields = {
        f.attname: getattr(dossier, f.attname)
        for f in Dossier._meta.concrete_fields
        if f.attname not in ("id", "number")
    }
    made = Dossier.objects.bulk_create(Dossier(**fields, number=1000 + start + n) for n in range(number))
    task = dossier.tasks.filter(status="open").first()
    Task.objects.bulk_create(
        Task(
            organisation=town.organisation,
            dossier=copy,
            kind=task.kind,
            gate=task.gate,
            activity=task.activity,
            role="ciso",
            assignee=town.holders["ciso"],
            due_on=task.due_on,
            created_at=task.created_at,
        )
        for copy in made
    )


def _statements(client, address):
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(address)
    assert response.status_code == 200
    return len(captured)


@pytest.mark.parametrize("page", sorted(BUDGET))
def test_statements_are_constant_and_within_budget(town, page):
    decided = builders.reported(town, builders.SPELL_CHECKER)
    builders.decided(town, decided)
    builders.decided(town, decided)
    busy = builders.reported(town, builders.CV_RANKER)
    number = decided.number if page in ("public_application", "resident_ask_about", "in_use") else busy.number
    of_one = (
        page.startswith("dossier")
        or page.endswith("_of_dossier")
        or page in ("in_use", "first_learn", "data_flows", "outcomes")
    )
    arguments = {
        "public_register": [town.organisation.slug],
        "public_policies": [town.organisation.slug],
        "council": [town.organisation.slug],
        "quarter": [2026, 4],
        "year_account": [2026],
        "track": ["organisation"],
        "indicator": ["O6"],
        "public_application": [town.organisation.slug, number],
        "resident_ask_about": [town.organisation.slug, number],
    }.get(page, [number] if of_one else [])
    address = reverse(page, args=arguments)
    client = Client()
    if not page.startswith(("public", "resident")) and page != "council":
        client.force_login(town.holders["ciso"], backend="allauth.account.auth_backends.AuthenticationBackend")

    _many(town, busy, 10)
    few = _statements(client, address)
    _many(town, busy, 990)
    many = _statements(client, address)

    assert few == many
    assert many <= BUDGET[page], many


@pytest.mark.parametrize("page", sorted(LITERACY_BUDGET))
def test_literacy_costs_the_same_for_ten_people_as_for_a_thousand(town, page):
    client = Client()
    client.force_login(town.holders["hr_adviser"], backend="allauth.account.auth_backends.AuthenticationBackend")
    builders.measured(town, [(town.team, 10, 5)])
    builders.campaign(town)
    few = _statements(client, reverse(page))
    more = [
        Unit.objects.create(organisation=town.organisation, name=f"Team {n}", kind="team", parent=town.department)
        for n in range(40)
    ]
    builders.measured(town, [(unit, 25, 10) for unit in more])
    builders.scan_round(town, name="Nog een")
    builders.campaign(town)
    many = _statements(client, reverse(page))

    assert few == many
    assert many <= LITERACY_BUDGET[page], many


@pytest.mark.parametrize(("page", "most"), [("team", 34), ("processes", 22), ("confirmation", 16)])
def test_a_team_and_its_owner_cost_the_same_for_one_application_as_for_many(town, page, most):
    manager = builders.managed(town)
    used = builders.in_use(town)
    keep_confirmations(builders.NOW)
    asked = ConfirmationRequest.objects.get(team=town.team)
    person = town.holders["department_head"] if page == "processes" else manager.person
    address = reverse(page, args={"team": [town.team.pk], "confirmation": [asked.pk]}.get(page, []))
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    few = _statements(client, address)
    fields = {
        f.attname: getattr(used, f.attname) for f in Dossier._meta.concrete_fields if f.attname not in ("id", "number")
    }
    Dossier.objects.bulk_create(Dossier(**fields, number=1000 + n) for n in range(200))
    many = _statements(client, address)

    assert few == many
    assert many <= most, many


def test_a_campaign_costs_the_same_for_ten_people_as_for_a_thousand(town):
    client = Client()
    client.force_login(town.holders["hr_adviser"], backend="allauth.account.auth_backends.AuthenticationBackend")
    builders.measured(town, [(town.team, 10, 5)])
    small = builders.campaign(town)
    close_campaign(town.actor("hr_adviser"), small)
    few = _statements(client, reverse("campaign", args=[small.pk]))
    builders.colleagues(town, 990)
    large = builders.campaign(town)
    close_campaign(town.actor("hr_adviser"), large)
    many = _statements(client, reverse("campaign", args=[large.pk]))

    assert few == many
    assert many <= 14, many


def test_the_means_of_one_measure_cost_the_same_as_those_of_many(town):
    board, client, costs = town.actor("executive_board"), Client(), []
    source = add_means_source(board, SourceInput("Dienst", Means(5000), board.today.year))
    client.force_login(board.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    wishes = [ConditionInput(f"Wens {n}", town.holders["ciso"], board.today) for n in range(15)]
    for asked in (wishes[:1], wishes):
        dossier = builders.reported(town, builders.SPELL_CHECKER)
        builders.decided(town, dossier, "approve_with_conditions", deviation_reasons="Klein.", conditions=asked)
        for task in dossier.tasks.filter(kind="condition", status="open"):
            ask_means(town.actor("ciso"), task, Means(2), why="Zo.")
            assign_means(board, task, source, Means(1))
        pages = (("means", []), ("means_source", [source.pk]), ("dossier", [dossier.number]))
        costs.append([_statements(client, reverse(page, args=arguments)) for page, arguments in pages])

    assert costs[0] == costs[1]
    assert max(costs[1]) <= BUDGET["dossier"] + 2, costs
