"""Amendments of a framework, the name each version was adopted under, words to search of what is published, and interventions."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

from vijfspoor.store import append_only

_TABLES = {"store_policyamendment": "an amendment", "store_incidentintervention": "an intervention"}


def _protect(apps, schema_editor):
    append_only.protect(schema_editor, _TABLES)


def _release(apps, schema_editor):
    append_only.release(schema_editor, _TABLES)


def _name_adopted(apps, schema_editor):
    """What was adopted before today keeps the name and level it has now."""
    for version in apps.get_model("store", "PolicyVersion").objects.filter(adopted_at__isnull=False):
        version.adopted_title, version.adopted_level = version.policy.title, version.policy.level
        version.save(update_fields=["adopted_title", "adopted_level"])


def _index_published(apps, schema_editor):
    """Until it is published again a page is found by the words of its dossier, as it was."""
    words = apps.get_model("store", "Dossier").objects.filter(pk=OuterRef("dossier")).values("search_text")
    apps.get_model("store", "Publication").objects.update(search_text=Subquery(words))


class Migration(migrations.Migration):

    dependencies = [
        ("store", "0060_indicators"),
    ]

    operations = [
        migrations.AddField(
            model_name='policyversion',
            name='adopted_level',
            field=models.CharField(blank=True, help_text='Who adopted this version.', max_length=10),
        ),
        migrations.AddField(
            model_name='policyversion',
            name='adopted_title',
            field=models.CharField(blank=True, help_text='A next version may get another name.', max_length=150),
        ),
        migrations.CreateModel(
            name='PolicyAmendment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40)),
                ('text', models.TextField(max_length=5000)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='store.policyversion')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('version', 'number'), name='policy_amendment_once')],
            },
        ),
        migrations.CreateModel(
            name='IncidentIntervention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('measure', models.TextField(max_length=2500)),
                ('reasons', models.TextField(max_length=2500)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interventions', to='store.incident')),
            ],
        ),
        migrations.AddField(
            model_name='publication',
            name='search_text',
            field=models.TextField(blank=True, help_text='Stemmed Dutch words of what is published, never of more.'),
        ),
        migrations.RunPython(_index_published, migrations.RunPython.noop),
        migrations.RunPython(_name_adopted, migrations.RunPython.noop),
        migrations.RunPython(_protect, _release),
    ]
