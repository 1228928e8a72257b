"""What the index keeps of everybody, by name. A sized attribute ends with ``#``: its values are the
binary digits of a whole number that grows with what it stands for.
"""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal

ANY = ""  # the value that stands for any
SIZED = "#"

ACCOUNT, NAME, GROUP, UNIT, GRID, TIER = "account", "name", "group", "unit", "grid", "tier"
ARPU, JOINED_ON = f"arpu{SIZED}", f"joined_on{SIZED}"
PRODUCTS = "products"
CLOSED, AGREED, WITHDRAWN, LINKED = "closed", "agreed", "withdrawn", "linked"
EVERY_WAY = "every"

# Whom something was done to, by its day: ``touched.contact.sms``, ``touched.complaint``.
TOUCHED = "touched."
KEPT_TOUCH_DAYS = 430
TOUCHED_SQL = (
    f"CASE WHEN t.kind <> 'contact' THEN '{TOUCHED}' || t.kind"
    f" WHEN NOT t.is_service THEN '{TOUCHED}contact.' || t.contact_class END"
)
HUNDREDTH, CONTROL = "hundredth", "control"

# More different values of a column than these are not kept apart; a filter on such a column goes by
# its size, or reads the customers themselves.
MOST_VALUES = 1000

# Hundredths, and beyond zero, so that every number of up to twelve digits has 48 binary ones; what
# has more than two places is ``ROUGH`` and compared by its customers where it is as large.
DIGITS = 48
ZERO = 2**47
ROUGH = "rough"


def size_of(number: Decimal) -> tuple[int, bool]:
    """The whole number of a value, and whether that tells it exactly."""
    scaled = number * 100
    whole = scaled.to_integral_value(ROUND_FLOOR)
    return int(whole) + ZERO, whole == scaled


SIZE_SQL = f"(floor(({{value}}) * 100) + {ZERO})::bigint"
ROUGH_SQL = "(({value}) * 100 <> floor(({value}) * 100))"


def size_of_day(iso: str) -> int:
    """The same of a written day, which may be an impossible one."""
    year, month, day = (int(part) for part in iso.split("-"))
    return year * 10_000 + month * 100 + day


DAY_SIZE_SQL = (
    "(substr({value}, 1, 4)::int * 10000 + substr({value}, 6, 2)::int * 100"
    " + substr({value}, 9, 2)::int)::bigint"
)
