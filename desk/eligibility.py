""" "Can this customer take it?": what is offered at the counter today, for one number, and what its
customer holds; no name, no phone.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from calendars.branches import branches_of
from calendars.unit_table import UnitTable, unit_table
from campaigns.access import visible_to
from campaigns.enums import CampaignState
from campaigns.models import Campaign, Hold, Offer
from common import clock
from common.errors import Reason, refuse
from common.text import has_hidden_characters, normalise
from customers import bitmaps
from customers.lookups import CHECK, found_by, is_phone, note_phone
from customers.models import Customer, Holding
from desk.counter_answers import NOT_STARTED, Answer
from frontline.work_notices.queries import words_of_plans
from organization.models import Unit, User
from organization.permissions import Permission

MAY_CHECK = (
    Permission.SEE_BRANCH_SCHEDULE,
    Permission.SEE_RELEASED_DRAFTS,
    Permission.SEE_CUSTOMERS,
)
COMING = dt.timedelta(days=14)


@dataclass(frozen=True, slots=True)
class AtTheCounter:
    """What may be taken, first what may be done, and what is held today, the first to end first."""

    answers: list[Answer]
    holdings: list[Holding]


def counter_for(number: str, *, actor: User, now: dt.datetime | None = None) -> AtTheCounter:
    """What the customer of a number (customer number or phone) may take, each with the words to
    say, and what they hold.

    Raises ``Refused`` (403) without the right to ask, (400) for an empty number, (404) for one that
    nobody has.
    """
    if not any(actor.may(permission) for permission in MAY_CHECK):
        refuse("no-permission", _("Your role does not allow this."), status=403)
    wanted = normalise(number)
    if not wanted or len(wanted) > 60 or (has_hidden_characters(wanted) and not is_phone(wanted)):
        refuse("invalid", _("Give a customer number or a phone number."), status=400, attr="number")
    at = now or clock.now()
    customers = list(
        found_by(Customer.objects.select_related("party", "unit"), wanted).order_by("pk")[:50]
    )
    note_phone(CHECK, wanted, actor=actor, found=len(customers), now=at)
    if not customers:
        refuse(
            "unknown-number",
            _("No customer has this number. Check it, then ask again."),
            status=404,
            attr="number",
        )
    answers = [
        _answer_each(campaign, customers, clock.today(at)) for campaign in _offered(actor, at)
    ]
    holdings = _held_on([customer.pk for customer in customers], clock.today(at))
    found = _completed(answers, customers, actor, holdings)
    found.sort(key=lambda answer: (not answer.may_take, answer.campaign.name))
    return AtTheCounter(found, holdings)


def _offered(actor: User, at: dt.datetime) -> list[Campaign]:
    """Running plans, and approved ones that start soon, as far as the person sees them and they run
    in their branch.
    """
    today = clock.today(at)
    wanted = Q(state__in=(CampaignState.LIVE, CampaignState.SUSPENDED)) | Q(
        state=CampaignState.APPROVED, in_force__starts_on__lte=today + COMING
    )
    known = Campaign.objects.filter(pk__in=visible_to(actor).order_by().values("pk")).filter(
        wanted, in_force__ends_on__gte=today
    )
    return list(
        known.select_related("owner_unit", "in_force").prefetch_related(
            "in_force__offers__product", "in_force__explanations__against", "in_force__branches"
        )
    )


@dataclass(frozen=True, slots=True)
class _Candidate:
    campaign: Campaign
    reasons: tuple[Reason, ...]


def _answer_each(campaign: Campaign, customers: Sequence[Customer], today: dt.date) -> _Candidate:
    reasons = []
    version = campaign.in_force
    if campaign.state == CampaignState.APPROVED and version is not None:
        reasons.append(
            Reason(
                NOT_STARTED,
                _("It starts on %(day)s."),
                params={"day": version.starts_on.isoformat()},
            )
        )
    if campaign.state == CampaignState.SUSPENDED:
        reasons.append(Reason("suspended", _("It is suspended at present.")))
    return _Candidate(campaign, tuple(reasons))


def _completed(
    candidates: Sequence[_Candidate],
    customers: Sequence[Customer],
    actor: User,
    holdings: Iterable[Holding],
) -> list[Answer]:
    """The candidates with what needs other tables: eligibility, branches, holds, exclusive products
    held.
    """
    units = unit_table()
    ordinals = {customer.party.counted for customer in customers}
    sets = bitmaps.load_many({key for one in candidates if (key := _eligible_set(one.campaign))})
    held = _by_exclusive_group(holdings)
    plans = [one.campaign.pk for one in candidates]
    holds, said = _holds(plans), words_of_plans(actor, plans)
    places = _places(customers, actor, units)
    answers = []
    for one in candidates:
        campaign = one.campaign
        version = campaign.in_force
        if version is None:
            continue
        reasons = list(one.reasons)
        key = _eligible_set(campaign)
        if key is None or not any(ordinal in sets[key] for ordinal in ordinals):
            reasons.append(Reason("not-eligible", _("It is not offered to this customer.")))
        reasons += _place_reasons(version.branches.all(), holds.get(campaign.pk, ()), places)
        reasons += _product_reasons(version.offers.all(), held)
        explanations = tuple(version.explanations.all())
        answers.append(
            Answer(
                campaign,
                tuple(version.offers.all()),
                tuple(reasons),
                version.script,
                explanations,
                tuple(said.get(campaign.pk, ())),
            )
        )
    return answers


def _eligible_set(campaign: Campaign) -> int | None:
    version = campaign.in_force
    return (version.eligibility_set_id or version.audience_set_id) if version is not None else None


def _places(customers: Sequence[Customer], actor: User, units: UnitTable) -> set[int]:
    """The branches that count: those of the person who asks, else where the customer belongs."""
    own = {branch.pk for branch in branches_of(actor)}
    if own:
        return own
    homes = [units.branch(customer.unit) for customer in customers if customer.unit is not None]
    return {home.pk for home in homes if home is not None}


def _place_reasons(
    branches: Iterable[Unit], holds: Iterable[Hold], places: set[int]
) -> list[Reason]:
    named = {branch.pk for branch in branches}
    reasons = []
    if named and places and not named & places:
        reasons.append(Reason("other-branch", _("It does not run in this branch.")))
    if any(hold.branch_id in places for hold in holds if hold.branch_id is not None):
        reasons.append(Reason("held-here", _("It is suspended in this branch at present.")))
    return reasons


def _holds(campaign_ids: Sequence[int]) -> dict[int, list[Hold]]:
    found: dict[int, list[Hold]] = defaultdict(list)
    for hold in Hold.objects.filter(campaign_id__in=campaign_ids, lifted_at__isnull=True):
        found[hold.campaign_id].append(hold)
    return found


def _held_on(customer_ids: Sequence[int], today: dt.date) -> list[Holding]:
    """What the customer holds today, the first to end first."""
    held = Holding.objects.held_on(today).filter(customer_id__in=customer_ids)
    return list(
        held.select_related("product").order_by(F("ends_on").asc(nulls_last=True), "product__code")
    )


def _by_exclusive_group(holdings: Iterable[Holding]) -> dict[str, Holding]:
    """What stands against other products, by exclusive group."""
    found = {}
    for holding in holdings:
        group = holding.exclusive_group or holding.product.exclusive_group
        if group:
            found[group] = holding
    return found


def _product_reasons(offers: Iterable[Offer], held: dict[str, Holding]) -> list[Reason]:
    """One product of an exclusive group at a time."""
    groups = {offer.exclusive_group or offer.product.exclusive_group for offer in offers}
    reasons = []
    for group in sorted(groups & set(held)):
        ends_on = held[group].ends_on
        if ends_on is not None:
            reasons.append(
                Reason(
                    "holds-exclusive",
                    _("A contract that excludes it runs until %(day)s."),
                    params={"day": ends_on.isoformat()},
                )
            )
        else:
            reasons.append(
                Reason("holds-exclusive", _("A contract that excludes it runs on without an end."))
            )
    return reasons
