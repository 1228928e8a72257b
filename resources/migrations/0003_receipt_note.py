from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """What the receiver wrote stands beside what the keeper announced, and a receipt is whole or not there."""

    dependencies = [("resources", "0002_append_only_movement")]

    operations = [
        migrations.AlterModelOptions(name="arrival", options={"ordering": ("expected_on", "id")}),
        migrations.AddField(
            model_name="arrival",
            name="receipt_note",
            field=models.CharField(blank=True, help_text="Why another quantity came than was announced.", max_length=200),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=models.CheckConstraint(
                condition=Q(received_at__isnull=True, received__isnull=True) | Q(received_at__isnull=False, received__isnull=False),
                name="arrival_receipt_whole",
            ),
        ),
    ]
