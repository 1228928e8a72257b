from django.db import migrations, models

# What imports kept before they noted it.
BACKFILL = """
INSERT INTO customers_keptheader (name)
SELECT DISTINCT header FROM customers_customer, jsonb_object_keys(attributes) AS header WHERE length(header) <= 200
"""


class Migration(migrations.Migration):

    dependencies = [
        ('customers', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='KeptHeader',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True)),
            ],
            options={
                'ordering': ('name',),
            },
        ),
        migrations.RunSQL(BACKFILL, migrations.RunSQL.noop),
    ]
