import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('campaigns', '0001_initial'),
        ('channels', '0001_initial'),
        ('organization', '0001_initial'),
        ('organization', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(editable=False, max_length=20, unique=True)),
                ('name', models.CharField(max_length=80)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('origin', models.CharField(choices=[('own', 'own plan'), ('province', 'province plan')], default='own', max_length=8)),
                ('is_binding', models.BooleanField(default=False)),
                ('message', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'ordering': ('starts_on', 'id'),
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='theme_dates_in_order', violation_error_code='dates_reversed', violation_error_message='The last day lies before the first day.')],
            },
        ),
        migrations.CreateModel(
            name='CommunicationPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(editable=False, max_length=20, unique=True)),
                ('name', models.CharField(max_length=80)),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='comms.theme')),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_at', models.DateTimeField()),
                ('etag', models.PositiveIntegerField(default=1)),
                ('campaigns', models.ManyToManyField(blank=True, related_name='communication_plans', to='campaigns.campaign')),
                ('channels', models.ManyToManyField(blank=True, related_name='+', to='channels.channel')),
            ],
            options={
                'ordering': ('-starts_on', 'code'),
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='communication_plan_dates_in_order', violation_error_code='dates_reversed', violation_error_message='The last day lies before the first day.')],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(editable=False, max_length=20, unique=True)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='comms.communicationplan')),
                ('kind', models.CharField(choices=[('leaflet', 'leaflet'), ('poster', 'poster'), ('sms', 'SMS text'), ('web', 'web page'), ('script', 'script')], default='leaflet', max_length=8)),
                ('title', models.CharField(max_length=80)),
                ('state', models.CharField(choices=[('writing', 'being written'), ('in_review', 'in review'), ('changes_required', 'changes required'), ('approved', 'approved'), ('released', 'released'), ('withdrawn', 'withdrawn')], default='writing', max_length=16)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to=settings.AUTH_USER_MODEL)),
                ('reviewer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reviewed_at', models.DateTimeField(blank=True, null=True)),
                ('released_at', models.DateTimeField(blank=True, null=True)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('created_at', models.DateTimeField()),
                ('updated_at', models.DateTimeField()),
                ('etag', models.PositiveIntegerField(default=1)),
                ('campaigns', models.ManyToManyField(blank=True, related_name='drafts', to='campaigns.campaign')),
                ('branches', models.ManyToManyField(blank=True, help_text='Empty: all branches.', related_name='+', to='organization.unit')),
            ],
            options={
                'ordering': ('-updated_at',),
                'constraints': [models.CheckConstraint(condition=models.Q(('reviewer__isnull', True), models.Q(('reviewer', models.F('author')), _negated=True), _connector='OR'), name='draft_reviewed_by_another', violation_error_message='Somebody else than the author reviews a draft.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'released'), _negated=True), ('reviewer__isnull', False), _connector='OR'), name='draft_released_was_reviewed')],
            },
        ),
        migrations.CreateModel(
            name='DraftVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='comms.draft')),
                ('number', models.PositiveIntegerField(default=1)),
                ('body', models.TextField(blank=True, max_length=20000)),
                ('created_at', models.DateTimeField()),
                ('handed_in_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ('-number',),
                'constraints': [models.UniqueConstraint(fields=('draft', 'number'), name='draft_version_once')],
            },
        ),
        migrations.CreateModel(
            name='DraftReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='comms.draftversion')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('campaign', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='campaigns.campaign')),
                ('decision', models.CharField(choices=[('agree', 'agrees'), ('changes', 'asks for changes'), ('remark', 'remarks')], max_length=20)),
                ('passage', models.CharField(blank=True, max_length=300)),
                ('text', models.TextField(blank=True, max_length=2000)),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('id',),
            },
        ),
    ]
