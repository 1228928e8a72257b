from django.db import migrations

TABLE, BEFORE, AFTER = "assessment_checklistitem", "campaigns", "assessment"
NAMES_UP = [
    f"ALTER TABLE {TABLE} RENAME CONSTRAINT {BEFORE}_checklistitem_{one} TO {AFTER}_checklistitem_{one}"
    for one in ("code_key", "pkey")
]
NAMES_DOWN = [
    f"ALTER TABLE {TABLE} RENAME CONSTRAINT {AFTER}_checklistitem_{one} TO {BEFORE}_checklistitem_{one}"
    for one in ("code_key", "pkey")
]


class Migration(migrations.Migration):
    """The checklists are kept by the floor of pre-assessments from now on; their rows stay."""

    dependencies = [("campaigns", "0016_request_occasion")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.AlterModelTable("checklistitem", "assessment_checklistitem"),
                migrations.RunSQL(NAMES_UP, NAMES_DOWN),
            ],
            state_operations=[migrations.DeleteModel("ChecklistItem")],
        )
    ]
