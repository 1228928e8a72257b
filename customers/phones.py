"""Phones as people write them, and as they are stored: mobiles and landlines as digits, foreign
ones with a plus, short codes as they are.
"""

from __future__ import annotations

import re
import unicodedata

import phonenumbers

MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9]\d{9})", re.ASCII)
SHORT_CODE = re.compile(r"\d{3,6}", re.ASCII)
LABEL = re.compile(r"^(?:tel|phone|mobile|电话|手机|联系电话|手机号|手机号码)[:\s]+", re.IGNORECASE)
PARTED = re.compile(r"[,;、|\t\r\n]+")  # between the entries of a list
BETWEEN = re.compile(r"[\s()\[\]【】\-‐‑‒–—―−_.,。、·;/:'’]")


def bare(text: str) -> str:
    """A written phone without blanks, punctuation of either script, width and invisible marks."""
    if text.isascii() and text.isalnum():
        return text
    plain = "".join(
        char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) != "Cf"
    )
    return BETWEEN.sub("", LABEL.sub("", plain.strip()))


def stored_phone(text: str) -> str | None:
    """The phone as it is stored; None for a text that is no phone."""
    compact = bare(text)
    if match := MOBILE.fullmatch(compact):
        return match[1]
    if SHORT_CODE.fullmatch(compact):
        return compact
    try:
        parsed = phonenumbers.parse(compact, "CN")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    style = (
        phonenumbers.PhoneNumberFormat.NATIONAL
        if parsed.country_code == 86
        else phonenumbers.PhoneNumberFormat.E164
    )
    return re.sub(r"[\s()\-]", "", phonenumbers.format_number(parsed, style))


def numbers_in(text: str) -> list[str]:
    """The customer numbers and phones of a list as people type it: one a line, or parted by commas,
    semicolons or blanks of either keyboard; a phone written in groups is one.
    """
    return [
        number
        for entry in PARTED.split(unicodedata.normalize("NFKC", text))
        for number in ([entry.strip()] if mobile_of(entry) else entry.split())
    ]


def mobile_of(text: str) -> str:
    """The mainland mobile that a text is; empty for any other text."""
    match = MOBILE.fullmatch(bare(text))
    return match[1] if match else ""
