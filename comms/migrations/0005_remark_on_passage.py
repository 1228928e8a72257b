from django.db import migrations, models


class Migration(migrations.Migration):
    """A remark may quote the passage that it is about."""

    dependencies = [("comms", "0004_draft_campaigns")]

    operations = [migrations.AddField("draftreview", "passage", models.CharField(blank=True, max_length=300))]
