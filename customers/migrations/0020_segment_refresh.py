import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('customers', '0019_touch_files'),
        ('organization', '0006_delegation_key'),
    ]

    operations = [
        migrations.AddField(
            model_name='segment',
            name='kept',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='kept_by', to='customers.partyset'),
        ),
        migrations.AddField(
            model_name='segment',
            name='kept_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='segment',
            name='refresh',
            field=models.CharField(choices=[('live', 'whenever it is used'), ('hand', 'by hand'), ('daily', 'every day'), ('weekly', 'every week'), ('monthly', 'every month')], db_default='live', default='live', max_length=8),
        ),
        migrations.AddField(
            model_name='segmentversion',
            name='kept',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='kept_by_version', to='customers.partyset'),
        ),
        migrations.AddConstraint(
            model_name='segment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kept__isnull', True), ('kept_at__isnull', True), ('refresh', 'live')), models.Q(('kept__isnull', False), ('kept_at__isnull', False), ('kind', 'filter')), _connector='OR'), name='segment_kept_or_live', violation_error_message='Only a filter is refreshed at times.'),
        ),
    ]
