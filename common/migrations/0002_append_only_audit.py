from django.db import migrations

FORWARD = """
CREATE FUNCTION common_auditevent_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'common_auditevent is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER common_auditevent_append_only BEFORE UPDATE OR DELETE ON common_auditevent
    FOR EACH ROW EXECUTE FUNCTION common_auditevent_is_append_only();
"""
BACKWARD = "DROP TRIGGER common_auditevent_append_only ON common_auditevent; DROP FUNCTION common_auditevent_is_append_only();"


class Migration(migrations.Migration):
    """History may be added to, never rewritten."""

    dependencies = [("common", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
