"""Checking before giving, and promising in the same breath: one person, one occasion, one gift."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NoReturn

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common import clock, locks
from common.errors import refuse
from common.text import normalise
from common.write import written
from customers.enums import BenefitKind, Occasion
from customers.models import Party
from customers.touch_checks import meant
from organization.models import Unit, User
from organization.permissions import Permission
from resources.access import require
from resources.commands.benefit_stock import note, take_out
from resources.commands.ledger import append_touches
from resources.enums import BenefitState
from resources.models import Benefit, Resource
from resources.policies import Terms
from resources.recipients import Recipients, recipients_of
from resources.similar import Similar, Wanted, had_by, similar_to

MOST = 10_000
# Persons share so many locks: a list of thousands takes all, two single gifts rarely the same.
LOCKS = 64
LONGEST_WHY = 200
AHEAD = dt.timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gift:
    """What a unit means to give on a day. ``value`` is yuan for one person, None where unknown;
    ``place`` is the unit from whose stock it is taken, where it is handed over at once.
    """

    unit: Unit
    occasion: str
    kind: str = ""
    resource: Resource | None = None
    value: Decimal | None = None
    day: dt.date
    campaign: str = ""
    place: Unit | None = None

    @property
    def given_as(self) -> str:
        return self.kind or (self.resource.given_as if self.resource else "")

    @property
    def worth(self) -> Decimal | None:
        """What one costs: as said, else as the catalogue says; nothing is known of a cost of 0."""
        if self.value is not None:
            return self.value
        return (self.resource.unit_cost or None) if self.resource else None

    @property
    def wanted(self) -> Wanted:
        code = self.resource.code if self.resource else ""
        return Wanted(kind=self.given_as, occasion=self.occasion, resource=code, day=self.day)


@dataclass(frozen=True, slots=True)
class Judged:
    """One person of the list: what similar they have, and what they were promised now."""

    party: Party
    similar: list[Similar]
    benefit: Benefit | None = None

    @property
    def verdict(self) -> str:
        """``clear``, ``warned`` or ``stopped``."""
        if not self.similar:
            return "clear"
        return "stopped" if any(one.stops for one in self.similar) else "warned"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check says of a list. ``saved`` is yuan, None where the value is unknown."""

    gift: Gift
    recipients: Recipients
    judged: list[Judged]

    def count(self, verdict: str) -> int:
        return sum(one.verdict == verdict for one in self.judged)

    @property
    def reserved(self) -> int:
        return sum(one.benefit is not None for one in self.judged)

    @property
    def kept(self) -> int:
        """Persons who are not given a second one."""
        return sum(bool(one.similar) and one.benefit is None for one in self.judged)

    @property
    def saved(self) -> Decimal | None:
        return None if self.gift.worth is None else self.gift.worth * self.kept


@transaction.atomic
def check_benefits(
    *, gift: Gift, numbers: Sequence[str], actor: User, now: dt.datetime | None = None
) -> Checked:
    """Who of a list already got or is promised something similar. Nothing is promised.

    Raises ``Refused``: 403 for a unit that the actor may not tell for, 400 at what is wrong.
    """
    _valid(gift, numbers, actor, clock.today(now))
    gift = _of_plan(gift)
    recipients = recipients_of(numbers, actor)
    checked = Checked(gift, recipients, _judged(gift, recipients.persons))
    _note("benefit.check", checked, actor=actor, now=now)
    return checked


@transaction.atomic
def reserve_benefits(
    *,
    gift: Gift,
    numbers: Sequence[str],
    actor: User,
    despite: str = "",
    is_given: bool = False,
    now: dt.datetime | None = None,
) -> Checked:
    """Check a list and promise it to those who have nothing similar, as one: of two units at the
    same moment only one passes. ``despite`` says why those with a warning get it too; who is
    stopped never does. With ``is_given`` it is given already, on the gift's day, and leaves the
    stock.

    Raises as ``check_benefits`` and ``take_out``, and ``Busy``.
    """
    at = now or clock.now()
    _valid(gift, numbers, actor, clock.today(at))
    gift = _of_plan(gift)
    despite = normalise(despite)
    if len(despite) > LONGEST_WHY:
        _refuse("despite", _("At most %(most)s characters."), most=LONGEST_WHY)
    if is_given and gift.day > clock.today(at):
        _refuse("day", _("What is given already was not given in the future."))
    recipients = recipients_of(numbers, actor)
    locks.advisory({f"benefits {one.ordinal % LOCKS:02}" for one in recipients.persons})
    judged = _judged(gift, recipients.persons)
    passing = [
        one for one in judged if one.verdict == "clear" or (one.verdict == "warned" and despite)
    ]
    rows = {
        one.party.pk: Benefit(
            party=one.party,
            kind=gift.given_as,
            occasion=gift.occasion,
            resource=gift.resource,
            value=gift.worth,
            unit=gift.unit,
            campaign=gift.campaign,
            day=gift.day,
            state=BenefitState.GIVEN if is_given else BenefitState.RESERVED,
            despite=despite if one.similar else "",
            reserved_by=actor.get_username(),
            given_by=actor.get_username() if is_given else "",
            created_at=at,
            changed_at=at,
        )
        for one in passing
    }
    moved = take_out(rows.values(), place=gift.place, actor=actor, now=at) if is_given else []
    Benefit.objects.bulk_create(rows.values(), batch_size=2000)
    append_touches(list(rows.values()), actor=actor, day=gift.day if is_given else clock.today(at))
    judged = [Judged(one.party, one.similar, rows.get(one.party.pk)) for one in judged]
    checked = Checked(gift, recipients, judged)
    note("issue", moved, actor=actor, now=at)
    action = "benefit.give" if is_given else "benefit.reserve"
    _note(action, checked, actor=actor, now=at, reason=despite)
    return checked


def _judged(gift: Gift, persons: Sequence[Party]) -> list[Judged]:
    terms = Terms.on(gift.day)
    wanted, reach = gift.wanted, dt.timedelta(days=terms.longest)
    had = had_by([one.pk for one in persons], gift.day - reach, gift.day + reach)
    return [Judged(one, similar_to(wanted, had.get(one.pk, ()), terms)) for one in persons]


def _valid(gift: Gift, numbers: Sequence[str], actor: User, today: dt.date) -> None:
    require(actor, Permission.RECORD_TOUCHES, gift.unit)
    if gift.given_as not in BenefitKind.values:
        _refuse("kind", _("Choose what kind of benefit it is."))
    if gift.occasion not in Occasion.values:
        _refuse("occasion", _("Choose an occasion."))
    if gift.value is not None and gift.value < 0:
        _refuse("value", _("A value is not below 0."))
    if abs(gift.day - today) > AHEAD:
        _refuse("day", _("The day lies within a year of today."))
    if not 1 <= len(numbers) <= MOST:
        _refuse("numbers", _("Name 1 to %(most)s customers at a time."), most=MOST)


def _of_plan(gift: Gift) -> Gift:
    """The gift under the code of the plan that was named, by it or by its billing code."""
    if not gift.campaign:
        return gift
    code = meant("campaign", {gift.campaign}).get(gift.campaign)
    if code is None:
        _refuse("campaign", _("No submitted plan has this code."))
    return replace(gift, campaign=code)


def _refuse(field: str, text: str | Promise, **params: object) -> NoReturn:
    refuse("invalid", text, status=400, attr=field, **params)


def _note(
    action: str, checked: Checked, *, actor: User, now: dt.datetime | None, reason: str = ""
) -> None:
    """The audit row: how many, of what; nobody's number or name. The first of what was promised
    stands in the change log for all: they changed at one instant.
    """
    gift, recipients = checked.gift, checked.recipients
    saved = checked.saved
    promised = [str(one.benefit.key) for one in checked.judged if one.benefit][:1]
    written(
        action,
        "benefit",
        gift.wanted.resource or gift.given_as,
        actor=actor,
        now=now,
        unit=gift.unit.code,
        log=("benefits", "record") if promised else None,
        of=promised,
        reason=reason,
        details={
            "occasion": gift.occasion,
            "persons": len(recipients.persons),
            "unknown": len(recipients.unknown),
            "warned": checked.count("warned"),
            "stopped": checked.count("stopped"),
            "reserved": checked.reserved,
            "kept": checked.kept,
            "saved": "" if saved is None else f"{saved:.2f}",
        },
    )
