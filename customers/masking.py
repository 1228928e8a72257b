"""How names, phones and numbers are shown to people whose work does not need them in clear."""

from __future__ import annotations

import re

from customers.enums import PartyKind
from customers.kept_values import CERTIFICATE_INSIDE, PHONE_INSIDE

PHONE = re.compile(r"^(?:\+?86)?1[3-9]\d{9}$")
HIDDEN = "*"
# Fewer persons than this are not told apart to people who see customers masked.
SMALLEST_TOLD = 20


def mask_phone(phone: str) -> str:
    """``138****8000``: the first three and the last four digits of a mobile, less of shorter
    ones.
    """
    if not phone:
        return ""
    if len(phone) < 8:
        return phone[0] + HIDDEN * (len(phone) - 1)
    return f"{phone[:-8]}{HIDDEN * 4}{phone[-4:]}"


def mask_name(name: str, kind: str = PartyKind.PERSON) -> str:
    """``王**``: the first character of a person's name; an organisation's name is no secret."""
    if not name or kind == PartyKind.ORGANISATION:
        return name
    return name[0] + HIDDEN * min(max(len(name) - 1, 1), 3)


def mask_number(number: str) -> str:
    """A customer's number; one that is a phone is masked as a phone."""
    return mask_phone(number) if looks_like_phone(number) else number


def mask_kept(value: str, *, is_masked: bool) -> str:
    """A value of a kept column: of a masked one phones and certificates inside it are masked, and
    any other text as a name.
    """
    if not is_masked or not value:
        return value
    hidden = PHONE_INSIDE.sub(lambda found: mask_phone(found[0]), value)
    hidden = CERTIFICATE_INSIDE.sub(lambda found: mask_certificate(found[0]), hidden)
    return hidden if hidden != value else mask_name(value)


def mask_certificate(number: str) -> str:
    """``340**************4``: the region and the last digit stay."""
    return f"{number[:3]}{HIDDEN * (len(number) - 4)}{number[-1:]}"


def looks_like_phone(number: str) -> bool:
    """Whether a customer's number is a mainland mobile number."""
    return bool(PHONE.match(number))
