"""Starts Django for the commands that need the database."""

import os
import secrets

import click
import django
from django.core.exceptions import ImproperlyConfigured


def start(*, serves: bool = False, demo: bool = False) -> None:
    """Set Django up, or stop with one clear line when a setting is wrong (exit code 2).

    A command that serves no pages signs nothing, so it does without SECRET_KEY. `demo` turns demo mode on
    unless the environment says otherwise.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vijfspoor.config.settings")
    if demo:
        os.environ.setdefault("DEMO", "yes")
    if not serves:
        os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(50))
    try:
        django.setup()
    except ImproperlyConfigured as error:
        click.echo(str(error), err=True)
        raise SystemExit(2) from error
