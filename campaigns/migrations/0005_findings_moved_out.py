from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0004_count_persons_of_waves"), ("findings", "0001_initial")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel("FindingComment"),
                migrations.DeleteModel("FindingAcceptance"),
                migrations.DeleteModel("FindingSide"),
                migrations.DeleteModel("Finding"),
                migrations.DeleteModel("CheckRun"),
            ]
        )
    ]
