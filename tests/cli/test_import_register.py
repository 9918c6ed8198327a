"""`vijfspoor import-register`: a dry run that stores nothing, what it prints, and its exit codes."""

import json

import pytest
from click.testing import CliRunner

from vijfspoor.cli.import_register import import_register
from vijfspoor.store.models import AuditEvent, Dossier, RegisterImport

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    made = tmp_path / "lijst.csv"
    made.write_text("Naam;Eigenaar;Sinds\nRouter;Test ciso;2019\nRouter;;\nMeter;;gisteren\n")
    return str(made)


def run(*arguments):
    return CliRunner().invoke(import_register, arguments)


def test_a_dry_run_says_what_would_happen_and_stores_nothing(town, file):
    before = AuditEvent.objects.count()
    done = run(file, "--dry-run", "--lang", "en")

    assert done.exit_code == 1
    assert "row 4, In use since: “gisteren” is no date" in done.stdout
    assert "row 3: same as row 2" in done.stdout
    assert "3 rows: 2 right, 1 wrong, 1 without an owner; nothing was stored" in done.stdout
    assert not RegisterImport.objects.exists()
    assert not Dossier.objects.exists()
    assert AuditEvent.objects.count() == before


def test_it_takes_over_what_is_right(town, file):
    outcome = json.loads(run(file, "--json").stdout)

    assert (outcome["rows"], outcome["wrong"], outcome["made"]) == (3, 1, 1)
    assert Dossier.objects.get().accountable == town.holders["ciso"]
    assert json.loads(run(file, "--json").stdout)["made"] == 0
    assert json.loads(run(file, "--json", "--duplicates").stdout)["made"] == 2


def test_wrong_use_is_one_line(town, other_town, file, tmp_path):
    unknown = tmp_path / "b.csv"
    unknown.write_text("a;b\n1;2\n")
    here = ("--organisation", "testdam")
    for arguments, words in [
        ((file,), "--organisation"),
        ((file, "--organisation", "nergens"), "no organisation"),
        ((file, *here, "--by", "niemand@testdam.example"), "nobody here"),
        ((file, *here, "--by", town.holders["user"].email), "may not"),
        ((str(unknown), *here), "Naam"),
    ]:
        done = run(*arguments)
        assert (done.exit_code, words in done.stderr, done.stderr.count("\n")) == (2, True, 1), done.stderr
