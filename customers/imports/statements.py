"""The statements that bring staged rows into the customers' tables, set by set.

What concerns the customers' own columns is made from ``staged.COLUMNS``, so a new field of the
import needs nothing here. ``l`` is the last staged row of a number, ``o`` the customer on record.
"""

from __future__ import annotations

from customers.imports.staged import OWN

PHONE_LIKE = r"^(\+?86)?1[3-9]\d{9}$"

# What an organisation's number in a row points to: the party of the account of that number, else
# the party of that number.
ORGANISATION = """
    LEFT JOIN customers_customer oc ON oc.number = r.organisation
    LEFT JOIN customers_party op ON op.number = r.organisation
    LEFT JOIN customers_party o ON o.id = coalesce(oc.party_id, op.id)"""

PARTY_OF_ROW = """
    LEFT JOIN customers_customer c ON c.number = r.number
    LEFT JOIN customers_party same ON same.number = r.number
    JOIN customers_party p ON p.id = coalesce(c.party_id, same.id)"""

CONFLICTS = {
    "kind-changed": f"""
    SELECT r.line, r.number FROM import_row r {PARTY_OF_ROW}
    WHERE r.kind IS NOT NULL AND r.kind <> p.kind""",
    "organisation-in-organisation": f"""
    SELECT r.line, r.number FROM import_row r {PARTY_OF_ROW}
    WHERE r.organisation IS NOT NULL AND p.kind = 'organisation'""",
    "organisation-is-person": f"""
    SELECT r.line, r.number FROM import_row r {ORGANISATION}
    WHERE r.organisation IS NOT NULL AND (
        o.kind = 'person'
        OR (o.id IS NULL AND EXISTS (
            SELECT FROM import_row other
            WHERE other.number = r.organisation AND coalesce(other.kind, 'person') = 'person')))""",
}

# How many rows are staged, and which of these columns hold anything: what none tells of is not
# looked for.
ASKED = (
    "product_id",
    "organisation",
    "organisation_name",
    "marketing_customer",
    "do_not_contact",
    "contact_again",
    "consent",
    "consent_withdrawn",
)
TOLD = f"""
    SELECT count(*), {", ".join(f"count({name}) > 0" for name in ASKED)} FROM import_row"""

LAST_ROWS = """
    CREATE TEMP TABLE import_last ON COMMIT DROP AS
    SELECT DISTINCT ON (number) * FROM import_row ORDER BY number, line DESC"""

NEW_PARTIES = """
    CREATE TEMP TABLE import_party ON COMMIT DROP AS
    SELECT number, kind, name, nextval(pg_get_serial_sequence('customers_party', 'id')) AS id,
        first.ordinal
        + row_number() OVER (PARTITION BY kind ORDER BY path NULLS LAST, grid NULLS LAST, number)
        - 1 AS ordinal
    FROM (
        SELECT l.number, coalesce(l.kind, 'person') AS kind, coalesce(l.name, '') AS name,
            u.path, g.code AS grid
        FROM import_last l
        LEFT JOIN organization_unit u ON u.id = l.unit_id
        LEFT JOIN customers_gridunit g ON g.id = l.grid_id
        WHERE NOT EXISTS (SELECT FROM customers_customer c WHERE c.number = l.number)
        AND NOT EXISTS (SELECT FROM customers_party p WHERE p.number = l.number)
        UNION ALL
        (SELECT DISTINCT ON (r.organisation) r.organisation, 'organisation',
            coalesce(r.organisation_name, ''), NULL, NULL
        FROM import_row r WHERE r.organisation IS NOT NULL
        AND NOT EXISTS (SELECT FROM customers_customer c WHERE c.number = r.organisation)
        AND NOT EXISTS (SELECT FROM customers_party p WHERE p.number = r.organisation)
        AND NOT EXISTS (SELECT FROM import_last l WHERE l.number = r.organisation)
        ORDER BY r.organisation, r.organisation_name IS NULL, r.line DESC)
    ) newcomer
    JOIN (
        SELECT 'person' AS of_kind, 1 + greatest(-1,
            (SELECT max(ordinal) FROM customers_party WHERE ordinal < %(base)s),
            (SELECT max(ordinal) FROM customers_goneparty WHERE ordinal < %(base)s)) AS ordinal
        UNION ALL
        SELECT 'organisation', 1 + greatest(%(base)s - 1,
            (SELECT max(ordinal) FROM customers_party),
            (SELECT max(ordinal) FROM customers_goneparty))
    ) first ON first.of_kind = newcomer.kind"""

# Parties that are there without an account, as an organisation of which only its people told.
KNOWN_PARTIES = """
    INSERT INTO import_party (number, id, ordinal)
    SELECT l.number, p.id, p.ordinal FROM import_last l
    JOIN customers_party p ON p.number = l.number
    WHERE NOT EXISTS (SELECT FROM customers_customer c WHERE c.number = l.number)"""
# A number that is a phone would tell the phone wherever the party is named, so such a party is
# named by its ordinal.
INSERT_PARTIES = """
    INSERT INTO customers_party (id, number, ordinal, kind, name)
    SELECT id, CASE WHEN number ~ %(phone)s THEN 'P-' || lpad(ordinal::text, 10, '0')
        ELSE number END, ordinal, kind, name
    FROM import_party WHERE kind IS NOT NULL ORDER BY ordinal"""

CHANGE_CUSTOMERS = f"""
    UPDATE customers_customer c SET last_import_id = %(batch)s,
        {", ".join(f"{own.name} = n.{own.name}" for own in OWN)}
    FROM (
        SELECT o.id, {", ".join(f"{own.changed} AS {own.name}" for own in OWN)}
        FROM import_last l JOIN customers_customer o ON o.number = l.number
    ) n
    WHERE n.id = c.id AND ({", ".join(f"c.{own.name}" for own in OWN)})
        IS DISTINCT FROM ({", ".join(f"n.{own.name}" for own in OWN)})"""

INSERT_CUSTOMERS = f"""
    INSERT INTO customers_customer
        (number, party_id, last_import_id, {", ".join(own.name for own in OWN)})
    SELECT l.number, i.id, %(batch)s::bigint, {", ".join(own.new for own in OWN)}
    FROM import_last l JOIN import_party i ON i.number = l.number
    ORDER BY i.ordinal"""

NAME_OF_PARTIES = """
    UPDATE customers_party p SET name = c.name
    FROM customers_customer c JOIN import_last l ON l.number = c.number
    WHERE p.id = c.party_id AND l.name IS NOT NULL AND p.name <> c.name
    AND NOT EXISTS (
        SELECT FROM customers_customer earlier
        WHERE earlier.party_id = c.party_id AND earlier.id < c.id)"""

NAME_OF_ORGANISATIONS = f"""
    UPDATE customers_party p SET name = n.name FROM (
        SELECT DISTINCT ON (o.id) o.id, r.organisation_name AS name
        FROM import_row r {ORGANISATION}
        WHERE r.organisation_name IS NOT NULL AND oc.id IS NULL ORDER BY o.id, r.line DESC
    ) n WHERE p.id = n.id AND p.name <> n.name"""

HOLDINGS = """
    INSERT INTO customers_holding AS held
        (customer_id, product_id, starts_on, ends_on, exclusive_group)
    SELECT DISTINCT ON (c.id, r.product_id, r.starts_on)
        c.id, r.product_id, r.starts_on, r.ends_on, coalesce(r.exclusive_group, '')
    FROM import_row r JOIN customers_customer c ON c.number = r.number
    WHERE r.product_id IS NOT NULL
    ORDER BY c.id, r.product_id, r.starts_on, r.line DESC
    ON CONFLICT (customer_id, product_id, starts_on) DO UPDATE SET ends_on = excluded.ends_on
    WHERE excluded.ends_on IS NOT NULL AND held.ends_on IS DISTINCT FROM excluded.ends_on"""

# A place in the decision chain that a person recorded is changed by no file.
PLACE_TOLD = """CASE WHEN link.placed_by = '' AND excluded.decides <> ''
            THEN excluded.decides ELSE link.decides END"""
LINKS = f"""
    INSERT INTO customers_partylink AS link (organisation_id, person_id, kind, title, decides)
    SELECT DISTINCT ON (o.id, c.party_id, r.link_kind)
        o.id, c.party_id, r.link_kind, coalesce(r.title, ''), coalesce(r.decides, '')
    FROM import_row r JOIN customers_customer c ON c.number = r.number {ORGANISATION}
    WHERE r.organisation IS NOT NULL ORDER BY o.id, c.party_id, r.link_kind, r.line DESC
    ON CONFLICT (organisation_id, person_id, kind) DO UPDATE SET
        title = coalesce(nullif(excluded.title, ''), link.title),
        decides = {PLACE_TOLD}
    WHERE (excluded.title <> '' AND link.title <> excluded.title)
        OR link.decides <> {PLACE_TOLD}"""

# Accounts below a marketing customer. What people put somewhere, or took away, stays so; what a
# file said, a later file may say otherwise, and undoing that leads back to what the earlier said.
GROUPS = """
    INSERT INTO customers_marketingcustomer AS g (code, name, made_by, made_at)
    SELECT DISTINCT ON (r.marketing_customer) r.marketing_customer,
        coalesce(r.marketing_name, r.marketing_customer), %(who)s, %(now)s::timestamptz
    FROM import_row r WHERE r.marketing_customer IS NOT NULL
    ORDER BY r.marketing_customer, r.marketing_name IS NULL, r.line DESC
    ON CONFLICT (code) DO NOTHING"""
MOVED = """
    UPDATE customers_marketinglink link SET ended_at = %(now)s, ended_by = %(who)s,
        end_reason = %(why)s
    FROM import_last l JOIN customers_customer c ON c.number = l.number
    JOIN customers_marketingcustomer g ON g.code = l.marketing_customer
    WHERE link.account_id = c.id AND link.ended_at IS NULL AND link.basis = 'import'
    AND link.above_id <> g.id"""
GROUPED = """
    INSERT INTO customers_marketinglink
        (above_id, account_id, basis, reason, made_by, made_at, replaced_id)
    SELECT g.id, c.id, 'import', %(why)s, %(who)s, %(now)s, (
        SELECT max(before.id) FROM customers_marketinglink before
        WHERE before.account_id = c.id AND before.ended_at = %(now)s)
    FROM import_last l JOIN customers_customer c ON c.number = l.number
    JOIN customers_marketingcustomer g ON g.code = l.marketing_customer
    WHERE NOT EXISTS (SELECT FROM customers_marketinglink present
        WHERE present.account_id = c.id AND present.ended_at IS NULL)
    AND NOT EXISTS (SELECT FROM customers_marketinglink undone
        WHERE undone.account_id = c.id AND undone.above_id = g.id AND undone.basis = 'import'
        AND NOT EXISTS (SELECT FROM customers_marketinglink later
            WHERE later.replaced_id = undone.id))"""

# What people put on record is changed by no file; what a file said, a later file may say otherwise.
LIFTED = """
    DELETE FROM customers_donotcontact d USING import_last l
    JOIN customers_customer c ON c.number = l.number
    WHERE l.contact_again AND d.party_id = c.party_id AND d.source = 'import'"""

OPT_OUTS = """
    INSERT INTO customers_donotcontact
        (party_id, contact_class, since, reason, recorded_by, source)
    SELECT DISTINCT c.party_id, unnest(r.do_not_contact), %(today)s::date, %(why)s, %(who)s,
        'import'
    FROM import_row r JOIN customers_customer c ON c.number = r.number
    WHERE r.do_not_contact IS NOT NULL ON CONFLICT DO NOTHING"""

CONSENTS = """
    INSERT INTO customers_consent AS y
        (party_id, contact_class, given_on, reason, recorded_by, source)
    SELECT DISTINCT c.party_id, unnest(r.consent), %(today)s::date, %(why)s, %(who)s, 'import'
    FROM import_row r JOIN customers_customer c ON c.number = r.number
    WHERE r.consent IS NOT NULL
    ON CONFLICT (party_id, contact_class) DO UPDATE SET given_on = excluded.given_on,
        withdrawn_on = NULL, reason = excluded.reason, recorded_by = excluded.recorded_by
    WHERE y.withdrawn_on IS NOT NULL AND y.source = 'import'"""
WITHDRAWALS = """
    UPDATE customers_consent y SET withdrawn_on = %(today)s, reason = %(why)s,
        recorded_by = %(who)s, source = 'import'
    FROM import_row r JOIN customers_customer c ON c.number = r.number
    WHERE r.consent_withdrawn AND y.party_id = c.party_id AND y.withdrawn_on IS NULL"""

# Who was told of is compared with everybody known, once the import is over.
UNMATCHED = """
    INSERT INTO customers_unmatchedblock (batch_id, parties)
    SELECT %(batch)s::bigint, array_agg(party_id) FROM (
        SELECT party_id, row_number() OVER (ORDER BY party_id) - 1 AS place FROM (
            SELECT DISTINCT c.party_id
            FROM import_last l JOIN customers_customer c ON c.number = l.number) told
    ) placed GROUP BY place / %(block)s ORDER BY place / %(block)s"""

# Wishes that the file says otherwise than people did; they stay as people said.
KEPT_WISHES = """
    SELECT (SELECT count(*) FROM customers_donotcontact d
        JOIN customers_customer c ON c.party_id = d.party_id
        JOIN import_last l ON l.number = c.number
        WHERE l.contact_again AND d.source = 'person')
    + (SELECT count(*) FROM customers_consent y
        JOIN customers_customer c ON c.party_id = y.party_id
        JOIN import_last l ON l.number = c.number
        WHERE y.contact_class = ANY(l.consent) AND y.withdrawn_on IS NOT NULL
        AND y.source = 'person')"""
