"""What ways out lead to: every number that one may name, with its kind, and the lines that are said
of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from common import display
from findings.facts import (
    Count,
    Day,
    Days,
    Facts,
    Money,
    Note,
    Number,
    Organisations,
    Percent,
    Persons,
    Pieces,
    Signed,
    Word,
)

# The case that a way out leaves open, or settles.
CASE = Word.bare("visible")
EFFECTS = Facts(
    audience_before=Persons(),
    audience_after=Persons(),
    persons=Persons(),
    persons_before=Persons(),
    persons_after=Persons(),
    persons_excluded=Persons(),
    percent_excluded=Percent(),
    shared_persons_after=Persons(),
    organisations_after=Organisations(),
    persons_over=Persons(),
    persons_over_after=Persons(),
    contacts=Count(),
    contacts_before=Count(),
    contacts_after=Count(),
    contacts_lost=Count(),
    load_before=Number(),
    load_after=Number(),
    capacity=Count(),
    room_left=Count(),
    percent_left=Percent(),
    orders_lost=Count(),
    expected_orders=Count(),
    channels_after=Count(),
    days_moved=Signed(),
    weeks_moved=Count(),
    days_apart_after=Days(),
    flex_days=Days(),
    requests_due=Day(),
    training_on=Day(),
    points_after=Count(),
    limit=Count(),
    gap_points_after=Number(),
    value_before=Money(),
    value_after=Money(),
    cost_avoided=Money(),
    gifts_saved=Money(),
    gifts_dropped=Persons(),
    charge_after=Money(),
    short_before=Pieces(),
    short_after=Pieces(),
    left_there=Pieces(),
    quantity_before=Pieces(),
    quantity_after=Pieces(),
    quantity_now=Pieces(),
    back_order=Pieces(),
    score_before=Count(),
    score_after=Count(),
    stays=CASE,
    closes=CASE,
)
CHANGES = (
    Note(
        gettext_lazy("Persons: %(before)s → %(after)s."),
        before="audience_before",
        after="audience_after",
    ),
    Note(
        gettext_lazy("Persons: %(before)s → %(after)s."),
        before="persons_before",
        after="persons_after",
    ),
    Note(
        gettext_lazy("Contacts: %(before)s → %(after)s."),
        before="contacts_before",
        after="contacts_after",
    ),
    Note(gettext_lazy("Load %(before)s → %(after)s."), before="load_before", after="load_after"),
)
FEWER = Note(gettext_lazy("Persons excluded: %(n)s."), n="persons_excluded")
# What says already how many persons are left.
LEFT = ("audience_after", "persons_after", "contacts_after")
REACHED = (
    Note(
        gettext_lazy("The week then has %(n)s points of %(limit)s."),
        n="points_after",
        limit="limit",
    ),
)
APART = Note(gettext_lazy("The two are %(n)s days apart then."), n="days_apart_after")
DUE = Note(gettext_lazy("What it asks for is then due on %(day)s."), day="requests_due")
TRAINING = Note(gettext_lazy("Training is then on %(day)s."), day="training_on")
SPARED = Note(gettext_lazy("%(n)s are not spent twice."), n="gifts_saved")
ORDERS = Note(gettext_lazy("About %(n)s orders fewer."), n="orders_lost")
PART = Note(gettext_lazy("That is %(n)s%% of the audience."), n="percent_excluded")


def summary(effect: Mapping[str, Any]) -> str:
    """What a way out leads to, in one line of short sentences."""
    return " ".join(line for line in lines(effect) if line)


def lines(effect: Mapping[str, Any]) -> Iterator[str]:
    """The sentences about an effect; empty ones are those whose numbers it does not name."""
    written = {
        key: entry.fact.write(entry.fact.decode(value))
        for entry, key, value in EFFECTS.stored(effect)
        if value is not None
    }
    yield from (note.say(written) for note in CHANGES)
    if effect.get("persons_excluded") and not any(key in effect for key in LEFT):
        yield FEWER.say(written)
    yield from (note.say(written) for note in REACHED)
    yield from moved(effect, written)
    if effect.get("orders_lost"):
        yield ORDERS.say(written)
    yield revalued(effect)
    yield SPARED.say(written)
    yield PART.say(written)
    if effect.get("stays"):
        yield _(
            "Both offers stay visible to customers: a warning remains, which asks for a script."
        )
    if effect.get("closes"):
        yield _("Front-line staff can explain both offers.")


def moved(effect: Mapping[str, Any], written: Mapping[str, str]) -> Iterator[str]:
    """By how many days, and whether that is more than the plan allows."""
    by, flex = effect.get("days_moved"), effect.get("flex_days")
    if not by:
        return
    days = abs(by)
    sentence = (
        ngettext("%(n)s day later.", "%(n)s days later.", days)
        if by > 0
        else ngettext("%(n)s day earlier.", "%(n)s days earlier.", days)
    )
    yield sentence % {"n": days}
    if effect.get("days_apart_after"):
        yield APART.say(written)
    if flex is not None and days > flex:
        yield ngettext(
            "More than the %(n)s day that the plan may be moved by.",
            "More than the %(n)s days that the plan may be moved by.",
            flex,
        ) % {"n": flex}
    yield DUE.say(written)
    yield TRAINING.say(written)


def revalued(effect: Mapping[str, Any]) -> str:
    """What the customer gets instead, where that changes."""
    before, after = effect.get("value_before"), effect.get("value_after")
    if before == after or before is None or after is None:
        return ""
    return _("The customer gets %(after)s in the place of %(before)s.") % {
        "before": display.money(Decimal(before)),
        "after": display.money(Decimal(after)),
    }
