"""The web ring as a Django app, for its template tags."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Web: pages; no tables."""

    name = "vijfspoor.web"
    label = "web"
