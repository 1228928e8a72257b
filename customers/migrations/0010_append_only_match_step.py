from django.db import migrations

FORWARD = """
CREATE FUNCTION customers_matchstep_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'customers_matchstep is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER customers_matchstep_append_only BEFORE UPDATE OR DELETE ON customers_matchstep
    FOR EACH ROW EXECUTE FUNCTION customers_matchstep_is_append_only();
"""
BACKWARD = "DROP TRIGGER customers_matchstep_append_only ON customers_matchstep; DROP FUNCTION customers_matchstep_is_append_only();"


class Migration(migrations.Migration):
    """What was found and said of two parties may be added to, never rewritten."""

    dependencies = [("customers", "0009_matches")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
