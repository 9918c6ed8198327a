"""From here on the database keeps how each application stood; what came before is told from tasks and decisions."""

from typing import ClassVar

from django.db import migrations

from vijfspoor.store import append_only, history

_TABLES = {
    "store_dossierstate": "how an application stood",
    "store_duplicatejudgement": "what was said of a likely duplicate",
}
_DECISION_ON_USE = "G4"


def states(dossier, changes):
    """Return (moment, state) from `changes` (moment, columns), the last one as the application stands now.

    What was never recorded (department, supplier, accountable person) is as it is now.
    """
    now = {name: getattr(dossier, name) for name in history.KEPT}
    state = now | {"status": "draft", "use": "idea", "gate": "G0", "route": "", "stopped_at": None}
    told = [(dossier.created_at, state)]
    for at, changed in sorted(changes, key=lambda change: change[0]):
        following = told[-1][1] | changed
        if following != told[-1][1]:
            told.append((at, following))
    if told[-1][1] != now:
        told.append((max(dossier.changed_at, told[-1][0]), now))
    return told


def changes(dossier):
    """Return what was recorded of an application with a moment."""
    found = [(dossier.reported_at, {"status": "underway"})] if dossier.reported_at else []
    found += [(row.at, {"route": row.route}) for row in dossier.classifications.all()]
    found += [(row.created_at, {"gate": row.gate}) for row in dossier.tasks.filter(kind="decide").exclude(gate="")]
    for row in dossier.decisions.order_by("pk"):
        if row.outcome == "reject" and row.gate <= _DECISION_ON_USE:
            found.append((row.at, {"status": "rejected"}))
        elif row.gate == _DECISION_ON_USE:
            found.append((row.at, {"status": "approved"}))
    return found


def _tell(apps, schema_editor):
    dossiers = apps.get_model("store", "Dossier").objects.order_by("pk")
    state_of = apps.get_model("store", "DossierState")
    for dossier in dossiers.iterator(chunk_size=500):
        state_of.objects.bulk_create(
            state_of(dossier_id=dossier.pk, organisation_id=dossier.organisation_id, at=at, **state)
            for at, state in states(dossier, changes(dossier))
        )


def _keep(apps, schema_editor):
    append_only.protect(schema_editor, _TABLES)
    history.keep(schema_editor)


def _forget(apps, schema_editor):
    history.forget(schema_editor)
    append_only.release(schema_editor, _TABLES)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0046_insight")]
    operations: ClassVar = [
        migrations.RunPython(_keep, _forget),
        migrations.RunPython(_tell, migrations.RunPython.noop),
    ]
