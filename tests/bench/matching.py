"""How well and how fast the platform tells who is one: labelled records of others.

No pair may be merged wrongly without being asked. A merged pair is wrong only where the truth
speaks of one of its records: some truths name each entity once though it stands there twice.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from customers.matching.clusters import settled
from customers.matching.engine import Index, compared
from customers.matching.outcomes import Outcome
from customers.matching.short_names import ShortNames
from tests.bench.entries import Measure, entry, is_smoke
from tests.bench.sources import Labelled, companies, dblp_acm, febrl, fodors_zagat, oaei

LEAST_PER_SECOND = 2000


@entry("company-names-cn")
def company_names() -> Iterator[Measure]:
    """Short names looked up among all registered names; a name is answered that is merged, or
    asked with the right company among the candidates.
    """
    rows = companies()
    asked = rows[:: 4 if is_smoke() else 1]
    began = time.perf_counter()
    known = ShortNames(row["fullname"] for row in rows)
    answers = [known.answer(row["name"]) for row in asked]
    seconds = time.perf_counter() - began
    found = [
        (answer.outcome, any(rows[one]["code"] == row["code"] for one in answer.candidates))
        for row, answer in zip(asked, answers, strict=True)
    ]
    merged = [is_right for outcome, is_right in found if outcome == Outcome.SAME]
    unanswered = sum(not is_right for outcome, is_right in found if outcome != Outcome.SAME)
    review = sum(outcome == Outcome.REVIEW for outcome, _is_right in found)
    yield Measure("merged wrongly", merged.count(False), 0, at_most=True)
    yield Measure("precision of merges", merged.count(True) / len(merged), 1)
    yield Measure("recall of merges", merged.count(True) / len(asked), 0.7)
    yield Measure("share to review", review / len(asked), 0.3, at_most=True)
    yield Measure("share left unanswered", unanswered / len(asked), 0.05, at_most=True)
    yield Measure("names per second", len(asked) / seconds, 500)


@entry("er-febrl-1")
def febrl_one() -> Iterator[Measure]:
    yield from measured(febrl("dataset1.csv"), merged=0.97, answered=0.99, review=0.1)


@entry("er-febrl-4")
def febrl_four() -> Iterator[Measure]:
    if not is_smoke():
        both = febrl("dataset4a.csv", "dataset4b.csv")
        yield from measured(both, merged=0.98, answered=0.99, review=0.05)


@entry("er-restaurants-fodors-zagat")
def restaurants_without_phone() -> Iterator[Measure]:
    yield from measured(fodors_zagat(), merged=0.7, answered=0.95, review=0.05)


@entry("er-restaurants-oaei")
def restaurants_of_two_sources() -> Iterator[Measure]:
    yield from measured(oaei(), merged=0.9, answered=0.95, review=0.15)


@entry("er-dblp-acm")
def publications() -> Iterator[Measure]:
    yield from measured(dblp_acm(), merged=0.9, answered=0.99, review=0.1)


def measured(of: Labelled, *, merged: float, answered: float, review: float) -> Iterator[Measure]:
    """Precision and recall against the truth, the share of compared pairs that are asked, and the
    speed, reading left out.
    """
    began = time.perf_counter()
    index = Index(of.schema)
    for key, record in enumerate(of.records):
        index.add(key, record)
    pairs = [
        pair
        for pair in compared(index)
        if not of.source or of.source[pair.left] != of.source[pair.right]
    ]
    pairs = settled(pairs, contradict=lambda _here, _there: False)
    seconds = time.perf_counter() - began
    known = {key for pair in of.truth for key in pair}
    outcome = {(pair.left, pair.right): pair.outcome for pair in pairs}
    same = {key for key, value in outcome.items() if value == Outcome.SAME}
    asked = {key for key, value in outcome.items() if value == Outcome.REVIEW}
    wrong = {key for key in same - of.truth if known & set(key)}
    right = len(same & of.truth)
    yield Measure("merged wrongly", len(wrong), 0, at_most=True)
    yield Measure("precision of merges", right / (right + len(wrong)), 1)
    yield Measure("recall of merges", right / len(of.truth), merged)
    yield Measure("recall with review", (right + len(asked & of.truth)) / len(of.truth), answered)
    yield Measure("share to review", len(asked) / len(pairs), review, at_most=True)
    yield Measure("pairs per second", len(pairs) / seconds, LEAST_PER_SECOND)
