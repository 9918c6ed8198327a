"""A number that no row can have: no address, no page that breaks, and no other row than was meant."""

import pytest
from django.urls import Resolver404, URLPattern, get_resolver, resolve
from django.urls.converters import IntConverter

from vijfspoor.store.models import Dossier
from vijfspoor.web._numbers import LARGEST, typed_number, typed_numbers

PATTERNS = [
    pattern
    for pattern in get_resolver().url_patterns
    if isinstance(pattern, URLPattern) and pattern.callback.__module__.startswith("vijfspoor.web")
]
NUMBERED = [
    (pattern, name)
    for pattern in PATTERNS
    for name, converter in pattern.pattern.converters.items()
    if isinstance(converter, IntConverter)
]


def test_a_number_too_large_is_no_address_anywhere():
    assert len(NUMBERED) > 150
    for pattern, name in NUMBERED:
        convert = pattern.pattern.converters[name].to_python
        assert convert(str(LARGEST)) == LARGEST, pattern.name
        for wrong in (str(LARGEST + 1), "9" * 5000):
            with pytest.raises(ValueError, match=r"9|digits"):
                convert(wrong)
    with pytest.raises(Resolver404):
        resolve(f"/incidenten/{LARGEST + 1}")


@pytest.mark.parametrize("raw", ["", " ", "x", "-1", "1.5", "1e3", "²", "٣", "1\x00", str(LARGEST + 1), "9" * 5000])
def test_what_is_no_number_of_a_row_is_none(raw):
    assert typed_number(raw) is None
    assert typed_numbers([raw, "7"]) == [7]


def test_a_number_is_read_up_to_the_most_that_is_meant():
    assert typed_number(" 12 ") == 12
    assert typed_number("0") == 0
    assert typed_number("007") == 7
    assert typed_number("60", 60) == 60
    assert typed_number("61", 60) is None


@pytest.mark.django_db
def test_a_number_too_large_from_a_program_finds_no_row():
    """The pages of the API look rows up by number without looking at its size first."""
    assert Dossier.objects.filter(pk=2**70).first() is None
    assert Dossier.objects.filter(number=2**70).first() is None
