from django.db import migrations


class Migration(migrations.Migration):
    """Proposals are rows of their own above this floor. The columns stay, with their defaults,
    until
    no older version runs any more.
    """

    dependencies = [("findings", "0004_kept_runs")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveField(model_name="findingcomment", name="is_decline"),
                migrations.RemoveField(model_name="findingcomment", name="way_out"),
            ]
        )
    ]
