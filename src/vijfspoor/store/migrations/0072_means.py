"""Sources of means, what owners of measures ask of them, and what the board assigns; the last two never change."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from vijfspoor.store import append_only

_TABLES = {"store_meansrequest": "a request for means", "store_meansruling": "an assignment of means"}


def _protect(apps, schema_editor):
    append_only.protect(schema_editor, _TABLES)


def _release(apps, schema_editor):
    append_only.release(schema_editor, _TABLES)


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0071_council_letters'),
    ]

    operations = [
        migrations.CreateModel(
            name='MeansRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hours', models.PositiveIntegerField()),
                ('euros', models.PositiveIntegerField()),
                ('why', models.CharField(blank=True, max_length=500)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='store.organisation')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='means_requests', to='store.task')),
            ],
        ),
        migrations.CreateModel(
            name='MeansSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=150)),
                ('hours', models.PositiveIntegerField()),
                ('euros', models.PositiveIntegerField()),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='means_sources', to='store.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='MeansRuling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('assigned', 'assigned'), ('refused', 'refused'), ('withdrawn', 'withdrawn')], max_length=10)),
                ('hours', models.PositiveIntegerField(default=0)),
                ('euros', models.PositiveIntegerField(default=0)),
                ('reasons', models.TextField(blank=True, max_length=1000)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='store.organisation')),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='store.meansruling')),
                ('request', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rulings', to='store.meansrequest')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='means_rulings', to='store.task')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rulings', to='store.meanssource')),
            ],
        ),
        migrations.AddConstraint(
            model_name='meansrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('why', ''), _negated=True), models.Q(('euros', 0), ('hours', 0)), _connector='OR'), name='means_asked_with_why'),
        ),
        migrations.AddConstraint(
            model_name='meanssource',
            constraint=models.UniqueConstraint(fields=('organisation', 'year', 'name'), name='means_source_once_a_year'),
        ),
        migrations.AddConstraint(
            model_name='meanssource',
            constraint=models.CheckConstraint(condition=models.Q(('hours__gt', 0), ('euros__gt', 0), _connector='OR'), name='means_source_holds_something'),
        ),
        migrations.AddConstraint(
            model_name='meansruling',
            constraint=models.UniqueConstraint(condition=models.Q(('replaces__isnull', True)), fields=('task',), name='means_ruled_first_once'),
        ),
        migrations.AddConstraint(
            model_name='meansruling',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'assigned'), ('source__isnull', False), models.Q(('hours__gt', 0), ('euros__gt', 0), _connector='OR')), models.Q(models.Q(('outcome', 'assigned'), _negated=True), ('euros', 0), ('hours', 0), ('source__isnull', True), models.Q(('reasons', ''), _negated=True)), _connector='OR'), name='means_assigned_or_explained'),
        ),
        migrations.RunPython(_protect, _release),
    ]
