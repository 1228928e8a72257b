"""One object of each kind for the own and for another unit, and a person in every role."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from uuid import UUID

from django.test import Client
from rest_framework.test import APIClient

from assessment.models import AssessmentLine, ChecklistItem, EvidenceFile
from campaigns.models import (
    Campaign,
    Initiative,
    Moment,
    PlanningCycle,
    PlanResult,
)
from channels.models import (
    BrandPair,
    CallRate,
    HotlineCalls,
    HotlineRoster,
    Product,
    Tariff,
)
from common import clock
from common.models import Job, JobState
from comms.models import AdvertisingTerm
from customers.enums import ImportState
from customers.models import ImportBatch, ProductTarget, Segment
from customers.segment_versions import keep_version
from organization.delivery.mailing import unsubscribe_path
from organization.enums import Role
from organization.models import (
    ApiToken,
    ClosedDay,
    Delegation,
    Membership,
    Notice,
    Policy,
    SavedView,
    Unit,
    User,
    WorkDay,
)
from preflight.models import ArrangedMove, Arrangement
from resources.models import Arrival
from tests.assessment.asked import ask
from tests.factories import comms as texts
from tests.factories.cadence import make_target, put_steps
from tests.factories.campaigns import World, make_approved, make_draft, make_finding
from tests.factories.channels import make_group
from tests.factories.coordination import make_commitment, make_component, make_playbook, show
from tests.factories.customers import (
    make_customer,
    make_grid,
    make_marketing,
    make_match,
    make_segment,
    put_below,
)
from tests.factories.deliveries import make_delivery, make_webhook
from tests.factories.frontline import make_notice, make_report, make_responsible, put_photo
from tests.factories.negotiations import put_meeting, put_negotiation, put_proposal
from tests.factories.organization import make_user
from tests.factories.resources import make_arrival, make_resource
from tests.factories.results import make_result

OWN, OTHER = "own", "other"
DEPARTMENT = {OWN: "consumer", OTHER: "enterprise"}
BRANCH = {OWN: "branch-east", OTHER: "branch-west"}
IN_BRANCH = (Role.BRANCH_VIEWER, Role.ACCOUNT_MANAGER)
NOBODY, STRANGER = "nobody", "stranger"
PEOPLE = (*(str(role) for role in Role), NOBODY, STRANGER)
WAY_OUT = "exclude_shared-X-12345678"


@dataclass(slots=True)
class Stage:
    """Who asks, and what they ask about: ``objects[side]`` holds the parameters of an address by
    the beginning of its path; the longest one that fits counts.
    """

    people: dict[str, User | None] = field(default_factory=dict)
    objects: dict[str, dict[str, dict[str, object]]] = field(default_factory=dict)
    browsers: dict[str, tuple[Client, SimpleCookie]] = field(default_factory=dict)
    caller: APIClient = field(default_factory=APIClient)

    def client(self, person: str, *, is_api: bool) -> Client:
        """Somebody who asks as if for the first time: signed in once, with the cookies of then."""
        user = self.people[person]
        if is_api:
            self.caller.cookies.clear()
            self.caller.force_authenticate(user and User.objects.get(pk=user.pk))
            return self.caller
        if person not in self.browsers:
            browser = Client()
            if user is not None:
                browser.force_login(user)
            self.browsers[person] = browser, SimpleCookie(browser.cookies)
        browser, cookies = self.browsers[person]
        browser.cookies = SimpleCookie(cookies)
        return browser

    def parameters(self, path: str, variant: str) -> dict[str, object]:
        fitting = [start for start in self.objects[variant] if path.startswith(start)]
        return self.objects[variant][max(fitting, key=len)] if fitting else {}


def variants_of(path: str) -> tuple[str, ...]:
    """Which objects an address is tried with: none where it names none, plans in two states."""
    if "{" not in path or path.startswith(COMMON_OBJECTS):
        return ("-",)
    if path.startswith(PLANS) and "{code}" in path:
        return ("own draft", "other draft", "other approved")
    return (OWN, OTHER)


# What belongs to the whole company, so that own and other mean nothing.
COMMON_OBJECTS = (
    "api/v1/advertising-terms/",
    "api/v1/call-rates/",
    "api/v1/channels/",
    "api/v1/checklist-items/",
    "api/v1/closed-days/",
    "api/v1/customer-groups/",
    "api/v1/grids/",
    "api/v1/operations/work/",
    "setup/operations/work/",
    "api/v1/hotline-calls/",
    "api/v1/hotline-rosters/",
    "api/v1/cycle-steps/",
    "api/v1/initiative-targets/",
    "api/v1/initiatives/",
    "api/v1/moments/",
    "api/v1/brand-pairs/",
    "api/v1/product-targets/",
    "api/v1/role-components/",
    "api/v1/tariffs/",
    "api/v1/plan-results/",
    "api/v1/planning-cycles/",
    "api/v1/playbooks/",
    "api/v1/policies/",
    "api/v1/product-families/",
    "api/v1/products/",
    "api/v1/report-owners/",
    "api/v1/resources/{code}",
    "api/v1/units/",
    "api/v1/work-days/",
    "channels/",
    "cycle-steps/",
    "cycles/",
    "playbooks/",
    "setup/data/",
    "setup/days/",
    "setup/policies/",
    "setup/units/",
    "setup/webhooks/",
    "setup/deliveries/",
    "api/v1/webhooks/",
    "comms/themes/",
    "api/v1/themes/",
    "resources/{code}",
)
PLANS = ("campaigns/", "api/v1/campaigns/", "calendar/move/")


def make_stage(world: World) -> Stage:
    stage = Stage(people=people(world), objects={"-": common_objects(world)})
    for side in (OWN, OTHER):
        stage.objects[side] = personal_objects(world, side) | branch_objects(side)
    planners = {OWN: (world.planner, world.head), OTHER: (world.rival, world.rival_head)}
    for side, (planner, head) in planners.items():
        unit = DEPARTMENT[side]
        joint = [{"unit": "product", "product": "music-pack"}]
        draft = make_draft(planner, owner_unit=unit, urgent=True, participants=joint)
        approved = make_approved(planner, head, owner_unit=unit, name=f"{unit} plan")
        stage.objects[f"{side} draft"] = plan_objects(draft)
        stage.objects[f"{side} approved"] = plan_objects(approved)
        stage.objects[side] |= text_objects(approved, side) | talk_objects(approved, planner)
        stage.objects[side] |= street_objects(approved, side)
    return stage


def people(world: World) -> dict[str, User | None]:
    found: dict[str, User | None] = {STRANGER: None, NOBODY: make_user(username="nobody")}
    for role in Role:
        unit = world.branch if role in IN_BRANCH else world.consumer
        found[str(role)] = make_user(role, unit, username=f"matrix.{role}")
    return found


def make_arrangement(cycle: PlanningCycle, leader: User) -> Arrangement:
    """One that is over and moved nothing."""
    now = clock.now()
    job = Job.objects.create(kind="preflight.arrange", key="k", not_before=now, created_at=now)
    return Arrangement.objects.create(
        cycle=cycle, job=job, started_by=leader, created_at=now, finished_at=now
    )


def plan_objects(campaign: Campaign) -> dict[str, dict[str, object]]:
    arrangement = Arrangement.objects.get()
    day = campaign.working.starts_on
    ArrangedMove.objects.create(
        arrangement=arrangement, campaign=campaign, state="asked", from_on=day, to_on=day
    )
    finding = make_finding(campaign, facts={"persons": 3})
    run = campaign.check_runs.first()
    names: dict[str, object] = {
        "code": campaign.code,
        "finding_id": finding.pk,
        "run_id": run.pk if run else UUID(int=0),
        "number": 1,
        "way_id": WAY_OUT,
        "section": "basics",
        "kind": "segment",
        "slug": "comms",
        "part": "consent",
        "transition": "submit",
        "name": "submit",
        "item": "office-test",
        "key": evidence_of(campaign),
    }
    joint = names | {"name": "join", "product": "music-pack"}
    answers = {f"{start}{{code}}/joint/": joint for start in PLANS[:2]}
    return dict.fromkeys(PLANS, names) | answers


def evidence_of(campaign: Campaign) -> UUID:
    """A file beside an answer; of a draft nothing is asked yet."""
    line = AssessmentLine.objects.filter(assessment__campaign=campaign).first()
    if line is None:
        return UUID(int=0)
    file = EvidenceFile.objects.create(
        line=line,
        name="shot.png",
        media_type="image/png",
        size=1,
        stored_as="none",
        added_by=campaign.author,
        added_at=clock.now(),
    )
    file.refresh_from_db()
    return file.key


def text_objects(campaign: Campaign, side: str) -> dict[str, dict[str, object]]:
    editor = User.objects.get(username=f"matrix.{Role.COMMS_EDITOR}")
    draft = texts.make_draft(editor, campaign)
    run = campaign.check_runs.get()
    one = make_commitment(campaign)
    shown = show(one, editor)
    asked = {"code": one.code, "evidence_id": shown.pk, "transition": "claim", "name": "claim"}
    names: dict[str, object] = {
        "code": draft.code,
        "campaign": campaign.code,
        "transition": "hand_in",
        "name": "hand_in",
    }
    plan: dict[str, object] = {"code": draft.plan.code, "plan": draft.plan.code}
    return {
        "comms/drafts/": names,
        "api/v1/drafts/": names,
        "comms/plans/": plan,
        "api/v1/communication-plans/": plan,
        "api/v1/check-runs/": {"run_id": run.pk},
        "commitments/": asked,
        "api/v1/commitments/": asked,
    }


def talk_objects(campaign: Campaign, planner: User) -> dict[str, dict[str, object]]:
    """A negotiation and a proposal about the plan's finding."""
    finding = campaign.findings.get()
    negotiation = put_negotiation(finding, planner)
    proposal = put_proposal(finding, campaign, planner)
    talk: dict[str, object] = {
        "code": negotiation.code,
        "transition": "escalate",
        "name": "escalate",
        "plan": campaign.code,
    }
    meeting = put_meeting(negotiation, planner)
    met: dict[str, object] = {"code": meeting.code, "item_id": meeting.items.get().pk}
    asked: dict[str, object] = {"code": proposal.code, "transition": "decline", "name": "decline"}
    return {
        "negotiations/": talk,
        "api/v1/negotiations/": talk,
        "meetings/": met,
        "api/v1/meetings/": met,
        "proposals/": asked,
        "api/v1/proposals/": asked,
    }


def street_objects(campaign: Campaign, side: str) -> dict[str, dict[str, object]]:
    """A report from a branch with a picture, and a work notice in force there."""
    branch = Unit.objects.get(code=BRANCH[side])
    clerk = make_user(Role.BRANCH_VIEWER, branch, username=f"clerk.{side}")
    report = make_report(clerk, campaign=campaign)
    photo = put_photo(report)
    notice = make_notice(campaign.author, units=[branch])
    told: dict[str, object] = {"code": notice.code, "transition": "withdraw", "name": "withdraw"}
    seen: dict[str, object] = {
        "code": report.code,
        "key": photo.key,
        "transition": "take",
        "name": "take",
    }
    return {
        "reports/": seen,
        "api/v1/front-line-reports/": seen,
        "work-notices/": told,
        "api/v1/work-notices/": told,
    }


def token_of(user: User) -> str:
    """What the link in a mail of this person holds."""
    return unsubscribe_path(user, "deputy").rstrip("/").rpartition("/")[2]


def common_objects(world: World) -> dict[str, dict[str, object]]:
    editor = User.objects.get(username=f"matrix.{Role.COMMS_EDITOR}")
    theme = texts.make_theme(editor)
    make_group("consumer")
    make_resource("poster")
    make_responsible(world.consumer, world.planner)
    coming = Policy.objects.create(
        key="preflight.clash_near_days",
        value="9",
        valid_from=clock.today() + dt.timedelta(days=9),
        changed_at=clock.now(),
    )
    make_grid("G1", world.branch)
    on = clock.today()
    WorkDay.objects.create(on=on, kind="holiday", name="节")
    ClosedDay.objects.create(on=on, kind="freeze")
    cycle = PlanningCycle.objects.create(code="cycle", kind="year", starts_on=on, ends_on=on)
    arrangement = make_arrangement(cycle, world.leader)
    Initiative.objects.create(code="aim", name="aim", owner_unit=world.consumer)
    BrandPair.objects.create(code="apart", brand="a", other_brand="b")
    ProductTarget.objects.create(
        product=Product.objects.get(code="recharge"), segment=make_segment("seg-target")
    )
    Tariff.objects.create(
        code="music",
        product=Product.objects.get(code="recharge"),
        price=10,
        source="s",
        published_on=on,
    )
    PlanResult.objects.create(campaign="B2025", category="data", ended_on=on, reached=1)
    ChecklistItem.objects.create(
        code="data-script", category="data", evidence="script", gate="launch", weight=100
    )
    ask("office-test", gate="launch", weight=0)
    make_playbook(make_component("words"))
    Moment.objects.create(code="term", name="term", starts_on=on, ends_on=on)
    AdvertisingTerm.objects.create(word="最佳", article="9")
    CallRate.objects.create(contact_class="sms", calls_per_ten_thousand=10, h10=1)
    for days in (HotlineCalls, HotlineRoster):
        days.objects.create(day_type="mon", valid_from=on, h10=1)
    keys = {
        "advertising-terms": "最佳",
        "call-rates": "sms",
        "channels": "sms",
        "checklist-items": "data-script",
        "closed-days": f"{on}.freeze",
        "customer-groups": "consumer",
        "grids": "G1",
        "hotline-calls": f"mon.{on}",
        "hotline-rosters": f"mon.{on}",
        "initiatives": "aim",
        "initiative-targets": "aim.cycle.orders",
        "moments": "term",
        "brand-pairs": "apart",
        "product-targets": "recharge",
        "role-components": "words",
        "tariffs": "music",
        "plan-results": "B2025",
        "planning-cycles": "cycle",
        "playbooks": "promotion-flow",
        "policies": "preflight.clash_near_days",
        "product-families": "recharge",
        "products": "recharge",
        "report-owners": "consumer.any",
        "resources": "poster",
        "units": world.consumer.code,
        "work-days": str(on),
    }
    found = {f"api/v1/{name}/": {"code": key, "key": key} for name, key in keys.items()}
    failed = Job.objects.create(
        kind="preflight.check",
        key="C2099-0001/1",
        state=JobState.FAILED,
        not_before=clock.now(),
        created_at=clock.now(),
        finished_at=clock.now(),
        error="LookupError: gone",
    )
    of_cycle: dict[str, object] = {
        "code": "cycle",
        "arrangement_id": arrangement.pk,
        "name": "blocked",
        "initiative": "aim",
    }
    put_steps(cycle)
    make_target(cycle, Initiative.objects.get(code="aim"))
    hook = make_webhook("group")
    sent = make_delivery(hook)
    return found | {
        "api/v1/planning-cycles/": {**of_cycle, "key": "cycle"},
        "cycles/": of_cycle,
        "cycle-steps/": {"code": "cycle-plans", "transition": "close"},
        "api/v1/cycle-steps/": {"code": "cycle-plans", "name": "close"},
        "playbooks/": {"code": "promotion-flow"},
        "channels/matrix/": {"product": "recharge", "group": "consumer", "channel": "sms"},
        "channels/products/": {"code": "recharge"},
        "channels/results/": {"uuid": make_result(world.planner, unit="consumer").uuid},
        "channels/": {"code": "sms"},
        "setup/policies/": {"key": "preflight.clash_near_days", "policy_id": coming.pk},
        "setup/operations/work/": {"job_id": failed.pk},
        "api/v1/operations/work/": {"job_id": failed.pk},
        "setup/data/": {"kind": "product-families", "key": "recharge"},
        "setup/days/": {"year": clock.today().year},
        "setup/units/": {"code": world.consumer.code},
        "setup/webhooks/": {"code": hook.code},
        "setup/deliveries/": {"delivery_id": sent.pk},
        "api/v1/webhooks/": {"code": hook.code},
        "comms/themes/": {"code": theme.code},
        "api/v1/themes/": {"code": theme.code},
        "resources/": {"code": "poster", "action": "receive"},
    }


def personal_objects(world: World, side: str) -> dict[str, dict[str, object]]:
    """Things of one person: ``own`` ones belong to a planner of the own unit, others to a rival."""
    now, today = clock.now(), clock.today()
    owner = world.planner if side == OWN else world.rival
    deputy = world.head if side == OWN else world.rival_head
    unit = Unit.objects.get(code=DEPARTMENT[side])
    token = ApiToken.objects.create(
        user=owner, name="t", prefix="p", digest=f"{side:x<64}", scopes=["read"], created_at=now
    )
    notice = Notice.objects.create(user=owner, code="n", case="c", created_at=now)
    view = SavedView.objects.create(
        user=owner, page="/campaigns/", name="v", query="", created_at=now
    )
    delegation = Delegation.objects.create(
        principal=owner, deputy=deputy, starts_on=today, ends_on=today + dt.timedelta(days=1)
    )
    batch = ImportBatch.objects.create(
        file_name="a.csv",
        digest="0" * 64,
        stored_as=f"batch-{side}",
        state=ImportState.PREVIEWED,
        started_by=owner.username,
        created_at=now,
    )
    segment = Segment.objects.create(
        code=f"seg-{side}",
        name="s",
        kind="filter",
        definition={"field": "number", "op": "is_null", "value": False},
        owner_unit=unit,
    )
    keep_version(segment, by=owner.username)
    membership = Membership.objects.get(user=owner)
    return {
        "tokens/": {"token_id": token.pk},
        "notices/": {"notice_id": notice.pk},
        "notices/unsubscribe/": {"token": token_of(owner)},
        "views/": {"view_id": view.pk},
        "out-of-office/": {"delegation_id": delegation.pk},
        "api/v1/delegations/": {"key": delegation.key},
        "customers/import/": {"token": batch.stored_as},
        "customers/segments/": {"code": segment.code, "number": 1},
        "api/v1/segments/": {"code": segment.code, "number": 1},
        "calendar/feeds/": {"feed_id": feed_of(owner)},
        "api/v1/people/": {"username": owner.username},
        "setup/people/": {
            "username": owner.username,
            "membership_id": membership.pk,
            "action": "deactivate",
        },
    }


def feed_of(owner: User) -> int:
    from calendars.models import CalendarFeed

    return CalendarFeed.objects.create(user=owner, created_at=clock.now()).pk


def branch_objects(side: str) -> dict[str, dict[str, object]]:
    unit = Unit.objects.get(code=BRANCH[side])
    customer = make_customer(f"B-{side}", unit=unit)
    arrival: Arrival = make_arrival(
        make_resource(f"gift-{side}"), unit, 10, expected_on=clock.today()
    )
    planner = User.objects.get(username=f"matrix.{Role.PLANNER}")
    group = make_marketing(side, planner)
    made = put_below(group, customer, planner)
    named: dict[str, object] = {"code": group.code, "link_id": made.pk}
    match = make_match(customer.party, make_customer(f"B2-{side}", unit=unit).party)
    return {
        "customers/": {"number": customer.number},
        "customers/marketing/": named,
        "api/v1/marketing-customers/": named,
        "customers/matches/": {"match_id": match.pk},
        "api/v1/customers/": {"number": customer.number},
        "api/v1/matches/": {"match_id": match.pk},
        "resources/arrivals/": {"arrival_id": arrival.pk},
        "api/v1/resources/arrivals/": {"key": arrival.key},
        "schedule/": {"arrival_id": arrival.pk},
    }
