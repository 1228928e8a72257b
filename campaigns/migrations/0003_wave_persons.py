from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("campaigns", "0002_proposals"),
    ]

    operations = [
        migrations.AddField(
            model_name="wave",
            name="persons",
            field=models.PositiveIntegerField(blank=True, editable=False, null=True),
        ),
    ]
