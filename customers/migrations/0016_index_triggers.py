from django.db import migrations

# More changed parties of one part than this are kept as "everybody of the part".
MANY = 50_000
SHARD_BITS = 18

# One function for each table; ``changed`` are the parties whose index is stale by a statement.
STALE = f"""
    INSERT INTO customers_indexstale (source, shard, ordinals)
    SELECT kind.source, p.ordinal >> {SHARD_BITS},
        CASE WHEN count(*) <= {MANY} THEN array_agg(p.ordinal) END
    FROM (SELECT DISTINCT party_id FROM ({{changed}}) every) changed
    JOIN customers_party p ON p.id = changed.party_id
    CROSS JOIN unnest(ARRAY[{{sources}}]) kind(source) GROUP BY 1, 2;"""

KEPT_COLUMNS = "party_id, group_id, unit_id, grid_id, tier, arpu, joined_on, attributes, name = ''"
COLUMNS = ", ".join(f"o.{one}" for one in KEPT_COLUMNS.split(", "))
CHANGED_ACCOUNTS = f"""
    SELECT unnest(ARRAY[o.party_id, n.party_id]) AS party_id FROM old_rows o
    JOIN new_rows n ON n.id = o.id WHERE ({COLUMNS}) IS DISTINCT FROM ({COLUMNS.replace("o.", "n.")})"""
MOVED_ACCOUNTS = """
    SELECT unnest(ARRAY[o.party_id, n.party_id]) AS party_id FROM old_rows o
    JOIN new_rows n ON n.id = o.id WHERE o.party_id <> n.party_id"""

OF_ACCOUNT = "SELECT c.party_id FROM {rows} h JOIN customers_customer c ON c.id = h.customer_id"
OF_PARTY = "SELECT {column} AS party_id FROM {rows}"


def stale(changed: str, *sources: str) -> str:
    return STALE.format(changed=changed, sources=", ".join(f"'{one}'" for one in sources))


def both(template: str, **values: str) -> str:
    return " UNION ALL ".join(
        template.format(rows=rows, **values) for rows in ("old_rows", "new_rows")
    )


def watched(table: str, inserted: str, updated: str, deleted: str) -> str:
    name = f"{table}_index"
    return f"""
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN {inserted}
    ELSIF TG_OP = 'UPDATE' THEN {updated}
    ELSE {deleted}
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER {name}_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION {name}();
CREATE TRIGGER {name}_update AFTER UPDATE ON {table}
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION {name}();
CREATE TRIGGER {name}_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION {name}();"""


def of(template: str, *sources: str, **values: str) -> tuple[str, str, str]:
    return (
        stale(template.format(rows="new_rows", **values), *sources),
        stale(both(template, **values), *sources),
        stale(template.format(rows="old_rows", **values), *sources),
    )


# A party's own row is gone when the statement that deletes it ends, so its ordinal is taken as it was.
PARTIES = f"""
    INSERT INTO customers_indexstale (source, shard, ordinals)
    SELECT kind.source, every.ordinal >> {SHARD_BITS},
        CASE WHEN count(*) <= {MANY} THEN array_agg(every.ordinal) END
    FROM ({{changed}}) every CROSS JOIN unnest(ARRAY[{{sources}}]) kind(source) GROUP BY 1, 2;"""
MOVED_PARTIES = """SELECT unnest(ARRAY[o.ordinal, n.ordinal]) AS ordinal FROM old_rows o
    JOIN new_rows n ON n.id = o.id
    WHERE (o.ordinal, o.number, o.kind) IS DISTINCT FROM (n.ordinal, n.number, n.kind)"""
EVERYTHING = "'account', 'holding', 'party'"

FORWARD = "".join(
    (
        watched(
            "customers_customer",
            stale("SELECT party_id FROM new_rows", "account", "holding"),
            stale(CHANGED_ACCOUNTS, "account") + stale(MOVED_ACCOUNTS, "holding"),
            stale("SELECT party_id FROM old_rows", "account", "holding"),
        ),
        watched(
            "customers_party",
            PARTIES.format(changed="SELECT ordinal FROM new_rows", sources="'party'"),
            PARTIES.format(changed=MOVED_PARTIES, sources=EVERYTHING),
            PARTIES.format(changed="SELECT ordinal FROM old_rows", sources=EVERYTHING),
        ),
        watched("customers_holding", *of(OF_ACCOUNT, "holding")),
        watched("customers_donotcontact", *of(OF_PARTY, "party", column="party_id")),
        watched("customers_consent", *of(OF_PARTY, "party", column="party_id")),
        watched("customers_partylink", *of(OF_PARTY, "party", column="person_id")),
        # Bitmaps are compressed as they are.
        "ALTER TABLE customers_indexshard ALTER COLUMN bitmap SET STORAGE EXTERNAL;",
        f"""
INSERT INTO customers_indexstale (source, shard, ordinals)
    SELECT kind.source, part.shard, NULL
    FROM (SELECT DISTINCT ordinal >> {SHARD_BITS} AS shard FROM customers_party) part
    CROSS JOIN unnest(ARRAY[{EVERYTHING}]) kind(source);""",
    )
)
TABLES = ("customer", "party", "holding", "donotcontact", "consent", "partylink")
BACKWARD = "".join(
    f"DROP FUNCTION customers_{table}_index() CASCADE;" for table in TABLES
) + "DELETE FROM customers_indexstale; DELETE FROM customers_indexstate; DELETE FROM customers_indexvalue;"


class Migration(migrations.Migration):
    """Whatever changes a customer says so to the index, in the same transaction."""

    dependencies = [("customers", "0015_index")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
