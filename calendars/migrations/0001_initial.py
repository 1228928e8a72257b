import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# The tables came into being in the app ``desk``; they keep their rows and take their new names.
MODELS = [
    migrations.CreateModel(
        name='CalendarEvent',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('campaign', models.CharField(max_length=20)),
            ('fingerprint', models.CharField(max_length=64)),
            ('text', models.TextField()),
            ('created_at', models.DateTimeField()),
        ],
        options={
            'constraints': [models.UniqueConstraint(fields=('campaign', 'fingerprint'), name='calendar_event_once')],
        },
    ),
    migrations.CreateModel(
        name='CalendarFeed',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calendar_feeds', to=settings.AUTH_USER_MODEL)),
            ('name', models.CharField(blank=True, max_length=80)),
            ('generation', models.PositiveIntegerField(default=1, help_text='Counts renewals: an older secret no longer fits.')),
            ('owner_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.unit')),
            ('branch', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.unit')),
            ('channel', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='channels.channel')),
            ('category', models.CharField(blank=True, max_length=16)),
            ('created_at', models.DateTimeField()),
            ('revoked_at', models.DateTimeField(blank=True, null=True)),
        ],
        options={
            'ordering': ('-id',),
            'indexes': [models.Index(condition=models.Q(('revoked_at__isnull', True)), fields=['user'], name='feed_in_use')],
        },
    ),
]


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("channels", "0001_initial"),
        ("organization", "0001_initial"),
        ("desk", "0001_initial"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=MODELS,
            database_operations=[
                migrations.RunSQL(
                    f"ALTER TABLE desk_{name} RENAME TO calendars_{name}",
                    f"ALTER TABLE calendars_{name} RENAME TO desk_{name}",
                )
                for name in ("calendarevent", "calendarfeed")
            ],
        )
    ]
