"""Values of records in the form in which they are compared; empty for a value that says nothing."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from customers.matching.companies import plain
from customers.matching.regions import REGION
from customers.phones import stored_phone

_SPACE = re.compile(r"[^\w]+")
_TITLE = re.compile(r"(?:先生|女士|小姐|经理|总经理|总|老师|主任)$")
_MASK = re.compile(r"[*＊×xX]{1,}|某")
_CERTIFICATE = re.compile(r"[1-9]\d{5}(?:19|20)\d{9}[\dX]", re.ASCII)
_OLD_CERTIFICATE = re.compile(r"[1-9]\d{14}", re.ASCII)
_CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}", re.ASCII)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_NUMBER = re.compile(r"\d+|\b(?:i{1,3}|iv|vi{0,3}|ix)\b")
_CHECK = "10X98765432"


@lru_cache(maxsize=100_000)
def words(text: str) -> str:
    """A text of words in one width and case, with single blanks for everything that is no letter,
    digit or character.
    """
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text)).lower()
    bare = "".join(char for char in folded if not unicodedata.combining(char))
    return " ".join(_SPACE.sub(" ", bare.replace("'", "")).split())


@lru_cache(maxsize=100_000)
def person_name(text: str) -> str:
    """A person's name without blanks between characters and without a form of address; empty for
    one of which a part is hidden (王**) or that is a single character.
    """
    name = unicodedata.normalize("NFKC", text).strip()
    if _MASK.search(name) and not name.isascii():
        return ""
    if not name.isascii():
        name = _TITLE.sub("", re.sub(r"[\s·•.]", "", name)) or name
    name = words(name)
    return name if len(name) > 1 else ""


@lru_cache(maxsize=100_000)
def phone(text: str) -> str:
    """A phone by which somebody can be told: a mobile or landline; empty for a service number."""
    stored = stored_phone(text) or ""
    return stored if len(stored) >= 7 and len(set(stored[-8:])) > 1 else ""


@lru_cache(maxsize=100_000)
def certificate(text: str) -> str:
    """An identity card or a unified social credit code whose check digit or form is right; an old
    card of 15 digits in its new form.
    """
    number = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text)).upper()
    if _OLD_CERTIFICATE.fullmatch(number):
        body = number[:6] + "19" + number[6:]
        return body + _check_digit(body)
    if _CERTIFICATE.fullmatch(number):
        return number if number[-1] == _check_digit(number[:17]) else ""
    return number if _CREDIT_CODE.fullmatch(number) else ""


def _check_digit(body: str) -> str:
    """ISO 7064 MOD 11-2, as GB 11643 asks for."""
    return _CHECK[
        sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11
    ]


@lru_cache(maxsize=100_000)
def address(text: str) -> str:
    """An address without province and city, without what stands twice, digits in one width."""
    bare = plain(text)
    while found := REGION.match(bare):
        if found.end() == len(bare):
            break
        bare = bare[found.end() :]
    return re.sub(r"(.{3,})\1+", r"\1", bare)


@lru_cache(maxsize=100_000)
def numbers(text: str) -> frozenset[str]:
    """The numbers in a text, Roman ones too: house, floor and room, or volume and part."""
    return frozenset(found.lstrip("0") for found in _NUMBER.findall(text))
