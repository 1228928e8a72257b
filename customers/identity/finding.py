"""Comparing what imports brought with everybody known, in blocks of parties, as a job."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping

from django.db import transaction

from common import clock, jobs, locks
from common.job_kinds import Claim
from common.write import written
from customers.enums import MatchState
from customers.identity.commands import settle
from customers.identity.counting import recount
from customers.identity.keys import candidates, keep_keys
from customers.identity.records import SCHEMAS, Records, records_of
from customers.identity.registered import RegisteredNames, short_pairs
from customers.identity.standing import contradiction, standing
from customers.matching.clusters import settled
from customers.matching.engine import Index, Pair
from customers.matching.outcomes import Outcome
from customers.models import PartyMatch, UnmatchedBlock, UnmatchedParty

JOB, KEY = "customers.match", "everybody"
STATES = {Outcome.SAME: MatchState.SAME, Outcome.REVIEW: MatchState.ASKED}


def match_job(claim: Claim) -> None:
    """The job ``customers.match``: compare everybody who waits, block by block, each in a
    transaction of its own.
    """
    pool = RegisteredNames()
    while match_block(pool=pool):
        if not jobs.beat(claim):
            return
    jobs.finish(claim)


@transaction.atomic
def match_block(*, pool: RegisteredNames | None = None, now: dt.datetime | None = None) -> int:
    """Compare the next parties that wait with everybody known; how many they were. Who is surely
    one is counted as one, the doubtful are asked, and what is answered stays.
    """
    locks.advisory("identity")
    waiting, block = next_waiting()
    if not waiting:
        return 0
    records = records_of(waiting)
    fresh = keep_keys(records)
    pairs = found_among(records, fresh)
    pairs += short_pairs(records, fresh, pool or RegisteredNames())
    merged = keep(pairs, waiting, now or clock.now())
    UnmatchedParty.objects.filter(pk__in=waiting).delete()
    if block is not None:
        block.delete()
    if merged:
        recount(merged)
        written(
            "customers.match",
            "match",
            "",
            actor=None,
            now=now,
            details={"parties": len(merged)},
            log=("customers", "match"),
        )
    return len(waiting)


def next_waiting() -> tuple[dict[int, int | None], UnmatchedBlock | None]:
    """Parties that wait, each with the import that told of it: those that wait one by one, else the
    next block of an import.
    """
    waiting: dict[int, int | None] = dict(
        UnmatchedParty.objects.order_by("pk").values_list("pk", "batch")[: UnmatchedBlock.SIZE]
    )
    block = None if waiting else UnmatchedBlock.objects.first()
    return (
        (waiting, None) if block is None else (dict.fromkeys(block.parties, block.batch_id), block)
    )


def found_among(records: Records, fresh: Collection[int]) -> list[Pair]:
    """The compared pairs of parties that are anew with all that share a block with them."""
    most = max(schema.block for schema in SCHEMAS.values())
    wanted = candidates(fresh, most)
    others = {party for pair in wanted for party in pair} - set(records)
    everybody = {**records, **records_of(others)}
    pairs: list[Pair] = []
    for kind, schema in SCHEMAS.items():
        index = Index(schema)
        for party, (own_kind, record) in everybody.items():
            if own_kind == kind:
                index.add(party, record)
        pairs += [
            index.compare(left, right)
            for left, right in sorted(wanted)
            if left in index.records and right in index.records
        ]
    return pairs


def keep(pairs: Iterable[Pair], waiting: Mapping[int, int | None], now: dt.datetime) -> set[int]:
    """Write the matches that are new; the parties that are the same as others by them."""
    best: dict[tuple[int, int], Pair] = {}
    for pair in pairs:
        known = best.get((pair.left, pair.right))
        if pair.outcome != Outcome.DIFFERENT and (known is None or known.score < pair.score):
            best[pair.left, pair.right] = pair
    parties = {party for pair in best for party in pair}
    told = set(
        PartyMatch.objects.filter(left__in=parties, right__in=parties).values_list("left", "right")
    )
    new = [pair for key, pair in best.items() if key not in told]
    merged: set[int] = set()
    for pair in settled(new, contradict=contradiction(new), start=standing(new)):
        match = PartyMatch.objects.create(
            left_id=pair.left,
            right_id=pair.right,
            state=MatchState.ASKED,
            score=pair.score,
            evidence={name: str(value) for name, value in pair.evidence.items()},
            batch_id=waiting.get(pair.left) or waiting.get(pair.right),
            found_at=now,
        )
        settle(match, STATES[pair.outcome], by="", now=now)
        if pair.outcome == Outcome.SAME:
            merged |= {pair.left, pair.right}
    return merged


def ask(batch_id: int | None = None, *, now: dt.datetime | None = None) -> None:
    """Have those who wait compared, and say which import brought them."""
    if batch_id is not None:
        for waiting in (UnmatchedParty, UnmatchedBlock):
            waiting.objects.filter(batch=None).update(batch=batch_id)
    jobs.enqueue(JOB, KEY, now=now)
