"""Suppliers, products, contracts: who may keep them, what follows for the applications, and which dates remind."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from tests import builders
from tests.builders import NOW
from tests.suppliers import shop
from vijfspoor.actions.dossier.reassign_task import reassign_task
from vijfspoor.actions.dossier.settle_condition import settle_condition
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.ethics.answer_questions import answer_questions
from vijfspoor.actions.technology.keep_contract import ContractInput, check_clause, keep_contract
from vijfspoor.actions.technology.keep_product import (
    ProductInput,
    adopt_template,
    keep_product,
    link_product,
    offer_product,
)
from vijfspoor.actions.technology.keep_supplier import (
    SupplierInput,
    add_contact,
    keep_certificate,
    keep_supplier,
    remove_contact,
)
from vijfspoor.actions.technology.keep_supplier_dates import keep_supplier_dates
from vijfspoor.queries.actor import actor_for
from vijfspoor.queries.ethics.facts import facts_of
from vijfspoor.queries.technology import suppliers as query
from vijfspoor.queries.technology.contract import clause_rows, missing_clauses, open_items
from vijfspoor.queries.technology.supplier_requests import differences
from vijfspoor.store.models import ClauseCheck, Dossier, Product, ProductFact, Supplier, Task

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def _codes(clauses):
    return {clause.code for clause in clauses}


@pytest.mark.parametrize("role", ["user", "department_head", "data_protection_officer", "council", "ciso"])
def test_who_does_not_buy_keeps_no_files_of_suppliers(town, role):
    made = shop(town)
    actor = town.actor(role)

    for refused in (
        lambda: keep_supplier(actor, SupplierInput("Ander")),
        lambda: keep_product(actor, made.supplier, ProductInput("Ander")),
        lambda: keep_contract(actor, made.supplier, ContractInput("Ander", TODAY, products=[made.product])),
        lambda: check_clause(actor, made.contract(), "EXIT", finding="present"),
        lambda: offer_product(actor, made.product, offered=True),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_who_buys_and_also_oversees_keeps_nothing(town):
    made = shop(town)
    officer = town.holders["procurement_officer"]
    officer.role_assignments.create(
        organisation=town.organisation, role="data_protection_officer", valid_from=date(2020, 1, 1)
    )

    with pytest.raises(NotAllowed):
        keep_supplier(actor_for(officer, NOW), SupplierInput("Ander"), made.supplier)


def test_another_organisation_reaches_nothing(town, other_town):
    made = shop(town)
    stranger = other_town.actor("procurement_officer")

    for refused in (
        lambda: keep_supplier(stranger, SupplierInput("Ander"), made.supplier),
        lambda: keep_product(stranger, made.supplier, ProductInput("Ander")),
        lambda: check_clause(stranger, made.contract(), "EXIT", finding="present"),
        lambda: adopt_template(stranger, made.product),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert query.listing(stranger, "", 1).paginator.count == 0
    assert query.find(stranger, made.supplier.pk) is None
    elsewhere = shop(other_town)
    dossier = builders.reported(other_town, builders.SPELL_CHECKER)
    with pytest.raises(NotAllowed):
        link_product(stranger, dossier, made.product)
    with pytest.raises(NotAllowed):
        made.contract(dossier)
    with pytest.raises(NotAllowed):
        keep_contract(made.buyer, made.supplier, ContractInput("X", TODAY, products=[elsewhere.product]))


def test_a_supplier_is_kept_once_with_contacts_that_can_be_erased(town):
    made = shop(town)
    with pytest.raises(InvalidInput) as wrong:
        keep_supplier(made.buyer, SupplierInput("Spraakwerk BV", website="javascript:alert(1)"))
    assert set(wrong.value.errors) == {"name", "website"}
    with pytest.raises(InvalidInput):
        keep_supplier(made.buyer, SupplierInput(" "))

    kept = keep_supplier(made.buyer, SupplierInput("Spraakwerk", "https://spraakwerk.example"), made.supplier)
    assert (kept.pk, kept.name) == (made.supplier.pk, "Spraakwerk")
    contact = add_contact(made.buyer, kept, name="Kim", email="kim@spraakwerk.example")
    with pytest.raises(InvalidInput):
        add_contact(made.buyer, kept, name="Kim", email="kim")
    remove_contact(made.buyer, contact)
    assert not kept.contacts.exists()
    assert "Kim" not in str(list(town.organisation.audit_events.values_list("content", flat=True)))


def test_facts_of_a_product_are_proposed_to_every_application_and_change_nothing_there(town):
    made = shop(town, facts={"S1": "ja", "N10": "ja"})
    first, second = (builders.reported(town, builders.CONVERSATION_REPORT, name) for name in ("Een", "Twee"))
    for dossier in (first, second):
        route = dossier.route
        link_product(made.buyer, dossier, made.product)
        answer = dossier.answers.get(question="N10", is_current=True)
        assert (answer.value, answer.origin, answer.is_proposed) == ("ja", "supplier", True)
        assert "N10" not in facts_of(dossier.answers.all())
        dossier.refresh_from_db()
        assert dossier.route == route
    assert first.answers.get(question="S1", is_current=True).origin == "reporter"

    keep_product(made.buyer, made.supplier, ProductInput("Verslagmaker", facts={"N10": "nee"}), made.product)
    for dossier in (first, second):
        assert dossier.answers.get(question="N10", is_current=True).value == "nee"
    assert list(made.product.facts.filter(question="N10").values_list("value", "is_current")) == [
        ("ja", False),
        ("nee", True),
    ]


def test_a_fact_that_is_taken_away_is_proposed_no_more(town):
    made, other = shop(town, facts={"N10": "ja", "N8": "ja"}), shop(town, "Ander BV", facts={"S4": "nee"})
    dossier = builders.reported(town, builders.SPELL_CHECKER)
    answer_questions(town.actor("privacy_officer"), dossier, {"N8": "ja"})

    def proposed():
        return set(dossier.answers.filter(is_current=True, is_proposed=True).values_list("question", flat=True))

    link_product(made.buyer, dossier, made.product)
    assert proposed() == {"N10"}
    keep_product(made.buyer, made.supplier, ProductInput("Verslagmaker", facts={"N10": "onbekend"}), made.product)
    assert proposed() == set()
    link_product(made.buyer, dossier, other.product)
    assert proposed() <= {"S4"}
    link_product(made.buyer, dossier, None)
    assert proposed() == set()
    assert facts_of(dossier.answers.all())["N8"] == "ja"


def test_a_report_on_hidden_ai_goes_with_its_task_to_a_colleague(town):
    made = shop(town)
    report = keep_product(made.buyer, made.supplier, ProductInput("Bonnen", ai_functions="on_by_default")).report
    colleague = town.holders["application_manager"]
    reassign_task(town.actor("information_manager"), report.tasks.get(kind="report"), colleague)

    report.refresh_from_db()
    assert report.reporter == colleague


def test_what_somebody_answered_stays_and_is_shown_beside_the_fact(town):
    made = shop(town, facts={"N10": "ja"})
    dossier = builders.reported(town, builders.CONVERSATION_REPORT)
    answer_questions(town.actor("privacy_officer"), dossier, {"N10": "nee"})
    link_product(made.buyer, dossier, made.product)

    dossier.refresh_from_db()
    assert facts_of(dossier.answers.all())["N10"] == "nee"
    (row,) = differences(made.buyer, dossier)
    assert (row.question.code, row.fact.value, row.is_contrary) == ("N10", "ja", True)

    answer_questions(town.actor("privacy_officer"), dossier, {"N10": "ja"}, origin="supplier")
    assert differences(made.buyer, dossier) == []


def test_a_draft_and_a_closed_file_are_linked_to_nothing(town):
    made = shop(town)
    draft = builders.draft(town.actor("user"), builders.SPELL_CHECKER)
    with pytest.raises(Conflict):
        link_product(made.buyer, draft, made.product)
    dossier = builders.reported(town, builders.SPELL_CHECKER)
    Dossier.objects.filter(pk=dossier.pk).update(status="retired")
    with pytest.raises(Conflict):
        link_product(made.buyer, dossier, made.product)


def test_ai_on_by_default_opens_a_report_once_and_its_task_ends_with_it(town):
    made = shop(town)
    given = ProductInput("Verslagmaker", ai_functions="on_by_default", facts={"S1": "ja"})
    report = keep_product(made.buyer, made.supplier, given, made.product).report

    adviser = town.holders["information_adviser"]
    assert (report.gate, report.status, report.reporter_id) == ("G0", "draft", adviser.pk)
    assert report.answers.get(question="S1").is_proposed
    task = Task.objects.get(dossier=report, kind="report")
    assert task.assignee_id == adviser.pk
    assert keep_product(made.buyer, made.supplier, given, made.product).report is None

    actor = town.actor("information_adviser")
    _finish(actor, report)
    task.refresh_from_db()
    assert task.status == "done"
    assert Dossier.objects.get(pk=report.pk).gate == "G1"


def _finish(actor, draft):
    from vijfspoor.actions.dossier.save_intake_page import save_intake_page
    from vijfspoor.actions.dossier.submit_report import submit_report
    from vijfspoor.queries.dossier.intake import journey

    while step := next((s for s in journey(draft, actor.today) if not s.is_answered), None):
        values = builders._values(step.page.code, builders.CONVERSATION_REPORT, "Verslagmaker")
        save_intake_page(actor, draft, step.page.code, values)
        draft.refresh_from_db()
    submit_report(actor, draft)


def test_ai_on_by_default_of_a_product_in_use_opens_nothing(town):
    made = shop(town)
    link_product(made.buyer, builders.reported(town, builders.CONVERSATION_REPORT), made.product)

    given = ProductInput("Verslagmaker", ai_functions="on_by_default")
    assert keep_product(made.buyer, made.supplier, given, made.product).report is None


def test_wrong_facts_of_a_product_are_refused_at_the_question(town):
    made = shop(town)
    for facts, field in (({"S1": "misschien"}, "S1"), ({"S99": "ja"}, "S99")):
        with pytest.raises(InvalidInput) as wrong:
            keep_product(made.buyer, made.supplier, ProductInput("Nieuw", facts=facts))
        assert list(wrong.value.errors) == [field]
    with pytest.raises(InvalidInput) as wrong:
        keep_product(made.buyer, made.supplier, ProductInput("Verslagmaker", ai_functions="soms"))
    assert set(wrong.value.errors) == {"name", "ai_functions"}
    assert Product.objects.count() == 1
    assert not ProductFact.objects.exists()


def test_another_organisation_takes_over_a_product_without_any_data(town, other_town):
    made = shop(town, ai_functions="yes", models_used="Taalmodel X", facts={"S1": "ja"})
    add_contact(made.buyer, made.supplier, name="Kim")
    stranger = other_town.actor("procurement_officer")
    assert query.templates(stranger) == []
    offer_product(made.buyer, made.product, offered=True)
    (template,) = query.templates(stranger)

    own = adopt_template(stranger, template).product
    assert (own.organisation, own.models_used, own.taken_from) == (
        other_town.organisation,
        "Taalmodel X",
        town.organisation.name,
    )
    assert own.facts.get().origin == "template"
    assert not own.supplier.contacts.exists()
    assert query.templates(stranger) == []
    with pytest.raises(Conflict):
        adopt_template(stranger, template)
    with pytest.raises(NotAllowed):
        adopt_template(made.buyer, made.product)


def test_the_contract_gate_names_what_is_missing_until_each_clause_was_found(town):
    made = shop(town)
    dossier = builders.reported(town, builders.CONVERSATION_REPORT)
    before = _codes(missing_clauses(dossier, TODAY))
    assert {"AI_DECLARATION", "NO_TRAINING", "PROCESSOR"} <= before

    link_product(made.buyer, dossier, made.product)
    dossier.refresh_from_db()
    contract = made.contract()
    check_clause(made.buyer, contract, "NO_TRAINING", finding="present")
    check_clause(town.actor("legal_adviser"), contract, "EXIT", finding="accepted_otherwise", reasons="In bijlage 4.")
    check_clause(made.buyer, contract, "CHANGES", finding="absent")
    assert before - _codes(missing_clauses(dossier, TODAY)) == {"NO_TRAINING", "EXIT"}
    check_clause(made.buyer, contract, "NO_TRAINING", finding="absent")
    assert "NO_TRAINING" in _codes(missing_clauses(dossier, TODAY))
    assert len(open_items(dossier, TODAY)) == len(missing_clauses(dossier, TODAY))

    rows = clause_rows(contract, TODAY)
    assert rows[0].is_missing
    assert {row.clause.code for row in rows if row.is_missing} == _codes(missing_clauses(dossier, TODAY))
    for row in rows:
        check_clause(made.buyer, contract, row.clause.code, finding="present")
    assert open_items(dossier, TODAY) == ()


def test_a_contract_that_ended_counts_no_more_and_what_is_built_here_needs_none(town):
    made = shop(town)
    dossier = builders.reported(town, builders.CONVERSATION_REPORT)
    contract = made.contract(dossier, ends_on=date(2026, 11, 22))
    check_clause(made.buyer, contract, "EXIT", finding="present")
    assert "EXIT" in _codes(missing_clauses(dossier, TODAY))
    assert "EXIT" not in _codes(missing_clauses(dossier, date(2026, 11, 22)))

    answer_questions(made.buyer, dossier, {"N13": "nee"})
    assert missing_clauses(dossier, TODAY) == ()


def test_a_finding_stays_as_it_was_given(town):
    contract = shop(town).contract()
    made = check_clause(town.actor("legal_adviser"), contract, "EXIT", finding="present")
    for finding, reasons, code in (("soms", "", "EXIT"), ("accepted_otherwise", " ", "EXIT"), ("present", "", "X")):
        with pytest.raises(InvalidInput):
            check_clause(town.actor("legal_adviser"), contract, code, finding=finding, reasons=reasons)

    with pytest.raises(DatabaseError), transaction.atomic():
        ClauseCheck.objects.filter(pk=made.pk).update(finding="absent")
    with pytest.raises(DatabaseError), transaction.atomic():
        made.delete()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"starts_on": None}, "starts_on"),
        ({"ends_on": date(2025, 1, 1)}, "ends_on"),
        ({"notice_months": 61}, "notice_months"),
        ({"products": []}, "products"),
    ],
)
def test_a_wrong_contract_is_refused_at_the_field(town, fields, field):
    with pytest.raises(InvalidInput) as wrong:
        shop(town).contract(**fields)
    assert list(wrong.value.errors) == [field]


def test_dates_become_tasks_of_the_procurement_officer_once(town):
    made = shop(town)
    ends = date(2027, 5, 31)
    contract = made.contract(ends_on=ends, notice_months=3)
    keep_certificate(made.buyer, made.supplier, name="ISO 27001", valid_until=date(2027, 1, 10))
    expired = keep_certificate(made.buyer, made.supplier, name="SOC 2", valid_until=date(2026, 6, 1))
    keep_certificate(made.buyer, made.supplier, name="NEN 7510", valid_until=date(2029, 1, 1))

    assert keep_supplier_dates(NOW) == 2
    assert keep_supplier_dates(NOW) == 0
    assert keep_supplier_dates(NOW + timedelta(days=14)) == 1
    contract.refresh_from_db()
    assert (contract.notice_task.due_on, contract.notice_task.kind) == (date(2027, 2, 26), "contract")
    officer = town.holders["procurement_officer"]
    assert set(Task.objects.exclude(kind="answer").values_list("assignee", flat=True)) == {officer.pk}

    settle_condition(made.buyer, contract.notice_task, note="Wij verlengen.")
    expired.refresh_from_db()
    keep_certificate(made.buyer, made.supplier, name="SOC 2", valid_until=date(2028, 6, 1), certificate=expired)
    assert not Task.objects.filter(kind="certificate", subject__startswith="SOC", status="open").exists()

    assert keep_supplier_dates(NOW + timedelta(days=120)) == 1
    contract.refresh_from_db()
    assert contract.end_task.due_on == ends
    longer = ContractInput("Raamovereenkomst", date(2026, 1, 1), date(2029, 5, 31), 3, products=[made.product])
    keep_contract(made.buyer, made.supplier, longer, contract)
    assert not Task.objects.filter(kind="contract", status="open").exists()


def test_concentration_counts_applications_and_departments(town):
    made, _small = shop(town), shop(town, "Klein BV")
    for name in ("Een", "Twee"):
        link_product(made.buyer, builders.reported(town, builders.SPELL_CHECKER, name), made.product)

    (row,) = query.most_leaned_on(made.buyer)
    assert (row.supplier, row.products, row.applications, row.departments) == (made.supplier, 1, 2, 1)
    assert [found.supplier.name for found in query.listing(made.buyer, "klein", 1)] == ["Klein BV"]
    both = [supplier.pk for supplier in Supplier.objects.all()]
    assert [len(view.applications) for view in query.compared(made.buyer, [*both, 2**40])] == [0, 2]
