"""Monthly prices in a text that are not what was published of a product. Source: rules.md,
advertising-law: the sheet differs from the published tariff (资费公示).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

SENTENCE = re.compile(r"[^。！？；!?;\n\r]+")
AMOUNT = r"(?P<{0}>\d+(?:\.\d{{1,2}})?)"
MONTHLY = re.compile(
    AMOUNT.format("before")
    + r" ?(?:元|yuan) ?(?:/ ?|每|一|a |per )个?(?:月|month)"
    + r"|(?:每月|月费|月租费?|月付)(?:只需|仅需|只要|仅|：|:)? ?"
    + AMOUNT.format("after")
    + " ?元"
)
# What is given back or taken off is no price.
GIVEN = re.compile(r"[返送赠减省补抵退][^，,、\d]{0,3}$")
# Signs of full width read as those of half, each in its place.
HALF = {0xFEE0 + sign: sign for sign in range(0x21, 0x7F)}


@dataclass(frozen=True, slots=True, kw_only=True)
class TariffFacts:
    """A published tariff in yuan a month, with the names by which texts call the product."""

    code: str
    product: str
    names: tuple[str, ...]
    price: Decimal
    condition: str = ""
    source: str = ""
    published_on: dt.date


@dataclass(frozen=True, slots=True)
class OtherPrice:
    """A monthly price as it stands in a text, at which place of it, and what it should be."""

    tariff: TariffFacts
    written: str
    start: int
    to: str


def other_prices(text: str, tariffs: Sequence[TariffFacts]) -> Iterator[OtherPrice]:
    """Every monthly price in a sentence that names products, and that none of these was published
    with; it is held against the product that is named last before it.
    """
    read = text.translate(HALF)
    for sentence in SENTENCE.finditer(read) if tariffs else ():
        prices = list(MONTHLY.finditer(sentence.group()))
        named = list(named_in(sentence.group(), tariffs)) if prices else []
        for price in prices if named else ():
            group = "before" if price.group("before") else "after"
            amount = Decimal(price.group(group))
            is_given = GIVEN.search(sentence.group()[: price.start()])
            if is_given or any(tariff.price == amount for _place, tariff in named):
                continue
            first, last = price.span()
            start = sentence.start() + first
            inside = price.start(group) - first, price.end(group) - first
            written = text[start : sentence.start() + last]
            told = [one for place, one in named if place < first] or [named[0][1]]
            price_now = format(told[-1].price.normalize(), "f")
            to = written[: inside[0]] + price_now + written[inside[1] :]
            yield OtherPrice(told[-1], written, start, to)


def named_in(sentence: str, tariffs: Iterable[TariffFacts]) -> Iterator[tuple[int, TariffFacts]]:
    """The tariffs whose product a sentence names, in its order, each with the place; a name within
    a longer one names nothing.
    """
    found = sorted(
        (
            (place, -len(name), tariff)
            for tariff in tariffs
            for name in tariff.names
            for place in places_of(name, sentence)
        ),
        key=lambda one: (one[:2], one[2].code),
    )
    until = 0
    for place, length, tariff in found:
        if place >= until:
            yield place, tariff
            until = place - length


def places_of(name: str, sentence: str) -> Iterator[int]:
    """Where a name stands, whatever blanks are between its letters."""
    letters = [re.escape(sign) for sign in name.translate(HALF) if not sign.isspace()]
    if letters:
        yield from (
            one.start() for one in re.finditer(r"\s*".join(letters), sentence, re.IGNORECASE)
        )
