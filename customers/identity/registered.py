"""Short names of organisations among the registered ones."""

from __future__ import annotations

from collections.abc import Collection

from customers.enums import PartyKind
from customers.identity.records import Records
from customers.matching.engine import Pair
from customers.matching.fields import Agreement
from customers.matching.outcomes import Outcome
from customers.matching.schemas import REVIEW, is_short
from customers.matching.short_names import ShortNames
from customers.models import Party

# Among fewer registered names a short one may mean a company that nobody knows yet.
ENOUGH = 1000


class RegisteredNames:
    """The registered names of organisations, read when the first short name asks for them."""

    def __init__(self) -> None:
        self._names: ShortNames | None = None
        self.parties: list[int] = []

    def known(self) -> ShortNames:
        if self._names is None:
            rows = [
                (party, name)
                for party, name in Party.objects.filter(kind=PartyKind.ORGANISATION)
                .exclude(name="")
                .order_by("id")
                .values_list("pk", "name")
                if not is_short({"name": name})
            ]
            self.parties = [party for party, _name in rows]
            self._names = ShortNames(name for _party, name in rows)
        return self._names


def short_pairs(records: Records, fresh: Collection[int], pool: RegisteredNames) -> list[Pair]:
    """Organisations that go by a short name with the registered ones that are meant."""
    pairs = []
    for party in sorted(fresh):
        kind, record = records[party]
        if kind != PartyKind.ORGANISATION or not is_short(record):
            continue
        answer = pool.known().answer(record["name"])
        outcome = answer.outcome if len(pool.parties) >= ENOUGH else Outcome.REVIEW
        for place in answer.candidates:
            left, right = sorted((party, pool.parties[place]))
            if left != right:
                pairs.append(
                    Pair(left, right, float(REVIEW), outcome, {"short_name": Agreement.CLOSE})
                )
    return pairs
