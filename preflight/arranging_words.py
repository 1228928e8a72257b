"""Why a plan is moved, and what people are told of it, as sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from campaigns.access import visible_to
from campaigns.notices import CODE
from campaigns.plan_view.formatting import joined
from channels.models import Channel
from common import messages
from common.display import full_date, number
from findings.rule_info import rule_of
from organization.models import Unit, User

messages.register(
    CODE,
    {
        "move_asked": gettext_lazy(
            "%(person)s asks you to move %(campaign)s “%(name)s” to begin on %(day)s. Confirm or"
            " decline it."
        ),
        "move_confirmed": gettext_lazy(
            "%(person)s confirmed: %(campaign)s “%(name)s” begins on %(day)s."
        ),
        "move_declined": gettext_lazy(
            "%(person)s does not move %(campaign)s “%(name)s”: %(reason)s"
        ),
    },
)
Reason = Mapping[str, Any]


class ReasonNames:
    """The names in the reasons of some moves, read at once: plans as far as the reader sees them,
    units and channels.
    """

    def __init__(self, reasons: Iterable[Reason], user: User) -> None:
        every = list(reasons)
        codes = {one["campaign"] for one in every if "campaign" in one}
        self.plans = dict(
            visible_to(user).filter(code__in=codes).values_list("code", "name") if codes else ()
        )
        units = {code for one in every for code in one.get("branches", ())}
        self.units = {
            unit.code: unit.label for unit in (Unit.objects.filter(code__in=units) if units else ())
        }
        channels = {one["channel"] for one in every if one.get("channel")}
        self.channels = _channel_names(channels)

    def plan(self, code: str) -> str:
        return self.plans.get(code) or _("a draft of another department")

    def sentence(self, reason: Reason) -> str:
        """The reason in the reader's words."""
        match reason["case"]:
            case "rule":
                return _("Its present first day: %(rule)s.") % {
                    "rule": rule_of(reason["rule"]).title
                }
            case "clash":
                return _("Offer clash with “%(plan)s”, which lies near.") % {
                    "plan": self.plan(reason["campaign"])
                }
            case "company":
                return _(
                    "The launches of the week of %(week)s would be %(over)s points over the limit"
                    " of the company."
                ) % {"week": day_of(reason), "over": number(reason["over"])}
            case "branch":
                return _(
                    "The launches of the week of %(week)s would be over the limit in %(branches)s,"
                    " by at most %(over)s points."
                ) % {
                    "week": day_of(reason),
                    "over": number(reason["over"]),
                    "branches": joined(self.units.get(one, one) for one in reason["branches"]),
                }
            case "day" | "week":
                return self._channel(reason)
        persons = reason["persons"]
        words = ngettext(
            "About %(n)s person would be contacted too often.",
            "About %(n)s persons would be contacted too often.",
            persons,
        )
        return words % {"n": number(persons)}

    def _channel(self, reason: Reason) -> str:
        words = (
            _("%(channel)s would be %(over)s %% over its capacity in the week of %(day)s.")
            if reason["case"] == "week"
            else _("%(channel)s would be %(over)s %% over its capacity on %(day)s.")
        )
        return words % {
            "channel": self.channels.get(reason["channel"], reason["channel"]),
            "over": number(reason["over"]),
            "day": day_of(reason),
        }


def day_of(reason: Reason) -> str:
    """The day, or the Monday of the week, of which a reason speaks."""
    return full_date(dt.date.fromisoformat(reason["on"]))


def _channel_names(codes: Iterable[str]) -> dict[str, str]:
    wanted = set(codes)
    rows = Channel.objects.filter(code__in=wanted) if wanted else ()
    return {row.code: row.label for row in rows}


def of_moves(moves: Iterable[Any], user: User) -> dict[int, list[str]]:
    """The reasons of each move by its key, in words."""
    every = list(moves)
    names = ReasonNames((reason for move in every for reason in move.reasons), user)
    return {move.pk: [names.sentence(reason) for reason in move.reasons] for move in every}
