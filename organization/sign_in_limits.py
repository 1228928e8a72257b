"""How often a password may be wrong: per person from one client, per client, and per person."""

from __future__ import annotations

import datetime as dt
import hashlib
import unicodedata
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from common import clock
from organization.models import SignInAttempt

PERIOD = dt.timedelta(minutes=15)
KEPT = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many wrong passwords within the period, and whom it concerns."""

    code: str
    most: int
    sentence: str | Promise


# From one client against one person: guessing. From one client against everybody: one password
# tried on all accounts; an office behind one address must not reach it. Against one person from
# everywhere: a guess shared out; whoever wants to lock somebody out needs ten addresses for it.
PERSON_HERE = Limit(
    "person-here", 5, _("The password of this account was wrong too often from here.")
)
CLIENT = Limit(
    "client", 100, _("Too many sign-ins from your network failed, with whatever accounts.")
)
PERSON = Limit(
    "person", 50, _("The password of this account was wrong too often, from several places.")
)


class TooManySignIns(Exception):
    """The right password would be refused as well, until ``seconds`` have passed."""

    def __init__(self, limit: Limit, seconds: int) -> None:
        super().__init__(limit.code)
        self.limit, self.seconds = limit, seconds

    @property
    def wait(self) -> str:
        """When to come back, in words."""
        minutes = -(-self.seconds // 60)
        return ngettext(
            "Try again in %(count)d minute.", "Try again in %(count)d minutes.", minutes
        ) % {"count": minutes}


def begin(name: str, client: str, *, now: dt.datetime | None = None) -> SignInAttempt:
    """Note an attempt before the password is looked at, so that many at once are counted as well.

    Raises ``TooManySignIns`` where earlier ones are too many; a refused attempt does not count, so
    nobody can keep a door shut by knocking.
    """
    at = now or clock.now()
    attempt = SignInAttempt.objects.create(person=digest(name), client=client, tried_at=at)
    if (reached := _reached(attempt, at)) is not None:
        attempt.delete()
        raise reached
    return attempt


def succeed(attempt: SignInAttempt, *, now: dt.datetime | None = None) -> None:
    """A right password takes the attempt back, and only this one: right ones between wrong ones
    free nobody's guesses.
    """
    attempt.delete()
    SignInAttempt.objects.filter(tried_at__lt=(now or clock.now()) - KEPT).delete()


def has_closed(attempt: SignInAttempt) -> bool:
    """Whether this failure was the one after which the person is refused from there."""
    return _failures(attempt, PERSON_HERE, attempt.tried_at).count() == PERSON_HERE.most


def digest(name: str) -> str:
    return hashlib.sha256(
        unicodedata.normalize("NFKC", name).strip().casefold().encode()
    ).hexdigest()


def _failures(attempt: SignInAttempt, limit: Limit, at: dt.datetime) -> QuerySet[SignInAttempt]:
    here, person = Q(client=attempt.client), Q(person=attempt.person)
    whose = {PERSON_HERE.code: here & person, CLIENT.code: here, PERSON.code: person}[limit.code]
    return SignInAttempt.objects.filter(whose, tried_at__gt=at - PERIOD).order_by("-tried_at")


def _reached(attempt: SignInAttempt, at: dt.datetime) -> TooManySignIns | None:
    for limit in (PERSON_HERE, CLIENT, PERSON):
        earlier = _failures(attempt, limit, at).exclude(pk=attempt.pk)
        nth = earlier.values_list("tried_at", flat=True)[limit.most - 1 : limit.most]
        for oldest in nth:
            return TooManySignIns(limit, max(1, round((oldest + PERIOD - at).total_seconds())))
    return None
