"""One week of the company as leaders read it: which plans start, with which selling points, at
which rank, and who is asked to move; and of one's own plans whether everything is there.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from calendars.launches import LaunchWeek, held_on, launch_weeks, launches_of
from calendars.selection import ON_CALENDAR, with_shown_version
from campaigns.access import is_intention_for, is_visible_to
from campaigns.enums import ApprovalRole, CampaignState
from campaigns.models import Approval, Campaign
from campaigns.models.version import ResourceRequest, SellingPoint
from comms.enums import Decision, DraftState
from comms.signoff import UNDER_REVIEW, signing_rows
from coordination.enums import UNKEPT, Gate
from coordination.models import Commitment
from findings.tally import open_count
from organization.models import User
from organization.permissions import Permission
from organization.policies import values_between
from preflight.models import ArrangedMove, MoveState
from preflight.policies import Policies
from resources.enums import ReservationState
from resources.models import Reservation

MOST = 200
WEEK = dt.timedelta(days=6)
# Of one's own plans the week after is looked at too: what is missing then can still come.
LOOK_AHEAD = dt.timedelta(days=13)


@dataclass(frozen=True, slots=True, kw_only=True)
class Starting:
    """A plan that starts in the week: ``points`` are its selling points, ``weight`` what its launch
    weighs, ``move`` the day to which it is asked to move.
    """

    plan: Campaign
    first: dt.date
    last: dt.date
    points: Sequence[str]
    weight: int
    blocking: int
    is_open: bool
    move: ArrangedMove | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InFlight:
    """One's own plan that starts this week or next, and what of it is there. Goods and drafts are
    pairs (there, asked for); ``missing`` names what is not kept, ``unsigned`` who has not signed.
    """

    plan: Campaign
    first: dt.date
    goods: tuple[int, int]
    drafts: tuple[int, int]
    training_on: dt.date | None
    missing: Sequence[str] = field(default_factory=tuple)
    unsigned: Sequence[str] = field(default_factory=tuple)

    @property
    def is_ready(self) -> bool:
        return (
            self.goods[0] == self.goods[1]
            and self.drafts[0] == self.drafts[1]
            and not self.missing
            and not self.unsigned
        )

    def is_trained(self, today: dt.date) -> bool:
        return self.training_on is not None and self.training_on <= today


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """The week of a Monday."""

    load: LaunchWeek
    starting: Sequence[Starting]
    moving_in: Sequence[ArrangedMove]


def week_of(user: User, monday: dt.date) -> Week:
    """What starts in the week, by rank, then by day; six queries."""
    last = monday + WEEK
    held = values_between(monday, last)
    changes = [(day, Policies.from_values(values)) for day, values in held]
    (load,) = launch_weeks([monday], launches_of(user, monday, last), changes)
    known = is_visible_to(user) | is_intention_for(user)
    rows = with_shown_version(Campaign.objects.filter(known, amends=None, state__in=ON_CALENDAR))
    plans = list(
        rows.filter(first_day__gte=monday, first_day__lte=last)
        .annotate(blocking=open_count("blocking"))
        .select_related("owner_unit", "author")
        .order_by(F("rank").asc(nulls_last=True), "first_day", "code")[:MOST]
    )
    texts: dict[int, list[str]] = defaultdict(list)
    for version, text in SellingPoint.objects.filter(
        version__in=[one.shown_id for one in plans]
    ).values_list("version", "text"):
        texts[version].append(text)
    readable = set(
        Campaign.objects.filter(is_visible_to(user), pk__in=[one.pk for one in plans]).values_list(
            "pk", flat=True
        )
    )
    moves = list(
        ArrangedMove.objects.filter(
            Q(from_on__range=(monday, last)) | Q(to_on__range=(monday, last)),
            state=MoveState.ASKED,
            campaign__in=Campaign.objects.filter(is_visible_to(user)).values("pk"),
        ).select_related("campaign__owner_unit", "arrangement__started_by")
    )
    leaving = {one.campaign_id: one for one in moves if monday <= one.from_on <= last}
    return Week(
        load=load,
        starting=[
            Starting(
                plan=one,
                first=one.first_day,
                last=one.last_day,
                points=texts[one.shown_id] if one.pk in readable else (),
                weight=held_on(one.first_day, changes).launch_points(one.kind),
                blocking=one.blocking if one.pk in readable else 0,
                is_open=one.pk in readable,
                move=leaving.get(one.pk),
            )
            for one in plans
        ],
        moving_in=[one for one in moves if one.campaign_id not in leaving],
    )


def in_flight(user: User, monday: dt.date) -> list[InFlight]:
    """One's own plans that start in the week or the one after: six queries."""
    own = Q(pk__in=[])
    for permission in (Permission.WRITE_PLAN, Permission.APPROVE_PLAN):
        own |= user.scope(permission).q("owner_unit")
    rows = with_shown_version(
        Campaign.objects.filter(own, amends=None, state__in=ON_CALENDAR)
    ).exclude(state__in=[CampaignState.ENDED, CampaignState.EVALUATED])
    plans = list(
        rows.filter(first_day__gte=monday, first_day__lte=monday + LOOK_AHEAD)
        .annotate(training=Coalesce("in_force__training_on", "working__training_on"))
        .select_related("owner_unit")
        .order_by("first_day", "code")[:MOST]
    )
    keys, shown = [one.pk for one in plans], [one.shown_id for one in plans]
    goods = goods_of(plans, shown)
    drafts, unsigned = texts_of(keys)
    for version, role in Approval.objects.filter(version__in=shown, decision="").values_list(
        "version", "role"
    ):
        key = next(one.pk for one in plans if one.shown_id == version)
        unsigned[key].append(str(ApprovalRole(role).label))
    missing: dict[int, list[str]] = defaultdict(list)
    unkept = Commitment.objects.filter(campaign__in=keys, gate=Gate.LAUNCH, state__in=UNKEPT)
    for one in unkept.order_by("due_on", "code"):
        missing[one.campaign_id].append(one.label)
    return [
        InFlight(
            plan=one,
            first=one.first_day,
            goods=goods[one.pk],
            drafts=drafts[one.pk],
            training_on=one.training,
            missing=missing[one.pk],
            unsigned=unsigned[one.pk],
        )
        for one in plans
    ]


def goods_of(plans: Sequence[Campaign], shown: Sequence[int]) -> Mapping[int, tuple[int, int]]:
    """Of how many goods there is all that a plan asks for, of how many it asks."""
    held = {
        (one.campaign, one.resource_id, one.unit_id): one.quantity - one.back_order
        for one in Reservation.objects.filter(campaign__in=[plan.code for plan in plans]).exclude(
            state=ReservationState.FREED
        )
    }
    asked: dict[int, list[ResourceRequest]] = defaultdict(list)
    for request in ResourceRequest.objects.filter(version__in=shown):
        asked[request.version_id].append(request)
    return {
        plan.pk: (
            sum(
                held.get((plan.code, one.resource_id, one.unit_id), 0) >= one.quantity
                for one in asked[version]
            ),
            len(asked[version]),
        )
        for plan, version in zip(plans, shown, strict=True)
    }


def texts_of(
    keys: Sequence[int],
) -> tuple[Mapping[int, tuple[int, int]], dict[int, list[str]]]:
    """How many texts of each plan are released, of how many; and those that wait for the plan's own
    signature.
    """
    counts: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    unsigned: dict[int, list[str]] = defaultdict(list)
    rows = signing_rows().filter(campaign__in=keys).exclude(draft__state=DraftState.WITHDRAWN)
    for one in rows.select_related("draft").order_by("draft__code"):
        released, every = counts[one.campaign_id]
        is_out = one.draft.state == DraftState.RELEASED
        counts[one.campaign_id] = (released + is_out, every + 1)
        if one.draft.state in UNDER_REVIEW and one.said != Decision.AGREE:
            unsigned[one.campaign_id].append(one.draft.title)
    return counts, unsigned
