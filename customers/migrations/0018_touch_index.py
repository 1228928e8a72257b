import django.contrib.postgres.fields
from django.db import migrations, models

SHARD_BITS = 18
# Whom the rows of a statement are about; a mass contact is about nobody here, but it is news.
NEWS = f"""
    INSERT INTO customers_indexnews (attribute, day, shard, ordinals, is_gone)
    SELECT CASE WHEN t.kind <> 'contact' THEN 'touched.' || t.kind
            WHEN NOT t.is_service THEN 'touched.contact.' || t.contact_class END AS attribute,
        t.happened_on, coalesce(p.ordinal >> {SHARD_BITS}, 0),
        coalesce(array_agg(DISTINCT p.ordinal) FILTER (WHERE p.id IS NOT NULL), '{{{{}}}}'), {{is_gone}}
    FROM {{rows}} t LEFT JOIN customers_party p ON p.id = t.party_id
    WHERE t.kind <> 'contact' OR NOT t.is_service GROUP BY 1, 2, 3;"""
ADDED = NEWS.format(rows="new_rows", is_gone="false")
GONE = NEWS.format(rows="old_rows", is_gone="true")
FORWARD = f"""
CREATE FUNCTION customers_touch_index() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN {ADDED}
    ELSIF TG_OP = 'UPDATE' THEN {GONE} {ADDED}
    ELSE {GONE}
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER customers_touch_index_insert AFTER INSERT ON customers_touch
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION customers_touch_index();
CREATE TRIGGER customers_touch_index_update AFTER UPDATE ON customers_touch
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION customers_touch_index();
CREATE TRIGGER customers_touch_index_delete AFTER DELETE ON customers_touch
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION customers_touch_index();

-- An ordinal may be given again, so nothing is kept of a party that is gone.
CREATE FUNCTION customers_party_touches() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO customers_indexstale (source, shard, ordinals)
    SELECT 'touch', ordinal >> {SHARD_BITS}, array_agg(ordinal) FROM old_rows GROUP BY 2;
    RETURN NULL;
END $$;
CREATE TRIGGER customers_party_touches AFTER DELETE ON customers_party
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION customers_party_touches();

INSERT INTO customers_indexstale (source, shard, ordinals)
    SELECT DISTINCT 'touch', p.ordinal >> {SHARD_BITS}, NULL::bigint[]
    FROM customers_touch t JOIN customers_party p ON p.id = t.party_id;"""
BACKWARD = """
DROP FUNCTION customers_touch_index() CASCADE;
DROP FUNCTION customers_party_touches() CASCADE;
DELETE FROM customers_indexstale WHERE source = 'touch';
DELETE FROM customers_indexvalue WHERE source = 'touch';"""


class Migration(migrations.Migration):
    """What is done to people says so to the index, in the same transaction."""

    dependencies = [
        ('customers', '0017_masked_numbers'),
    ]

    operations = [
        migrations.AddField(
            model_name='indexstate',
            name='news',
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AlterField(
            model_name='indexstale',
            name='source',
            field=models.CharField(choices=[('account', 'Account'), ('holding', 'Holding'), ('party', 'Party'), ('touch', 'Touch')], max_length=8),
        ),
        migrations.AlterField(
            model_name='indexvalue',
            name='source',
            field=models.CharField(choices=[('account', 'Account'), ('holding', 'Holding'), ('party', 'Party'), ('touch', 'Touch')], max_length=8),
        ),
        migrations.CreateModel(
            name='IndexNews',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attribute', models.CharField(max_length=40)),
                ('day', models.DateField()),
                ('shard', models.IntegerField()),
                ('ordinals', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('is_gone', models.BooleanField(default=False)),
            ],
            options={
                'indexes': [models.Index(fields=['shard'], name='customers_i_shard_3220d0_idx'), models.Index(fields=['attribute', 'day'], name='customers_i_attribu_daac54_idx')],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
