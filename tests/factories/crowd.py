"""Thousands of plans at the cost of a handful: some plans are made through the commands and then
copied within the database, table by table.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import F, Model

from campaigns.commands import create_campaign
from campaigns.enums import CampaignState as S
from campaigns.models import (
    Approval,
    AudienceSource,
    Campaign,
    Offer,
    Participation,
    Placement,
    PlanVersion,
    ResourceRequest,
    SellingPoint,
    Target,
    Wave,
)
from channels.enums import Fit
from channels.models import Channel, LoadingRule, Product
from common import clock
from common.models import AuditEvent
from comms.models import CommunicationPlan, Draft
from customers.models import Customer, Party, Segment
from findings.enums import Severity
from findings.models import CheckRun, Finding, FindingSide
from organization.models import Notice, Unit, User
from resources.models import Resource, Stock
from tests.factories import comms
from tests.factories.campaigns import World, day, make_approved, make_coordinating, read_plan
from tests.factories.channels import make_channel, make_group, make_product

PLANS = 5_000
FINDINGS = 60
# Copies of a row lie this far apart, so that the keys of its copied parents are known.
STEP = 10_000
OWN_EVERY = 25

# Each table with the way from its row to the campaign; parents before their parts.
PARTS: dict[type[Model], str] = {
    Campaign: "pk",
    PlanVersion: "campaign",
    SellingPoint: "version__campaign",
    Participation: "version__campaign",
    Target: "version__campaign",
    Offer: "version__campaign",
    ResourceRequest: "version__campaign",
    Approval: "version__campaign",
    Placement: "version__campaign",
    Wave: "placement__version__campaign",
    AudienceSource: "version__campaign",
    PlanVersion.branches.through: "planversion__campaign",
    CheckRun: "campaign",
}
DATES = {
    PlanVersion: ("starts_on", "ends_on"),
    Wave: ("on",),
    ResourceRequest: ("needed_by",),
}


@dataclass(frozen=True, slots=True)
class Crowd:
    """What a table of pages looks at."""

    draft: Campaign
    clash: Campaign
    planner: User
    head: User
    branch: User
    leader: User
    admin: User
    keeper: User
    editor: User


@dataclass(frozen=True, slots=True)
class Copies:
    """So many copies of a plan in a state, each starting some days after the one before, over and
    over within ``within`` days from ``first``.
    """

    source: Campaign
    state: S
    count: int
    first: int
    within: int


def make_crowd(world: World) -> Crowd:
    """A company of ``PLANS`` plans; a twenty-fifth part of them is of the planner's unit."""
    _make_catalogue(world)
    draft = create_campaign(plan=read_plan(world.planner, **_plan()), actor=world.planner)
    clash = make_coordinating(world.planner, **_plan())
    approved = make_approved(world.planner, world.head, **_plan())
    groups = (
        Copies(draft, S.DRAFT, 500, 5, 120),
        Copies(clash, S.COORDINATING, 400, 1, 100),
        Copies(approved, S.FINALISED, 100, 3, 90),
        Copies(approved, S.APPROVED, 500, 1, 80),
        Copies(approved, S.LIVE, 300, -35, 35),
        Copies(approved, S.SUSPENDED, 20, -20, 20),
        Copies(approved, S.ENDED, 3_177, -700, 650),
    )
    number = 0
    for group in groups:
        copy_plans(group, number, (world.consumer, world.enterprise))
        number += group.count
    _make_findings(clash)
    editor = _make_comms(approved)
    _make_lists(world)
    _note_history(clash, world.planner)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED; ANALYZE")
    if (made := Campaign.objects.count()) != PLANS:
        raise AssertionError(f"{made} plans")
    return Crowd(
        draft=draft,
        clash=clash,
        planner=world.planner,
        head=world.head,
        branch=world.viewer,
        leader=world.leader,
        admin=world.admin,
        keeper=world.service,
        editor=editor,
    )


def _plan() -> dict[str, Any]:
    """A plan with something in each of its parts."""
    first = day(10)
    return {
        "starts_on": first.isoformat(),
        "ends_on": day(40).isoformat(),
        "selling_points": ["充100送50", "全省可办"],
        "targets": [
            {"indicator": "orders", "value": "1000"},
            {"indicator": "revenue", "value": "90000"},
        ],
        "offers": [
            {"product": product, "kind": "recharge_gift", "pay": "100.00", "get": get}
            for product, get in (("recharge", "50.00"), ("music-pack", "20.00"))
        ],
        "participants": [{"unit": "consumer", "product": "music-pack", "cost_share": "0.20"}],
        "resource_requests": [
            {
                "resource": f"resource-{n}",
                "unit": "branch-east",
                "quantity": 100,
                "needed_by": first.isoformat(),
            }
            for n in range(3)
        ],
        "branches": ["branch-east", "branch-west"],
        "audience": {
            "include": [{"segment": "everybody"}, {"segment": "prepaid-active"}],
            "exclude": [{"segment": "do-not-disturb"}],
        },
        "placements": [
            {
                "channel": "sms",
                "product": "recharge",
                "expected_orders": 100,
                "waves": [
                    {"on": (first + dt.timedelta(days=n)).isoformat(), "share": "0.50"}
                    for n in (0, 7)
                ],
            },
            {"channel": "social-outlet", "product": "recharge", "expected_orders": 100},
            {"channel": "own-hall", "product": "music-pack", "expected_orders": 50},
        ],
    }


def copy_plans(group: Copies, number: int, owners: Sequence[Unit]) -> None:
    """Copy a plan with all its parts; ``number`` copies were made before."""
    first = group.source.working.starts_on if group.source.working else day()
    shift = f"{(day(group.first) - first).days} + (i * 7) %% {group.within}"
    own, other = (unit.pk for unit in owners)
    decided = group.state in {S.APPROVED, S.LIVE, S.SUSPENDED, S.ENDED}
    plan_values = {
        "code": "'C2024-' || (1000 + i)",
        "name": "name || ' ' || i",
        "state": f"'{group.state}'",
        "owner_unit_id": f"CASE WHEN i %% {OWN_EVERY} = 0 THEN {own} ELSE {other} END",
        "in_force_id": f"working_id + i * {STEP}" if decided else "NULL",
    }
    for model, way in PARTS.items():
        values = {name: f'source."{name}" + {shift}' for name in DATES.get(model, ())}
        if model is Campaign:
            values = plan_values
        elif model is CheckRun:
            values = {"id": "gen_random_uuid()"}
        elif model is Approval and group.state == S.FINALISED:
            values = {"decision": "''", "decided_by_id": "NULL", "decided_at": "NULL"}
        keys = list(
            model._default_manager.filter(**{way: group.source.pk}).values_list("pk", flat=True)
        )
        _copy_rows(model, keys, values, range(number + 1, number + group.count + 1), set(PARTS))


def _copy_rows(
    model: type[Model],
    keys: Sequence[Any],
    values: Mapping[str, str],
    numbers: range,
    copied: AbstractSet[type[Model]],
) -> None:
    """Copy rows once for each number ``i``, with ``values`` as SQL; keys, own and of copied
    parents, move on.
    """
    chosen = {}
    for field in model._meta.concrete_fields:
        column, parent = str(field.column), field.related_model
        moves = field.primary_key or (parent in copied and parent is not CheckRun)
        plain = f"source.{_quoted(column)}" + (f" + i * {STEP}" if moves else "")
        chosen[_quoted(column)] = values.get(column, plain)
    table = _quoted(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(chosen)}) SELECT {', '.join(chosen.values())}"
            f" FROM {table} source, generate_series(%s, %s) i WHERE source.id = ANY(%s)",
            [numbers[0], numbers[-1], list(keys)],
        )


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _make_catalogue(world: World) -> None:
    """What set-up pages list."""
    for number in range(12):
        make_channel(f"channel-{number}")
        make_product(f"product-{number}")
    groups = [make_group(f"group-{number}") for number in range(4)]
    LoadingRule.objects.bulk_create(
        LoadingRule(
            product=product,
            customer_group=group,
            channel=channel,
            fit=Fit.ALLOWED,
            valid_from=day(-100),
        )
        for product in Product.objects.all()
        for group in groups
        for channel in Channel.objects.all()
    )
    resources = Resource.objects.bulk_create(
        Resource(code=f"resource-{n}", name=f"资源 {n}", kind="material", unit_cost=1)
        for n in range(40)
    )
    Stock.objects.bulk_create(
        Stock(resource=resource, unit=unit, on_hand=10_000)
        for resource in resources
        for unit in (world.branch, world.consumer, Unit.objects.get(code="branch-west"))
    )


def _make_findings(plan: Campaign) -> None:
    """Open findings of the plan with others, and one on each other plan in coordination."""
    now = clock.now()
    others = list(Campaign.objects.filter(state=S.COORDINATING).exclude(pk=plan.pk).order_by("pk"))
    rows = [
        Finding(
            fingerprint=f"{plan.code}-{other.code}",
            rule="test-rule",
            case="case",
            severity=(Severity.BLOCKING, Severity.WARNING, Severity.NOTICE)[number % 3],
            facts={"persons": number},
            ways_out=[
                {
                    "id": f"shift_dates-{one.code}-{number}",
                    "kind": "shift_dates",
                    "campaign": one.code,
                    "params": {
                        "starts_on": day(60).isoformat(),
                        "ends_on": day(90).isoformat(),
                    },
                    "effect": {},
                    "solves": True,
                    "recommended": one is other,
                }
                for one in (plan, other)
            ],
            first_seen_at=now,
            last_seen_at=now,
        )
        for number, other in enumerate(others)
    ]
    Finding.objects.bulk_create(rows)
    FindingSide.objects.bulk_create(
        FindingSide(finding=row, campaign=side)
        for number, (row, other) in enumerate(zip(rows, others, strict=True))
        for side in ((plan, other) if number < FINDINGS else (other,))
    )


def _make_comms(campaign: Campaign) -> User:
    """Texts in every state of theirs, and plans; returns an editor."""
    editor, reviewer = comms.make_editor(), comms.make_reviewer()
    plan = comms.make_plan(editor, campaign)
    comms.make_theme(editor)
    drafts = [comms.make_draft(editor, campaign, plan=plan) for _ in range(3)]
    comms.hand_in(drafts[1])
    comms.approve(drafts[2], reviewer)
    plan_values = {"code": "'M2024-' || (1000 + i)", "name": "name || ' ' || i"}
    _copy_rows(
        CommunicationPlan, [plan.pk], plan_values, range(1, 201), frozenset({CommunicationPlan})
    )
    for number, draft in enumerate(drafts):
        values = {"code": f"'D2024-' || ({number + 1}000 + i)"}
        copied: AbstractSet[type[Model]] = {Draft, CommunicationPlan, Draft.campaigns.through}
        _copy_rows(Draft, [draft.pk], values, range(1, 101), copied)
        links = Draft.campaigns.through.objects.filter(draft=draft)
        keys = list(links.values_list("pk", flat=True))
        _copy_rows(Draft.campaigns.through, keys, {}, range(1, 101), copied)
    return editor


def _make_lists(world: World) -> None:
    """Customers, segments, units, people and notices, more than a page of each."""
    base = Party.objects.order_by("-ordinal").values_list("ordinal", flat=True)[0]
    parties = Party.objects.bulk_create(
        Party(number=f"P{n:05d}", kind="person", ordinal=base + n, name=f"客户 {n}")
        for n in range(1, 1_001)
    )
    Customer.objects.bulk_create(
        Customer(number=party.number, party=party, name=party.name, unit=world.branch)
        for party in parties
    )
    definition = {"field": "number", "op": "is_null", "value": False}
    Segment.objects.bulk_create(
        Segment(code=f"segment-{n}", name=f"群 {n}", kind="filter", definition=definition)
        for n in range(200)
    )
    Notice.objects.bulk_create(
        Notice(
            user=world.planner,
            code="campaign",
            case="approved",
            params={"campaign": f"C2024-{1000 + n}", "name": "国庆充值送"},
            created_at=clock.now(),
        )
        for n in range(300)
    )
    Campaign.objects.filter(pk__in=Campaign.objects.filter(state=S.LIVE).values("pk")).update(
        state_since=F("created_at")
    )


def _note_history(campaign: Campaign, planner: User) -> None:
    AuditEvent.objects.bulk_create(
        AuditEvent(
            happened_at=clock.now(),
            actor=planner.get_username(),
            action="edit",
            object_type="campaign",
            object_code=campaign.code,
            unit="consumer",
        )
        for _ in range(500)
    )
