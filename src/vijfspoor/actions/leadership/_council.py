"""What the council is told it can count on: an item on its page, with a task of the board that keeps the term."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _notify
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.store.models import CouncilItem, CouncilLetter, Dossier, Task

MOST = {"title": 200, "text": 5000, "by": 200}
ROLE = "executive_board"


@dataclass(frozen=True, slots=True)
class CouncilItemInput:
    """Motie, toezegging of brief, as typed."""

    kind: str
    title: str
    text: str
    by: str
    on: date | None
    due_on: date | None
    dossier: Dossier | None = None


def register(actor: Actor, given: CouncilItemInput, letter: CouncilLetter | None = None) -> CouncilItem:
    """Put an item on the council's page and ask the board to answer before its term; `letter` is where it was promised.

    Raises InvalidInput at the field.
    """
    texts = checked(
        {"title": given.title, "text": given.text, "by": given.by},
        MOST,
        {"title": _("Give it a short name."), "text": _("Write what the council asks or was promised.")},
    )
    on, due_on = _checked_days(actor, given)
    board = Holders(actor.organisation, actor.today).of(ROLE)
    task = Task.objects.create(
        organisation=actor.organisation,
        dossier=given.dossier,
        kind=Task.Kind.COUNCIL,
        role=ROLE,
        assignee=board[0] if board else None,
        subject=texts["title"],
        due_on=due_on,
        created_at=actor.now,
    )
    item = CouncilItem.objects.create(
        organisation=actor.organisation,
        kind=given.kind,
        **texts,
        on=on,
        due_on=due_on,
        dossier=given.dossier,
        letter=letter,
        task=task,
        registered_by=actor.person,
        registered_at=actor.now,
    )
    _notify.task_given(actor, task)
    _audit.record(actor, "council_item_registered", given.dossier, item=item.pk, kind=given.kind)
    return item


def _checked_days(actor: Actor, given: CouncilItemInput) -> tuple[date, date]:
    errors: dict[str, list[str]] = {}
    if given.kind not in CouncilItem.Kind.values:
        errors["kind"] = [_("Choose what it is.")]
    if given.on is None or given.on > actor.today:
        errors["on"] = [_("Fill in the day. It cannot lie in the future.")]
    if given.due_on is None or given.on is None or given.due_on < given.on:
        errors["due_on"] = [_("Fill in the term. It cannot lie before the day itself.")]
    if given.dossier is not None and not _visible.dossiers(actor).filter(pk=given.dossier.pk).exists():
        errors["dossier"] = [_("Choose an application from the list.")]
    if errors or given.on is None or given.due_on is None:
        raise InvalidInput(errors)
    return given.on, given.due_on
