"""Verbs: say of a piece whether it may be public under the Woo, or on which ground not; take over proposals."""

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.domain.leadership.woo import WooKind
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.leadership.woo import WooLine, lines
from vijfspoor.store.models import Dossier, WooChoice

MOST = {"reason": 2500}


@transaction.atomic
def choose_woo(actor: Actor, dossier: Dossier, item: str, *, outcome: str, ground: str = "", reason: str) -> WooChoice:
    """Choose for one piece, by a person and with their name. The newest choice counts.

    Raises InvalidInput without an outcome, without a ground for what stays out, or without a reason where advice
    given in confidence is released.
    """
    _permission.require(actor, "weigh_woo", dossier)
    line = _line(actor, dossier, item)
    said = checked({"reason": reason}, MOST, {})["reason"]
    errors: dict[str, list[str]] = {}
    if outcome not in WooChoice.Outcome.values:
        errors["outcome"] = [_("Choose whether it may be public.")]
    if outcome == WooChoice.Outcome.WITHHELD and ground not in line.book.grounds:
        errors["ground"] = [_("Choose the ground on which it stays out.")]
    if outcome == WooChoice.Outcome.PUBLIC and not said and line.kind.is_confidential:
        errors["reason"] = [_("This was given in confidence. Write why you release it.")]
    if errors:
        raise InvalidInput(errors)
    return _chosen(actor, dossier, item, outcome, ground if outcome == WooChoice.Outcome.WITHHELD else "", said)


@transaction.atomic
def accept_woo_proposals(actor: Actor, dossier: Dossier) -> int:
    """Take over every proposal nobody chose for yet, under the actor's name; what has no proposal stays open.

    Advice is never proposed to be public, so this releases none. Returns how many.
    """
    _permission.require(actor, "weigh_woo", dossier)
    open_lines = [line for line in lines(_locked(dossier), actor.today) if line.choice is None and line.kind.proposal]
    for line in open_lines:
        _chosen(actor, dossier, line.piece.key, _proposed(line.kind), line.kind.ground, "")
    return len(open_lines)


def _proposed(kind: WooKind) -> str:
    return str(kind.proposal.value) if kind.proposal else ""


def _line(actor: Actor, dossier: Dossier, item: str) -> WooLine:
    found = next((line for line in lines(_locked(dossier), actor.today) if line.piece.key == item), None)
    if found is None:
        raise InvalidInput({"item": [_("This piece is not on file any more.")]})
    return found


def _chosen(actor: Actor, dossier: Dossier, item: str, outcome: str, ground: str, reason: str) -> WooChoice:
    choice = WooChoice.objects.create(
        dossier=dossier,
        item=item,
        outcome=outcome,
        ground=ground,
        reason=reason,
        by=actor.person,
        by_name=actor.person.name,
        at=actor.now,
    )
    _audit.record(actor, "woo_chosen", dossier, item=item, outcome=outcome, ground=ground)
    return choice


def _locked(dossier: Dossier) -> Dossier:
    return Dossier.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=dossier.pk)
