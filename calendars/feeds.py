"""Personal subscription addresses of the calendar: made, renewed and revoked by their owner."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

import segno
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import QuerySet, Value
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from calendars import cache, ics
from calendars.agenda import lines_of
from calendars.branches import branches_of, is_branch_person
from calendars.entries import Entry, read
from calendars.models import CalendarFeed
from calendars.selection import GONE, Filter, calendar_of, narrow, runs_in, with_shown_version
from calendars.unit_table import unit_table
from campaigns.enums import ACTIVE_STATES, CampaignState
from campaigns.models import Campaign
from channels.models import Channel
from common import clock, locks
from common.changelog import current_version
from common.errors import refuse, words_within
from common.write import written
from organization.models import Unit, User

if TYPE_CHECKING:
    from calendars.selection import CalendarCampaign

PAST, COMING = dt.timedelta(days=186), dt.timedelta(days=400)
# A withdrawn plan is told of as cancelled for so long: every program that pulls at least monthly
# hears of it.
CANCELLED_FOR = dt.timedelta(days=30)
MOST_PER_PERSON = 20
LONGEST_NAME = 80
STATES = frozenset({*ACTIVE_STATES, CampaignState.ENDED, CampaignState.EVALUATED})


def signer() -> Signer:
    return Signer(salt="desk.calendar-feed", sep=".")


def secret_of(feed: CalendarFeed) -> str:
    """The secret in a feed's address: its key and generation, signed, so that the owner can see it
    again.
    """
    return signer().sign(f"{feed.pk}-{feed.generation}")


def feed_for(secret: str) -> CalendarFeed | None:
    """The feed of a secret that still fits, of an active person; None otherwise. A forged one costs
    no query.
    """
    try:
        key, generation = signer().unsign(secret).split("-")
    except (BadSignature, ValueError):
        return None
    feeds = CalendarFeed.objects.filter(
        pk=int(key), generation=int(generation), revoked_at__isnull=True, user__is_active=True
    )
    return feeds.select_related("user", "owner_unit", "branch", "channel").first()


@transaction.atomic
def make_feed(
    *,
    actor: User,
    name: str = "",
    owner_unit: Unit | None = None,
    branch: Unit | None = None,
    channel: Channel | None = None,
    category: str = "",
    now: dt.datetime | None = None,
) -> CalendarFeed:
    """Make a subscription of one's own. Raises ``Refused`` (409) for a person who has twenty
    already.
    """
    locks.one(User, actor.pk)
    if actor.calendar_feeds.filter(revoked_at__isnull=True).count() >= MOST_PER_PERSON:
        refuse(
            "too-many-feeds",
            gettext_lazy(
                "You have twenty subscriptions already; revoke one that you no longer use."
            ),
        )
    at = now or clock.now()
    feed = CalendarFeed.objects.create(
        user=actor,
        name=words_within(name, LONGEST_NAME, attr="name"),
        owner_unit=owner_unit,
        branch=branch,
        channel=channel,
        category=category,
        created_at=at,
    )
    written("make_feed", "feed", str(feed.pk), actor=actor, now=at)
    return feed


@transaction.atomic
def renew_feed(*, feed_id: int, actor: User, now: dt.datetime | None = None) -> CalendarFeed:
    """Give a feed a new address; the old one answers 404 from now on. Raises ``Refused`` (404) for
    somebody else's.
    """
    feed = own_feed(feed_id, actor)
    feed.generation += 1
    feed.save(update_fields=["generation"])
    written("renew_feed", "feed", str(feed.pk), actor=actor, now=now)
    return feed


@transaction.atomic
def revoke_feed(*, feed_id: int, actor: User, now: dt.datetime | None = None) -> CalendarFeed:
    """End a feed for good. Raises ``Refused`` (404) for somebody else's."""
    feed = own_feed(feed_id, actor)
    feed.revoked_at = now or clock.now()
    feed.save(update_fields=["revoked_at"])
    written("revoke_feed", "feed", str(feed.pk), actor=actor, now=now)
    return feed


def own_feed(feed_id: int, actor: User) -> CalendarFeed:
    """One's own feed in use, locked. Raises ``Refused`` (404)."""
    if not CalendarFeed.objects.filter(pk=feed_id, user=actor, revoked_at__isnull=True).exists():
        refuse("unknown-feed", gettext_lazy("There is no such subscription."), status=404)
    return locks.one(CalendarFeed, feed_id)


def qr(address: str) -> SafeString:
    """The address as a QR code in SVG, for a phone's camera."""
    return mark_safe(segno.make(address, error="m").svg_inline(scale=4, border=2, omitsize=True))


def filter_of(feed: CalendarFeed) -> Filter:
    """The part of the calendar that a feed covers."""
    return Filter(
        owners=frozenset({feed.owner_unit.code} if feed.owner_unit else ()),
        branches=frozenset({feed.branch.code} if feed.branch else ()),
        channels=frozenset({feed.channel.code} if feed.channel else ()),
        categories=frozenset({feed.category} if feed.category else ()),
        states=STATES | GONE,
    )


def entries_for(feed: CalendarFeed, *, now: dt.datetime) -> list[Entry]:
    """What its owner may see of submitted plans; those given up lately among them, if they ever
    stood in their calendar.
    """
    today, since = clock.today(now), now - CANCELLED_FOR
    kinds = [calendar_of(feed.user).exclude(state__in=GONE, state_since__lt=since)]
    if is_branch_person(feed.user):
        kinds.append(taken_back(feed.user, since))
    span = {"first_day__lte": today + COMING, "last_day__gte": today - PAST}
    entries = [
        entry
        for campaigns in kinds
        for entry in read(narrow(campaigns, filter_of(feed)).filter(**span))
    ]
    return [entry for entry in entries if entry.revision]


def taken_back(user: User, since: dt.datetime) -> QuerySet[CalendarCampaign]:
    """Plans approved for the user's branch and withdrawn since: they may no longer open
    them, but must hear of it.
    """
    campaigns = with_shown_version(
        Campaign.objects.filter(state__in=GONE, state_since__gte=since, in_force__isnull=False)
    )
    return campaigns.filter(runs_in([branch.code for branch in branches_of(user)])).annotate(
        is_open=Value(value=True)
    )


def body_of(feed: CalendarFeed, base: str, *, now: dt.datetime | None = None) -> tuple[bytes, str]:
    """The feed as bytes and its entity tag, from the process's memory while nothing changed.
    ``base`` is our address.
    """
    at = now or clock.now()
    language = feed.user.language or "zh-hans"
    key = (
        "feed",
        feed.pk,
        feed.generation,
        current_version(),
        cache.reader_of(feed.user),
        clock.today(at),
        base,
        language,
    )

    def build() -> tuple[bytes, str]:
        with translation.override(language):
            entries = entries_for(feed, now=at)
            channels = dict(Channel.objects.values_list("code", "name"))
            lines = lines_of(entries, unit_table(), channels)
            items = [ics.Item(line, f"{base}/campaigns/{line.entry.code}/") for line in lines]
            body = ics.calendar(items, name=feed.name or _("Jiepai calendar"))
        return body, f'"{hashlib.sha256(body).hexdigest()[:32]}"'

    return cache.once(key, build)
