"""Reads settings from the environment, strict about bad values: a wrong value stops the start with a clear line."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_TRUE, _FALSE = {"1", "true", "yes", "ja"}, {"0", "false", "no", "nee", ""}


def flag(name: str, default: bool = False) -> bool:
    """Return the boolean setting `name`. Raises ImproperlyConfigured for anything but yes or no."""
    raw = os.environ.get(name)
    if raw is None:
        return default
    value = raw.strip().lower()
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False
    raise ImproperlyConfigured(f"{name}={raw!r} must be yes or no (true/false, ja/nee, 1/0)")


def text(name: str, default: str = "") -> str:
    """Return the setting `name` as text."""
    return os.environ.get(name, default).strip()


def words(name: str, default: str = "") -> list[str]:
    """Return the comma-separated setting `name` as a list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def number(name: str, default: int) -> int:
    """Return the whole-number setting `name`. Raises ImproperlyConfigured for anything else."""
    raw = text(name, str(default))
    if not raw.isdigit():
        raise ImproperlyConfigured(f"{name}={raw!r} must be a whole number")
    return int(raw)


def database(default_file: Path) -> dict[str, object]:
    """Return Django's database settings from DATABASE_URL: `sqlite:///FILE` or `postgres://user:password@host/name`."""
    url = text("DATABASE_URL") or f"sqlite:///{default_file}"
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(url.removeprefix("sqlite:///"))
    if parts.scheme in {"postgres", "postgresql"}:
        return _postgres(url)
    raise ImproperlyConfigured("DATABASE_URL must begin with sqlite:/// or postgres://")


def _sqlite(file: str) -> dict[str, object]:
    if not file:
        raise ImproperlyConfigured("DATABASE_URL=sqlite:///FILE needs the name of a file")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
        },
    }


def _postgres(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise ImproperlyConfigured("DATABASE_URL=postgres://... needs the name of a database")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8}, **query},
    }
