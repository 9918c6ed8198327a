"""Verb: decide not to notify, with reasons; where personal data leaked the data protection officer advises first."""

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _notify, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import Conflict
from vijfspoor.actions.technology import _incident
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.queries.technology.incidents import ClockView
from vijfspoor.store.models import ClockEntry, Incident

MOST = {"text": 5000, "reasons": 5000}


@transaction.atomic
def advise_on_notification(actor: Actor, incident: Incident, code: str, *, notify: bool, text: str) -> ClockEntry:
    """Record the advice of the data protection officer (GDPR Art. 39(1)(a)) to notify or not.

    Raises InvalidInput without reasons, Conflict when nothing is to be decided any more.
    """
    _permission.require(actor, "advise_on_notification", incident)
    incident = _incident.locked(incident)
    view = _open(actor, incident, code)
    said = checked({"text": text}, MOST, {"text": _("Write why you advise this.")})["text"]
    entry = _enter(actor, view, ClockEntry.Kind.ADVICE, said, advises_to_notify=notify)
    _audit.record(
        actor, "notification_advised", incident.dossier, incident=incident.pk, clock=code, advises_to_notify=notify
    )
    return entry


@transaction.atomic
def decide_not_to_notify(actor: Actor, incident: Incident, code: str, *, reasons: str) -> ClockEntry:
    """Record the decision of the accountable person, or of the executive board, not to notify.

    Where personal data is concerned the data protection officer must have advised: they are involved "properly and in
    a timely manner" (GDPR Art. 38(1)). Deviating from advice is allowed and stays visible. Raises Conflict without
    that advice or when nothing is to be decided any more, InvalidInput without reasons.
    """
    _permission.require(actor, "decide_not_to_notify", incident)
    incident = _incident.locked(incident)
    view = _open(actor, incident, code)
    said = checked({"reasons": reasons}, MOST, {"reasons": _("Write why notifying is not needed.")})["reasons"]
    if view.advice is None and incident.values.get("personal_breach") == "ja":
        raise Conflict(_("The data protection officer must advise first (GDPR Art. 38(1)). You may always notify."))
    deviates = view.advice is not None and view.advice.advises_to_notify is True
    _incident.keep_missed(actor, view)
    entry = _enter(actor, view, ClockEntry.Kind.NOT_NOTIFIED, said, deviates=deviates)
    _audit.record(actor, "incident_not_notified", incident.dossier, incident=incident.pk, clock=code, deviates=deviates)
    for officer in Holders(actor.organisation, actor.today).nearest("data_protection_officer", incident.dossier):
        _notify.not_notified(actor, incident, officer, view.clock, deviates=deviates)
    _incident.sync_clocks(actor, incident)
    return entry


def _open(actor: Actor, incident: Incident, code: str) -> ClockView:
    view = _incident.open_clock(actor, incident, code)
    if not view.state.is_open:
        raise Conflict(_("There is nothing to decide at this clock any more."))
    return view


def _enter(actor: Actor, view: ClockView, kind: ClockEntry.Kind, text: str, **fields: bool) -> ClockEntry:
    return ClockEntry.objects.create(
        clock=view.row,
        kind=kind,
        at=actor.now,
        text=text,
        person=actor.person,
        person_name=actor.person.name,
        recorded_at=actor.now,
        **fields,
    )
