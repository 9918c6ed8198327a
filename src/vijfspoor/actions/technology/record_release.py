"""Verb: record a release of a product, and judge whether it touches the AI; if so every application is looked at."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.dossier.reopen_triage import reopen_for
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.technology.operation import uses_of
from vijfspoor.store.models import Dossier, Release

MOST = {"version": 60, "notes": 5000}
TRIGGER = "release"


@dataclass(frozen=True, slots=True)
class ReleaseInput:
    """Versie, as typed. `ai_impact` is yes, no or unknown."""

    version: str
    released_on: date | None
    notes: str
    ai_impact: str


@transaction.atomic
def record_release(actor: Actor, dossier: Dossier, given: ReleaseInput) -> Release:
    """Record what the supplier brought out; with AI impact triage reopens for every application that uses it.

    Which those are follows from the product on file; where none is, from the same supplier and name.

    Raises InvalidInput at the field, Conflict when this version was recorded already or the file is a draft.
    """
    _permission.require(actor, "record_release", dossier)
    required = {"version": _("Write which version it is."), "notes": _("Write what changes, in your own words.")}
    texts = checked({"version": given.version, "notes": given.notes}, MOST, required)
    if given.released_on is None:
        raise InvalidInput({"released_on": [_("Give the date as day-month-year.")]})
    if given.ai_impact not in Release.Impact.values:
        raise InvalidInput({"ai_impact": [_("Choose whether it touches the AI.")]})
    if dossier.status == Dossier.Status.DRAFT:
        raise Conflict(_("This report was not handed in yet. Finish the report first."))
    try:
        with transaction.atomic():
            row = Release.objects.create(
                organisation=actor.organisation,
                dossier=dossier,
                supplier=dossier.supplier,
                product=dossier.name,
                of_product=dossier.product,
                **texts,
                released_on=given.released_on,
                ai_impact=given.ai_impact,
                by=actor.person,
                at=actor.now,
            )
    except IntegrityError as error:
        raise Conflict(_("This version was recorded already.")) from error
    _audit.record(actor, "release_recorded", dossier, release=row.pk, ai_impact=row.ai_impact)
    _follow(actor, row)
    return row


@transaction.atomic
def judge_release(actor: Actor, release: Release, *, ai_impact: str) -> Release:
    """Say whether a release whose impact was unknown touches the AI. Raises Conflict when that was known already."""
    _permission.require(actor, "judge_release", release)
    row = Release.objects.select_for_update(of=("self",)).select_related("dossier").get(pk=release.pk)
    if row.ai_impact != Release.Impact.UNKNOWN:
        raise Conflict(_("It was said already whether this release touches the AI."))
    if ai_impact not in (Release.Impact.YES, Release.Impact.NO):
        raise InvalidInput({"ai_impact": [_("Choose whether it touches the AI.")]})
    row.ai_impact, row.judged_by, row.judged_at = ai_impact, actor.person, actor.now
    row.save(update_fields=["ai_impact", "judged_by", "judged_at"])
    _audit.record(actor, "release_judged", row.dossier, release=row.pk, ai_impact=ai_impact)
    _follow(actor, row)
    return row


def _follow(actor: Actor, release: Release) -> None:
    if release.ai_impact == Release.Impact.YES:
        reopen_by_release(actor, release, uses_of(release))


def reopen_by_release(actor: Actor, release: Release, dossiers: Iterable[Dossier]) -> None:
    """Look again at `dossiers`, the applications that use the product of `release`; those not in use are left alone."""
    reopen_for(actor, dossiers, TRIGGER, f"{release}: {release.notes}"[:2500])
