"""How well and how fast the rates of cells are estimated: on records of others, and on many cells.

A cell is of what was known before the contact. Each month is foretold from those before it: whether
its rates lie in the intervals made then, and how good the means are beside the cell's own rate so
far and the rate of all. *Following*: contacts go to whom they went to, but along the channel whose
estimate was better; what they would have brought is weighed from those that did go there (inverse
propensity, self-normalised; Horvitz and Thompson 1952, Hájek 1971), with a bootstrap interval of
the months.
"""

from __future__ import annotations

import csv
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log

from channels.evidence.pooling import Pool, Round, Seen, pool
from channels.results.known_after import known_after
from tests.bench.entries import Measure, data, entry, is_smoke

LEAST, LEAST_NEXT = 200, 30
CELLS, ROUNDS, SECONDS = 10_000, 24, 2.0
Cell = tuple[str, str, str]
Counts = list[int]  # contacts, taken
Months = Sequence[Mapping[Cell, Counts]]


@entry("learning-many-cells")
def many_cells() -> Iterator[Measure]:
    """Ten thousand cells of 24 months, estimated at once: processor seconds."""
    chance = random.Random(1)
    cells = [
        Seen(
            n,
            f"f{n % 20}",
            f"g{n // 20 % 12}",
            f"c{n % 9}",
            [Round(str(m), size, chance.randint(0, size // 20)) for m in range(ROUNDS)],
        )
        for n in range(CELLS // 10 if is_smoke() else CELLS)
        for size in [chance.randint(20, 4000)]
    ]
    began = time.process_time()
    known = pool(cells)
    for one in cells:
        known.rate_of(one)
    yield Measure("processor seconds", time.process_time() - began, SECONDS, at_most=True)


@entry("learning-bank-marketing")
def bank_marketing() -> Iterator[Measure]:
    """Calls of a bank over 26 months: earlier outcome × occupation × line."""
    with data("bank-marketing", "bank-additional-full.csv").open() as file:
        reader = csv.DictReader(file, delimiter=";")
        rows = list(reader)
    refused = known_after(rows[0])
    yield Measure("columns refused as known only after", len(refused), 1)
    months: list[dict[Cell, Counts]] = []
    last = ""
    for row in rows:  # in the order of their days, without a year
        if row["month"] != last:
            months.append(defaultdict(lambda: [0, 0]))
            last = row["month"]
        counts = months[-1][row["poutcome"], row["job"], row["contact"]]
        counts[0] += 1
        counts[1] += row["y"] == "yes"
    yield from foretold(months)


@entry("learning-ifood-campaigns")
def ifood_campaigns() -> Iterator[Measure]:
    """Six campaigns to the same customers: household × education × where they buy most."""
    with data("ifood-campaigns", "ml_project1_data.csv").open() as file:
        rows = list(csv.DictReader(file))
    months: list[dict[Cell, Counts]] = []
    for name in (*(f"AcceptedCmp{n}" for n in range(1, 6)), "Response"):
        months.append(defaultdict(lambda: [0, 0]))
        for row in rows:
            counts = months[-1][household(row), row["Education"], buys_at(row)]
            counts[0] += 1
            counts[1] += row[name] == "1"
    yield from foretold(months)


def household(row: Mapping[str, str]) -> str:
    children = int(row["Kidhome"]) + int(row["Teenhome"])
    return f"{min(children, 2)} {'pair' if row['Marital_Status'] in PAIRS else 'one'}"


def buys_at(row: Mapping[str, str]) -> str:
    return max(("Web", "Catalog", "Store"), key=lambda one: int(row[f"Num{one}Purchases"]))


PAIRS = {"Married", "Together"}


@dataclass(slots=True)
class Tally:
    """What came of the forecasts."""

    judged: int = 0
    inside: int = 0
    contacts: int = 0
    loss: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    gains: list[tuple[float, float, float, float]] = field(default_factory=list)


def foretold(months: Months) -> Iterator[Measure]:
    tally = Tally()
    for place in range(1, len(months)):
        judge(months[:place], months[place], tally)
    means = {name: loss / tally.contacts for name, loss in tally.loss.items()}
    share = tally.inside / tally.judged
    yield Measure(f"of {tally.judged} later rates in their interval", share, 0.85)
    yield Measure("the same, not by being wide", share, 0.95, at_most=True)
    yield Measure("log loss ÷ that of raw rates", means["pooled"] / means["raw"], 1, at_most=True)
    yield Measure("log loss ÷ that of one rate", means["pooled"] / means["one"], 1, at_most=True)
    if tally.gains:
        middle, low, high = bootstrap(tally.gains)
        yield Measure("rate when following ÷ as it was", middle, 0)
        yield Measure("the same, lower end of 90 %", low, 0)
        yield Measure("the same, upper end of 90 %", high, 0)


def judge(before: Months, month: Mapping[Cell, Counts], tally: Tally) -> None:
    """Hold a month against what those before it say."""
    cells = sorted({cell for one in before for cell in one} | set(month))
    seen = {
        cell: Seen(
            cell,
            *cell,
            [
                Round(str(place), *one[cell])
                for place, one in enumerate(before)
                if cell in one and one[cell][0]
            ],
        )
        for cell in cells
    }
    known = pool(seen.values())
    contacted = sum(one.contacted for one in seen.values())
    of_all = sum(one.taken for one in seen.values()) / contacted
    for cell, (size, taken) in month.items():
        one = seen[cell]
        rate = known.rate_of(one)
        raw = one.taken / one.contacted if one.contacted else of_all
        for name, mean in (("pooled", rate.mean), ("raw", raw), ("one", of_all)):
            p = min(max(mean, 1e-4), 1 - 1e-4)
            tally.loss[name] -= taken * log(p) + (size - taken) * log(1 - p)
        tally.contacts += size
        if one.contacted >= LEAST and size >= LEAST_NEXT:
            low, high = rate.interval_of(size)
            tally.judged += 1
            tally.inside += low <= taken / size <= high
    tally.gains.append(followed(known, seen, month))


def followed(
    known: Pool, seen: Mapping[Cell, Seen], month: Mapping[Cell, Counts]
) -> tuple[float, float, float, float]:
    """Taken and contacts of a month as it was and when following: those of a family and group who
    did go along the channel whose lower end lies above the upper one of the others stand for all
    of them; where no channel is better, all stand for themselves.
    """
    people: dict[tuple[str, str], dict[str, Counts]] = defaultdict(dict)
    for (family, group, channel), counts in month.items():
        people[family, group][channel] = counts
    was = size = would = stood = 0.0
    for (family, group), by_channel in people.items():
        contacts = sum(n for n, _y in by_channel.values())
        taken = sum(y for _n, y in by_channel.values())
        was, size = was + taken, size + contacts
        better = best(known, seen, family, group, by_channel)
        n, y = by_channel[better] if better else (contacts, taken)
        would += y * contacts / n
        stood += contacts
    return was, size, would, stood


def best(
    known: Pool, seen: Mapping[Cell, Seen], family: str, group: str, of: Mapping[str, Counts]
) -> str:
    """The channel that a proposal would name; empty where intervals are not apart."""
    rates = {
        channel: known.rate_of(seen[family, group, channel])
        for channel in of
        if seen[family, group, channel].contacted >= LEAST
    }
    if len(rates) < 2:
        return ""
    first, second = sorted(rates, key=lambda one: -rates[one].mean)[:2]
    return first if rates[first].low > rates[second].high else ""


def bootstrap(gains: Sequence[tuple[float, float, float, float]]) -> tuple[float, float, float]:
    """Rate when following ÷ rate as it was, with the middle nine tenths of draws of months."""
    chance = random.Random(2)

    def ratio(rows: Sequence[tuple[float, float, float, float]]) -> float:
        was, size, would, stood = (sum(one[n] for one in rows) for n in range(4))
        return (would / stood) / (was / size)

    draws = sorted(ratio(chance.choices(gains, k=len(gains))) for _draw in range(400))
    return ratio(gains), draws[20], draws[379]
