"""How a command stops at wrong use or bad input: one clear line on standard error, exit code 2."""

from typing import NoReturn

import click


def refuse(message: str) -> NoReturn:
    """Say why nothing was done, and stop."""
    click.echo(message, err=True)
    raise SystemExit(2)


def in_one_line(error: Exception) -> str:
    """Return what an error says without its line breaks."""
    return " ".join(str(error).split())
