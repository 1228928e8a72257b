from django.db import migrations, models


def number_themes(apps, schema_editor):
    """Give the themes that were entered before themes had codes theirs, by the year in which they start."""
    Theme = apps.get_model("comms", "Theme")
    for number, theme in enumerate(Theme.objects.order_by("starts_on", "id"), start=1):
        theme.code = f"T{theme.starts_on.year}-X{number:03d}"
        theme.save(update_fields=["code"])


class Migration(migrations.Migration):
    """The API and addresses name a theme by a code, never by its key."""

    dependencies = [("comms", "0002_initial")]

    operations = [
        migrations.AddField("theme", "code", models.CharField(default="", editable=False, max_length=20), preserve_default=False),
        migrations.RunPython(number_themes, migrations.RunPython.noop),
        migrations.AlterField("theme", "code", models.CharField(editable=False, max_length=20, unique=True)),
    ]
