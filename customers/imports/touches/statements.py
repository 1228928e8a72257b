"""The statements that bring staged touches into the record. ``r`` is a staged row, ``n`` whom its
number means, ``t`` a touch on record.
"""

from __future__ import annotations

# Whom each number of the file means, among those that the importer may tell of. What somebody has
# as a number is taken as one, whatever it looks like; a phone means a person where one has it.
SEEN = (
    "(%(units)s::bigint[] IS NULL OR EXISTS (SELECT FROM customers_customer s"
    " WHERE s.party_id = {party} AND s.unit_id = ANY(%(units)s::bigint[])))"
)
NAMED = f"""
CREATE TEMP TABLE import_named AS
SELECT n.number, n.phone IS NOT NULL AND c.id IS NULL AND p.id IS NULL AS is_phone,
    coalesce(h.people, 0) AS people,
    CASE WHEN h.people = 1 THEN h.party_id
        WHEN {SEEN.format(party="coalesce(c.party_id, p.id)")} THEN coalesce(c.party_id, p.id)
    END AS party_id
FROM (SELECT number, max(phone) AS phone FROM import_row GROUP BY number) n
LEFT JOIN customers_customer c ON c.number = n.number
LEFT JOIN customers_party p ON p.number = n.number
LEFT JOIN LATERAL (
    SELECT count(DISTINCT q.counted) AS people, min(one.id) AS party_id
    FROM customers_customer v JOIN customers_party q ON q.id = v.party_id
    JOIN customers_party one ON one.ordinal = q.counted
    WHERE n.phone IS NOT NULL AND c.id IS NULL AND p.id IS NULL
    AND (v.phone = n.phone OR v.number = n.phone) AND {SEEN.format(party="one.id")}) h ON true"""  # noqa: S608
PHONES = "SELECT count(*), count(*) FILTER (WHERE people > 0) FROM import_named WHERE is_phone"
MONTHS = "SELECT DISTINCT date_trunc('month', happened_on)::date FROM import_row"
CODES = "CREATE TEMP TABLE import_code (name text, text text, code text, unit text) ON COMMIT DROP"
TEXTS = "SELECT DISTINCT {name} FROM import_row WHERE {name} IS NOT NULL"

# What the rows say, whole: the owner of a plan is the unit where none is told.
WORDS = (
    "happened_on, kind, contact_class, channel, campaign, unit, resource, benefit_kind, occasion,"
    " value"
)
WHOLE = """
CREATE TEMP TABLE import_touch ON COMMIT DROP AS
SELECT r.line, r.number, r.key, n.party_id, n.people, p.counted, r.happened_on, r.kind,
    coalesce(r.contact_class, 'none') AS contact_class, coalesce(r.channel, '') AS channel,
    coalesce(c.code, '') AS campaign, coalesce(r.unit, c.unit, '') AS unit,
    coalesce(r.resource, '') AS resource, coalesce(r.benefit_kind, '') AS benefit_kind,
    coalesce(r.occasion, '') AS occasion, r.value
FROM import_row r JOIN import_named n USING (number)
LEFT JOIN customers_party p ON p.id = n.party_id
LEFT JOIN import_code c ON c.name = 'campaign' AND c.text = r.campaign"""

UNKNOWN = "SELECT line, number, left(number, 40) FROM import_touch WHERE party_id IS NULL"
SHARED = f"{UNKNOWN} AND people > 1"
NOBODY = f"{UNKNOWN} AND people <= 1"
UNKNOWN_CODES = {
    "unit": "SELECT line, number, left(unit, 40) FROM import_row r WHERE unit IS NOT NULL"
    " AND NOT EXISTS (SELECT FROM organization_unit WHERE code = r.unit)",
    "channel": "SELECT line, number, left(channel, 40) FROM import_row r WHERE channel IS NOT NULL"
    " AND NOT EXISTS (SELECT FROM channels_channel WHERE code = r.channel)",
    **{
        name: f"SELECT line, number, left({name}, 40) FROM import_row r WHERE {name} IS NOT NULL"  # noqa: S608
        f" AND NOT EXISTS (SELECT FROM import_code c WHERE c.name = '{name}' AND c.text = r.{name})"
        for name in ("campaign", "resource")
    },
}


def content(row: str, person: str) -> str:
    return f"({person}.counted, {', '.join(f'{row}.{word}' for word in WORDS.split(', '))})"


# Keys of several rows: the first counts, the others must say the same.
AGAIN = """
CREATE TEMP TABLE import_again ON COMMIT DROP AS
SELECT key, min(line) AS line FROM import_touch GROUP BY key HAVING count(*) > 1"""
TOLD_TWICE = f"""
SELECT r.line, r.number, '' FROM import_again a
JOIN import_touch f ON f.key = a.key AND f.line = a.line
JOIN import_touch r ON r.key = a.key AND r.line > a.line
WHERE {content("r", "r")} IS DISTINCT FROM {content("f", "f")}"""  # noqa: S608
TOLD_BEFORE = f"""
SELECT r.line, r.number, '' FROM import_touch r
JOIN customers_touch t ON t.source = %(source)s AND t.key = r.key
LEFT JOIN customers_party q ON q.id = t.party_id
WHERE {content("r", "r")} IS DISTINCT FROM {content("t", "q")}"""  # noqa: S608
REPEATED = """
DELETE FROM import_touch r USING import_again a WHERE r.key = a.key AND r.line > a.line"""
KNOWN = """
DELETE FROM import_touch r USING customers_touch t
WHERE t.source = %(source)s AND t.key = r.key"""
INSERT = f"""
INSERT INTO customers_touch (source, key, party_id, is_service, told_by, {WORDS})
SELECT %(source)s, key, party_id, false, %(who)s, {WORDS} FROM import_touch
ORDER BY happened_on, line"""  # noqa: S608
