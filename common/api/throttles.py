"""How often a caller of the API may call: strangers by address, people, and what weighs more by its
own limit.
"""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.throttling import (
    AnonRateThrottle,
    ScopedRateThrottle,
    SimpleRateThrottle,
    UserRateThrottle,
)

from common import calls


class Counted(SimpleRateThrottle):
    """Counts by ``common.calls`` instead of by a list of moments in a cache, which takes six
    statements a call where the cache is the database's.
    """

    key: str | None = None

    def allow_request(self, request: Request, view: Any) -> bool:
        if self.rate is None:
            return True
        self.key = self.get_cache_key(request, view)
        return self.key is None or calls.may_call(
            self.key, most=self.num_requests, seconds=self.duration
        )

    def wait(self) -> float | None:
        return calls.wait_s(self.key, seconds=self.duration) if self.key else None


class OfStrangers(AnonRateThrottle, Counted):
    """Those without a token or session, by their address."""


class OfPeople(UserRateThrottle, Counted):
    """A person, whatever they call."""


class OfScopes(ScopedRateThrottle, Counted):
    """A person's calls of a view with a limit of its own."""
