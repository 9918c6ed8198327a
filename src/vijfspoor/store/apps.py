"""The one Django app that owns tables."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Store: rows, constraints and indexes; no rules."""

    name = "vijfspoor.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
