"""Ways out as the page shows them: icon, what they lead to in numbers, and what one can do about
them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.models import Campaign
from findings.enums import WayOutKind
from findings.models import Finding
from findings.presenting import WayView
from findings.views.figures import count

K = WayOutKind
ICONS: dict[str, str] = {
    K.SHIFT_DATES: "shift",
    K.EXCLUDE_SHARED: "minus-circle",
    K.EXCLUDE_PERSONS: "minus-circle",
    K.DROP_WAVE: "trash",
    K.MOVE_WAVE: "shift",
    K.CHANGE_CHANNEL: "swap",
    K.LEAVE_CHANNEL: "leave",
    K.ALIGN_TERMS: "equals",
    K.FORBID_STACKING: "lock",
    K.JOIN_CAMPAIGNS: "merge",
    K.ATTACH_SCRIPT: "quote",
    K.TRANSFER_STOCK: "truck",
    K.REDUCE_REQUEST: "minus",
    K.REQUEST_EXCEPTION: "question",
    K.MAKE_COMMITMENT: "handshake",
    K.OPT_IN: "check",
    K.ACCEPT: "stamp",
}
PAIRS: tuple[tuple[str, str, str], ...] = (
    ("audience_before", "audience_after", "persons"),
    ("persons_before", "persons_after", "persons"),
    ("contacts_before", "contacts_after", "contacts"),
    ("load_before", "load_after", "load"),
)


@dataclass(frozen=True, slots=True)
class Way:
    """A way out with its effect in words. ``url`` leads to before and after, ``propose_url`` asks
    the other side.
    """

    view: WayView
    label: str
    icon: str
    effect: str
    is_best: bool = False
    url: str = ""
    propose_url: str = ""
    reason: str = ""


def ordered(ways: list[Way]) -> list[Way]:
    """What one can do oneself before what one can ask for, advice last; the first that solves is
    the best.
    """
    rows = sorted(ways, key=lambda way: (way.view.is_advice, not way.url, not way.view.solves))
    return [
        replace(way, is_best=at == 0 and way.view.solves and not way.view.is_advice)
        for at, way in enumerate(rows)
    ]


def way_of(view: WayView, finding: Finding, campaign: Campaign, *, may_propose: bool) -> Way:
    """One way out from the side of ``campaign``."""
    codes = {reason.code for reason in view.reasons}
    reason = next((str(one) for one in view.reasons if one.code != "not-your-plan"), "")
    args = [campaign.code, finding.pk, view.id]
    return Way(
        view=view,
        label=(
            _("Make it one joint campaign with the other side")
            if view.kind == K.JOIN_CAMPAIGNS and not view.is_own
            else view.label
        ),
        icon=ICONS[view.kind],
        effect=effect_of(view),
        url="" if view.reasons else reverse("findings:way-out", args=args),
        propose_url=(
            reverse("findings:propose", args=args)
            if "not-your-plan" in codes and may_propose and not view.is_own
            else ""
        ),
        reason=reason,
    )


def effect_of(view: WayView) -> str:
    """What it leads to, in one line of short sentences."""
    effect = view.effect
    parts = [*changes(effect), *dates(effect), *losses(effect)]
    if effect.get("stays") == "visible":
        parts.append(
            _("Both offers stay visible to customers: a warning remains, which asks for a script.")
        )
    if effect.get("closes") == "visible":
        parts.append(_("Front-line staff can explain both offers."))
    return " ".join(parts)


def changes(effect: Mapping[str, Any]) -> list[str]:
    found = []
    for before, after, what in PAIRS:
        if effect.get(before) is None or effect.get(after) is None:
            continue
        params = {"before": count(effect[before]), "after": count(effect[after])}
        sentence = {
            "persons": _("%(before)s → %(after)s persons."),
            "contacts": _("%(before)s → %(after)s contacts."),
            "load": _("Load %(before)s → %(after)s."),
        }[what]
        found.append(sentence % params)
    if (
        effect.get("persons_excluded")
        and "audience_after" not in effect
        and "persons_after" not in effect
        and "contacts_after" not in effect
    ):
        found.append(_("%(n)s persons fewer.") % {"n": count(effect["persons_excluded"])})
    if effect.get("points_after") is not None:
        found.append(
            _("The week then has %(n)s points of %(limit)s.")
            % {
                "n": count(effect["points_after"]),
                "limit": count(effect.get("limit")),
            }
        )
    if effect.get("rate_after") is not None:
        found.append(
            _("%(after)s%% instead of %(before)s%% take the offer.")
            % {
                "after": effect["rate_after"],
                "before": effect.get("rate_before"),
            }
        )
    return found


def dates(effect: Mapping[str, Any]) -> list[str]:
    moved = effect.get("days_moved")
    if not isinstance(moved, int) or not moved:
        return []
    days = abs(moved)
    sentence = (
        ngettext("%(n)s day later.", "%(n)s days later.", days)
        if moved > 0
        else ngettext("%(n)s day earlier.", "%(n)s days earlier.", days)
    )
    found = [sentence % {"n": days}]
    if effect.get("days_apart_after"):
        found.append(_("The two are %(n)s days apart then.") % {"n": effect["days_apart_after"]})
    flex = effect.get("flex_days")
    if isinstance(flex, int) and days > flex:
        found.append(_("More than the %(n)s days that the plan may be moved by.") % {"n": flex})
    return found


def losses(effect: Mapping[str, Any]) -> list[str]:
    found = []
    if effect.get("orders_lost"):
        found.append(_("About %(n)s orders fewer.") % {"n": count(effect["orders_lost"])})
    if effect.get("value_after") not in (None, ""):
        before, after = (count(effect.get(name)) for name in ("value_before", "value_after"))
        if before != after:
            found.append(
                _("The customer gets %(after)s in the place of %(before)s CNY.")
                % {
                    "before": before,
                    "after": after,
                }
            )
    if effect.get("percent_excluded") is not None:
        found.append(_("That is %(n)s%% of the audience.") % {"n": effect["percent_excluded"]})
    return found
