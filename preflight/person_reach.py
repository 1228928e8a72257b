"""Who and why, for one person: in which plans, offers and waves they are, what leaves them out of
which, and what may still reach them, when.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from campaigns.access import visible_to
from campaigns.models import Campaign
from campaigns.plan_view.formatting import offer_name
from channels.models import Channel
from common import clock
from common.errors import refuse
from common.text import has_hidden_characters, normalise
from customers import access
from customers.enums import PartyKind
from customers.lookups import REACH, found_by, is_phone, note_phone
from customers.masked_rows import CustomerRow, customer_row
from customers.models import Customer
from customers.unmasking import LONGEST_PURPOSE
from organization.models import User
from organization.permissions import Permission
from preflight.binding import bound_by
from preflight.person_loading import Person, PersonsPlan, person
from preflight.reach import LeftOut, Reach, reach_of

TAB = ("reach", _("Who and why"), "preflight:person", (Permission.SEE_CUSTOMERS,))
MOST_SHARING = 20
LONGEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonsWave:
    """A wave to whose placement the person belongs. ``reason`` says what leaves them out of it,
    None where it reaches them, or did.
    """

    on: dt.date
    channel: Channel
    is_past: bool
    reason: LeftOut | None

    @property
    def words(self) -> str:
        """The reason as it reads beside one wave."""
        if self.reason == LeftOut.SHARE:
            return str(_("in another share"))
        return "" if self.reason is None else str(self.reason.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonInPlan:
    """A plan as it concerns the person. ``reason`` says what leaves them out of it altogether;
    ``next_on`` is the day of its next contact with them, ``may_come`` that they may take it on
    their own.
    """

    campaign: Campaign
    window: tuple[dt.date, dt.date]
    offers: tuple[str, ...]
    may_come: bool
    bound: bool
    reason: LeftOut | None
    waves: tuple[PersonsWave, ...]

    @property
    def next_on(self) -> dt.date | None:
        coming = [one.on for one in self.waves if not one.is_past and one.reason is None]
        return min(coming, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonReach:
    """The customer, masked, with their plans: first those that still reach them, the next first.
    ``sharing`` are the customers who share the phone that was asked for, where there are several.
    """

    customer: CustomerRow | None
    plans: tuple[PersonInPlan, ...] = ()
    sharing: tuple[CustomerRow, ...] = ()


def reach_for(
    number: str, *, purpose: str, actor: User, now: dt.datetime | None = None
) -> PersonReach:
    """Which plans reach the customer of a number, and why others do not; on record with the
    purpose.

    Raises ``Refused``: 403 without the right to see customers, 400 at ``number`` or ``purpose``,
    404 for a number that nobody visible has, 429 for too many in an hour.
    """
    access.require(Permission.SEE_CUSTOMERS, actor)
    wanted, purpose = normalise(number), normalise(purpose)
    if (
        not wanted
        or len(wanted) > LONGEST
        or (has_hidden_characters(wanted) and not is_phone(wanted))
    ):
        refuse("invalid", _("Give a customer number or a phone number."), status=400, attr="number")
    if not 2 <= len(purpose) <= LONGEST_PURPOSE:
        refuse(
            "required",
            _("Say in 2 to 200 characters what you need it for."),
            status=400,
            attr="purpose",
        )
    at = now or clock.now()
    seen = access.visible_customers(actor).select_related("party", "group", "unit")
    rows = list(found_by(seen, wanted).order_by("pk")[:MOST_SHARING])
    note_phone(REACH, wanted, actor=actor, found=len(rows), reason=purpose, now=at)
    if not rows:
        refuse(
            "unknown-number",
            _("No customer has this number. Check it, then ask again."),
            status=404,
            attr="number",
        )
    if len({row.party.counted for row in rows}) > 1:
        return PersonReach(customer=None, sharing=tuple(customer_row(row) for row in rows))
    customer = rows[0]
    if customer.party.kind != PartyKind.PERSON:
        refuse(
            "organisation",
            _("This number belongs to an organisation. Ask for one of its people."),
            status=400,
            attr="number",
        )
    return PersonReach(
        customer=customer_row(customer), plans=plans_for(customer, actor, clock.today(at))
    )


def plans_for(customer: Customer, actor: User, today: dt.date) -> tuple[PersonInPlan, ...]:
    """The plans in play that concern the person, as far as the actor sees them. What others do to
    the person counts, whoever sees it.
    """
    found = person(customer.party, today=today)
    coming = [
        one for one in found.plans if one.snapshot.is_active and one.snapshot.ends_on >= today
    ]
    keys = [one.version.campaign_id for one in coming]
    visible = set(visible_to(actor).filter(pk__in=keys).order_by().values_list("pk", flat=True))
    plans = [in_plan(one, found) for one in coming if one.version.campaign_id in visible]
    plans.sort(
        key=lambda one: (
            one.next_on or dt.date.max,
            one.reason is not None,
            one.window,
            one.campaign.code,
        )
    )
    return tuple(plans)


def in_plan(one: PersonsPlan, found: Person) -> PersonInPlan:
    others = tuple(other.snapshot for other in found.plans if other is not one)
    context = replace(found.context, plans=others)
    reach = reach_of(one.snapshot, context, asked=one.asked, held_out=found.control.on)
    left_out = [reason for reason, persons in reach.left_out.items() if persons]
    is_eligible = bool(one.snapshot.eligibility)
    bound = is_eligible and bool(bound_by(one.snapshot, context, found.only))
    return PersonInPlan(
        campaign=one.version.campaign,
        window=(one.snapshot.starts_on, one.snapshot.ends_on),
        offers=tuple(offer_name(offer) for offer in one.version.offers.all()),
        may_come=is_eligible and not bound,
        bound=bound,
        reason=left_out[0] if left_out else None,
        waves=tuple(waves_of(one, reach, found)),
    )


def waves_of(one: PersonsPlan, reach: Reach, found: Person) -> Iterator[PersonsWave]:
    """The waves of the plan that contact people by themselves, in the order of their days."""
    channels = {row.channel.code: row.channel for row in one.version.placements.all()}
    for told in sorted(reach.waves, key=lambda told: told.wave.on):
        outside = LeftOut.CHANNEL if one.snapshot.audience else LeftOut.EXCLUDED
        reasons = [reason for reason, persons in told.left_out.items() if persons]
        yield PersonsWave(
            on=told.wave.on,
            channel=channels[told.placement.channel],
            is_past=told.wave.on < found.context.as_of,
            reason=None if told.reached else next(iter(reasons), outside),
        )
