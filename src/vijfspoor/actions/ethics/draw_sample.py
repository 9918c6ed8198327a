"""Verb: draw a sample of applications to look at, and record what was found in each."""

import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.domain.ethics.oversight import draw
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.ethics.oversight import population
from vijfspoor.store.models import Sample, SampleItem

MOST = 50


@transaction.atomic
def draw_sample(actor: Actor, role: str, size: int) -> Sample:
    """Draw `size` applications (1 to 50) in an overseer's `role`. Raises InvalidInput when there are none."""
    _permission.require(actor, "draw_sample", role)
    if not 1 <= size <= MOST:
        raise InvalidInput({"size": [_("Choose a number from 1 to 50.")]})
    by_number = dict(population(actor, role).values_list("number", "pk"))
    if not by_number:
        raise InvalidInput({"size": [_("There is no application to draw from.")]})
    seed = secrets.token_hex(16)
    drawn = draw(seed, by_number, size)
    sample = Sample.objects.create(
        organisation=actor.organisation,
        role=role,
        seed=seed,
        population=len(by_number),
        by=actor.person,
        at=actor.now,
    )
    SampleItem.objects.bulk_create(SampleItem(sample=sample, dossier_id=by_number[number]) for number in drawn)
    _audit.record(actor, "sample_drawn", None, sample=sample.pk, seed=seed, population=sample.population, drawn=drawn)
    return sample


@transaction.atomic
def look_at_sample(actor: Actor, item: SampleItem, *, is_in_order: bool | None, finding: str) -> SampleItem:
    """Record what was found. Raises InvalidInput at the field, NotAllowed for who did not draw the sample."""
    _permission.require(actor, "look_at_sample", item)
    errors: dict[str, list[str]] = {}
    if is_in_order is None:
        errors["is_in_order"] = [_("Choose: is it in order?")]
    if is_in_order is False and not finding.strip():
        errors["finding"] = [_("Write what is not in order.")]
    if errors:
        raise InvalidInput(errors)
    item.is_in_order, item.finding, item.looked_at = is_in_order, finding.strip(), actor.now
    item.save()
    _audit.record(actor, "sample_looked_at", item.dossier, sample=item.sample_id, in_order=is_in_order)
    return item
