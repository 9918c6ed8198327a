"""Suppliers, products and contracts over the API, for who may read them on screen."""

import pytest

from tests import builders
from tests.api.test_api import Program
from tests.suppliers import shop
from vijfspoor.actions.technology.keep_contract import check_clause
from vijfspoor.actions.technology.keep_product import link_product
from vijfspoor.actions.technology.keep_supplier import add_contact

pytestmark = pytest.mark.django_db


def test_what_is_on_file_can_be_read_but_no_contacts(town):
    made = shop(town, facts={"N10": "ja"})
    dossier = builders.reported(town, builders.CONVERSATION_REPORT)
    link_product(made.buyer, dossier, made.product)
    add_contact(made.buyer, made.supplier, name="Kim Klinker")
    contract = made.contract()
    check_clause(made.buyer, contract, "EXIT", finding="present")
    program = Program(town.holders["privacy_officer"])

    (supplier,) = program.send("GET", "/suppliers?q=spraak").json()["items"]
    assert supplier["id"] == made.supplier.pk
    assert "Klinker" not in program.send("GET", f"/suppliers/{made.supplier.pk}").content.decode()
    (product,) = program.send("GET", "/products").json()["items"]
    assert product["facts"] == [{"question": "N10", "value": "ja", "origin": "colleague"}]
    assert product["dossiers"] == [dossier.number]
    assert program.send("GET", "/contracts").json()["total"] == 1
    full = program.send("GET", f"/contracts/{contract.pk}").json()
    clauses = {row["code"]: row for row in full["clauses"]}
    assert (clauses["EXIT"]["finding"], clauses["EXIT"]["isMissing"]) == ("present", False)
    assert (clauses["NO_TRAINING"]["isRequired"], clauses["NO_TRAINING"]["isMissing"]) == (True, True)


@pytest.mark.parametrize("role", ["user", "council", "hr_adviser"])
def test_who_has_no_part_in_buying_reads_nothing(town, role):
    made = shop(town)
    contract = made.contract()
    program = Program(town.holders[role])

    for path in ("/suppliers", "/products", "/contracts"):
        assert program.send("GET", path).json()["total"] == 0
    assert program.send("GET", f"/contracts/{contract.pk}").status_code == 404
    assert program.send("GET", f"/suppliers/{made.supplier.pk}").status_code == 404


def test_another_organisation_reads_nothing(town, other_town):
    made = shop(town)
    contract = made.contract()
    program = Program(other_town.holders["procurement_officer"])

    assert program.send("GET", "/suppliers").json()["total"] == 0
    assert program.send("GET", f"/suppliers/{made.supplier.pk}").status_code == 404
    assert program.send("GET", f"/contracts/{contract.pk}").status_code == 404
