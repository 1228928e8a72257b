from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("common", "0002_append_only_audit")]

    operations = [
        migrations.RemoveConstraint(model_name="job", name="job_open_once_per_key"),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.UniqueConstraint(
                fields=["kind", "key"],
                condition=Q(state="pending", attempt=0),
                name="job_waiting_once_per_key",
            ),
        ),
    ]
