"""Every free-text column of the store, derived from the models, and a marker written in all of them.

A new model or column takes part from its first day; what is public says so here, with its reason.
"""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Q
from django.utils import timezone

MARK = "Zwijgzaamheidsproef"
# The marker with the key of its row: a column that cannot hold it holds a code, not a text.
_ROOM = len(MARK) + 5
_TEXTS = (models.CharField, models.TextField, models.JSONField)
EVERY_ROW = Q()


def every_model() -> list[type[models.Model]]:
    """Every model of the store."""
    return list(apps.get_app_config("store").get_models())


def free_texts(model: type[models.Model]) -> list[Any]:
    """The columns of a model in which somebody can write: no choices, no codes too short for a word."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, _TEXTS)
        and not field.choices
        and not field.primary_key
        and (not field.max_length or field.max_length >= _ROOM)
    ]


def every_column() -> set[str]:
    """The names of all columns that are marked, such as `Concern.what`."""
    return {f"{model.__name__}.{field.name}" for model in every_model() for field in free_texts(model)}


def fill_empty_tables() -> None:
    """Give every model without a row one, so that no column stays unmarked. Fails by name where it cannot."""
    waiting = [model for model in every_model() if not model._default_manager.exists()]
    while waiting:
        left = [model for model in waiting if not _made(model)]
        assert len(left) < len(waiting), f"no row could be made of {[model.__name__ for model in left]}"
        waiting = left


def mark_every_column(public: dict[str, Q]) -> None:
    """Write the marker in every free-text column of every row, but for the rows `public` names."""
    with _no_triggers():
        for model in every_model():
            for field in free_texts(model):
                stays = public.get(f"{model.__name__}.{field.name}")
                rows = model._default_manager.all()
                if stays is not None:
                    rows = rows.exclude(pk__in=rows.filter(stays).values("pk"))
                _mark(rows, field)


def _mark(rows: Any, field: Any) -> None:
    for pk, value in list(rows.values_list("pk", field.name)):
        marked = _marked(value) if isinstance(field, models.JSONField) else f"{MARK}{pk}"
        # What a constraint of the database refuses, nobody can have written there.
        with suppress(IntegrityError), transaction.atomic():
            type(rows)(rows.model).filter(pk=pk).update(**{field.name: marked})


def _marked(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _marked(part) for key, part in value.items()} or {MARK: MARK}
    return [_marked(part) for part in value] or [MARK] if isinstance(value, list) else MARK


def _made(model: type[models.Model]) -> bool:
    """Make one row: with what is required only, else with everything filled in, else with every choice."""
    for with_all, turn in itertools.product((False, True), range(6)):
        try:
            with transaction.atomic():
                model(**_values(model, with_all, turn)).save_base(raw=True, force_insert=True)
        except (IntegrityError, LookupError):
            continue
        return True
    return False


def _values(model: type[models.Model], with_all: bool, turn: int) -> dict[str, Any]:
    asked = [
        field
        for field in model._meta.concrete_fields
        if not field.primary_key or field.is_relation
        if with_all or not (field.null or field.has_default())
    ]
    related = [field for field in asked if field.is_relation]
    # Two columns on the same table get two rows: somebody and who stands in.
    earlier = {f: sum(g.related_model is f.related_model for g in related[:n]) for n, f in enumerate(related)}
    return {f.attname: _related(f, earlier[f]) if f.is_relation else _value(f, turn) for f in asked}


def _value(field: Any, turn: int) -> Any:
    if field.choices:
        codes = [code for code, _title in field.choices]
        return codes[turn % len(codes)]
    makers = {
        models.DateTimeField: timezone.now,
        models.DateField: timezone.localdate,
        models.JSONField: dict,
        models.BooleanField: lambda: bool(turn % 2),
        models.BinaryField: lambda: b"x",
    }
    for kind, make in makers.items():
        if isinstance(field, kind):
            return make()
    if isinstance(field, models.UUIDField):
        return field.get_default()
    return "x" if isinstance(field, (models.CharField, models.TextField)) else turn + 1


def _related(field: Any, earlier: int) -> Any:
    """The first row there is, or the one after those taken `earlier`; for a one-to-one the first that is free."""
    found = field.related_model._default_manager.order_by("pk")
    if field.unique:
        found = found.exclude(pk__in=field.model._default_manager.values(field.name))
    return found.values_list("pk", flat=True)[earlier]


@contextmanager
def _no_triggers() -> Iterator[None]:
    """Let a test write where the database refuses every change; put the triggers back afterwards."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
            yield
            cursor.execute("SET LOCAL session_replication_role = origin")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _name, sql in triggers:
            cursor.execute(sql)
