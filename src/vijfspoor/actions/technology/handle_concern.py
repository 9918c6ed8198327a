"""Verb: handle a concern: say which application it is about, join alike ones, answer the reporter, settle it."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _notify, _permission, _tasks
from vijfspoor.actions._texts import checked
from vijfspoor.actions.dossier.reopen_triage import reopen_for
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.leadership import _resident_mail
from vijfspoor.actions.people._teach import ask_to_learn
from vijfspoor.actions.technology.report_concern import ask
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Concern, ConcernReply, Dossier, Task

MOST = {"text": 5000}
# As the fact `concerns:clustered` says: so many alike concerns give cause to look at the application again.
CLUSTER = 3


@transaction.atomic
def handle_concern(actor: Actor, concern: Concern, *, text: str, settles: bool, teaches: str = "") -> Concern:
    """Answer every reporter of the case by message; with `settles` the case is done.

    With `teaches`, the code of a module, a settled case is a reason to learn for the department that uses it.

    Raises InvalidInput without an answer: who reports something hears back. Conflict when it was settled already.
    """
    _permission.require(actor, "handle_concern", concern)
    concern = locked(concern)
    said = checked({"text": text}, MOST, {"text": _("Write what the reporter may read about it.")})["text"]
    reply(actor, concern, said)
    if settles:
        finish(actor, concern, Concern.Status.SETTLED)
    if settles and teaches:
        name = concern.dossier.name if concern.dossier else ""
        reason = _("We learnt this from a concern about %(name)s.") % {"name": name}
        ask_to_learn(actor, concern.dossier, teaches, reason)
    _audit.record(actor, "concern_settled" if settles else "concern_answered", concern.dossier, concern=concern.pk)
    return concern


@transaction.atomic
def place_concern(actor: Actor, concern: Concern, dossier: Dossier) -> Concern:
    """Say which application a concern is about; its task moves to who manages that application.

    Raises Conflict when that was known already, InvalidInput for a draft or an application of another organisation.
    """
    _permission.require(actor, "handle_concern", concern)
    concern = locked(concern)
    if concern.dossier is not None:
        raise Conflict(_("It is known already which application this is about."))
    if dossier.organisation_id != actor.organisation.pk or dossier.status == Dossier.Status.DRAFT:
        raise InvalidInput({"dossier": [_("Choose an application from the list.")]})
    earlier, concern.dossier = concern.task, dossier
    concern.task = ask(actor, dossier, "")
    concern.save(update_fields=["dossier", "task"])
    _tasks.withdraw(actor, [earlier])
    _audit.record(actor, "concern_placed", dossier, concern=concern.pk)
    return concern


@transaction.atomic
def merge_concerns(actor: Actor, concern: Concern, others: Iterable[Concern]) -> Concern:
    """Make one case of `concern` and `others`; every reporter will hear what comes of it.

    Raises InvalidInput when nothing was chosen or one is about another application, Conflict when one is not open.
    """
    _permission.require(actor, "handle_concern", concern)
    concern = locked(concern)
    chosen = [locked(other) for other in others]
    if not chosen or any(other.dossier_id != concern.dossier_id or other == concern for other in chosen):
        raise InvalidInput({"others": [_("Choose one or more concerns about the same application.")]})
    for other in chosen:
        other.parts.update(part_of=concern)
        other.supplier_notices.update(concern=concern)
        other.part_of = concern
        other.save(update_fields=["part_of"])
        _tasks.withdraw(actor, [other.task])
    _audit.record(actor, "concerns_merged", concern.dossier, concern=concern.pk, others=[o.pk for o in chosen])
    if concern.dossier is not None and concern.parts.count() + 1 >= CLUSTER:
        reopen_for(actor, [concern.dossier], "concerns", concern.what)
    return concern


def locked(concern: Concern) -> Concern:
    """Return an open concern for change. Raises Conflict when it was handled, or is part of another case."""
    found = Concern.objects.select_for_update(of=("self",)).select_related("dossier", "task").get(pk=concern.pk)
    if found.status != Concern.Status.OPEN or found.part_of_id is not None:
        raise Conflict(_("This concern was handled already."))
    return found


def reply(actor: Actor, concern: Concern, text: str) -> None:
    """Keep the answer and send it to every reporter of the case, once each."""
    ConcernReply.objects.create(concern=concern, text=text, by=actor.person, at=actor.now)
    case = Concern.objects.filter(Q(pk=concern.pk) | Q(part_of=concern)).select_related("reporter", "dossier")
    tell(actor, case.order_by("pk"), text)


def tell(actor: Actor, concerns: Iterable[Concern], text: str) -> None:
    """Send `text` to who reported these concerns: each colleague once, each resident at their own link."""
    colleagues = {}
    for row in concerns:
        if row.kind == Concern.Kind.RESIDENT:
            _resident_mail.answered(actor, row, text)
        else:
            colleagues[row.reporter_id] = row
    for row in colleagues.values():
        _notify.concern_answered(actor, row, text)


def finish(actor: Actor, concern: Concern, status: Concern.Status) -> None:
    """Give the whole case its last state and close its tasks: an answer of a supplier is awaited no more."""
    concern.status = status
    concern.save(update_fields=["status", "incident"])
    concern.parts.update(status=status, incident=concern.incident)
    _tasks.close(actor, concern.task)
    _tasks.withdraw(actor, Task.objects.filter(supplier_notice__concern=concern, status=Task.Status.OPEN))
