"""Verb: publish the figures of a round, once, after its last day. All that is ever shown comes from here.

Publishing a round twice would tell about the few who answered in between.
"""

from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions.errors import Conflict
from vijfspoor.content.literacy.loader import folder_of, load_framework
from vijfspoor.domain.people.literacy_figures import GroupBasis, ShownFigures, carried, published
from vijfspoor.domain.people.small_groups import MINIMUM
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.people.literacy_groups import basis_of
from vijfspoor.store.models import FigureRelease, ScanRound


@transaction.atomic
def release_figures(actor: Actor, round_: ScanRound) -> FigureRelease:
    """Publish what may be shown of a round.

    Raises Conflict while the round runs, when it was published already, when too few people answered, or when results
    from elsewhere differ too little from those published before: the difference would be about a few people.
    """
    _permission.require(actor, "release_figures", round_)
    round_ = ScanRound.objects.select_for_update().get(pk=round_.pk)
    if round_.closes_on >= actor.today and not round_.is_import:
        raise Conflict(_("This round still runs. Publish the figures after its last day."))
    if round_.releases.exists():
        raise Conflict(_("The figures of this round were published already. That can be done once."))
    basis = basis_of(round_, load_framework(folder_of(round_.version)).competences)
    if round_.is_import:
        basis = _after_earlier_import(round_, basis)
    if sum(group.people for group in basis.values()) < MINIMUM:
        raise Conflict(_("Fewer than five people answered. These figures cannot be shown."))
    year, quarter = actor.today.year, (actor.today.month + 2) // 3
    made = FigureRelease.objects.create(
        organisation=actor.organisation,
        round=round_,
        year=year,
        quarter=quarter,
        basis={name: asdict(group) for name, group in basis.items()},
        shown=_as_json(published(basis)),
        by=actor.person,
        at=actor.now,
    )
    _audit.record(actor, "figures_released", None, round=round_.pk, year=year, quarter=quarter)
    return made


def _after_earlier_import(round_: ScanRound, now: dict[str, GroupBasis]) -> dict[str, GroupBasis]:
    """Let a group keep its earlier figure when an import holds the same answers again with one to four more."""
    earlier = FigureRelease.objects.filter(
        organisation=round_.organisation_id, round__is_import=True, round__version=round_.version
    )
    newest = earlier.order_by("-pk").first()
    if newest is None:
        return now
    before = {name: GroupBasis(**group) for name, group in newest.basis.items()}
    found = carried(before, now)
    if all(found[name] == before.get(name) or not found[name].people for name in found):
        raise Conflict(_("Too little changed since the results before. The difference would be about a few people."))
    return found


def _as_json(shown: ShownFigures) -> dict[str, Any]:
    found: dict[str, Any] = asdict(shown)
    return found
