"""Shared fixtures."""

import pytest
from hypothesis import settings

from tests import builders

# How long one example takes says how busy the machine is; speed has measures of its own in bench/.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


@pytest.fixture
def town(db: None) -> builders.Municipality:
    """A small municipality."""
    return builders.municipality()


@pytest.fixture
def other_town(db: None) -> builders.Municipality:
    """A second municipality, whose people must see nothing of the first."""
    return builders.municipality("elders")
