"""Needs: the board by department, and one need beside what may meet it already."""

from dataclasses import dataclass

from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.dossier.intake import LookAlike, look_alikes
from vijfspoor.store.models import Need, Unit

MOST = 200


@dataclass(frozen=True, slots=True)
class NeedColumn:
    """The needs of one department and its teams, the newest first."""

    department: Unit
    needs: tuple[Need, ...]


def board(actor: Actor, *, state: str = Need.State.OPEN) -> list[NeedColumn]:
    """Return the needs in one state per department, in one SQL statement."""
    rows = _visible.needs(actor).filter(state=state).select_related("unit__parent", "dossier")
    by_department: dict[Unit, list[Need]] = {}
    for row in rows.order_by("-heard_on", "-pk")[:MOST]:
        by_department.setdefault(row.unit.parent or row.unit, []).append(row)
    found = sorted(by_department.items(), key=lambda item: item[0].name)
    return [NeedColumn(department, tuple(needs)) for department, needs in found]


def need_of(actor: Actor, pk: int) -> Need | None:
    """Return one the actor may see."""
    rows = _visible.needs(actor).select_related("unit", "dossier", "logged_by", "organisation")
    return rows.filter(pk=pk).first()


def solutions(actor: Actor, need: Need) -> list[LookAlike]:
    """Return what may meet the need: own applications first, then what others publish."""
    return look_alikes(actor, f"{need.title} {need.text}")
