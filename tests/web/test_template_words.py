"""Filters and tags are built in, so a name that two features both use would quietly break one of them."""

from collections import Counter
from importlib import import_module

from django.conf import settings


def test_every_filter_and_tag_has_a_name_of_its_own():
    libraries = [import_module(name).register for name in settings.TEMPLATES[0]["OPTIONS"]["builtins"]]
    names = Counter(
        (kind, name)
        for library in libraries
        for kind, found in (("filter", library.filters), ("tag", library.tags))
        for name in found
    )

    assert [name for name, number in names.items() if number > 1] == []
