"""Who may come to be contacted too often, and a sample that stands for all of them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

from pyroaring import BitMap

from preflight.arranging.pushes import Push
from preflight.context import Context
from preflight.pressure.contacts import Contact
from preflight.pressure.limits import Limit
from preflight.pressure.tally import more_than


def class_of(push: Push, context: Context) -> str:
    return context.channels[push.channel].contact_class


def suspects(
    pushes: Sequence[Push], beside: Sequence[Contact], limits: Iterable[Limit], context: Context
) -> BitMap:
    """Who would be over a limit if all their contacts, whenever they are, fell together."""
    found = BitMap()
    for limit in limits:
        mine = [one.wave.persons for one in pushes if class_of(one, context) in limit.classes]
        reached = BitMap().union(*mine)
        others = [one.persons & reached for one in beside if limit.counts(one)]
        found |= more_than(limit.most, [*mine, *others]) & reached
    return found


def sample(who: BitMap, most: int) -> BitMap:
    """All of them, or as many as ``most`` drawn by a fixed seed."""
    if len(who) <= most:
        return who
    places = random.Random(1).sample(range(len(who)), most)  # noqa: S311 - a sample, no secret
    return BitMap(who[place] for place in places)
