"""`vijfspoor demo`: the fictional municipality Lindewaard, with people in all roles and work for each of them."""

import time

import click

from vijfspoor.cli import _django

MUNICIPALITIES = ("lindewaard", "oosterdijk")


@click.command()
@click.option("--reset", is_flag=True, help="Empty the whole database and its files first.")
def demo(reset: bool) -> None:
    """Load the fictional municipality. Does nothing when it is there already, unless --reset."""
    _django.start(demo=True)
    from django.conf import settings

    if not settings.DEMO:
        click.echo("the demo only loads with DEMO=yes, because anyone may step in as anyone", err=True)
        raise SystemExit(2)
    from django.utils import timezone

    from vijfspoor.cli._demo.organisation import exists
    from vijfspoor.cli._demo.play import play
    from vijfspoor.cli.serve import prepare_database

    if reset:
        _empty()
    prepare_database()
    if exists():
        click.echo("Lindewaard is there already; use --reset to begin again")
        return
    started = time.monotonic()
    counts = {name: play(name, timezone.now()) for name in MUNICIPALITIES}
    told = ", ".join(f"{name.capitalize()} with {count} applications" for name, count in counts.items())
    click.echo(f"loaded {told}, in {time.monotonic() - started:.0f} seconds")


def _empty() -> None:
    """Undo every migration: rows of the audit trail cannot be removed one by one."""
    from django.core.files.storage import default_storage
    from django.core.management import call_command
    from django.db import connection

    from vijfspoor.actions._files import FOLDER

    with connection.cursor() as cursor:
        known = connection.introspection.table_names(cursor)
    if "django_migrations" in known:
        for app in ("mfa", "account", "sessions", "store"):
            call_command("migrate", app, "zero", interactive=False, verbosity=0)
    if default_storage.exists(FOLDER):
        for name in default_storage.listdir(FOLDER)[1]:
            default_storage.delete(f"{FOLDER}/{name}")
