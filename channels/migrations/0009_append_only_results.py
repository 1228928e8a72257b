from django.db import migrations

FORWARD = """
CREATE FUNCTION channels_placementresult_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'channels_placementresult is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER channels_placementresult_append_only BEFORE UPDATE OR DELETE ON channels_placementresult
    FOR EACH ROW EXECUTE FUNCTION channels_placementresult_is_append_only();
"""
BACKWARD = "DROP TRIGGER channels_placementresult_append_only ON channels_placementresult; DROP FUNCTION channels_placementresult_is_append_only();"


class Migration(migrations.Migration):
    """A result is corrected by another one, never rewritten."""

    dependencies = [("channels", "0008_placement_results")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
