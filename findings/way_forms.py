"""What every way out of a kind has: its words, its icon, what its params hold, and who does it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from findings.enums import WayOutKind
from findings.facts import (
    CHANNEL,
    GROUP,
    PLAN,
    PRODUCT,
    RESOURCE,
    UNIT,
    Code,
    Count,
    Day,
    Facts,
    Many,
    Money,
    Names,
    Noun,
    Plain,
    Record,
    Time,
)

K = WayOutKind
Text = str | Promise

# How a fact or a way out names a placement: without a product it is the whole plan's.
PLACEMENT = {"channel": CHANNEL, "product": Code(Noun.PRODUCT, nullable=True)}
PLACED = Facts(channel=CHANNEL, product=Code(Noun.PRODUCT, nullable=True, optional=True))
WAVE = PLACED + Facts(wave=Count(), on=Day())
WITH = Facts(**{"with": PLAN})
ASKED = Facts(resource=RESOURCE, unit=UNIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class WayForm:
    """A kind of way out. ``advice`` says what to do where nobody can apply it by a click;
    ``to_propose`` is how it is said of the other side's plan, ``variants`` how where a param is
    given. ``asks_text`` are kinds that take words of who applies them, ``is_asked`` is advice
    that somebody else can follow and be asked for (``findings.asked``). With the param ``click``
    a way out can be applied in spite of its kind's advice.
    """

    label: Text
    icon: str
    params: Facts = field(default_factory=Facts)
    advice: Text = ""
    to_propose: Text = ""
    variants: Mapping[str, Text] = field(default_factory=dict)
    asks_text: bool = False
    is_asked: bool = False
    click: str = ""

    def advice_for(self, params: Mapping[str, Any]) -> Text:
        """What to do where nobody can apply it by a click; empty where somebody can."""
        return "" if self.click and self.click in params else self.advice

    def words(self, params: Mapping[str, Any], names: Names) -> tuple[Text, dict[str, Any]]:
        """The sentence for these params, and the params as they stand in it."""
        given = next((said for key, said in self.variants.items() if key in params), self.label)
        return given, self.params.read(params, names)


FORMS: Mapping[str, WayForm] = {
    K.SHIFT_DATES: WayForm(
        label=_("Move the plan to %(starts_on)s – %(ends_on)s"),
        icon="shift",
        params=Facts(starts_on=Day(), ends_on=Day()),
    ),
    K.EXCLUDE_SHARED: WayForm(
        label=_("Exclude the customers shared with “%(with)s”"), icon="minus-circle", params=WITH
    ),
    K.EXCLUDE_PERSONS: WayForm(
        label=_("Exclude these customers"),
        icon="minus-circle",
        params=Facts(placements=Many(Record(PLACEMENT), optional=True)),
    ),
    K.DROP_WAVE: WayForm(
        label=_("Drop the wave of %(on)s on %(channel)s"), icon="trash", params=WAVE
    ),
    K.MOVE_WAVE: WayForm(
        label=_("Move the wave of %(on)s on %(channel)s to %(to)s"),
        variants={"from": _("Let the wave of %(on)s on %(channel)s begin at %(from)s")},
        icon="shift",
        params=WAVE
        + Facts(to=Day())
        + Facts(
            **{
                "from": Time(optional=True, nullable=True),
                "until": Time(optional=True, nullable=True),
            }
        ),
    ),
    K.CHANGE_CHANNEL: WayForm(
        label=_("Use %(to)s in the place of %(channel)s"),
        icon="swap",
        params=PLACED + Facts(to=CHANNEL),
    ),
    K.LEAVE_CHANNEL: WayForm(label=_("Leave %(channel)s"), icon="leave", params=PLACED),
    K.ALIGN_TERMS: WayForm(
        label=_("Align the terms of offer %(offer)s"),
        icon="equals",
        params=Facts(
            offer=Count(),
            pay=Money(optional=True),
            get=Money(optional=True),
            get_value=Money(optional=True),
            min_spend=Money(optional=True),
            payout_months=Count(optional=True),
            lock_months=Count(optional=True),
        ),
    ),
    K.FORBID_STACKING: WayForm(
        label=_("Forbid taking both offers"),
        icon="lock",
        params=Facts(offers=Many(Count(), optional=True), exclusive_group=Plain(optional=True)),
    ),
    K.JOIN_CAMPAIGNS: WayForm(
        label=_("Make it one joint campaign with “%(with)s”"),
        to_propose=_("Make it one joint campaign with the other side"),
        icon="merge",
        params=WITH,
    ),
    K.DROP_PARTICIPANT: WayForm(
        label=_("Take %(product)s of %(unit)s out of the plan"),
        variants={
            "segment": _(
                "Take %(product)s out, and let %(unit)s plan a campaign of its own for %(segment)s"
            )
        },
        icon="minus-circle",
        params=Facts(unit=UNIT, product=PRODUCT, segment=Code(Noun.SEGMENT, optional=True)),
    ),
    K.CHANGE_RESOURCE: WayForm(
        label=_("Ask for %(to)s in the place of %(resource)s in %(unit)s"),
        icon="swap",
        params=ASKED + Facts(to=RESOURCE),
    ),
    K.ALIGN_THEME: WayForm(
        label=_("Have the communication put under the theme “%(theme)s”"),
        icon="target",
        params=Facts(theme=Plain()),
        advice=_(
            "Comms puts the plan into a communication plan of that theme, or says there why it"
            " belongs to none; then it is checked again."
        ),
        is_asked=True,
    ),
    K.ATTACH_SCRIPT: WayForm(
        label=_("Attach an explanation script for “%(with)s”"),
        icon="quote",
        params=WITH,
        asks_text=True,
    ),
    K.TRANSFER_STOCK: WayForm(
        label=_("Transfer %(quantity)s of %(resource)s from %(from)s to %(to)s"),
        icon="truck",
        params=Facts(resource=RESOURCE, quantity=Count()) + Facts(**{"from": UNIT, "to": UNIT}),
        advice=_("The resource keeper transfers stock on the page of resources."),
        is_asked=True,
    ),
    K.REDUCE_REQUEST: WayForm(
        label=_("Ask for %(quantity)s of %(resource)s"),
        icon="minus",
        params=ASKED + Facts(quantity=Count()),
    ),
    K.REORDER: WayForm(
        label=_("Order %(quantity)s %(resource)s for %(unit)s"),
        icon="truck",
        params=ASKED + Facts(quantity=Count(), by=Day()),
        advice=_(
            "The resource keeper orders it and announces the delivery on the page of resources; it"
            " counts once the supplier confirmed the day."
        ),
        is_asked=True,
    ),
    K.REQUEST_EXCEPTION: WayForm(
        label=_("Ask for an exception: %(channel)s for %(group)s"),
        icon="question",
        params=PLACED + Facts(group=GROUP),
        advice=_("The channel manager grants exceptions on the page of channels."),
        is_asked=True,
    ),
    K.MAKE_COMMITMENT: WayForm(
        label=_("Make it a commitment"),
        variants={
            "plans": _("Evaluate %(plans)s"),
            "trial": _(
                "Sell %(trial)s along in one branch first, and say by what it counts as a success"
            ),
            "agents": _("Roster %(agents)s agents more on %(on)s"),
        },
        icon="handshake",
        params=Facts(
            items=Many(Plain(), optional=True),
            plans=Many(PLAN, optional=True),
            trial=Code(Noun.PRODUCT, optional=True),
            agents=Count(optional=True),
            on=Day(optional=True),
        ),
        advice=_("Ask the unit that can do it for its promise, then check again."),
    ),
    K.REPHRASE: WayForm(
        label=_("Write “%(word)s” in other words"),
        variants={
            "to": _("Write “%(to)s” in the place of “%(word)s”"),
            "add": _("Add to the text message: “%(add)s”"),
        },
        icon="quote",
        params=Facts(
            word=Plain(optional=True),
            to=Plain(optional=True),
            add=Plain(optional=True),
            places=Many(Record({"text": Plain(), "at": Count()}), optional=True),
        ),
        click="places",
        advice=_(
            "Change the text in the plan, or have the author of the draft write a new version; then"
            " check again."
        ),
    ),
    K.OPT_IN: WayForm(label=_("Let customers opt in"), icon="check"),
    K.ACCEPT: WayForm(
        label=_("Accept with a reason"),
        icon="stamp",
        params=ASKED,
        advice=_("Who may accept this finding does so with a reason, at the finding itself."),
        is_asked=True,
    ),
}
if missing := set(WayOutKind) - set(FORMS):
    raise LookupError(f"ways out without a form: {sorted(missing)}")
