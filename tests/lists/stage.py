"""A company in which every list can be one row longer."""

from __future__ import annotations

import datetime as dt

from pyroaring import BitMap

from assessment.beginning import current_of
from assessment.models import AssessmentLine, ChecklistItem, ChecklistVersion, EvidenceFile
from calendars.models import CalendarFeed
from campaigns.commands import change_state
from campaigns.enums import Category
from campaigns.models import (
    Campaign,
    Initiative,
    Moment,
    Participation,
    PlanningCycle,
    PlanResult,
)
from channels.enums import ContactClass
from channels.evidence.estimating import estimate
from channels.models import (
    BrandPair,
    CallRate,
    Channel,
    CustomerGroup,
    HotlineCalls,
    HotlineRoster,
    LoadingRule,
    PlacementResult,
    Product,
    Tariff,
)
from common import audit, changelog, clock
from common.models import Fault, Job, JobState
from comms.commands import remark
from comms.models import AdvertisingTerm
from coordination.models import AgendaItem, LateEntry, Playbook, WorkgroupWord
from customers.enums import ImportState
from customers.models import ImportBatch, Party, ProductTarget, Segment, Touch
from findings.models import Finding
from frontline.enums import Seat
from frontline.models import Reader
from organization.enums import Role
from organization.models import (
    ApiToken,
    ClosedDay,
    Delegation,
    Membership,
    Notice,
    Policy,
    Unit,
    User,
    WorkDay,
)
from tests.factories import comms as texts
from tests.factories.cadence import make_target, put_steps
from tests.factories.campaigns import (
    World,
    day,
    found,
    make_approved,
    make_coordinating,
    make_draft,
    make_finalised,
    make_finding,
    make_live,
    run_check,
)
from tests.factories.channels import make_channel, make_group, make_product
from tests.factories.coordination import make_commitment, make_component, make_playbook, show
from tests.factories.customers import (
    hold,
    link,
    make_customer,
    make_grid,
    make_marketing,
    make_match,
    make_organisation,
    put_below,
)
from tests.factories.deliveries import make_delivery, make_webhook
from tests.factories.frontline import make_notice, make_report, make_responsible, put_photo
from tests.factories.negotiations import put_meeting, put_negotiation, put_proposal
from tests.factories.organization import make_unit, make_user
from tests.factories.resources import (
    make_arrival,
    make_benefit,
    make_reservation,
    make_resource,
    make_stock,
)
from tests.factories.results import make_result
from tests.lists.table import ADMIN, EDITOR, KEEPER, LEADER, PLANNER, VIEWER

SMS = [{"channel": "sms", "waves": [{"on": day(12).isoformat(), "share": 1}]}]


class Stage:
    """What the lists are about, and who looks at them. ``more`` makes every list longer by at least
    one row.
    """

    def __init__(self, world: World) -> None:
        self.world, self.number = world, 0
        self.editor, self.reviewer = texts.make_editor(), texts.make_reviewer()
        keeper = make_user(Role.RESOURCE_KEEPER)
        self.people: dict[str, User] = {
            PLANNER: world.planner,
            LEADER: world.leader,
            VIEWER: world.viewer,
            ADMIN: world.admin,
            EDITOR: self.editor,
            KEEPER: keeper,
        }
        make_group("everyone")
        self.hook = make_webhook("group")
        self.cycle = PlanningCycle.objects.create(
            code="arranged", kind="quarter", starts_on=day(-10), ends_on=day(60)
        )
        self.steps = put_steps(self.cycle, plans="open", conflicts="open", review="open")
        self.token = changelog.current_version()
        self.other = make_coordinating(world.rival, owner_unit="enterprise", name="对方")
        self.plan = make_coordinating(world.planner, name="多次送审")
        self.draft = make_draft(world.planner, name="草稿")
        self.approved = make_approved(world.planner, world.head, name="已批准", placements=SMS)
        self.resource = make_resource("kept")
        self.customer = make_customer("K-1", unit=world.branch, name="客户")
        self.group = make_marketing("top", world.planner)
        self.texts = texts.make_plan(self.editor, self.approved)
        self.text = texts.make_draft(self.editor, self.approved, plan=self.texts)
        texts.hand_in(self.text)
        self.promise = make_commitment(self.plan)
        self.report = make_report(world.viewer, campaign=self.approved)
        self.words = make_notice(world.head, campaign=self.approved)
        self.urgent = make_coordinating(world.planner, urgent=True, name="紧急")

    def parameters(self) -> dict[str, object]:
        shared = Finding.objects.filter(campaigns=self.plan, state="open").earliest("first_seen_at")
        return {
            "plan": self.plan.code,
            "draft": self.draft.code,
            "approved": self.approved.code,
            "finding": shared.pk,
            "resource": self.resource.code,
            "customer": self.customer.number,
            "group": self.group.code,
            "texts": self.texts.code,
            "promise": self.promise.code,
            "text": self.text.code,
            "first": day(-10).isoformat(),
            "last": day(60).isoformat(),
            "token": "",
            "cycle": self.cycle.code,
            "meeting": self.meeting.code,
            "urgent": self.urgent.code,
            "report": self.report.code,
            "words": self.words.code,
            "result": PlacementResult.objects.filter(key="kept").latest("id").uuid,
        }

    def more(self) -> None:
        self.number += 1
        with_it = f"more-{self.number}"
        self.more_plans(with_it)
        self.more_questions(with_it)
        self.more_revisions()
        self.more_talks()
        self.more_texts(with_it)
        self.more_from_the_street(with_it)
        self.more_catalogue(with_it)
        self.more_results(with_it)
        self.more_members(with_it)
        self.more_customers(with_it)
        self.more_stock(with_it)
        self.more_setup(with_it)
        self.more_personal(with_it)
        self.more_deliveries(with_it)

    def more_questions(self, name: str) -> None:
        """Questions that wait, and one that is answered with something beside it."""
        for role, answer in (("planner", ""), ("front_office", ""), ("planner", "yes")):
            item = f"{name}-{role}-{answer or 'open'}"
            line = AssessmentLine.objects.create(
                assessment=current_of(self.plan),
                code=f"{self.plan.code}.{item}",
                item=item,
                name=item,
                role=role,
                gate="launch",
                weight=1,
                position=self.number,
                answer=answer,
                is_met=True if answer else None,
                answered_by=self.world.planner if answer else None,
                answered_at=clock.now() if answer else None,
            )
            EvidenceFile.objects.create(
                line=line,
                name=item,
                media_type="image/png",
                size=1,
                stored_as=item,
                added_by=make_user(),
                added_at=clock.now(),
            )
        ChecklistVersion.objects.create(
            category="basic", number=self.number + 1, made_at=clock.now(), made_by=make_user()
        )

    def more_plans(self, name: str) -> None:
        planner, head = self.world.planner, self.world.head
        make_finalised(planner, name=f"{name} 待批")
        make_live(planner, head, name=f"{name} 执行", service_plan={"script": "请这样解释"})
        approved = make_approved(planner, head, name=name, placements=SMS)
        make_finding(approved, fingerprint=name, facts={"persons": 5})
        announced = make_draft(planner, name=f"{name} 意向")
        Campaign.objects.filter(pk=announced.pk).update(announced_at=clock.now())

    def more_revisions(self) -> None:
        """Another revision of one plan, whose check finds one thing more, about one person more."""
        planner = self.world.planner
        change_state(campaign_id=self.plan.pk, name="recall", actor=planner, reason="再改")
        change_state(campaign_id=self.plan.pk, name="submit", actor=planner)
        self.plan.refresh_from_db()
        things = [
            found(
                self.plan,
                self.other,
                subject={"product": "recharge", "number": number},
                persons=BitMap(range(self.number)),
            )
            for number in range(self.number)
        ]
        run_check(self.plan, *things)

    def more_talks(self) -> None:
        """Another negotiation of the plan, and another proposal about its first finding."""
        shared = Finding.objects.filter(campaigns=self.plan, state="open")
        first = shared.earliest("first_seen_at")
        put_proposal(first, self.plan, self.world.rival)
        untalked = shared.filter(negotiation=None).order_by("first_seen_at", "pk")
        talk = put_negotiation(untalked[0], self.world.planner)
        if self.number == 1:
            self.meeting = put_meeting(talk, self.world.leader)
        else:
            put_meeting(talk, self.world.leader)
            AgendaItem.objects.create(
                meeting=self.meeting, negotiation=talk, position=self.number, note="记"
            )

    def more_texts(self, name: str) -> None:
        texts.make_theme(self.editor, name=name)
        texts.make_plan(self.editor, self.approved, name=name)
        text = texts.make_draft(self.editor, self.approved, plan=self.texts, title=name)
        released = texts.make_draft(self.editor, title=f"{name} 已发布")
        texts.release(released, self.reviewer)
        texts.hand_in(text)
        remark(draft_id=self.text.pk, text=name, actor=self.reviewer)

    def more_from_the_street(self, name: str) -> None:
        """Another report of the approved plan, and of one report another picture and notice; of one
        notice another reader.
        """
        clerk = make_user(Role.BRANCH_VIEWER, self.world.branch)
        make_report(clerk, campaign=self.approved, owner=self.world.planner)
        put_photo(self.report)
        make_notice(self.world.head, campaign=self.approved, report=self.report, title=name)
        Reader.objects.create(
            notice=self.words, user=clerk, unit=self.world.branch, seat=Seat.BRANCH
        )
        make_responsible(make_unit(f"{name}-owned"), self.world.planner)

    def more_members(self, name: str) -> None:
        """The urgent plan: another unit takes part, its group has another word and warning."""
        Participation.objects.create(
            version=self.urgent.working,
            unit=make_unit(f"{name}-party"),
            product=Product.objects.get(code=name),
            position=self.number,
        )
        WorkgroupWord.objects.create(
            campaign=self.urgent, author=make_user(), text=name, created_at=clock.now()
        )
        make_finding(self.urgent, fingerprint=f"{name} urgent", facts={"persons": 5})

    def more_catalogue(self, name: str) -> None:
        make_product(name)
        channel, group = make_channel(name), make_group(name)
        first = clock.today() - dt.timedelta(days=100 - self.number)
        for product, on, customers, version in (
            (Product.objects.get(code=name), channel, group, 1),
            (
                Product.objects.get(code="recharge"),
                Channel.objects.get(code="sms"),
                CustomerGroup.objects.get(code="everyone"),
                self.number,
            ),
        ):
            LoadingRule.objects.create(
                product=product,
                channel=on,
                customer_group=customers,
                fit="allowed",
                version=version,
                valid_from=first,
                valid_until=None if on == channel else first,
                reason=name,
            )

    def more_results(self, name: str) -> None:
        """Another result, and a correction of the one whose page is looked at."""
        manager = self.people[PLANNER]
        make_result(manager, key=name, unit="consumer", product=name, channel=name)
        make_result(manager, key="kept", unit="consumer", taken=20 + self.number)
        for on in (name, "sms"):
            make_result(
                manager,
                key=f"{name} {on}",
                unit="consumer",
                customer_group="everyone",
                channel=on,
                happened_on=day(-31 * self.number),
            )
        estimate(now=clock.now())

    def more_customers(self, name: str) -> None:
        branch = self.world.branch
        grid = make_grid(name, branch)
        one = make_customer(
            name,
            name=name,
            unit=branch,
            grid=grid,
            group=CustomerGroup.objects.get(code=name),
            attributes={name: "1"},
        )
        part = make_marketing(name, self.world.planner)
        for what in (one, part):
            put_below(self.group, what, self.world.planner)
        link(self.customer.party, one.party, kind="key_contact")
        hold(one, Product.objects.get(code=name))
        hold(self.customer, Product.objects.get(code=name))
        make_match(one.party, self.customer.party)
        link(make_organisation(f"{name}-org", name=name), self.customer.party)
        for party in (one.party, self.customer.party):
            touch(party, f"{name}-{party.number}")
            make_benefit(party, self.world.consumer, resource=self.resource)
        audit.record(
            "benefit.reserve",
            actor=self.world.planner,
            object_type="benefit",
            object_code=name,
            unit="consumer",
            details={"saved": "19.00", "kept": 1},
        )
        now = clock.now()
        Job.objects.create(
            kind="test.list",
            key=name,
            state=JobState.FAILED,
            not_before=now,
            created_at=now,
            finished_at=now,
            error=name,
        )
        Fault.objects.create(
            number=name,
            happened_at=now,
            method="GET",
            path="/",
            error=name,
            person=self.world.planner.pk,
        )
        Segment.objects.create(
            code=name,
            name=name,
            kind="filter",
            definition={"field": "number", "op": "eq", "value": "none"},
            owner_unit=self.world.consumer,
        )
        ProductTarget.objects.create(
            product=Product.objects.get(code=name), segment=Segment.objects.get(code=name)
        )
        ImportBatch.objects.create(
            file_name=f"{name}.csv",
            digest="0" * 64,
            stored_as=name,
            state=ImportState.DONE,
            started_by=self.world.planner.username,
            created_at=clock.now(),
        )

    def more_stock(self, name: str) -> None:
        other, branch = make_resource(name, name=name), self.world.branch
        unit = make_unit(f"{name}-unit", kind="branch")
        for resource, where in ((other, branch), (self.resource, unit)):
            make_stock(resource, where, 10)
            make_arrival(resource, where, 5, clock.today())
            make_reservation(resource, where, 2, campaign=self.approved.code, needed_by=day(20))

    def more_setup(self, name: str) -> None:
        make_user(Role.PLANNER, self.world.consumer, username=f"{name}-user")
        Membership.objects.create(
            user=self.world.planner, unit=Unit.objects.get(code=f"{name}-unit"), role=Role.PLANNER
        )
        Policy.objects.create(
            key="preflight.pressure_sms_days",
            value="30",
            valid_from=clock.today() - dt.timedelta(days=50 - self.number),
            changed_at=clock.now(),
            changed_by=self.world.service,
            reason=name,
        )
        on = day(400 + self.number)
        WorkDay.objects.create(on=on, kind="holiday", name=name)
        ClosedDay.objects.create(on=on, kind="freeze", note=name)
        first = day(365 * self.number)
        cycle = PlanningCycle.objects.create(
            code=name, kind="year", starts_on=first, ends_on=first + dt.timedelta(days=300)
        )
        aim = Initiative.objects.create(
            code=name, name=name, owner_unit=self.world.consumer, cycle=cycle
        )
        make_target(self.cycle, aim)
        LateEntry.objects.create(
            step=self.steps["plans"],
            campaign=make_coordinating(self.world.planner, name=name),
            reason=name,
            entered_by=self.world.planner,
            entered_at=clock.now(),
        )
        AdvertisingTerm.objects.create(word=name, article=name)
        component = make_component(f"words-{name}")
        self.promise.waits_for.add(make_commitment(self.plan, f"asked-{name}"))
        other = make_commitment(self.plan, performer_unit=make_unit())
        other.waits_for.add(self.promise)
        show(self.promise, self.world.planner)
        make_playbook(component, category=list(Category)[Playbook.objects.count()])
        ChecklistItem.objects.create(
            code=f"line-{name}".lower(),
            category=list(Category)[ChecklistItem.objects.count()],
            evidence="script",
            gate="launch",
            weight=100,
        )
        BrandPair.objects.create(code=name, brand="声浪", other_brand=name)
        Tariff.objects.create(
            code=name,
            product=Product.objects.get(code=name),
            price=10,
            source=name,
            published_on=first,
        )
        PlanResult.objects.create(campaign=name, category="data", ended_on=first, reached=1)
        Moment.objects.create(code=name, name=name, starts_on=first, ends_on=first)
        kind = ContactClass.values[self.number]
        CallRate.objects.create(contact_class=kind, calls_per_ten_thousand=9, h10=1)
        for days in (HotlineCalls, HotlineRoster):
            days.objects.create(day_type="mon", valid_from=first, h10=1)

    def more_deliveries(self, name: str) -> None:
        """Another webhook, and another message that did not get through."""
        make_webhook(name)
        make_delivery(self.hook)

    def more_personal(self, name: str) -> None:
        now, today, planner = clock.now(), clock.today(), self.world.planner
        Notice.objects.create(
            user=planner,
            code="test-rule",
            case="case",
            params={"persons": 1, "other": name},
            created_at=now,
        )
        ApiToken.objects.create(
            user=planner,
            name=name,
            prefix="p",
            digest=f"{name:x<64}",
            scopes=["read"],
            created_at=now,
        )
        Delegation.objects.create(
            principal=planner, deputy=make_user(Role.PLANNER), starts_on=today, ends_on=today
        )
        CalendarFeed.objects.create(user=planner, name=name, created_at=now)


def touch(party: Party, key: str) -> None:
    Touch.objects.create(
        source="test",
        key=key,
        happened_on=clock.today(),
        contact_class="sms",
        channel="sms",
        party=party,
    )
