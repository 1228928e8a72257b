"""Which plans a change of each kind concerns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from assessment.commands import ANSWERS
from campaigns.models import Campaign
from campaigns.policies import CONTROL_PERCENT
from channels.commands import CALL_RATES, HOTLINE_DAYS
from channels.enums import DayType, Direction
from channels.models import Channel, Product
from common.models import Change
from comms.models import CommunicationPlan, Theme
from customers.models import ProductTarget
from findings.enums import UNSETTLED
from findings.models import CheckRun, FindingSide
from organization.enums import ClosedKind
from organization.models import ClosedDay, WorkDay
from preflight.policies import PREFIX
from preflight.promises import plans_like
from preflight.rules.comms_theme import CommsTheme
from resources.models import Resource
from resources.on_record import groups_changed
from resources.policies import PREFIX as BENEFITS

DAY = "day"
GIVING = Q(working__resource_requests__resource__in=Resource.objects.given())
OF_ALL = ("all",)
Plans = QuerySet[Campaign]
PUSHING = Q(working__placements__channel__direction=Direction.PUSH)
SENT_ON = "working__placements__waves__on"
WEEK = DayType.values[:7]  # from Monday on


def asking(resources: Iterable[int]) -> Plans:
    return Campaign.objects.active().filter(
        working__resource_requests__resource__in=list(resources)
    )


def everybody(change: Change) -> Plans:
    return Campaign.objects.active()


def of_resource(change: Change) -> Plans:
    """The plans that ask for it; where the catalogue says something else of it, also all that give
    something, for it may be of another kind now.
    """
    asked = Q(working__resource_requests__resource__code=change.code)
    named = asked | GIVING if change.operation == "change" else asked
    return Campaign.objects.active().filter(named).distinct()


def of_company(change: Change) -> Plans:
    """A policy that no rule reads touches nobody; a unit may be where anybody's customers live."""
    if change.operation != "policy" or change.code.startswith((PREFIX, CONTROL_PERCENT)):
        return everybody(change)
    return giving() if change.code.startswith(BENEFITS) else Campaign.objects.none()


def of_channels(change: Change) -> Plans:
    """Plans on the channel or with the product; all where a customer group or family changed. What
    customers hold keeps them from offers of its exclusive group, whichever product is offered.
    """
    codes = change.code.split("/")
    on_channel = Q(working__placements__channel__code__in=codes)
    of_product = (
        Q(working__offers__product__code__in=codes)
        | Q(working__placements__product__code__in=codes)
        | Q(working__participants__product__code__in=codes)
    )
    if change.operation == "fit":
        named = on_channel & of_product
    elif Channel.objects.filter(code=change.code).exists():
        named = on_channel
    elif Product.objects.filter(code=change.code).exists():
        in_group = Q(working__offers__product__exclusive_group__gt="")
        named = of_product | in_group | Q(working__offers__exclusive_group__gt="")
    else:
        return everybody(change)
    return Campaign.objects.active().filter(named).distinct()


def of_contacts(_change: Change) -> Plans:
    """What was done to customers counts for the plans that contact some by themselves, and for
    those that give them something.
    """
    return Campaign.objects.active().filter(PUSHING | GIVING).distinct()


def giving() -> Plans:
    """The plans that give customers something."""
    return Campaign.objects.active().filter(GIVING).distinct()


def of_benefits(change: Change) -> Plans:
    """The plans that give something similar to some of those whose benefits changed then."""
    return Campaign.objects.active().filter(code__in=plans_like(groups_changed(change.happened_at)))


def of_joint(_change: Change) -> Plans:
    """Which brands are kept apart counts for the plans that take another unit's product along."""
    return Campaign.objects.active().filter(working__participants__isnull=False).distinct()


def of_target(change: Change) -> Plans:
    """The plans that take a product along, for whom it is meant is said anew."""
    joint = Q(working__participants__product__code=change.code)
    return Campaign.objects.active().filter(joint).distinct()


def of_segment(change: Change) -> Plans:
    """Audiences are frozen when a plan is submitted; whom a joint product is meant for is not."""
    products = ProductTarget.objects.filter(segment__code=change.code).values("product")
    joint = Q(working__participants__product__in=products)
    return Campaign.objects.active().filter(joint).distinct()


def of_day(change: Change) -> Plans:
    """The plans whose last check is of an earlier day."""
    begins = timezone.make_aware(
        dt.datetime.combine(dt.date.fromisoformat(change.code), dt.time(0))
    )
    checked = CheckRun.objects.filter(campaign=OuterRef("pk"), finished_at__gte=begins)
    return Campaign.objects.active().filter(~Exists(checked))


def of_owner(change: Change) -> Plans:
    """The plans of a unit that owes one evaluation fewer."""
    units = Campaign.objects.filter(code=change.code).values("owner_unit")
    return Campaign.objects.active().filter(owner_unit__in=units)


def of_texts(change: Change) -> Plans:
    """The plans of which a draft or communication plan speaks, those under a theme (their open
    amendments with them), those that were found to depart from one, and those in the days of a
    binding one.
    """
    named = Q(drafts__code=change.code) | Q(communication_plans__code=change.code)
    if change.operation in {"theme", "plan"}:
        named |= Q(communication_plans__theme__code=change.code)
    spoken_of = Campaign.objects.filter(named).order_by().values("pk")
    speaking = Q(pk__in=spoken_of) | Q(amends__in=spoken_of)
    if change.operation in {"theme", "plan"}:
        speaking |= Q(
            pk__in=FindingSide.objects.filter(
                finding__rule=CommsTheme.code, finding__state__in=UNSETTLED
            ).values("campaign")
        )
        speaking |= Q(pk__in=in_days_of(change.code))
    return Campaign.objects.active().filter(speaking).distinct()


def in_days_of(code: str) -> Plans:
    """The plans whose window meets that of a binding theme, or of a communication plan that a
    binding theme meets: taken out of it, a plan is without a theme.
    """
    spans: Iterable[Theme | CommunicationPlan] = [
        *Theme.objects.filter(code=code, is_binding=True),
        *(
            row
            for row in CommunicationPlan.objects.filter(code=code)
            if Theme.objects.filter(
                is_binding=True, starts_on__lte=row.ends_on, ends_on__gte=row.starts_on
            ).exists()
        ),
    ]
    meets = Q(pk__in=[])
    for row in spans:
        meets |= Q(working__starts_on__lte=row.ends_on, working__ends_on__gte=row.starts_on)
    return Campaign.objects.filter(meets)


def of_plan(change: Change) -> Plans:
    """The plan itself: nobody else's findings or ranks stand on its pre-assessment."""
    return Campaign.objects.active().filter(code=change.code)


def of_hotline(change: Change) -> Plans:
    """The plans that contact people on a day of the type from that day on; until when the row held
    before nobody knows any more.
    """
    day_type, _dot, first = change.code.partition(".")
    days: Q
    if day_type in WEEK:
        days = Q(**{f"{SENT_ON}__iso_week_day": WEEK.index(day_type) + 1})
    elif day_type == DayType.BILL_RUN:
        rows = ClosedDay.objects.filter(kind=ClosedKind.BILL_RUN)
        days = Q(**{f"{SENT_ON}__in": rows.values("on")})
    else:
        days = Q(**{f"{SENT_ON}__in": WorkDay.objects.filter(kind=day_type).values("on")})
    since = Q(**{f"{SENT_ON}__gte": dt.date.fromisoformat(first)})
    return Campaign.objects.active().filter(PUSHING, since, days).distinct()


def of_call_rate(change: Change) -> Plans:
    """The plans that contact people in this way."""
    alike = Q(working__placements__channel__contact_class=change.code)
    return Campaign.objects.active().filter(PUSHING, alike).distinct()


READERS: Mapping[str, Callable[[Change], Plans]] = {
    "campaign": of_owner,
    "comms": of_texts,
    ANSWERS: of_plan,
    "resources": of_resource,
    "organization": of_company,
    "channels": of_channels,
    "brands": of_joint,
    "product-targets": of_target,
    "segments": of_segment,
    "touches": of_contacts,
    "benefits": of_benefits,
    HOTLINE_DAYS: of_hotline,
    CALL_RATES: of_call_rate,
    DAY: of_day,
}
