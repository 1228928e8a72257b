from django.db import migrations

FORWARD = """
CREATE FUNCTION resources_movement_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'resources_movement is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER resources_movement_append_only BEFORE UPDATE OR DELETE ON resources_movement
    FOR EACH ROW EXECUTE FUNCTION resources_movement_is_append_only();
"""
BACKWARD = "DROP TRIGGER resources_movement_append_only ON resources_movement; DROP FUNCTION resources_movement_is_append_only();"


class Migration(migrations.Migration):
    """History may be added to, never rewritten."""

    dependencies = [("resources", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
