import django.db.models.deletion
from django.db import migrations, models

# The sequence, the rows and the words of each row stay; keys and indexes are made on the new table
# and go down to each month.
FORWARD = """
ALTER TABLE customers_touch RENAME TO customers_touch_whole;
ALTER TABLE customers_touch_whole ALTER COLUMN id DROP IDENTITY IF EXISTS;
CREATE SEQUENCE customers_touch_number AS bigint;
SELECT setval('customers_touch_number', (SELECT coalesce(max(id), 0) + 1 FROM customers_touch_whole), false);
CREATE TABLE customers_touch (LIKE customers_touch_whole INCLUDING DEFAULTS) PARTITION BY RANGE (happened_on);
ALTER TABLE customers_touch ALTER COLUMN id SET DEFAULT nextval('customers_touch_number');
ALTER SEQUENCE customers_touch_number OWNED BY customers_touch.id;
CREATE TABLE customers_touch_rest PARTITION OF customers_touch DEFAULT;
INSERT INTO customers_touch SELECT * FROM customers_touch_whole;
DROP TABLE customers_touch_whole;
ALTER TABLE customers_touch ADD CONSTRAINT customers_touch_key PRIMARY KEY (id, happened_on);
ALTER TABLE customers_touch ADD CONSTRAINT touch_once UNIQUE (source, key, happened_on);
ALTER TABLE customers_touch ADD CONSTRAINT touch_one_or_many CHECK ((party_id IS NULL) <> (party_set_id IS NULL));
ALTER TABLE customers_touch ADD CONSTRAINT customers_touch_party FOREIGN KEY (party_id)
    REFERENCES customers_party (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE customers_touch ADD CONSTRAINT customers_touch_party_set FOREIGN KEY (party_set_id)
    REFERENCES customers_partyset (id) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX customers_t_party_i_9395aa_idx ON customers_touch (party_id, happened_on);
CREATE INDEX touch_mass ON customers_touch (happened_on) WHERE party_set_id IS NOT NULL;
"""
BACKWARD = """
ALTER TABLE customers_touch RENAME TO customers_touch_parted;
CREATE TABLE customers_touch (LIKE customers_touch_parted INCLUDING DEFAULTS);
ALTER SEQUENCE customers_touch_number OWNED BY customers_touch.id;
INSERT INTO customers_touch SELECT * FROM customers_touch_parted;
DROP TABLE customers_touch_parted;
ALTER TABLE customers_touch ADD CONSTRAINT customers_touch_pkey PRIMARY KEY (id);
ALTER TABLE customers_touch ADD CONSTRAINT touch_once UNIQUE (source, key);
ALTER TABLE customers_touch ADD CONSTRAINT touch_one_or_many CHECK ((party_id IS NULL) <> (party_set_id IS NULL));
ALTER TABLE customers_touch ADD CONSTRAINT customers_touch_party FOREIGN KEY (party_id)
    REFERENCES customers_party (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE customers_touch ADD CONSTRAINT customers_touch_party_set FOREIGN KEY (party_set_id)
    REFERENCES customers_partyset (id) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX customers_t_party_i_9395aa_idx ON customers_touch (party_id, happened_on);
CREATE INDEX customers_touch_day ON customers_touch (happened_on);
CREATE INDEX customers_touch_party_only ON customers_touch (party_id);
CREATE INDEX customers_touch_set_only ON customers_touch (party_set_id);
"""


class Migration(migrations.Migration):
    """The record of touches lies in months; ``customers.months`` makes them day by day."""

    dependencies = [("customers", "0006_touch_kinds")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(FORWARD, BACKWARD)],
            state_operations=[
                migrations.AlterField(
                    model_name="touch", name="happened_on", field=models.DateField()
                ),
                migrations.AlterField(
                    model_name="touch",
                    name="party",
                    field=models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="touches",
                        to="customers.party",
                    ),
                ),
                migrations.AlterField(
                    model_name="touch",
                    name="party_set",
                    field=models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="customers.partyset",
                    ),
                ),
                migrations.RemoveConstraint(model_name="touch", name="touch_once"),
                migrations.AddConstraint(
                    model_name="touch",
                    constraint=models.UniqueConstraint(
                        fields=("source", "key", "happened_on"), name="touch_once"
                    ),
                ),
                migrations.AddIndex(
                    model_name="touch",
                    index=models.Index(
                        condition=models.Q(("party_set__isnull", False)),
                        fields=["happened_on"],
                        name="touch_mass",
                    ),
                ),
            ],
        )
    ]
