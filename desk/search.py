"""Search over everything a person may see: campaigns, channels, resources, and customers by their
exact number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from calendars.formatting import window_between
from calendars.selection import known_to
from channels.models import Channel, Product
from common import clock
from common.display import full_date
from common.folding import has_words
from common.text import has_hidden_characters, normalise, searchable
from comms.access import drafts_visible_to, sees_comms
from comms.models import CommunicationPlan, Theme
from customers.access import visible_customers
from customers.lookups import is_phone, looked_up
from customers.masked_rows import public_number
from customers.masking import mask_name, mask_number
from organization.enums import ClosedKind
from organization.models import ClosedDay, User
from organization.permissions import Permission
from resources.access import is_branch_person as sees_own_stock_only
from resources.models import Resource

if TYPE_CHECKING:
    from calendars.selection import CalendarCampaign

MOST = 20
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: where it leads, its name, what tells it from others, and the state of a
    campaign.
    """

    url: str
    name: str
    about: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Hits:
    """Things of one kind; ``has_more`` says that there are others beyond those shown."""

    title: str | Promise
    icon: str
    hits: Sequence[Hit]
    has_more: bool = False


def search(user: User, text: str, *, finds_phones: bool = False) -> list[Hits]:
    """What is found, by kind; kinds without a hit are left out. An empty text finds nothing, a
    phone only where it was not sent by an address.
    """
    wanted = normalise(text)[:LONGEST]
    if is_phone(wanted):
        seen = user.may(Permission.SEE_CUSTOMERS) and finds_phones
        return [hits for hits in ([customers(user, wanted)] if seen else []) if hits.hits]
    wanted = searchable(wanted)
    if not wanted or has_hidden_characters(wanted):
        return []
    found = [campaigns(user, wanted)]
    if user.may(Permission.SEE_CHANNELS):
        found += [channels(wanted), products(wanted)]
    if user.may(Permission.SEE_STOCK):
        found.append(resources(user, wanted))
    if user.may(Permission.SEE_CUSTOMERS):
        found.append(customers(user, wanted))
    found.append(drafts(user, wanted))
    if sees_comms(user):
        found += [themes(wanted), communication_plans(wanted)]
    if user.may(Permission.SEE_PLANS):
        found += [people(wanted), days(wanted)]
    return [hits for hits in found if hits.hits]


def drafts(user: User, text: str) -> Hits:
    """Texts, scripts among them, by title or code, as far as the user may open them."""
    rows = drafts_visible_to(user).filter(has_words(text, "title", "code")).order_by("-updated_at")
    return Hits(
        _("Drafts"),
        "document",
        [
            Hit(
                reverse("comms:draft", args=[row.code]),
                row.title,
                f"{row.code} · {row.get_kind_display()} · {row.get_state_display()}",
            )
            for row in rows[:MOST]
        ],
    )


def themes(text: str) -> Hits:
    """Communication themes by name or code, the newest first."""
    rows = Theme.objects.filter(has_words(text, "name", "code")).order_by("-starts_on", "code")
    return _dated(_("Themes"), "target", "comms:theme", rows)


def communication_plans(text: str) -> Hits:
    """Communication plans by name or code, the newest first."""
    rows = CommunicationPlan.objects.filter(has_words(text, "name", "code"))
    return _dated(_("Communication plans"), "chat", "comms:plan", rows)


def _dated(title: str | Promise, icon: str, url_name: str, rows: QuerySet[Any]) -> Hits:
    hits = [
        Hit(
            reverse(url_name, args=[row.code]),
            row.name,
            f"{row.code} · {window_between(row.starts_on, row.ends_on)}",
        )
        for row in rows[:MOST]
    ]
    return Hits(title, icon, hits)


def people(text: str) -> Hits:
    """Colleagues by name; they lead to the plans that they own."""
    rows = User.objects.filter(is_active=True).filter(has_words(text, "display_name"))
    url = reverse("campaigns:list")
    return Hits(
        _("People"),
        "people",
        [
            Hit(f"{url}?owner={row.username}", str(row), str(_("their campaigns")))
            for row in rows.order_by("display_name", "pk")[:MOST]
        ],
    )


def days(text: str) -> Hits:
    """Freezes, bill runs and the like from today on, by their kind or note."""
    kinds = [code for code, word in ClosedKind.choices if text.lower() in str(word).lower()]
    rows = ClosedDay.objects.filter(on__gte=clock.today()).filter(
        has_words(text, "note") | Q(kind__in=kinds)
    )
    url = reverse("calendars:calendar")
    return Hits(
        _("Days"),
        "calendar",
        [
            Hit(
                f"{url}?zoom=week&on={row.on.isoformat()}",
                f"{row.get_kind_display()} · {full_date(row.on)}",
                row.note,
            )
            for row in rows.order_by("on", "pk")[:MOST]
        ],
    )


def campaigns(user: User, text: str) -> Hits:
    """By code, external code or a part of the name; every word must occur. The newest first."""
    condition = Q(code__iexact=text) | Q(external_code__iexact=text, is_open=True)
    words = has_words(text, "name", "code")
    rows = list(
        known_to(user)
        .filter(condition | words)
        .select_related("owner_unit")
        .order_by("-last_day", "-id")[: MOST + 1]
    )
    return Hits(_("Campaigns"), "flag", [_campaign(row) for row in rows[:MOST]], len(rows) > MOST)


def _campaign(row: CalendarCampaign) -> Hit:
    url = (
        reverse("campaigns:detail", args=[row.code])
        if row.is_open
        else f"{reverse('calendars:calendar')}?panel={row.code}"
    )
    style = "announced" if row.state == "draft" and row.announced_at else row.state
    return Hit(
        url,
        row.name,
        f"{row.code} · {row.owner_unit.label} · {window_between(row.first_day, row.last_day)}",
        style,
    )


def named(text: str) -> Q:
    return Q(code__iexact=text) | has_words(text, "name", "name_en")


def channels(text: str) -> Hits:
    rows = list(Channel.objects.filter(named(text))[:MOST])
    url = reverse("channels:list")
    return Hits(
        _("Channels"), "network", [Hit(f"{url}#{row.code}", row.label, row.code) for row in rows]
    )


def products(text: str) -> Hits:
    rows = list(Product.objects.filter(named(text)).select_related("family")[:MOST])
    url = reverse("channels:matrix")
    return Hits(
        _("Products"),
        "tag",
        [
            Hit(f"{url}?product={row.code}", row.label, f"{row.code} · {row.family.label}")
            for row in rows
        ],
    )


def resources(user: User, text: str) -> Hits:
    """A branch finds its materials on the list of what arrives, others on the resource's own
    page.
    """
    rows = list(Resource.objects.filter(named(text))[:MOST])
    own = sees_own_stock_only(user)
    return Hits(
        _("Resources"),
        "box",
        [
            Hit(
                (
                    reverse("resources:arrivals")
                    if own
                    else reverse("resources:detail", args=[row.code])
                ),
                row.label,
                row.code,
            )
            for row in rows
        ],
    )


def customers(user: User, text: str) -> Hits:
    """Exactly this number or phone, among the customers the user may see; names and numbers are
    masked.
    """
    every = visible_customers(user).select_related("party", "unit").order_by("pk")
    rows = looked_up(every, text, actor=user)[:MOST]
    return Hits(
        _("Customers"),
        "person",
        [
            Hit(
                reverse("customers:detail", args=[public_number(row)]),
                mask_name(row.name, row.party.kind),
                f"{mask_number(row.number)} · {row.unit or '—'}",
            )
            for row in rows
        ],
    )
