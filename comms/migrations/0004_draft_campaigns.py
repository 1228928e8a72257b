from django.db import migrations, models


class Migration(migrations.Migration):
    """A draft may speak of some of its plan's campaigns only; their planners sign it."""

    dependencies = [("comms", "0003_theme_code"), ("campaigns", "0002_initial")]

    operations = [
        migrations.AddField("draft", "campaigns", models.ManyToManyField(blank=True, related_name="drafts", to="campaigns.campaign")),
    ]
