"""Verb: undo a whole import, as long as nobody has worked on what came with it."""

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions.errors import Conflict
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.register_import import worked_on
from vijfspoor.store.models import Dossier, RegisterImport, Task

_NAMED = 3


@transaction.atomic
def undo_import(actor: Actor, row: RegisterImport) -> int:
    """Take everything of an import out of the register. Returns the number of applications.

    Nobody sees them any more; their numbers are not given again and their events stay in the audit trail. Raises
    Conflict when it is not done yet, was undone, or somebody worked on one of them; then nothing changes.
    """
    _permission.require(actor, "import_register", row)
    row = RegisterImport.objects.select_for_update().get(pk=row.pk)
    if row.state != RegisterImport.State.DONE:
        raise Conflict(_("Only an import that is done can be undone."))
    touched = worked_on(row)
    if number := touched.count():
        names = ", ".join(touched.values_list("name", flat=True)[:_NAMED])
        raise Conflict(
            _("This cannot be undone: colleagues worked on %(number)s of these applications (%(names)s).")
            % {"number": number, "names": names}
        )
    made = list(Dossier.objects.select_for_update().filter(import_row__of=row).order_by("number"))
    # Numbers and no join: right after a large import PostgreSQL knows no sizes and may plan one badly.
    numbers = row.rows.filter(dossier__isnull=False).values("dossier")
    open_tasks = Task.objects.filter(dossier__in=numbers, status=Task.Status.OPEN)
    open_tasks.update(status=Task.Status.WITHDRAWN, closed_at=actor.now, closed_by=actor.person)
    Dossier.objects.filter(pk__in=numbers).update(
        status=Dossier.Status.DRAFT, withdrawn_at=actor.now, changed_at=actor.now
    )
    _audit.record_each(actor, "import_taken_back", [(dossier, {"register_import": row.pk}) for dossier in made])
    row.state, row.undone_at, row.undone_by = RegisterImport.State.UNDONE, actor.now, actor.person
    row.save(update_fields=["state", "undone_at", "undone_by"])
    _audit.record(actor, "import_undone", register_import=row.pk, rows=len(made))
    return len(made)
