"""Labelled records as their publishers wrote them: records as the engine compares them, and which
pairs are one.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from customers.matching import fields
from customers.matching.engine import Schema, Values
from customers.matching.fields import Field
from customers.matching.values import numbers, words
from tests.bench.entries import data

Truth = set[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Labelled:
    """Records, the pairs that are one, by their places, and from which of two sources each record
    is, where only records of different ones are compared.
    """

    schema: Schema
    records: Sequence[Values]
    truth: Truth
    source: Sequence[int] = ()


def pairs_of(labels: Iterable[str]) -> Truth:
    """The pairs of records with one label."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, label in enumerate(labels):
        places[label].append(place)
    return {
        (first, second)
        for own in places.values()
        for at, first in enumerate(own)
        for second in own[at + 1 :]
    }


def table(*parts: str, delimiter: str = ",", quoting: int = csv.QUOTE_MINIMAL) -> list[Values]:
    with data(*parts).open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter=delimiter, skipinitialspace=True, quoting=quoting)
        return list(rows)


# Persons: names, birth dates and numbers with slips
# ------------------------------------------------------------------------------


def febrl_keys(record: Values) -> Iterator[str]:
    own = record["name"].split()
    yield from (f"{name} {record[name]}" for name in ("ssn", "born") if record[name])
    yield " ".join(sorted(own))
    yield from (f"{word[:4]} {record['postcode']}" for word in own)
    yield from (f"{word} {record['postcode']}" for word in record["address"].split() if word[4:])
    yield f"{record['suburb']} {record['address'][:3]}"


FEBRL = Schema(
    fields=(
        Field("name", fields.name, 14, 5),
        Field("born", fields.code, 13, 5),
        Field("ssn", fields.code, 16, 7),
        Field("postcode", fields.code, 8, 2),
        Field("suburb", fields.name, 8, 1),
        Field("address", fields.text, 12, 2, close_from=0.8),
    ),
    keys=febrl_keys,
    same=24,
    review=8,
)


def febrl(*files: str) -> Labelled:
    rows = [row for file in files for row in table("er-febrl", file)]
    records = [
        {
            "name": words(f"{row['given_name']} {row['surname']}"),
            "born": row["date_of_birth"],
            "ssn": row["soc_sec_id"],
            "postcode": row["postcode"],
            "suburb": words(row["suburb"]),
            "address": words(f"{row['street_number']} {row['address_1']}"),
        }
        for row in rows
    ]
    return Labelled(FEBRL, records, pairs_of(row["rec_id"].split("-")[1] for row in rows))


# Business customers: names, addresses, phones
# ------------------------------------------------------------------------------


def restaurant_keys(record: Values) -> Iterator[str]:
    own = [word for word in record["name"].split() if len(word) > 2]
    yield from (f"name {word}" for word in own)
    yield from (f"name {first} {second}" for first, second in pairwise(own))
    if record["phone"]:
        yield f"phone {record['phone']}"
    streets = [word for word in record["address"].split() if word.isalpha() and len(word) > 3]
    yield from (f"at {one} {word}" for one in numbers(record["address"]) for word in streets)


RESTAURANTS = Schema(
    fields=(
        Field("name", fields.text, 13, 5, close_from=0.8),
        Field("address", fields.place, 12, 5, close_from=0.75),
        Field("city", fields.text, 4, 2),
        Field("phone", fields.exact, 14, 3),
    ),
    keys=restaurant_keys,
    same=21,
    review=6,
)


def restaurant(name: str, address: str, city: str = "", phone: str = "") -> Values:
    return {
        "name": words(name),
        "address": words(address),
        "city": words(city),
        "phone": re.sub(r"\D", "", phone),
    }


def fodors_zagat() -> Labelled:
    rows = table("er-restaurants-fodors-zagat", "restaurant-nophone-training.csv")
    records = [restaurant(row["name"], row["address"], row["city"]) for row in rows]
    return Labelled(RESTAURANTS, records, pairs_of(row["unique_id"] for row in rows))


def oaei() -> Labelled:
    sides = []
    for file in ("rest1.csv", "rest2.csv"):
        rows = [list(row.values()) for row in table("er-restaurants-oaei", file, delimiter="|")]
        sides.append([restaurant(name, street, phone=phone) for _id, name, phone, street in rows])
    return two_sides(RESTAURANTS, sides, table("er-restaurants-oaei", "gt.csv", delimiter="|"))


# Records without people: a check that nothing is made for one schema
# ------------------------------------------------------------------------------


def publication_keys(record: Values) -> Iterator[str]:
    own = [word for word in record["title"].split() if len(word) > 3]
    yield from own
    yield from (f"{first} {second}" for first, second in pairwise(own))


PUBLICATIONS = Schema(
    fields=(
        Field("title", fields.text, 16, 8, close_from=0.8),
        Field("authors", fields.text, 12, 5, close_from=0.7),
        Field("year", fields.exact, 4, 6),
    ),
    keys=publication_keys,
    same=22,
    review=8,
    block=40,
)


def dblp_acm() -> Labelled:
    sides = []
    for file in ("dblp.csv", "acm.csv"):
        rows = table("er-dblp-acm", file, delimiter="%", quoting=csv.QUOTE_NONE)
        sides.append(
            [
                {
                    "title": words(row["title"]),
                    "authors": words(row["authors"]),
                    "year": row["year"],
                }
                for row in rows
            ]
        )
    return two_sides(PUBLICATIONS, sides, table("er-dblp-acm", "gt.csv", delimiter="%"))


def two_sides(
    schema: Schema, sides: Sequence[Sequence[Values]], truth: Sequence[Mapping[str, str]]
) -> Labelled:
    left, right = sides
    return Labelled(
        schema,
        [*left, *right],
        {(int(row["D1"]), len(left) + int(row["D2"])) for row in truth},
        [0] * len(left) + [1] * len(right),
    )


def companies() -> list[dict[str, str]]:
    """Short and registered names of listed companies, with the code that tells them apart."""
    with data("company-names-cn", "company_listed_until_2015.jsonl").open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]
