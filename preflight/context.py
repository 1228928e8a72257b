"""What a rule reads about everything around the plan: frozen, loaded by ``preflight.loading`` or
built by a test.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from pyroaring import AbstractBitMap

from channels.enums import ContactClass, Direction, Fit
from findings.types import FindingDraft
from organization.workdays import DayTable
from preflight.gifts import GiftFacts, GivenFacts
from preflight.hotline_facts import Hotline
from preflight.law import TermFacts
from preflight.parties import NOBODY
from preflight.policies import Policies
from preflight.readiness import CHECKLISTS, Checklists, Lines
from preflight.said import CommunicationFacts, ThemeFacts
from preflight.snapshot import PlanSnapshot
from preflight.tariffs import TariffFacts
from resources.availability import Supply

# So far away launches are known, for who looks for another week.
WEEKS_AROUND = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelFacts:
    """A channel; capacities are contacts (push) or transactions per branch (staffed), None is no
    limit.
    """

    code: str
    direction: str = Direction.PULL
    contact_class: str = ContactClass.NONE
    is_public: bool = False
    is_staffed: bool = False
    needs_consent: bool = False
    capacity_per_day: int | None = None
    capacity_per_week: int | None = None

    @property
    def is_push(self) -> bool:
        return self.direction == Direction.PUSH


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadingFit:
    """The loading rule in force for a product, customer group and channel."""

    product: str
    group: str
    channel: str
    fit: Fit
    version: int = 1
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastContacts:
    """Persons who were contacted once in this way on a day; ``campaign`` is empty where none sent
    it, ``channel`` where it was not told. ``is_care`` is festival care.
    """

    contact_class: str
    on: dt.date
    persons: AbstractBitMap
    campaign: str = ""
    channel: str = ""
    is_care: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingRow:
    """Persons who hold a product of an exclusive group until a day; None runs on."""

    exclusive_group: str
    product: str
    ends_on: dt.date | None
    persons: AbstractBitMap


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedPlan:
    """A plan that is over, with the last day on which it really ran."""

    code: str
    ended_on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandPairFacts:
    """Two brands that are not sold together, and why."""

    brand: str
    other_brand: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetFacts:
    """For whom a joint product is meant: the segment's code, and its parties with the people of
    its organisations.
    """

    segment: str
    parties: AbstractBitMap


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftText:
    """What a draft about the plan says, as it was written last."""

    code: str
    kind: str
    title: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentFacts:
    """Days that matter to a customer group, or to everybody; both ends are among them."""

    code: str
    kind: str
    starts_on: dt.date
    ends_on: dt.date
    group: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PastResult:
    """What came of a plan: persons reached, complaints, what was learned."""

    code: str
    category: str
    ended_on: dt.date
    reached: int
    complaints: int
    family: str | None = None
    channel: str | None = None
    lesson: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Everything around the checked plan, as of a day. ``plans`` never holds the checked plan, and
    each plan once; ``intentions`` are announced drafts, of which only name, window, products,
    channels and branches are known.

    ``policies`` are those of the first day that matters, ``later_policies`` the days on which some
    change, with the values from then on: what judges a day asks ``policies_on``.

    ``branches`` are the persons living in each branch, ``groups`` the parties of each customer
    group, ``members`` the persons who belong to an organisation, ``people_of`` those of each
    organisation of the plan's audience. ``launches`` are plans too far away to meet this one that
    start within some weeks of it: nothing but code, first day, category, branches and state.
    ``unevaluated`` are the ended plans of the plan's unit whose results nobody has evaluated,
    ``results`` what came of past plans of its category.
    ``targets`` are for whom the plan's joint products are meant, by product; ``has_targets`` says
    whether anybody is named for any product; ``brands_apart`` are brands not sold together.
    ``themes`` are those that meet the plan's days and those of its communication plans,
    ``communications``; ``media_slots`` are the resources of that kind, ``gifts`` those that may
    be given in the place of another.
    ``moments`` are days near it that matter to customers, ``terms`` the words that the advertising
    law speaks of, ``drafts`` the texts about the plan, ``checklists`` what has to be ready,
    ``assessment`` the lines of the plan's own running pre-assessment, None where none runs,
    ``tariffs`` what was published of products, ``hotline`` its normal calls and rosters; ``given``
    is what customers were given and are promised, where the plan gives something.
    ``workdays`` knows the working days near it, ``holidays`` are the public ones. ``earlier`` are
    the findings of the rules that ran before, for those that run last. ``needs_ways_out`` is False
    where findings are only counted, and their facts may then be left out too.
    """

    as_of: dt.date
    plans: tuple[PlanSnapshot, ...] = ()
    intentions: tuple[PlanSnapshot, ...] = ()
    policies: Policies = field(default_factory=Policies)
    later_policies: tuple[tuple[dt.date, Policies], ...] = ()
    touches: tuple[PastContacts, ...] = ()
    channels: Mapping[str, ChannelFacts] = field(default_factory=dict)
    fits: tuple[LoadingFit, ...] = ()
    closed: tuple[tuple[dt.date, str], ...] = ()
    holidays: frozenset[dt.date] = frozenset()
    workdays: DayTable = field(default_factory=DayTable)
    launches: tuple[PlanSnapshot, ...] = ()
    holdings: tuple[HoldingRow, ...] = ()
    unevaluated: tuple[EndedPlan, ...] = ()
    results: tuple[PastResult, ...] = ()
    targets: Mapping[str, TargetFacts] = field(default_factory=dict)
    has_targets: bool = False
    brands_apart: tuple[BrandPairFacts, ...] = ()
    themes: tuple[ThemeFacts, ...] = ()
    communications: tuple[CommunicationFacts, ...] = ()
    media_slots: frozenset[str] = frozenset()
    gifts: tuple[GiftFacts, ...] = ()
    moments: tuple[MomentFacts, ...] = ()
    terms: tuple[TermFacts, ...] = ()
    drafts: tuple[DraftText, ...] = ()
    checklists: Checklists = field(default_factory=lambda: CHECKLISTS)
    assessment: Lines | None = None
    tariffs: tuple[TariffFacts, ...] = ()
    hotline: Hotline = field(default_factory=Hotline)
    given: GivenFacts = field(default_factory=GivenFacts)
    supplies: Mapping[tuple[str, str], Supply] = field(default_factory=dict)
    do_not_contact: Mapping[str, AbstractBitMap] = field(default_factory=dict)
    consented: Mapping[str, AbstractBitMap] = field(default_factory=dict)
    groups: Mapping[str, AbstractBitMap] = field(default_factory=dict)
    branches: Mapping[str, AbstractBitMap] = field(default_factory=dict)
    members: AbstractBitMap = NOBODY
    people_of: Mapping[int, AbstractBitMap] = field(default_factory=dict)
    calendar_version: int = 0
    is_submission: bool = True
    is_preview: bool = False
    needs_ways_out: bool = True
    earlier: tuple[FindingDraft, ...] = ()

    def closed_days(self, first: dt.date, last: dt.date) -> list[tuple[dt.date, str]]:
        """The closed days of a window with their kind, both ends included."""
        return [(day, kind) for day, kind in self.closed if first <= day <= last]

    def with_decided_only(self) -> Context:
        """The same without the plans that nobody has approved yet."""
        return replace(
            self,
            plans=tuple(one for one in self.plans if one.is_decided or not one.is_active),
            intentions=(),
            given=replace(
                self.given, promises=tuple(one for one in self.given.promises if one.is_decided)
            ),
        )

    def policies_on(self, day: dt.date) -> Policies:
        """The values that are valid on a day."""
        if not (later := self.later_policies):
            return self.policies
        held = [values for since, values in later if since <= day]
        return held[-1] if held else self.policies

    @property
    def all_policies(self) -> list[Policies]:
        """The values of all days that matter, the earliest first."""
        return [self.policies, *(held for _since, held in self.later_policies)]

    @property
    def policies_now(self) -> Policies:
        """The values of the day of the run, for what judges a plan rather than a day."""
        return self.policies_on(self.as_of)

    def policies_of_pair(self, one: PlanSnapshot, other: PlanSnapshot) -> Policies:
        """The values by which two plans are compared: those of the launch of the later one."""
        return self.policies_on(max(one.starts_on, other.starts_on))

    def is_push(self, channel: str) -> bool:
        """Whether what is sent there reaches people by itself."""
        facts = self.channels.get(channel)
        return facts is not None and facts.is_push

    def is_public(self, channel: str) -> bool:
        facts = self.channels.get(channel)
        return facts is not None and facts.is_public


def money(value: Decimal) -> Decimal:
    """An amount in yuan with two places."""
    return value.quantize(Decimal("0.01"))


def money_if_known(value: Decimal | None) -> Decimal | None:
    """An amount in yuan with two places, None where it is not known."""
    return None if value is None else money(value)


def number(value: Decimal | Fraction | float, places: int = 4) -> int | float:
    """A ratio as a JSON number: whole ones without a point, so that 20 points read as 20."""
    rounded = round(float(value), places)
    return int(rounded) if rounded.is_integer() else rounded


def share(part: int, whole: int) -> int | float:
    """Part ÷ whole; 0 of nothing."""
    return number(part / whole) if whole else 0


def percent(part: int, whole: int) -> int | float:
    """Part ÷ whole in per cent with one place; 0 of nothing."""
    return number(100 * part / whole, 1) if whole else 0
