from django.db import migrations

# Columns that imports kept under a header that says phone in words which were not known before.
FORWARD = r"UPDATE customers_keptheader SET is_masked = true WHERE name ~* '号码|msisdn|\ycell\y'"


class Migration(migrations.Migration):
    """Columns named after numbers are masked, too."""

    dependencies = [("customers", "0016_index_triggers")]

    operations = [migrations.RunSQL(FORWARD, migrations.RunSQL.noop)]
