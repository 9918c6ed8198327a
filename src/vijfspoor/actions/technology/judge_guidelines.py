"""Verb: judge an application by the architecture guidelines, as its architect."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.technology import _guidelines
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.technology.guidelines import GuidelineLine, guideline_lines
from vijfspoor.store.models import Dossier, GuidelineJudgement


@dataclass(frozen=True, slots=True)
class JudgementInput:
    """What the architect says of one guideline: whether it is met, and why."""

    meets: bool
    note: str = ""


@transaction.atomic
def judge_guidelines(actor: Actor, dossier: Dossier, given: Mapping[str, JudgementInput]) -> int:
    """Record what is new in `given` (guideline code -> judgement). Returns how many were recorded.

    Raises InvalidInput when a deviation has no reason, or a guideline does not apply or is shown by facts already.
    """
    _permission.require(actor, "judge_guidelines", dossier)
    dossier = Dossier.objects.select_for_update().get(pk=dossier.pk)
    if dossier.status == Dossier.Status.DRAFT:
        raise Conflict(_("This report was not handed in yet. Finish the report first."))
    lines = {line.result.guideline.code: line for line in guideline_lines(dossier, actor.today)}
    _check(given, lines)
    new = {code: item for code, item in given.items() if _is_new(item, lines[code])}
    GuidelineJudgement.objects.bulk_create(
        GuidelineJudgement(
            dossier=dossier, code=code, meets=item.meets, note=item.note.strip(), by=actor.person, at=actor.now
        )
        for code, item in new.items()
    )
    if new:
        _audit.record(actor, "guidelines_judged", dossier, count=len(new), codes=sorted(new))
        _guidelines.close_settled(actor, dossier)
    return len(new)


def _check(given: Mapping[str, JudgementInput], lines: Mapping[str, GuidelineLine]) -> None:
    errors: dict[str, list[str]] = {}
    for code, item in given.items():
        if code not in lines:
            errors[code] = [_("This guideline does not apply here.")]
        elif lines[code].is_shown:
            errors[code] = [_("The facts on file show this already. Change the fact when it is wrong.")]
        elif not item.meets and not item.note.strip():
            errors[code] = [_("Write what deviates, so that it can be repaired.")]
    if errors:
        raise InvalidInput(errors)


def _is_new(item: JudgementInput, line: GuidelineLine) -> bool:
    earlier = line.judgement
    return earlier is None or (earlier.meets, earlier.note) != (item.meets, item.note.strip())
