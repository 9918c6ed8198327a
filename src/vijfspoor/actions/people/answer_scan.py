"""Verb: answer one question of the self-scan. After the last one the result is kept, without a trace to the person.

No audit event is recorded here: it would say when who finished, and with that point at a result.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.content.literacy.loader import folder_of, load_framework
from vijfspoor.content.literacy.scan import load_scan
from vijfspoor.domain.people.self_scan import ScanItem, next_item, scan_result
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.people.literacy_norm import Norm, meets
from vijfspoor.store.models import ScanDraft, ScanInvitation, ScanResult, ScanRound


@dataclass(frozen=True, slots=True)
class Finished:
    """What came out, for the eyes of the person only: levels reached per competence."""

    levels: dict[str, int]


@transaction.atomic
def answer_scan(actor: Actor, invitation: ScanInvitation, item: str, option: str) -> ScanItem | Finished:
    """Save the answer to `item` and return the next question, or the result after the last one.

    Raises InvalidInput without an answer, Conflict when the round is not open, the scan is done, or this is not the
    question that is asked now (two windows at once).
    """
    _permission.require(actor, "answer_scan", invitation)
    invitation = ScanInvitation.objects.select_for_update(of=("self",)).select_related("round").get(pk=invitation.pk)
    round_ = invitation.round
    if invitation.is_done:
        raise Conflict(_("You did this scan already. Thank you."))
    if not round_.opens_on <= actor.today <= round_.closes_on:
        raise Conflict(_("This scan is not open now."))
    scan = load_scan(folder_of(round_.version))
    draft, _created = ScanDraft.objects.get_or_create(invitation=invitation)
    asked = next_item(scan, draft.answers)
    if asked is None or asked.code != item:
        raise Conflict(_("You answered this question already. Here is the next one."))
    if not option:
        raise InvalidInput({"option": [_("Choose an answer. If you do not know it, choose that.")]})
    try:
        asked.option(option)
    except LookupError as error:
        raise InvalidInput({"option": [_("Choose one of the answers.")]}) from error
    draft.answers[item] = option
    following = next_item(scan, draft.answers)
    if following is not None:
        draft.save(update_fields=["answers"])
        return following
    levels = {code: found.level for code, found in scan_result(scan, draft.answers).items()}
    _keep(actor, invitation, levels)
    return Finished(levels)


def _keep(actor: Actor, invitation: ScanInvitation, levels: dict[str, int]) -> None:
    round_: ScanRound = invitation.round
    norm = Norm(actor.organisation, load_framework(folder_of(round_.version)), actor.today)
    ScanResult.objects.create(
        round=round_,
        unit_id=invitation.unit_id,
        person=None if round_.is_anonymous else actor.person,
        levels={} if round_.is_anonymous else levels,
        meets=meets(norm.of(actor.person), levels),
    )
    ScanDraft.objects.filter(invitation=invitation).delete()
    invitation.is_done = True
    invitation.save(update_fields=["is_done"])
