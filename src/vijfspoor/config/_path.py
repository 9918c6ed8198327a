"""An address. Its numbers are those a row can have: a larger one is no address, so no page needs to look."""

from typing import Any

from django.urls import path as django_path
from django.urls import register_converter
from django.urls.converters import IntConverter

from vijfspoor.web._numbers import LARGEST


class _RowNumber(IntConverter):
    def to_python(self, value: str) -> int:
        """Return the number. Raises ValueError, which makes it no address, for one that no row has."""
        number = super().to_python(value)
        if number > LARGEST:
            raise ValueError(value)
        return number


register_converter(_RowNumber, "row")


def path(route: str, view: Any, kwargs: dict[str, Any] | None = None, name: str | None = None) -> Any:
    """Return an address as Django makes it, where `<int:pk>` is a number of a row."""
    return django_path(route.replace("<int:", "<row:"), view, kwargs, name)
