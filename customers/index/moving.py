"""Whose holdings and wishes begin or end between two days: of them what is kept as of the one is
not true on the other.
"""

from __future__ import annotations

import datetime as dt

from pyroaring import BitMap

from customers.enums import IndexSource
from customers.ordinals import ordinals

HOLDINGS = (
    "SELECT p.ordinal FROM customers_holding h JOIN customers_customer c ON c.id = h.customer_id"
    " JOIN customers_party p ON p.id = c.party_id WHERE (h.starts_on > %s AND h.starts_on <= %s)"
    " OR (h.ends_on >= %s AND h.ends_on < %s)"
)
WISHES = (
    "SELECT p.ordinal FROM customers_donotcontact w JOIN customers_party p ON p.id = w.party_id"
    " WHERE w.since > %s AND w.since <= %s UNION ALL"
    " SELECT p.ordinal FROM customers_consent w JOIN customers_party p ON p.id = w.party_id"
    " WHERE (w.given_on > %s AND w.given_on <= %s)"
    " OR (w.withdrawn_on > %s AND w.withdrawn_on <= %s)"
)


def moving(one: dt.date, other: dt.date) -> dict[str, BitMap]:
    """Their own ordinals, by source."""
    first, last = sorted((one, other))
    return {
        IndexSource.HOLDING: BitMap(ordinals(HOLDINGS, [first, last] * 2)),
        IndexSource.PARTY: BitMap(ordinals(WISHES, [first, last] * 3)),
    }
