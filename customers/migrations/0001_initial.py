import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('channels', '0001_initial'),
        ('organization', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=200)),
                ('digest', models.CharField(db_index=True, help_text='SHA-256 of the file.', max_length=64)),
                ('stored_as', models.CharField(help_text='Random name below the data folder.', max_length=120)),
                ('mapping', models.TextField(blank=True, help_text='The mapping in TOML.')),
                ('encoding', models.CharField(blank=True, max_length=20)),
                ('sheet', models.CharField(blank=True, max_length=80)),
                ('state', models.CharField(choices=[('previewed', 'waiting for confirmation'), ('running', 'running'), ('done', 'done'), ('failed', 'failed')], max_length=10)),
                ('is_partial', models.BooleanField(default=False, help_text='Take the good rows even if some are rejected.')),
                ('rows', models.PositiveIntegerField(default=0)),
                ('created', models.PositiveIntegerField(default=0)),
                ('changed', models.PositiveIntegerField(default=0)),
                ('unchanged', models.PositiveIntegerField(default=0)),
                ('repeated', models.PositiveIntegerField(default=0, help_text='Rows of a number that a later row of the file names again.')),
                ('rejected', models.PositiveIntegerField(default=0)),
                ('extras', models.JSONField(default=dict, help_text='What hangs on the customers, counted: holdings, links, opt-outs, consents.')),
                ('rejects_file', models.CharField(blank=True, max_length=120)),
                ('error', models.TextField(blank=True, help_text='Case and params of the message, as JSON.')),
                ('started_by', models.CharField(max_length=150)),
                ('created_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ('-id',),
            },
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40, unique=True)),
                ('ordinal', models.PositiveBigIntegerField(unique=True)),
                ('kind', models.CharField(choices=[('person', 'person'), ('organisation', 'organisation')], max_length=12)),
                ('name', models.CharField(blank=True, max_length=120)),
            ],
            options={
                'verbose_name_plural': 'parties',
                'ordering': ('ordinal',),
            },
        ),
        migrations.CreateModel(
            name='PartySet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('size', models.PositiveIntegerField()),
                ('persons', models.PositiveIntegerField(default=0, help_text='How many of them are persons.')),
                ('digest', models.CharField(db_index=True, max_length=64)),
                ('created_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='GridUnit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=80)),
                ('unit', models.ForeignKey(help_text='The branch, centre or sub-branch it lies in.', on_delete=django.db.models.deletion.PROTECT, related_name='grids', to='organization.unit')),
            ],
            options={
                'ordering': ('code',),
            },
        ),
        migrations.CreateModel(
            name='Customer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40, unique=True)),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='customers', to='customers.party')),
                ('name', models.CharField(blank=True, max_length=120)),
                ('phone', models.CharField(blank=True, db_index=True, max_length=32)),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='customers', to='channels.customergroup')),
                ('tier', models.CharField(blank=True, max_length=20)),
                ('arpu', models.DecimalField(blank=True, decimal_places=2, help_text='Yuan per month', max_digits=14, null=True)),
                ('joined_on', models.DateField(blank=True, null=True)),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='customers', to='organization.unit')),
                ('grid', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='customers', to='customers.gridunit')),
                ('attributes', models.JSONField(blank=True, default=dict, help_text='Columns of the source that have no field of their own.')),
            ],
            options={
                'ordering': ('number',),
            },
        ),
        migrations.CreateModel(
            name='Holding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='holdings', to='customers.customer')),
                ('product', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holdings', to='channels.product')),
                ('starts_on', models.DateField(blank=True, null=True)),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('exclusive_group', models.SlugField(blank=True, max_length=60)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('exclusive_group', ''), _negated=True), fields=['exclusive_group', 'ends_on'], name='holding_exclusive')],
                'constraints': [models.UniqueConstraint(fields=('customer', 'product', 'starts_on'), name='holding_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('starts_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='holding_dates_in_order', violation_error_code='dates_reversed', violation_error_message='The end lies before the start.')],
            },
        ),
        migrations.CreateModel(
            name='DoNotContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='do_not_contact', to='customers.party')),
                ('contact_class', models.CharField(blank=True, choices=[('sms', 'SMS'), ('call', 'outbound call'), ('app', 'app message'), ('visit', 'visit'), ('none', 'no contact')], help_text='Empty: every way.', max_length=5)),
                ('since', models.DateField()),
                ('reason', models.CharField(blank=True, max_length=120)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('party', 'contact_class'), name='do_not_contact_once')],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='customers.party')),
                ('contact_class', models.CharField(choices=[('sms', 'SMS'), ('call', 'outbound call'), ('app', 'app message'), ('visit', 'visit'), ('none', 'no contact')], max_length=5)),
                ('given_on', models.DateField()),
                ('withdrawn_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('party', 'contact_class'), name='consent_once')],
            },
        ),
        migrations.CreateModel(
            name='PartyLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='people', to='customers.party')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='organisations', to='customers.party')),
                ('kind', models.CharField(choices=[('member', 'enterprise member'), ('key_contact', 'key contact')], max_length=12)),
                ('title', models.CharField(blank=True, max_length=60)),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'kind'], name='customers_p_organis_0dca69_idx')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'person', 'kind'), name='party_link_once')],
            },
        ),
        migrations.CreateModel(
            name='PartySetShard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('party_set', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shards', to='customers.partyset')),
                ('shard', models.PositiveSmallIntegerField()),
                ('size', models.PositiveIntegerField()),
                ('bitmap', models.BinaryField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('party_set', 'shard'), name='party_set_shard_once')],
            },
        ),
        migrations.CreateModel(
            name='Segment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(-[a-z0-9]+)*$', 'Use lower-case letters, digits and single hyphens.')])),
                ('name', models.CharField(max_length=80)),
                ('name_en', models.CharField(blank=True, max_length=80)),
                ('is_active', models.BooleanField(default=True)),
                ('kind', models.CharField(choices=[('filter', 'filter'), ('list', 'list')], max_length=6)),
                ('definition', models.JSONField(blank=True, null=True)),
                ('members', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='customers.partyset')),
                ('owner_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='organization.unit')),
                ('note', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'ordering': ('code',),
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('definition__isnull', False), ('kind', 'filter'), ('members__isnull', True)), models.Q(('definition__isnull', True), ('kind', 'list'), ('members__isnull', False)), _connector='OR'), name='segment_filter_or_list', violation_error_message='A segment is either a filter or a list.')],
            },
        ),
        migrations.CreateModel(
            name='Touch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=40)),
                ('key', models.CharField(max_length=120)),
                ('happened_on', models.DateField(db_index=True)),
                ('contact_class', models.CharField(choices=[('sms', 'SMS'), ('call', 'outbound call'), ('app', 'app message'), ('visit', 'visit'), ('none', 'no contact')], max_length=5)),
                ('channel', models.CharField(blank=True, help_text='Code of the channel.', max_length=60)),
                ('campaign', models.CharField(blank=True, help_text='Code of the campaign.', max_length=20)),
                ('party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='touches', to='customers.party')),
                ('party_set', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='customers.partyset')),
                ('is_service', models.BooleanField(default=False, help_text='Service notices never count as pressure.')),
            ],
            options={
                'indexes': [models.Index(fields=['party', 'happened_on'], name='customers_t_party_i_9395aa_idx')],
                'constraints': [models.UniqueConstraint(fields=('source', 'key'), name='touch_once'), models.CheckConstraint(condition=models.Q(models.Q(('party__isnull', True), ('party_set__isnull', False)), models.Q(('party__isnull', False), ('party_set__isnull', True)), _connector='OR'), name='touch_one_or_many')],
            },
        ),
    ]
