"""`vijfspoor findings`: what it prints, its exit codes, and that it writes nothing."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.utils import timezone

from tests import builders
from vijfspoor.actions.organisation.accept_finding import accept_finding
from vijfspoor.actions.organisation.refresh_findings import refresh_findings
from vijfspoor.cli.findings import findings
from vijfspoor.queries.actor import actor_for
from vijfspoor.store.models import Dossier, Finding

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(town):
    made = builders.reported(town, builders.SPELL_CHECKER, name="Spelling")
    Dossier.objects.filter(pk=made.pk).update(supplier="")
    return made


def run(*arguments):
    return CliRunner().invoke(findings, arguments)


def test_it_prints_every_finding_and_fails_from_the_severity_asked(dossier):
    plain = run()
    assert plain.exit_code == 0
    assert "V-REG-03" in plain.stdout
    assert "Spelling" in plain.stdout
    assert run("--fail-on", "warning").exit_code == 1
    assert not Finding.objects.exists()


def test_an_error_fails_without_asking(dossier):
    Dossier.objects.filter(pk=dossier.pk).update(accountable=None)

    assert run().exit_code == 1


def test_json_has_what_a_pipeline_needs(dossier):
    rows = json.loads(run("--json", "--lang", "en").stdout)

    row = next(row for row in rows if row["code"] == "V-REG-03")
    assert row["dossier"] == dossier.number
    assert row["severity"] == "warning"
    assert row["subject"] == {"kind": "dossier", "id": str(dossier.pk)}
    assert row["sentence"].startswith("This application was not built here")
    assert row["accepted"] is False


def test_what_is_accepted_does_not_fail(town, dossier):
    now = timezone.now()
    refresh_findings(now)
    manager = actor_for(town.holders["information_manager"], now)
    for row in Finding.objects.filter(solved_at__isnull=True):
        accept_finding(manager, row, reason="Bekend.", until=(now + timedelta(days=30)).date())

    done = run("--fail-on", "hint")
    assert done.exit_code == 0
    assert "(accepted)" in done.stdout


def test_an_unknown_organisation_is_wrong_use(town):
    done = run("--organisation", "nergens")

    assert done.exit_code == 2
    assert "there is no organisation 'nergens'" in done.stderr
