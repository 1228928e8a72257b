from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("desk", "0001_initial"), ("calendars", "0001_initial")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel("CalendarEvent"),
                migrations.DeleteModel("CalendarFeed"),
            ]
        )
    ]
