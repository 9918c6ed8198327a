"""Verb: hand in a report. The dossier comes to life: owner, classification, questions and triage (G0 to G1)."""

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission, _tasks
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.ethics._classify import reclassify
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.dossier.intake import journey
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.store.models import Dossier, Task


@transaction.atomic
def submit_report(actor: Actor, dossier: Dossier) -> Dossier:
    """Hand in the actor's draft. Raises InvalidInput naming the page that still needs an answer."""
    _permission.require(actor, "edit_draft", dossier)
    unanswered = [step.page.code for step in journey(dossier, actor.today) if not step.is_answered]
    if unanswered:
        raise InvalidInput({page: [_("This question is still open.")] for page in unanswered})
    dossier.status = Dossier.Status.UNDERWAY
    dossier.reported_at = dossier.changed_at = actor.now
    heads = Holders(actor.organisation, actor.today).nearest("department_head", dossier)
    dossier.accountable = heads[0] if heads else None
    dossier.gate = "G1"
    dossier.save()
    _audit.record(actor, "reported", dossier, accountable=dossier.accountable_id, use=dossier.use)
    for task in dossier.tasks.filter(kind=Task.Kind.REPORT, status=Task.Status.OPEN):
        _tasks.close(actor, task)
    classification = reclassify(actor, dossier)
    _tasks.plan_gate(actor, dossier, "G1", classification.requires)
    dossier.save()
    return dossier
