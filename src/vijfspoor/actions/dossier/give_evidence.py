"""Verb: show that a point of a checklist is settled, in words and where wanted with a document."""

from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._files import transaction_with_files
from vijfspoor.actions._texts import checked
from vijfspoor.actions.dossier import _attachment, _checklist
from vijfspoor.actions.dossier._attachment import Place, Upload
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.leadership.publish import publish_now
from vijfspoor.content.checklists.loader import checklist_book_in_force
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.dossier.dossier import ItemOfDossier
from vijfspoor.queries.dossier.go_live import checklist_view
from vijfspoor.store.models import ChecklistEvidence, Dossier

MOST = {"text": 2500}
# The point of the retirement checklist by which the use ends.
SWITCHED_OFF = ("G9", "switched_off")


def give_evidence(
    actor: Actor, dossier: Dossier, gate: str, item: str, *, text: str, upload: Upload | None = None
) -> ChecklistEvidence:
    """Record who says that `item` of the checklist of `gate` is settled, and how that shows.

    Raises NotAllowed for who has no part in it, InvalidInput at `text` or `file`, Conflict when the checklist is not
    worked on now, the point does not apply, or the software knows better by itself.
    """
    with transaction_with_files() as writer:
        known = checklist_book_in_force(actor.today).checklists.get(gate)
        roles = next((found.who for found in known.items if found.code == item), ()) if known else ()
        _permission.require(actor, "give_evidence", ItemOfDossier(dossier, roles))
        dossier = _checklist.locked(dossier)
        _refuse(actor, dossier, gate, item)
        try:
            said = checked({"text": text}, MOST, {"text": _("Write what was done and where that shows.")})["text"]
        except InvalidInput as error:
            raise InvalidInput({**error.errors, **_attachment.faults(upload)}) from error
        attachment = _attachment.keep(actor, Place(dossier), upload, writer) if upload is not None else None
        given = ChecklistEvidence.objects.create(
            dossier=dossier,
            gate=gate,
            item=item,
            text=said,
            attachment=attachment,
            by=actor.person,
            by_name=actor.person.name,
            at=actor.now,
        )
        _audit.record(actor, "evidence_given", dossier, evidence=given.pk, gate=gate, item=item)
        if (gate, item) == SWITCHED_OFF:
            _end_of_use(actor, dossier)
        _checklist.follow(actor, dossier)
        return given


def _refuse(actor: Actor, dossier: Dossier, gate: str, item: str) -> None:
    if gate != _checklist.gate_at_work(dossier):
        raise Conflict(_("This checklist is not worked on now."))
    line = checklist_view(dossier, gate, actor.today).line(item)
    if line is None:
        raise Conflict(_("This point does not apply to this application."))
    if not line.takes_evidence:
        raise Conflict(_("The software sees this by itself: change the fact, not the evidence."))


def _end_of_use(actor: Actor, dossier: Dossier) -> None:
    dossier.use, dossier.changed_at = Dossier.Use.ENDED, actor.now
    dossier.save(update_fields=["use", "changed_at"])
    _audit.record(actor, "use_ended", dossier)
    if dossier.publications.filter(is_current=True).exists():
        publish_now(actor, dossier)
