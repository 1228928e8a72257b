"""Plans, legal drafts by default; every other state is reached through the commands. Nothing is
random.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from pyroaring import BitMap

from campaigns.commands import change_state, create_campaign
from campaigns.models import Campaign, PlanVersion
from campaigns.plan_json.plan import PlanSerializer
from channels.enums import ContactClass
from common import changelog, clock, jobs
from common.models import JobState
from customers.bitmaps import store
from customers.models import Segment
from findings.commands import record_findings
from findings.enums import FindingClass, Severity
from findings.models import CheckRun, Finding, FindingSide
from findings.types import CheckResult, FindingDraft, WayOut
from organization.enums import Role, UnitKind
from organization.models import Unit, User
from resources.models import Resource, Stock
from tests.factories.channels import make_channel, make_product
from tests.factories.customers import make_customers
from tests.factories.organization import make_unit, make_user

TOMORROW = 1


@dataclass(frozen=True, slots=True)
class World:
    """A small company that plans can be written in: two departments with their people, three
    customers, four channels.
    """

    consumer: Unit
    enterprise: Unit
    branch: Unit
    planner: User
    head: User
    rival: User
    rival_head: User
    service: User
    leader: User
    viewer: User
    admin: User


UNITS = {"consumer": "consumer", "enterprise": "enterprise", "branch": "branch-east"}
PEOPLE = {
    "planner": "planner.consumer",
    "head": "head.consumer",
    "rival": "planner.enterprise",
    "rival_head": "head.enterprise",
    "service": "service.manager",
    "leader": "leader",
    "viewer": "branch.east",
    "admin": "admin",
}


def make_world() -> World:
    """The company of the tests, made once: its codes are those of the API's examples."""
    if Unit.objects.filter(code="consumer").exists():
        return read_world()
    consumer, enterprise = make_unit("consumer"), make_unit("enterprise")
    make_unit("product")
    branch = make_unit("branch-east", kind=UnitKind.BRANCH)
    make_unit("branch-west", kind=UnitKind.BRANCH)
    make_product("recharge")
    make_product("music-pack")
    make_channel("sms")
    make_channel("outbound-call", contact_class=ContactClass.CALL)
    make_channel("social-outlet", contact_class=ContactClass.NONE, is_public=True)
    make_channel("own-hall", contact_class=ContactClass.NONE)
    everybody = {"field": "number", "op": "is_null", "value": False}
    make_customers(3)
    for code in ("prepaid-active", "everybody"):
        Segment.objects.create(code=code, name=code, kind="filter", definition=everybody)
    nobody = {"field": "number", "op": "eq", "value": "none"}
    for code in ("do-not-disturb", "nobody"):
        Segment.objects.create(code=code, name=code, kind="filter", definition=nobody)
    roles = {
        "planner": (Role.PLANNER, consumer),
        "head": (Role.HEAD, consumer),
        "rival": (Role.PLANNER, enterprise),
        "rival_head": (Role.HEAD, enterprise),
        "service": (Role.SERVICE_MANAGER, None),
        "leader": (Role.LEADERSHIP, None),
        "viewer": (Role.BRANCH_VIEWER, branch),
        "admin": (Role.ADMINISTRATOR, None),
    }
    for name, (role, unit) in roles.items():
        make_user(role, unit, username=PEOPLE[name])
    return read_world()


def read_world() -> World:
    """The company of ``make_world`` where it was made before."""
    units, users = (
        Unit.objects.in_bulk(field_name="code"),
        User.objects.in_bulk(field_name="username"),
    )
    return World(
        **{name: units[code] for name, code in UNITS.items()},
        **{name: users[username] for name, username in PEOPLE.items()},
    )


def day(offset: int = TOMORROW) -> dt.date:
    """So many days from today."""
    return clock.today() + dt.timedelta(days=offset)


def plan_json(**changes: Any) -> dict[str, Any]:
    """The JSON of a small plan that can be submitted as it is."""
    plan = {
        "name": "国庆充值送",
        "category": "promotion",
        "owner_unit": "consumer",
        "starts_on": day(10).isoformat(),
        "ends_on": day(40).isoformat(),
        "offers": [
            {"product": "recharge", "kind": "recharge_gift", "pay": "100.00", "get": "50.00"}
        ],
        "audience": {"include": [{"segment": "everybody"}], "exclude": []},
        "placements": [{"channel": "social-outlet", "product": "recharge", "expected_orders": 100}],
    }
    return {key: value for key, value in (plan | changes).items() if value is not None}


def read_plan(viewer: User, **changes: Any) -> dict[str, Any]:
    """The validated data of ``plan_json``."""
    serializer = PlanSerializer(data=plan_json(**changes), context={"viewer": viewer})
    serializer.is_valid(raise_exception=True)
    data: dict[str, Any] = serializer.validated_data
    return data


def make_draft(author: User, **changes: Any) -> Campaign:
    """A draft of the author."""
    return create_campaign(plan=read_plan(author, **changes), actor=author)


def make_checking(author: User, **changes: Any) -> Campaign:
    """A plan that was submitted and waits for its check."""
    draft = make_draft(author, **changes)
    return change_state(campaign_id=draft.pk, name="submit", actor=author).campaign


def run_check(
    campaign: Campaign, *found: FindingDraft, grade: str = "A", calendar_version: int | None = None
) -> CheckRun:
    """Do the waiting check of a plan with these findings as its result."""
    run = (
        CheckRun.objects.filter(version=campaign.working, job__state=JobState.PENDING)
        .select_related("job")
        .latest("created_at")
    )
    version = changelog.current_version() if calendar_version is None else calendar_version
    finish_run(
        run.pk, run.job_id, CheckResult(findings=found, calendar_version=version, grade=grade)
    )
    run.refresh_from_db()
    return run


def finish_run(run_id: UUID, job_id: int, outcome: CheckResult) -> bool:
    """Claim a job and record the outcome of its run, as a worker does."""
    claim = jobs.claim(job_id, now=clock.now() + dt.timedelta(minutes=1))
    if claim is None:
        raise AssertionError("the job is not free")
    return record_findings(run_id=run_id, claim=claim, outcome=outcome)


def make_coordinating(
    author: User, *found: FindingDraft, grade: str = "A", **changes: Any
) -> Campaign:
    """A plan whose check is done, with these findings."""
    campaign = make_checking(author, **changes)
    run_check(campaign, *found, grade=grade)
    return Campaign.objects.get(pk=campaign.pk)


def make_finalised(author: User, *, grade: str = "A", **changes: Any) -> Campaign:
    """A plan that waits for its signatures."""
    campaign = make_coordinating(author, grade=grade, **changes)
    return change_state(campaign_id=campaign.pk, name="finalise", actor=author).campaign


def make_approved(author: User, head: User, **changes: Any) -> Campaign:
    """A plan that its head approved. Preflight's answer at approval is the one registered."""
    campaign = make_finalised(author, **changes)
    return change_state(campaign_id=campaign.pk, name="approve", actor=head).campaign


def make_live(author: User, head: User, **changes: Any) -> Campaign:
    """A plan that started today."""
    window = {"starts_on": day(0).isoformat(), "ends_on": day(30).isoformat()}
    campaign = make_approved(author, head, **{**window, **changes})
    return change_state(campaign_id=campaign.pk, name="launch", actor=head).campaign


def found(
    *campaigns: Campaign | str,
    rule: str = "test-rule",
    severity: Severity | str = Severity.BLOCKING,
    finding_class: FindingClass = FindingClass.PROCESS,
    subject: Mapping[str, Any] | None = None,
    facts: Mapping[str, Any] | None = None,
    ways_out: Sequence[WayOut] = (),
    persons: Any = None,
) -> FindingDraft:
    """Something that a check found on these plans."""
    codes = tuple(one if isinstance(one, str) else one.code for one in campaigns)
    return FindingDraft(
        rule=rule,
        case="case",
        severity=Severity(severity),
        finding_class=finding_class,
        campaigns=codes,
        subject=subject or {},
        facts=facts or {"persons": 3},
        ways_out=ways_out,
        persons=persons,
    )


def make_clash(
    world: World, *ways: Any, persons: Sequence[int] = (0, 1), **plan: Any
) -> tuple[Campaign, Campaign, Finding]:
    """A consumer plan and an enterprise plan that share one open finding, with the ways out that
    ``ways`` make of the two.
    """
    other = make_coordinating(world.rival, owner_unit="enterprise", name="集团充值送")
    campaign = make_checking(world.planner, **plan)
    offered = [way(campaign, other) for way in ways]
    run_check(campaign, found(campaign, other, ways_out=offered, persons=BitMap(persons)))
    return Campaign.objects.get(pk=campaign.pk), other, Finding.objects.get()


def make_finding(campaign: Campaign, **values: Any) -> Finding:
    """A finding on record, on one plan."""
    now = clock.now()
    row = {
        "fingerprint": f"{campaign.code}-1",
        "rule": "test-rule",
        "case": "case",
        "severity": Severity.WARNING,
    }
    finding = Finding.objects.create(**{**row, "first_seen_at": now, "last_seen_at": now, **values})
    FindingSide.objects.create(finding=finding, campaign=campaign)
    return finding


def make_resource(code: str = "leaflet-a4", *, kind: str = "material", **values: Any) -> Resource:
    return Resource.objects.create(
        **{"code": code, "name": code, "kind": kind, "unit_cost": Decimal(1), **values}
    )


def make_stock(resource: Resource, unit: Unit, on_hand: int) -> Stock:
    return Stock.objects.create(resource=resource, unit=unit, on_hand=on_hand)


def make_submitted_row(code: str, unit: Unit, author: User) -> Campaign:
    """A plan of a code that was submitted once and says nothing: for what only names plans."""
    now, today = clock.now(), clock.today()
    campaign = Campaign.objects.create(
        code=code,
        name=code,
        owner_unit=unit,
        author=author,
        created_at=now,
        updated_at=now,
        state_since=now,
    )
    nobody = store(BitMap(), now=now)
    PlanVersion.objects.create(
        campaign=campaign,
        starts_on=today,
        ends_on=today,
        created_at=now,
        submitted_at=now,
        submitted_by=author,
        audience_set=nobody,
        asked_set=nobody,
        eligibility_set=nobody,
    )
    return campaign
