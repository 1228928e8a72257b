import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# The tables came into being in the app ``campaigns``; they keep their rows and take their new names.
TABLES = ("checkrun", "finding", "findingside", "findingacceptance", "findingcomment")
INDEXES = (
    ("campaigns_c_campaig_842288_idx", "findings_ch_campaig_d56d28_idx"),
    ("campaigns_f_state_a4ef0e_idx", "findings_fi_state_931778_idx"),
)
MODELS = [
    migrations.CreateModel(
        name='CheckRun',
        fields=[
            ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ('trigger', models.CharField(choices=[('submission', 'submission'), ('recheck', 'recheck')], default='submission', max_length=10)),
            ('created_at', models.DateTimeField()),
            ('started_at', models.DateTimeField(blank=True, null=True)),
            ('finished_at', models.DateTimeField(blank=True, null=True)),
            ('calendar_version', models.BigIntegerField(default=0)),
            ('risk_grade', models.CharField(blank=True, max_length=1)),
            ('risk', models.JSONField(blank=True, default=dict, help_text='The arithmetic of the grade, line by line.')),
            ('plans_compared', models.PositiveIntegerField(default=0)),
            ('rules_run', models.PositiveSmallIntegerField(default=0)),
            ('blocking', models.PositiveSmallIntegerField(default=0)),
            ('warnings', models.PositiveSmallIntegerField(default=0)),
            ('notices', models.PositiveSmallIntegerField(default=0)),
            ('is_history', models.BooleanField(default=False, help_text='Came in after the plan had moved on; never shown as current.')),
            ('fingerprints', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=64), blank=True, default=list, help_text='Of what this run found.', size=None)),
            ('inputs', models.JSONField(blank=True, default=dict)),
            ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='check_runs', to='campaigns.campaign')),
            ('job', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='common.job')),
            ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='check_runs', to='campaigns.planversion')),
        ],
        options={
            'ordering': ('-created_at',),
        },
    ),
    migrations.CreateModel(
        name='Finding',
        fields=[
            ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ('fingerprint', models.CharField(max_length=64, unique=True)),
            ('rule', models.CharField(max_length=40)),
            ('case', models.CharField(max_length=40)),
            ('severity', models.CharField(choices=[('blocking', 'Blocking'), ('warning', 'Warning'), ('notice', 'Notice')], max_length=8)),
            ('finding_class', models.CharField(choices=[('process', 'process'), ('harm', 'harm')], default='process', max_length=8)),
            ('state', models.CharField(choices=[('open', 'open'), ('accepted', 'accepted'), ('resolved', 'resolved'), ('superseded', 'superseded')], default='open', max_length=10)),
            ('subject', models.JSONField(default=dict)),
            ('facts', models.JSONField(default=dict)),
            ('ways_out', models.JSONField(default=list)),
            ('first_seen_at', models.DateTimeField()),
            ('last_seen_at', models.DateTimeField()),
            ('closed_at', models.DateTimeField(blank=True, null=True)),
            ('last_run', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='findings', to='findings.checkrun')),
            ('persons_set', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.partyset')),
        ],
        options={
            'ordering': ('first_seen_at',),
        },
    ),
    migrations.CreateModel(
        name='FindingAcceptance',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('role', models.CharField(help_text="Which signature it is: a role, with the unit's code where it counts.", max_length=60)),
            ('accepted_at', models.DateTimeField()),
            ('reason', models.TextField(max_length=2000)),
            ('valid_until', models.DateField(blank=True, null=True)),
            ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
            ('accepted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('finding', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acceptances', to='findings.finding')),
        ],
    ),
    migrations.CreateModel(
        name='FindingComment',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('text', models.TextField(max_length=2000)),
            ('way_out', models.CharField(blank=True, help_text='Id of the way out that it proposes, if it does.', max_length=80)),
            ('created_at', models.DateTimeField()),
            ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('finding', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='findings.finding')),
        ],
        options={
            'ordering': ('id',),
        },
    ),
    migrations.CreateModel(
        name='FindingSide',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('is_checked_side', models.BooleanField(default=True)),
            ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='finding_sides', to='campaigns.campaign')),
            ('finding', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sides', to='findings.finding')),
        ],
    ),
    migrations.AddField(
        model_name='finding',
        name='campaigns',
        field=models.ManyToManyField(related_name='findings', through='findings.FindingSide', to='campaigns.campaign'),
    ),
    migrations.AddIndex(
        model_name='checkrun',
        index=models.Index(fields=['campaign', '-created_at'], name='findings_ch_campaig_d56d28_idx'),
    ),
    migrations.AddConstraint(
        model_name='findingacceptance',
        constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('finding', 'role'), name='acceptance_once'),
    ),
    migrations.AddConstraint(
        model_name='findingside',
        constraint=models.UniqueConstraint(fields=('finding', 'campaign'), name='finding_side_once'),
    ),
    migrations.AddIndex(
        model_name='finding',
        index=models.Index(fields=['state', 'severity'], name='findings_fi_state_931778_idx'),
    ),
]


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("campaigns", "0004_count_persons_of_waves"),
        ("common", "0002_append_only_audit"),
        ("customers", "0002_kept_headers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=MODELS,
            database_operations=[
                *(
                    migrations.RunSQL(
                        f"ALTER TABLE campaigns_{name} RENAME TO findings_{name}",
                        f"ALTER TABLE findings_{name} RENAME TO campaigns_{name}",
                    )
                    for name in TABLES
                ),
                *(
                    migrations.RunSQL(
                        f"ALTER INDEX {before} RENAME TO {after}",
                        f"ALTER INDEX {after} RENAME TO {before}",
                    )
                    for before, after in INDEXES
                ),
            ],
        )
    ]
