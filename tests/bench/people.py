"""So many customers with everything that a segment can ask for, written as sets by the database."""

from __future__ import annotations

import datetime as dt

GRID = 10_000  # customers in a grid unit
PRODUCTS, BRANCHES = 300, 20

# ``n`` is the ordinal; the moduli are prime to each other, so that values are as if drawn.
SEED = """
INSERT INTO customers_gridunit (code, name, unit_id)
    SELECT 'G' || n, 'G' || n, u.id FROM generate_series(0, {persons} / {grid}) n
    JOIN organization_unit u ON u.code = 'branch-' || n % {branches};
INSERT INTO customers_party (number, ordinal, kind, name)
    SELECT 'P' || lpad(n::text, 9, '0'), n, 'person', '王' || n
    FROM generate_series(1, {persons}) n;
INSERT INTO customers_customer (number, party_id, name, phone, tier, arpu, joined_on, group_id,
    unit_id, grid_id, attributes)
    SELECT 'C' || lpad(p.ordinal::text, 9, '0'), p.id, p.name,
        '1' || (3000000000 + p.ordinal)::text,
        (ARRAY['', 'gold', 'silver', 'bronze', 'plain'])[p.ordinal * 7919 % 5 + 1],
        (p.ordinal * 104729 % 30011)::numeric / 100,
        date '{today}' - (p.ordinal * 1299709 % 4001)::int, g.id, u.unit_id, u.id,
        jsonb_build_object('客户星级标识', (p.ordinal * 31 % 7)::text,
            'Contract', (ARRAY['月付', '一年', '两年'])[p.ordinal * 17 % 3 + 1],
            'tenure', (p.ordinal * 13 % 73)::text,
            'charges', (p.ordinal * 15485863 % 11987 / 100.0)::numeric(10, 2)::text)
    FROM customers_party p
    JOIN customers_gridunit u ON u.code = 'G' || p.ordinal / {grid}
    JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS nth FROM channels_customergroup) g
        ON g.nth = p.ordinal * 3 % {groups};
INSERT INTO customers_customer (number, party_id, name, phone, tier, attributes)
    SELECT 'S' || lpad(p.ordinal::text, 9, '0'), p.id, p.name, '', 'gold', '{{}}'
    FROM customers_party p WHERE p.ordinal % 25 = 0;
INSERT INTO customers_holding (customer_id, product_id, starts_on, ends_on, exclusive_group)
    SELECT c.id, t.id, date '{today}' - 31 - (c.id * 31 % 700)::int,
        CASE WHEN c.id % 2 = 0 THEN date '{today}' + (c.id * 37 % 730)::int - 30 END, ''
    FROM customers_customer c
    JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS nth FROM channels_product) t
        ON t.nth = c.id * 7907 % {products};
INSERT INTO customers_donotcontact (party_id, contact_class, since)
    SELECT id, CASE WHEN ordinal % 3 = 0 THEN '' ELSE 'sms' END, date '{today}' - 30
    FROM customers_party WHERE ordinal % 29 = 0;
INSERT INTO customers_consent (party_id, contact_class, given_on, withdrawn_on)
    SELECT id, 'sms', date '{today}' - 90,
        CASE WHEN ordinal % 40 = 0 THEN date '{today}' - 3 END
    FROM customers_party WHERE ordinal % 4 = 0;
INSERT INTO customers_touch (source, key, happened_on, kind, contact_class, channel, campaign,
    party_id, is_service)
    SELECT 'bench', p.ordinal || '-' || n, date '{today}' - (p.ordinal * 37 % 180)::int,
        CASE WHEN n = 2 THEN 'complaint' ELSE 'contact' END,
        CASE WHEN n = 2 THEN 'none' ELSE 'sms' END, '', '', p.id, false
    FROM customers_party p, generate_series(1, 2) n WHERE n = 1 OR p.ordinal % 20 = 0;
INSERT INTO customers_keptheader (name, type) VALUES ('客户星级标识', 'number'),
    ('Contract', 'text'), ('tenure', 'number'), ('charges', 'number');
"""
TABLES = (
    "customers_party, customers_customer, customers_holding, customers_donotcontact,"
    " customers_consent, customers_keptheader, customers_gridunit, customers_touch"
)


def seed(persons: int) -> None:
    """Write the customers into an empty company; the index knows nobody yet."""
    from django.core.management import call_command
    from django.db import connection

    from common import clock
    from customers.months import keep_months, make_months, months_from
    from tests.factories.channels import make_group, make_product
    from tests.factories.organization import make_unit

    call_command("flush", interactive=False, verbosity=0)
    for n in range(BRANCHES):
        make_unit(f"branch-{n}", kind="branch")
    keep_months(clock.today())
    make_months(list(months_from(clock.today() - dt.timedelta(days=190), 7)))
    groups = [make_group(code) for code in ("consumer", "campus", "family", "senior", "rural")]
    for n in range(PRODUCTS):
        make_product(f"product-{n}")
    with connection.cursor() as cursor:
        cursor.execute(
            SEED.format(
                persons=persons,
                grid=GRID,
                branches=BRANCHES,
                groups=len(groups),
                products=PRODUCTS,
                today=clock.today(),
            )
        )
        cursor.execute(f"ANALYZE {TABLES}")
