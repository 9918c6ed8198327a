"""Verbs on the maturity of a track: the executive board says which level it wants, others explain where it stands.

Nobody types the level itself in: it follows from the indicators.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.content.indicators.loader import indicators_in_force
from vijfspoor.domain.organisation.wheel import Track
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import LevelNote, WantedLevel

MOST = {"reason": 1000, "text": 2500}


@transaction.atomic
def want_level(actor: Actor, track: Track, *, level: int | None, reason: str) -> WantedLevel:
    """Adopt the level that is wanted for a track. Raises InvalidInput at `level` or `reason`."""
    _permission.require(actor, "want_level")
    known = {rule.number for rule in indicators_in_force(actor.today).ladders[track.code]}
    errors = {} if level in known else {"level": [_("Choose one of the levels.")]}
    try:
        why = checked({"reason": reason}, MOST, {"reason": _("Write why this is the level you want.")})["reason"]
    except InvalidInput as error:
        errors |= error.errors
    if errors or level is None:
        raise InvalidInput(errors)
    row = WantedLevel.objects.create(
        organisation=actor.organisation,
        track=track.code,
        level=level,
        reason=why,
        by=actor.person,
        by_name=actor.person.name,
        at=actor.now,
    )
    _audit.record(actor, "level_wanted", track=track.code, level=level)
    return row


@transaction.atomic
def explain_level(actor: Actor, track: Track, *, text: str) -> LevelNote:
    """Explain where a track stands, with today's date. It changes no level. Raises InvalidInput at `text`."""
    _permission.require(actor, "explain_level")
    said = checked({"text": text}, MOST, {"text": _("Write your explanation.")})["text"]
    row = LevelNote.objects.create(
        organisation=actor.organisation,
        track=track.code,
        text=said,
        by=actor.person,
        by_name=actor.person.name,
        at=actor.now,
    )
    _audit.record(actor, "level_explained", track=track.code)
    return row
