"""Shared fixtures."""

import pytest

from tests import builders


@pytest.fixture
def town(db: None) -> builders.Municipality:
    """A small municipality."""
    return builders.municipality()


@pytest.fixture
def other_town(db: None) -> builders.Municipality:
    """A second municipality, whose people must see nothing of the first."""
    return builders.municipality("elders")
