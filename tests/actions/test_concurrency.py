"""Several processes at once, and one killed half-way: the audit chain holds and nothing is half done."""

import os
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PREPARE = """
from vijfspoor.cli.serve import prepare_database
prepare_database()
from tests import builders
town = builders.municipality("druk")
builders.reported(town, builders.CV_RANKER)
"""
WRITE = """
from django.utils import timezone
from tests import builders
from vijfspoor.actions.dossier.start_report import start_report
from vijfspoor.queries.actor import actor_for
from vijfspoor.store.models import Person
person = Person.objects.get(email="test.user@druk.example")
for _ in range({times}):
    start_report(actor_for(person, timezone.now()))
"""
DECIDE = """
import sys
from django.utils import timezone
from vijfspoor.actions.dossier.contribute import contribute
from vijfspoor.actions.errors import Conflict
from vijfspoor.queries.actor import actor_for
from vijfspoor.store.models import Person, Task
task = Task.objects.select_related("assignee").get(role="ciso", kind="advise")
try:
    contribute(actor_for(task.assignee, timezone.now()), task, text="Ja", position="positive")
except Conflict:
    sys.exit(3)
"""

SOURCE = """
from datetime import timedelta
from vijfspoor.actions.dossier._conditions import ConditionInput
from vijfspoor.actions.leadership.keep_means import SourceInput, add_means_source
from vijfspoor.domain.leadership.means import Means
other = builders.reported(town, builders.SPELL_CHECKER)
wishes = [ConditionInput(f"Wens {n}", town.holders["ciso"], builders.NOW.date() + timedelta(9)) for n in range(4)]
builders.decided(town, other, "approve_with_conditions", deviation_reasons="Klein.", conditions=wishes)
add_means_source(town.actor("executive_board"), SourceInput("Dienst", Means(100), builders.NOW.year))
"""
ASSIGN = """
import sys, time
from pathlib import Path
from tests import builders
from vijfspoor.actions.leadership.assign_means import assign_means
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.domain.leadership.means import Means
from vijfspoor.queries.actor import actor_for
from vijfspoor.store.models import MeansSource, Person, Task
board = actor_for(Person.objects.get(email="test.executive_board@druk.example"), builders.NOW)
task, source = Task.objects.get(subject="Wens {number}"), MeansSource.objects.get()
Path("{folder}/ready-{number}").touch()
while not Path("{folder}/go").exists():
    time.sleep(0.005)
try:
    assign_means(board, task, source, Means(40))
except InvalidInput:
    sys.exit(3)
"""


@pytest.fixture
def environment(tmp_path):
    """A database of its own, of the same kind as the suite runs on."""
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith("postgres"):
        import psycopg

        name = f"druk_{uuid.uuid4().hex[:8]}"
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        url = url.replace("/postgres?", f"/{name}?")
    else:
        url = f"sqlite:///{tmp_path}/druk.sqlite3"
    return {
        **os.environ,
        "DATABASE_URL": url,
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
        "DEMO": "yes",
    }


def _start(code, environment):
    start = f"import django; django.setup()\n{code}"
    return subprocess.Popen([sys.executable, "-c", start], env=environment, cwd=ROOT)


def _verify(environment):
    command = [sys.executable, "-m", "vijfspoor", "verify-audit"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_four_writers_at_once_keep_one_unbroken_chain(environment):
    assert _start(PREPARE, environment).wait(120) == 0
    writers = [_start(WRITE.format(times=10), environment) for _ in range(4)]

    assert [writer.wait(180) for writer in writers] == [0, 0, 0, 0]

    verified = _verify(environment)
    assert verified.returncode == 0, verified.stdout
    count = (
        "from vijfspoor.store.models import Dossier; assert Dossier.objects.values('number').distinct().count() == 41"
    )
    assert _start(count, environment).wait(60) == 0


def test_of_two_people_doing_one_task_at_once_exactly_one_succeeds(environment):
    assert _start(PREPARE, environment).wait(120) == 0
    both = [_start(DECIDE, environment) for _ in range(2)]

    assert sorted(process.wait(120) for process in both) == [0, 3]


def test_of_four_who_assign_from_one_source_at_once_none_overspends_it(environment, tmp_path):
    assert _start(PREPARE + SOURCE, environment).wait(120) == 0
    everyone = [_start(ASSIGN.format(number=number, folder=tmp_path), environment) for number in range(4)]
    while len(list(tmp_path.glob("ready-*"))) < len(everyone):
        assert all(process.poll() is None for process in everyone)
        time.sleep(0.05)
    (tmp_path / "go").touch()

    assert sorted(process.wait(120) for process in everyone) == [0, 0, 3, 3]


def test_a_writer_killed_half_way_leaves_nothing_half_done(environment):
    assert _start(PREPARE, environment).wait(120) == 0
    writer = _start(WRITE.format(times=100_000), environment)
    time.sleep(4)
    writer.send_signal(signal.SIGKILL)
    writer.wait(30)

    verified = _verify(environment)
    assert verified.returncode == 0, verified.stdout
    whole = (
        "from vijfspoor.store.models import AuditEvent, Dossier; "
        "assert AuditEvent.objects.filter(action='report_started').count() == Dossier.objects.count()"
    )
    assert _start(whole, environment).wait(60) == 0
