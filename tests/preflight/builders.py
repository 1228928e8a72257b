"""Plans and contexts without a database, and the findings of a rule with each sentence rendered in
both languages.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils import translation
from pyroaring import BitMap, FrozenBitMap

from common import messages
from findings.effects import summary
from findings.facts import Noun
from findings.types import FindingDraft
from findings.way_views import label_of
from preflight.context import ChannelFacts, Context, PastContacts
from preflight.hotline_facts import CallsBack, DayNumbers, Hotline
from preflight.policies import Policies
from preflight.rule import Rule
from preflight.snapshot import PlanSnapshot
from preflight.snapshot_parts import OfferTerms, PlacementSnapshot, ServicePlan, WaveSnapshot

TODAY = dt.date(2026, 9, 1)
LANGUAGES = ("en", "zh-hans")
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
READY = ServicePlan(
    contingency="Call back.",
    script="Say this.",
    training_on=dt.date(2026, 9, 20),
    terms="Terms.",
    exit_rule="Any day.",
)

CHANNELS = {
    "sms": ChannelFacts(code="sms", direction="push", contact_class="sms"),
    "outbound-call": ChannelFacts(code="outbound-call", direction="push", contact_class="call"),
    "app": ChannelFacts(code="app", direction="push", contact_class="app"),
    "social-outlet": ChannelFacts(code="social-outlet", is_public=True, is_staffed=True),
    "own-hall": ChannelFacts(code="own-hall", is_public=True, is_staffed=True),
    "hotline": ChannelFacts(code="hotline"),
}


class Codes:
    """Names that are the codes."""

    def name(self, _noun: Noun, code: str) -> str:
        return code


NAMES = Codes()


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def people(first: int, last: int | None = None) -> FrozenBitMap:
    """Persons with the ordinals from first to last, both included; one argument gives so many from
    1 on.
    """
    return (
        FrozenBitMap(range(1, first + 1)) if last is None else FrozenBitMap(range(first, last + 1))
    )


def offer(
    pay: str = "100",
    value: str | None = "50",
    *,
    number: int = 1,
    product: str = "recharge",
    family: str = "top-up",
    **more: Any,
) -> OfferTerms:
    """An offer of the recharge family: pay 100, get 50, unless said; without a value one gift of
    which nobody said what it is worth.
    """
    return OfferTerms(
        number=number,
        product=product,
        family=family,
        pay=Decimal(pay),
        **{
            "get": Decimal(value if value is not None else 1),
            "value": None if value is None else Decimal(value),
            "get_kind": "balance" if value is not None else "device",
            **more,
        },
    )


def wave(on: str, persons: Iterable[int], *, number: int = 1, **more: Any) -> WaveSnapshot:
    return WaveSnapshot(number=number, on=day(on), persons=FrozenBitMap(persons), **more)


def placement(
    channel: str = "sms", *waves: WaveSnapshot, parties: Iterable[int] | None = None, **more: Any
) -> PlacementSnapshot:
    """A placement; without ``parties`` it is meant for whom its waves reach."""
    meant = (
        BitMap(parties) if parties is not None else BitMap().union(*(one.persons for one in waves))
    )
    return PlacementSnapshot(channel=channel, waves=waves, parties=FrozenBitMap(meant), **more)


def plan(
    code: str = "C2026-0001",
    *,
    starts_on: str = "2026-10-01",
    ends_on: str = "2026-10-31",
    audience: Iterable[int] = (),
    eligibility: Iterable[int] | None = None,
    closed: object = None,
    **more: Any,
) -> PlanSnapshot:
    """A plan that is ready for service, opt-in and in coordination, unless said."""
    approached = FrozenBitMap(audience)
    values = {
        "owner_unit": "consumer",
        "state": "coordinating",
        "service_plan": READY,
        "audience": approached,
        "eligibility": approached if eligibility is None else FrozenBitMap(eligibility),
        "has_own_eligibility": eligibility is not None,
        **more,
    }
    return PlanSnapshot(code=code, starts_on=day(starts_on), ends_on=day(ends_on), **values)


def other(code: str = "C2026-0002", **more: Any) -> PlanSnapshot:
    """Another unit's plan."""
    return plan(code, **{"owner_unit": "enterprise", **more})


def context(
    *plans: PlanSnapshot,
    policies: Mapping[str, Any] | None = None,
    as_of: dt.date = TODAY,
    **more: Any,
) -> Context:
    """What stands around a plan: other plans, the usual channels, policies as declared unless
    named.
    """
    values = {
        "channels": CHANNELS,
        "branches": {"branch-east": people(1, 500), "branch-west": people(501, 1000)},
        **more,
    }
    return Context(as_of=as_of, plans=plans, policies=Policies(**(policies or {})), **values)


def day_numbers(day_type: str, number: int | None, **more: Any) -> DayNumbers:
    """The same number in each hour of the days of a type."""
    return DayNumbers(
        day_type=day_type, hours=(number,) * 24, **{"valid_from": dt.date(2026, 1, 1), **more}
    )


def hotline(normal: int | None, rostered: int | None, **more: Any) -> Hotline:
    """The same calls and agents in every hour of the week; of a hundred texts one brings a call,
    from ten to eleven, unless said.
    """
    at_ten = tuple(int(hour == 10) for hour in range(24))
    return Hotline(
        **{
            "calls": tuple(day_numbers(one, normal) for one in WEEK),
            "roster": tuple(day_numbers(one, rostered) for one in WEEK),
            "calls_back": {"sms": CallsBack(100, at_ten)},
            **more,
        }
    )


def touch(
    contact_class: str, on: str, persons: Iterable[int], *, campaign: str = "", **more: Any
) -> PastContacts:
    return PastContacts(
        contact_class=contact_class,
        on=day(on),
        persons=FrozenBitMap(persons),
        campaign=campaign,
        **more,
    )


def findings(
    rule: Rule, checked: PlanSnapshot, around: Context | None = None
) -> list[FindingDraft]:
    """What the rule finds. Every sentence must render in both languages from both sides, and
    everything must be storable.
    """
    found = list(rule.run(checked, around or context()))
    for one in found:
        json.dumps([one.subject, one.facts])
        assert len({way.id for way in one.ways_out}) == len(one.ways_out), (
            "a way out is offered twice"
        )
        subject, declared = rule.subject.of_case(one.case), rule.facts.of_case(one.case)
        for language in LANGUAGES:
            with translation.override(language):
                for way in one.ways_out:
                    stored = way.as_json(recommended=False)
                    assert "%(" not in label_of(way.kind, stored["params"], NAMES)
                    assert "%(" not in summary(stored["effect"])
                for is_checked_side in (True, False):
                    seen = declared.seen_from(one.facts, is_checked_side=is_checked_side)
                    params = {
                        "other": "Other plan",
                        **subject.read(one.subject, NAMES),
                        **declared.read(seen, NAMES),
                    }
                    assert "%(" not in messages.render(rule.code, one.case, params)
                    declared.figures(seen, NAMES, beside={})
    assert len({one.fingerprint for one in found}) == len(found), "two findings share a fingerprint"
    return found


def cases_of(rule: Rule, checked: PlanSnapshot, around: Context | None = None) -> list[str]:
    """The cases of what the rule finds, in its order."""
    return [one.case for one in findings(rule, checked, around)]


def only(rule: Rule, checked: PlanSnapshot, around: Context | None = None) -> FindingDraft:
    """The one finding of the rule."""
    (found,) = findings(rule, checked, around)
    return found


def ways(found: FindingDraft) -> dict[str, Any]:
    """The first way out of each kind."""
    result: dict[str, Any] = {}
    for way in found.ways_out:
        result.setdefault(str(way.kind), way)
    return result
