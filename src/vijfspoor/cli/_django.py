"""Starts Django for the commands that need the database."""

import os

import click
import django
from django.core.exceptions import ImproperlyConfigured


def start() -> None:
    """Set Django up, or stop with one clear line when a setting is wrong (exit code 2)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vijfspoor.config.settings")
    try:
        django.setup()
    except ImproperlyConfigured as error:
        click.echo(str(error), err=True)
        raise SystemExit(2) from error
