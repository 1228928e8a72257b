from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('customers', '0018_touch_index'),
    ]

    operations = [
        migrations.AddField(
            model_name='importbatch',
            name='read_since',
            field=models.DateTimeField(blank=True, help_text='When a worker began to read the file this time.', null=True),
        ),
        migrations.AddField(
            model_name='importbatch',
            name='source',
            field=models.CharField(blank=True, db_default='', help_text='The system that tells of touches.', max_length=40),
        ),
        migrations.AddField(
            model_name='importbatch',
            name='subject',
            field=models.CharField(choices=[('customers', 'Customers'), ('touches', 'What was done')], db_default='customers', default='customers', max_length=10),
        ),
    ]
