import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organization', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='CustomerGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(-[a-z0-9]+)*$', 'Use lower-case letters, digits and single hyphens.')])),
                ('name', models.CharField(max_length=80)),
                ('name_en', models.CharField(blank=True, max_length=80)),
                ('is_active', models.BooleanField(default=True)),
            ],
            options={
                'ordering': ('code',),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ProductFamily',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(-[a-z0-9]+)*$', 'Use lower-case letters, digits and single hyphens.')])),
                ('name', models.CharField(max_length=80)),
                ('name_en', models.CharField(blank=True, max_length=80)),
                ('is_active', models.BooleanField(default=True)),
            ],
            options={
                'verbose_name_plural': 'product families',
                'ordering': ('code',),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Channel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(-[a-z0-9]+)*$', 'Use lower-case letters, digits and single hyphens.')])),
                ('name', models.CharField(max_length=80)),
                ('name_en', models.CharField(blank=True, max_length=80)),
                ('is_active', models.BooleanField(default=True)),
                ('direction', models.CharField(choices=[('push', 'push'), ('pull', 'pull')], max_length=4)),
                ('contact_class', models.CharField(choices=[('sms', 'SMS'), ('call', 'outbound call'), ('app', 'app message'), ('visit', 'visit'), ('none', 'no contact')], default='none', max_length=5)),
                ('is_public', models.BooleanField(default=False, help_text='What it shows can be seen by people who are not addressed.')),
                ('is_staffed', models.BooleanField(default=False)),
                ('needs_consent', models.BooleanField(default=False, help_text='Only persons who agreed may be contacted.')),
                ('owner_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='organization.unit')),
                ('capacity_per_day', models.PositiveIntegerField(blank=True, help_text='Push: contacts; staffed: transactions per branch. Empty: no limit.', null=True)),
                ('capacity_per_week', models.PositiveIntegerField(blank=True, null=True)),
                ('outlets', models.PositiveIntegerField(default=0, help_text='Number of outlets, for information.')),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ('position', 'code'),
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('direction', 'pull'), models.Q(('contact_class', 'none'), _negated=True), _connector='OR'), name='channel_push_has_class', violation_error_message='A push channel needs a contact class.')],
            },
        ),
        migrations.CreateModel(
            name='Product',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(-[a-z0-9]+)*$', 'Use lower-case letters, digits and single hyphens.')])),
                ('name', models.CharField(max_length=80)),
                ('name_en', models.CharField(blank=True, max_length=80)),
                ('is_active', models.BooleanField(default=True)),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='products', to='channels.productfamily')),
                ('billing_kind', models.CharField(choices=[('person', 'billed to a person'), ('group', 'billed to a group')], default='person', max_length=8)),
                ('brand', models.CharField(blank=True, max_length=40)),
                ('exclusive_group', models.SlugField(blank=True, help_text='A customer holds one product of it at a time.', max_length=60)),
                ('monthly_fee', models.DecimalField(decimal_places=2, default=0, max_digits=14, validators=[django.core.validators.MinValueValidator(0)])),
                ('owner_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='organization.unit')),
            ],
            options={
                'ordering': ('code',),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LoadingRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('product', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='loading_rules', to='channels.product')),
                ('customer_group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='loading_rules', to='channels.customergroup')),
                ('channel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='loading_rules', to='channels.channel')),
                ('fit', models.CharField(choices=[('preferred', 'preferred'), ('allowed', 'allowed'), ('discouraged', 'discouraged'), ('forbidden', 'forbidden'), ('trial', 'on trial')], max_length=12)),
                ('version', models.PositiveIntegerField(default=1)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ('product', 'customer_group', 'channel', '-version'),
                'constraints': [models.UniqueConstraint(fields=('product', 'customer_group', 'channel', 'version'), name='loading_rule_version_once'), models.UniqueConstraint(condition=models.Q(('valid_until__isnull', True)), fields=('product', 'customer_group', 'channel'), name='loading_rule_one_open'), models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='loading_rule_dates_in_order')],
            },
        ),
    ]
