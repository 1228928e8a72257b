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
            name='Resource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(-[a-z0-9]+)*$', 'Use lower-case letters, digits and single hyphens.')])),
                ('name', models.CharField(max_length=80)),
                ('name_en', models.CharField(blank=True, max_length=80)),
                ('is_active', models.BooleanField(default=True)),
                ('kind', models.CharField(choices=[('material', 'printed material'), ('gift', 'gift'), ('media_slot', 'media slot'), ('benefit', 'service benefit'), ('staff', 'staff capacity'), ('system', 'system capacity')], max_length=10)),
                ('measure', models.CharField(blank=True, help_text='What one of it is called: sheet, box, hour.', max_length=20)),
                ('unit_cost', models.DecimalField(decimal_places=2, default=0, max_digits=14, validators=[django.core.validators.MinValueValidator(0)])),
                ('lead_days', models.PositiveSmallIntegerField(default=0, help_text='Working days from order to arrival.')),
                ('keeper_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='organization.unit')),
            ],
            options={
                'ordering': ('code',),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Movement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('resource', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='resources.resource')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='organization.unit')),
                ('kind', models.CharField(choices=[('received', 'received'), ('issued', 'issued'), ('transfer_in', 'transferred in'), ('transfer_out', 'transferred out'), ('counted', 'corrected by a count')], max_length=12)),
                ('quantity', models.IntegerField()),
                ('campaign', models.CharField(blank=True, max_length=20)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('actor', models.CharField(max_length=150)),
                ('happened_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('-id',),
            },
        ),
        migrations.CreateModel(
            name='Reservation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('resource', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reservations', to='resources.resource')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reservations', to='organization.unit')),
                ('campaign', models.CharField(db_index=True, max_length=20)),
                ('quantity', models.PositiveIntegerField()),
                ('back_order', models.PositiveIntegerField(default=0)),
                ('needed_by', models.DateField()),
                ('firmness', models.CharField(choices=[('soft', 'soft'), ('hard', 'hard')], max_length=4)),
                ('state', models.CharField(choices=[('active', 'active'), ('used', 'used'), ('freed', 'freed')], default='active', max_length=6)),
                ('created_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('id',),
                'constraints': [models.CheckConstraint(condition=models.Q(('back_order__lte', models.F('quantity'))), name='reservation_back_order_fits'), models.UniqueConstraint(condition=models.Q(('state', 'active')), fields=('resource', 'unit', 'campaign'), name='reservation_one_active')],
            },
        ),
        migrations.CreateModel(
            name='Arrival',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('resource', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='arrivals', to='resources.resource')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='arrivals', to='organization.unit')),
                ('quantity', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1)])),
                ('expected_on', models.DateField()),
                ('is_confirmed', models.BooleanField(default=False, help_text='The supplier confirmed the day.')),
                ('received_at', models.DateTimeField(blank=True, null=True)),
                ('received', models.PositiveIntegerField(blank=True, help_text='What really came.', null=True)),
                ('note', models.CharField(blank=True, max_length=120)),
                ('receipt_note', models.CharField(blank=True, help_text='Why another quantity came than was announced.', max_length=200)),
            ],
            options={
                'ordering': ('expected_on', 'id'),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('received__isnull', True), ('received_at__isnull', True)), models.Q(('received__isnull', False), ('received_at__isnull', False)), _connector='OR'), name='arrival_receipt_whole')],
            },
        ),
        migrations.CreateModel(
            name='Stock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('resource', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stocks', to='resources.resource')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stocks', to='organization.unit')),
                ('on_hand', models.PositiveIntegerField(default=0)),
                ('reserved', models.PositiveIntegerField(default=0, help_text='Hard reservations.')),
            ],
            options={
                'ordering': ('resource', 'unit'),
                'constraints': [models.UniqueConstraint(fields=('resource', 'unit'), name='stock_once'), models.CheckConstraint(condition=models.Q(('on_hand__gte', 0)), name='stock_not_negative')],
            },
        ),
    ]
