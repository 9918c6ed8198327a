"""Imports of applications from spreadsheets, and AI found in lists of software."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("store", "0043_reports_fixed"),
    ]

    operations = [
        migrations.AddField(
            model_name='dossier',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, help_text='Set when the import it came with was undone; nobody sees it any more.', null=True),
        ),
        migrations.CreateModel(
            name='RegisterImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='Of the file.', max_length=150)),
                ('headings', models.JSONField()),
                ('places', models.JSONField(help_text='Column code -> place, from 0.')),
                ('state', models.CharField(choices=[('checked', 'Checked'), ('running', 'Running'), ('done', 'Done'), ('undone', 'Undone')], default='checked', max_length=10)),
                ('total', models.PositiveIntegerField(default=0, help_text='Rows to take over, once it was started.')),
                ('made', models.PositiveIntegerField(default=0, help_text='Rows taken over so far.')),
                ('at', models.DateTimeField()),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('moved_at', models.DateTimeField(blank=True, help_text='When rows were last taken over.', null=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('seen_at', models.DateTimeField(blank=True, help_text='When who started it looked at the result.', null=True)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='register_imports', to='store.organisation')),
                ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text='As a person counts the rows of the file.')),
                ('cells', models.JSONField()),
                ('state', models.CharField(choices=[('ready', 'Ready'), ('wrong', 'Wrong'), ('left_out', 'Left Out'), ('made', 'Made')], default='ready', max_length=10)),
                ('faults', models.JSONField(default=list, help_text='What is wrong: column, kind, value.')),
                ('remarks', models.JSONField(default=list, help_text='What to look at later: column, kind, value.')),
                ('twin', models.CharField(blank=True, help_text='same or alike', max_length=6)),
                ('like_row', models.PositiveIntegerField(blank=True, help_text='The earlier row it is like.', null=True)),
                ('dossier', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='import_row', to='store.dossier')),
                ('like', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='store.dossier')),
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='store.registerimport')),
            ],
        ),
        migrations.CreateModel(
            name='RememberedColumns',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(help_text='register or software: what the file was for.', max_length=10)),
                ('digest', models.CharField(help_text='SHA-256 of the headings.', max_length=64)),
                ('places', models.JSONField(help_text='Column code -> place, from 0.')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='remembered_columns', to='store.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='SoftwareList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='Of the file.', max_length=150)),
                ('rows', models.PositiveIntegerField()),
                ('hits', models.PositiveIntegerField(help_text='Products found in it.')),
                ('fresh', models.PositiveIntegerField(help_text='Products found for the first time.')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='software_lists', to='store.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='FoundAi',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('product', models.CharField(help_text='Code in the catalogue, or own:ID for an own product.', max_length=60)),
                ('name', models.CharField(help_text='As the list writes it.', max_length=200)),
                ('vendor', models.CharField(blank=True, max_length=200)),
                ('domain', models.CharField(blank=True, max_length=200)),
                ('state', models.CharField(choices=[('open', 'Open'), ('reported', 'Reported'), ('dismissed', 'Dismissed'), ('known', 'Known')], default='open', max_length=10)),
                ('reason', models.TextField(blank=True, max_length=1000)),
                ('at', models.DateTimeField(blank=True, help_text='When it was settled.', null=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='found_ai', to='store.dossier')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='found_ai', to='store.organisation')),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='store.softwarelist')),
                ('last', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='found', to='store.softwarelist')),
            ],
        ),
        migrations.CreateModel(
            name='OwnAiProduct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150)),
                ('vendor', models.CharField(blank=True, max_length=150)),
                ('aliases', models.TextField(blank=True, help_text='Other names, one per line.', max_length=1000)),
                ('domains', models.TextField(blank=True, help_text='Internet names, one per line.', max_length=1000)),
                ('note', models.TextField(blank=True, max_length=1000)),
                ('at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='own_ai_products', to='store.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('organisation', 'name'), name='own_ai_product_once')],
            },
        ),
        migrations.AddIndex(
            model_name='registerimport',
            index=models.Index(fields=['organisation', '-id'], name='store_regis_organis_6ae67c_idx'),
        ),
        migrations.AddIndex(
            model_name='registerimport',
            index=models.Index(fields=['state'], name='store_regis_state_07722e_idx'),
        ),
        migrations.AddIndex(
            model_name='importrow',
            index=models.Index(fields=['of', 'state', 'number'], name='store_impor_of_id_78964a_idx'),
        ),
        migrations.AddConstraint(
            model_name='importrow',
            constraint=models.UniqueConstraint(fields=('of', 'number'), name='import_row_once'),
        ),
        migrations.AddConstraint(
            model_name='rememberedcolumns',
            constraint=models.UniqueConstraint(fields=('organisation', 'kind', 'digest'), name='columns_remembered_once'),
        ),
        migrations.AddIndex(
            model_name='foundai',
            index=models.Index(fields=['organisation', 'state'], name='store_found_organis_0fa5ee_idx'),
        ),
        migrations.AddConstraint(
            model_name='foundai',
            constraint=models.UniqueConstraint(fields=('organisation', 'product'), name='found_ai_once'),
        ),
        migrations.AddConstraint(
            model_name='foundai',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'dismissed'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='dismissed_with_a_reason'),
        ),
    ]
