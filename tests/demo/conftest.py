"""The demo, loaded once for all tests in this folder and taken away afterwards."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction

from vijfspoor.cli._demo.play import play

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)


@pytest.fixture(scope="package")
def demo_database(django_db_setup: None, django_db_blocker: object) -> Iterator[datetime]:
    """Both municipalities as of a fixed moment, which it yields. Rolled back: rows of the record cannot be deleted."""
    with django_db_blocker.unblock(), transaction.atomic():
        play("lindewaard", NOW)
        play("oosterdijk", NOW)
        yield NOW
        transaction.set_rollback(True)
