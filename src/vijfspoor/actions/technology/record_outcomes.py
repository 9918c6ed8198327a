"""Verb: record counted outcomes; a value outside its threshold is a concern, and by setting reopens the file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions.dossier import _checklist
from vijfspoor.actions.dossier.reopen_triage import reopen_for
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.technology.report_concern import ConcernInput, report_concern
from vijfspoor.content.monitoring.loader import measure_book_in_force
from vijfspoor.domain.technology.fairness import FairnessMeasure, MeasureState, Threshold
from vijfspoor.domain.technology.outcome import Judged, OutcomeCounts, judged, sizes, without_small_groups
from vijfspoor.integrations.outcomes.measures import measure
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.wording import say
from vijfspoor.store.models import Concern, Dossier, OutcomeFigure, OutcomeRound, OutcomeThresholds

TRIGGER = "threshold"
_MOST_TOLD = 2400


@dataclass(frozen=True, slots=True)
class OutcomesInput:
    """Uitkomsten over een periode, counted. `sha256` is of the file as it came in; the file itself is not kept."""

    starts_on: date | None
    ends_on: date | None
    counts: OutcomeCounts
    is_baseline: bool = False
    via: str = OutcomeRound.Via.FILE
    file_name: str = ""
    sha256: str = ""


@transaction.atomic
def record_outcomes(actor: Actor, dossier: Dossier, given: OutcomesInput) -> OutcomeRound:
    """Measure and record one round. Groups that are too small to say anything about are taken out first.

    Raises InvalidInput at the field, Conflict on a draft.
    """
    _permission.require(actor, "record_outcomes", dossier)
    dossier = _checklist.locked(dossier)
    if dossier.status == Dossier.Status.DRAFT:
        raise Conflict(_("This report was not handed in yet. Finish the report first."))
    setting = OutcomeThresholds.objects.filter(dossier=dossier).first()
    measures = measures_of(setting, measure_book_in_force(actor.today).measures)
    least = min(item.minimum_cases for item in measures.values())
    counts, left_out = without_small_groups(given.counts, least)
    starts_on, ends_on = _checked(actor, given, counts, least)
    found = judged(measure(counts, _baseline(dossier)), measures)
    breaches = [item for item in found if item.state is MeasureState.BREACHED]
    text = _told(breaches, measures)
    concern = _concern(actor, dossier, text) if breaches else None
    row = OutcomeRound.objects.create(
        dossier=dossier,
        starts_on=starts_on,
        ends_on=ends_on,
        is_baseline=given.is_baseline,
        sizes={column: sizes(cells) for column, cells in counts.columns.items()},
        left_out=left_out,
        via=given.via,
        file_name=given.file_name[:200],
        sha256=given.sha256,
        concern=concern,
        by=actor.person,
        at=actor.now,
    )
    OutcomeFigure.objects.bulk_create(_figure(row, item) for item in found)
    _audit.record(actor, "outcomes_recorded", dossier, round=row.pk, breaches=len(breaches), sha256=given.sha256)
    if breaches and setting is not None and setting.reassesses:
        reopen_for(actor, [dossier], TRIGGER, text)
    return row


def measures_of(
    setting: OutcomeThresholds | None, measures: Mapping[str, FairnessMeasure]
) -> dict[str, FairnessMeasure]:
    """Return the measures with the bounds of this application, where it has its own."""
    own = setting.bounds if setting else {}
    return {
        code: replace(item, breach=Threshold(*own[code])) if code in own else item for code, item in measures.items()
    }


def _checked(actor: Actor, given: OutcomesInput, counts: OutcomeCounts, least: int) -> tuple[date, date]:
    """Return the first and last day. Raises InvalidInput at the field."""
    errors: dict[str, list[str]] = {}
    if given.starts_on is None:
        errors["starts_on"] = [_("Give the first day, as dd-mm-yyyy.")]
    if given.ends_on is None or given.ends_on > actor.today:
        errors["ends_on"] = [_("Give the last day, today or earlier.")]
    elif given.starts_on is not None and given.starts_on > given.ends_on:
        errors["ends_on"] = [_("The last day lies before the first day.")]
    if not any(counts.columns.values()):
        errors["file"] = [_("Every group has fewer than %(least)s cases. That says nothing yet.") % {"least": least}]
    if errors or given.starts_on is None or given.ends_on is None:
        raise InvalidInput(errors)
    return given.starts_on, given.ends_on


def _baseline(dossier: Dossier) -> dict[str, dict[str, int]] | None:
    row = OutcomeRound.objects.filter(dossier=dossier, is_baseline=True).order_by("-pk").first()
    return row.sizes if row else None


def _told(breaches: Sequence[Judged], measures: Mapping[str, FairnessMeasure]) -> str:
    """What lies outside its threshold, for whoever handles the concern."""
    lines = [
        f"{say(measures[item.measured.measure].title)}, {item.measured.column}"
        + (f" {item.measured.group}" if item.measured.group else "")
        + f": {item.measured.value:.2f}"
        for item in breaches
    ]
    return (_("A measure is outside its threshold.") + "\n" + "\n".join(lines))[:_MOST_TOLD]


def _concern(actor: Actor, dossier: Dossier, text: str) -> Concern:
    return report_concern(actor, ConcernInput(text), dossier)


def _figure(row: OutcomeRound, item: Judged) -> OutcomeFigure:
    found = item.measured
    return OutcomeFigure(
        round=row,
        column=found.column,
        group=found.group,
        measure=found.measure,
        value=found.value,
        cases=found.cases,
        state=item.state,
    )
