"""The whole way of a check: from the submission through the job to the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import pytest

from campaigns.commands import change_state
from campaigns.enums import CampaignState
from campaigns.models import Campaign
from channels.enums import Fit
from channels.models import Channel, LoadingRule, Product
from common import changelog, clock, jobs
from common.models import Job, JobState
from customers.enums import LinkKind
from customers.models import DoNotContact
from findings.commands import apply_way_out
from findings.enums import FindingState, RunTrigger, Severity
from findings.models import CheckRun, Finding
from findings.types import CheckResult
from organization.enums import ClosedKind
from organization.models import ClosedDay, Unit
from preflight import engine
from preflight.engine import evaluate
from preflight.rule import Rule
from preflight.rules import all_rules
from preflight.unchecked import UNCHECKED
from tests.factories.campaigns import day, make_resource, make_stock
from tests.factories.channels import make_group, make_product
from tests.factories.customers import hold, link, make_customers, make_organisation
from tests.preflight.companies import list_of, offers, people_in, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.database]

OUTLET = [{"channel": "social-outlet", "product": "recharge", "expected_orders": 100}]


def found_by(campaign: Campaign, rule: str, case: str = "") -> Finding:
    """The open finding of a rule on a plan."""
    cases = {"case": case} if case else {}
    return Finding.objects.get(campaigns=campaign, rule=rule, state=FindingState.OPEN, **cases)


def rules_of(campaign: Campaign) -> set[str]:
    return set(
        Finding.objects.filter(campaigns=campaign, state=FindingState.OPEN).values_list(
            "rule", flat=True
        )
    )


def test_feiteng_case_from_submission_to_the_settled_clash(world):
    """Pay 100 get 50 at the outlets against the enterprise's pay 100 get 30: its members are
    private customers too.
    """
    private = make_customers(30, prefix="P")
    firm = make_organisation("FIRM")
    for customer in private[20:]:
        link(firm, customer.party, LinkKind.MEMBER)
    members = {"include": [{"list": ["FIRM"]}], "exclude": []}
    theirs = submitted(
        world.rival,
        [],
        owner_unit="enterprise",
        offers=offers("30.00"),
        audience=members,
        placements=OUTLET,
    )

    own = submitted(world.planner, private, placements=OUTLET)

    shared, visible = Finding.objects.filter(rule="offer-clash").order_by("severity")
    assert own.state == CampaignState.COORDINATING
    assert (shared.case, shared.severity, visible.case, visible.severity) == (
        "shared",
        Severity.BLOCKING,
        "visible",
        Severity.WARNING,
    )
    assert set(shared.campaigns.values_list("code", flat=True)) == {own.code, theirs.code}
    facts = shared.facts
    assert (facts["shared_persons"], facts["shared_members"], facts["gap_points"]) == (10, 10, 20)
    assert (facts["pay_own"], facts["value_own"], facts["value_other"]) == (
        "100.00",
        "50.00",
        "30.00",
    )
    assert facts["shared_channels"] == ["social-outlet"]
    assert shared.persons_set.persons == 10

    way = next(
        way
        for way in shared.ways_out
        if way["kind"] == "exclude_shared" and way["campaign"] == own.code
    )
    apply_way_out(finding_id=shared.pk, way_out_id=way["id"], actor=world.planner)
    jobs.drain()

    shared.refresh_from_db()
    visible.refresh_from_db()
    assert (shared.state, visible.state) == (FindingState.RESOLVED, FindingState.OPEN)
    assert (
        Campaign.objects.get(pk=own.pk).working.audience_set.persons
        == way["effect"]["audience_after"]
        == 20
    )

    script = next(
        way
        for way in visible.ways_out
        if way["kind"] == "attach_script" and way["campaign"] == own.code
    )
    apply_way_out(
        finding_id=visible.pk,
        way_out_id=script["id"],
        actor=world.planner,
        extra={"text": "两种优惠对象不同。"},
    )
    jobs.drain()

    visible.refresh_from_db()
    assert visible.state == FindingState.RESOLVED
    assert "offer-clash" not in rules_of(own)


def test_the_other_sides_run_recognises_the_finding(world):
    customers = make_customers(5, prefix="P")
    own = submitted(world.planner, customers, check=False)
    theirs = submitted(world.rival, customers, owner_unit="enterprise", offers=offers("30.00"))

    finding = Finding.objects.get(rule="offer-clash", case="shared")

    assert set(finding.campaigns.values_list("code", flat=True)) == {own.code, theirs.code}
    assert CheckRun.objects.filter(job__state=JobState.DONE).count() == 2


def test_every_kind_of_input_reaches_its_rule(world):
    """One plan with a trouble of each kind that only the database can tell."""
    customers = make_customers(20, prefix="P")
    east = Unit.objects.get(code="branch-east")
    people_in(customers, east)
    Channel.objects.filter(code="sms").update(capacity_per_day=5)
    product = Product.objects.get(code="recharge")
    Product.objects.filter(pk=product.pk).update(
        exclusive_group="main-plan", monthly_fee=Decimal("5.00")
    )
    held = make_product("other-plan", exclusive_group="main-plan")
    hold(customers[0], held, ends_on=day(400))
    group = make_group("enterprise-member")
    customers[1].group = group
    customers[1].save()
    LoadingRule.objects.create(
        product=product,
        customer_group=group,
        channel=Channel.objects.get(code="sms"),
        fit=Fit.FORBIDDEN,
        valid_from=day(-1),
    )
    DoNotContact.objects.create(party=customers[2].party, contact_class="", since=day(-1))
    ClosedDay.objects.create(on=day(10), kind=ClosedKind.FREEZE)
    make_stock(make_resource(), east, 10)

    own = submitted(
        world.planner,
        customers,
        enrolment="opt_out",
        placements=[
            {"channel": "sms", "product": "recharge", "waves": [{"on": day(12).isoformat()}]}
        ],
        resource_requests=[
            {
                "resource": "leaflet-a4",
                "unit": "branch-east",
                "quantity": 12,
                "needed_by": day(5).isoformat(),
            }
        ],
        service_plan={},
    )

    assert rules_of(own) == {
        "channel-capacity",
        "channel-fit",
        "consent",
        "exclusive-products",
        "opt-out-enrolment",
        "quiet-hours",  # its wave says no hours
        "resource-shortage",
        "service-readiness",
        "system-freeze",
    }
    facts = {rule: found_by(own, rule).facts for rule in rules_of(own)}
    assert (
        facts["exclusive-products"]["persons"]
        == facts["channel-fit"]["persons"]
        == facts["consent"]["persons"]
        == 1
    )
    assert facts["opt-out-enrolment"]["charge_per_month"] == "100.00"
    assert (facts["resource-shortage"]["short_by"], facts["channel-capacity"]["over_by"]) == (2, 15)
    assert own.check_runs.get().risk_grade == "D"


def test_the_run_keeps_its_arithmetic_and_what_it_read(world):
    customers = make_customers(5, prefix="P")
    theirs = submitted(world.rival, customers, owner_unit="enterprise", check=False)
    before = changelog.current_version()

    own = submitted(world.planner, customers)

    run = own.check_runs.get()
    assert (run.risk_grade, run.risk["score"], run.risk["grade"]) == ("B", 6, "B")
    assert [line["case"] for line in run.risk["lines"]][-1] == "product"
    assert (run.plans_compared, run.rules_run) == (1, len(all_rules()))
    assert run.calendar_version > before
    assert run.inputs["schema"] == 1
    assert run.inputs["plans"][0]["campaign"] == theirs.code
    assert run.inputs["policies"]["clash_near_days"] == "15"


class Poison(Rule):
    """Raises whatever it is asked."""

    code = "poison"
    title = "Poison"
    accepted_by = "head"
    messages = {}

    def run(self, plan: object, context: object) -> Iterator[object]:
        raise RuntimeError("broken on purpose")


def poisoned(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Let one of the rules be broken."""

    class Broken(Poison):
        pass

    Broken.code = code
    original = next(rule for rule in engine.all_rules() if rule.code == code)
    Broken.finding_class, Broken.title = original.finding_class, original.title
    rules = tuple(Broken() if rule.code == code else rule for rule in engine.all_rules())
    monkeypatch.setattr(engine, "all_rules", lambda: rules)


@pytest.mark.parametrize(
    ("code", "severity"),
    [
        pytest.param("offer-stacking", Severity.WARNING, id="process warns"),
        pytest.param("opt-out-enrolment", Severity.BLOCKING, id="harm blocks"),
    ],
)
def test_a_rule_that_breaks_is_said_and_the_others_run(world, monkeypatch, caplog, code, severity):
    customers = make_customers(5, prefix="P")
    submitted(world.rival, customers, owner_unit="enterprise", offers=offers("30.00"), check=False)
    poisoned(monkeypatch, code)

    own = submitted(world.planner, customers)

    doubt = found_by(own, UNCHECKED)
    assert (doubt.severity, doubt.subject) == (severity, {"rule": code})
    assert found_by(own, "offer-clash", "shared").severity == Severity.BLOCKING
    assert own.check_runs.get().rules_run == len(all_rules()) - 1
    assert "broken on purpose" in caplog.text


def test_what_a_broken_rule_found_before_stays_open(world, monkeypatch):
    customers = make_customers(5, prefix="P")
    own = submitted(world.planner, customers, enrolment="opt_out")
    poisoned(monkeypatch, "opt-out-enrolment")

    recheck(own)

    assert found_by(own, "opt-out-enrolment").state == FindingState.OPEN


def test_harm_that_was_accepted_no_longer_makes_grade_d(world):
    own = submitted(world.planner, make_customers(5, prefix="P"), enrolment="opt_out")
    found = found_by(own, "opt-out-enrolment")

    def graded():
        return own.check_runs.order_by("-created_at").values_list("risk_grade", flat=True)[0]

    assert graded() == "D"
    found.state = FindingState.ACCEPTED
    found.save()
    recheck(own)

    found.refresh_from_db()
    assert found.state == FindingState.ACCEPTED
    assert graded() != "D"


def recheck(campaign: Campaign) -> None:
    jobs.enqueue("preflight.recheck", campaign.code, payload={"campaign": campaign.code})
    jobs.drain()


def test_a_recheck_leaves_the_state_and_asks_for_no_new_consent(world):
    customers = make_customers(5, prefix="P")
    wave = [{"channel": "sms", "product": "recharge", "waves": [{"on": day(12).isoformat()}]}]
    own = submitted(world.planner, customers, placements=wave)
    DoNotContact.objects.create(party=customers[0].party, contact_class="sms", since=day(-1))
    theirs = submitted(world.rival, customers, owner_unit="enterprise", offers=offers("30.00"))

    own.refresh_from_db()
    assert own.state == CampaignState.COORDINATING
    assert own.check_runs.filter(trigger=RunTrigger.RECHECK, job__state=JobState.DONE).count() == 1
    assert "consent" not in rules_of(own)
    assert theirs.code in found_by(own, "offer-clash", "shared").campaigns.values_list(
        "code", flat=True
    )


def test_a_recheck_keeps_the_consent_finding_of_the_submission(world):
    customers = make_customers(5, prefix="P")
    DoNotContact.objects.create(party=customers[0].party, contact_class="sms", since=day(-1))
    own = submitted(
        world.planner,
        customers,
        placements=[
            {"channel": "sms", "product": "recharge", "waves": [{"on": day(12).isoformat()}]}
        ],
    )

    recheck(own)

    assert found_by(own, "consent").severity == Severity.BLOCKING


def test_a_withdrawal_clears_its_neighbours_findings(world):
    customers = make_customers(5, prefix="P")
    theirs = submitted(world.rival, customers, owner_unit="enterprise", offers=offers("30.00"))
    own = submitted(world.planner, customers)
    assert "offer-clash" in rules_of(own)

    change_state(campaign_id=theirs.pk, name="withdraw", actor=world.rival)
    jobs.drain()

    assert "offer-clash" not in rules_of(own)


def rival_leaves(theirs: Campaign, world) -> None:
    change_state(campaign_id=theirs.pk, name="withdraw", actor=world.rival)


def test_a_neighbour_that_leaves_while_a_recheck_runs_is_not_held_against_the_plan(
    world, monkeypatch
):
    customers = make_customers(5, prefix="P")
    theirs = submitted(world.rival, customers, owner_unit="enterprise", offers=offers("30.00"))
    own = submitted(world.planner, customers)
    interrupt_after_loading(monkeypatch, lambda: rival_leaves(theirs, world))

    recheck(own)

    assert "offer-clash" not in rules_of(own)


def test_a_neighbour_that_leaves_while_the_first_check_runs_is_not_held_against_the_plan(
    world, monkeypatch
):
    customers = make_customers(5, prefix="P")
    theirs = submitted(world.rival, customers, owner_unit="enterprise", offers=offers("30.00"))
    own = submitted(world.planner, customers, check=False)
    interrupt_after_loading(monkeypatch, lambda: rival_leaves(theirs, world))

    jobs.drain()

    assert "offer-clash" not in rules_of(own)


def interrupt_after_loading(monkeypatch, happen) -> None:
    """Have something happen once, between what the next check reads and what it records."""
    pending = [happen]
    load = engine.loading.load

    def load_then_interrupt(*args, **kwargs):
        loaded = load(*args, **kwargs)
        while pending:
            pending.pop()()
        return loaded

    monkeypatch.setattr(engine.loading, "load", load_then_interrupt)


def test_a_recheck_of_nothing_ends_its_job(world):
    job = jobs.enqueue("preflight.recheck", "C2026-9999", payload={"campaign": "C2026-9999"})

    jobs.drain()

    job.refresh_from_db()
    assert job.state == JobState.DONE


# Workers that come late, twice or not at all


def running(campaign: Campaign) -> CheckRun:
    return CheckRun.objects.select_related("job").get(
        campaign=campaign, trigger=RunTrigger.SUBMISSION
    )


def test_a_worker_killed_in_the_middle_is_replaced_and_findings_come_once(world, monkeypatch):
    customers = make_customers(5, prefix="P")
    submitted(world.rival, customers, owner_unit="enterprise", offers=offers("30.00"), check=False)
    own = submitted(world.planner, customers, check=False)
    job_id = running(own).job_id
    assert jobs.claim(job_id) is not None  # and then the worker is killed

    jobs.drain()
    assert running(own).job.state == JobState.RUNNING
    jobs.drain(now=clock.now() + dt.timedelta(seconds=31))

    assert running(own).job.state == JobState.DONE
    assert running(own).job.attempt == 2
    assert Finding.objects.filter(rule="offer-clash", case="shared").count() == 1


def test_the_slow_workers_late_result_is_dropped(world):
    customers = make_customers(5, prefix="P")
    own = submitted(world.planner, customers, enrolment="opt_out", check=False)
    slow = jobs.claim(running(own).job_id)
    jobs.drain(now=clock.now() + dt.timedelta(seconds=31))
    findings = set(Finding.objects.values_list("fingerprint", "last_seen_at"))

    engine.run(slow)

    assert set(Finding.objects.values_list("fingerprint", "last_seen_at")) == findings
    assert running(own).job.attempt == 2


def test_the_same_job_twice_is_done_once(world):
    own = submitted(world.planner, make_customers(5, prefix="P"), enrolment="opt_out")
    job_id = running(own).job_id

    assert jobs.run(job_id) is False
    assert Finding.objects.filter(rule="opt-out-enrolment").count() == 1


def test_the_result_for_an_older_revision_is_history(world):
    own = submitted(world.planner, make_customers(5, prefix="P"), check=False)
    change_state(campaign_id=own.pk, name="recall", actor=world.planner)

    jobs.drain()

    assert running(own).is_history
    assert not Finding.objects.exists()
    assert Campaign.objects.get(pk=own.pk).state == CampaignState.DRAFT


def test_five_dead_workers_leave_a_failed_run(world):
    own = submitted(world.planner, make_customers(5, prefix="P"), check=False)
    job = running(own).job
    now = clock.now()
    for attempt in range(5):
        assert jobs.claim(job.pk, now=now + attempt * dt.timedelta(seconds=31)) is not None

    jobs.give_up_abandoned(now=now + dt.timedelta(seconds=300))

    assert Job.objects.get(pk=job.pk).state == JobState.FAILED
    assert Campaign.objects.get(pk=own.pk).state == CampaignState.CHECKING


def test_a_deadline_answers_what_is_known_so_far(world):
    from preflight import loading

    own = submitted(world.planner, make_customers(5, prefix="P"), check=False)
    loaded = loading.load(own.working, clock.today())

    late = evaluate(loaded.plan, loaded.context, deadline=0.0)
    in_time = evaluate(loaded.plan, loaded.context)

    assert (late.is_complete, late.rules_run) == (False, 0)
    assert (in_time.is_complete, in_time.rules_run) == (True, len(all_rules()))


# Under the approval lock


def approve(campaign: Campaign, world) -> object:
    """Finalise and sign in every role that the grade asks for."""
    change_state(campaign_id=campaign.pk, name="finalise", actor=world.planner)
    return change_state(campaign_id=campaign.pk, name="approve", actor=world.head)


def ready(world, customers) -> Campaign:
    return submitted(world.planner, customers)


def approved(world, customers) -> Campaign:
    """A plan of the rival department that nobody objected to."""
    theirs = submitted(world.rival, customers, owner_unit="enterprise", offers=offers("30.00"))
    change_state(campaign_id=theirs.pk, name="finalise", actor=world.rival)
    change_state(campaign_id=theirs.pk, name="approve", actor=world.rival_head)
    return theirs


def test_a_decided_plan_stands_in_the_way_of_an_approval_and_is_named(world):
    customers = make_customers(5, prefix="P")
    theirs = approved(world, customers)
    own = submitted(world.planner, customers)
    Finding.objects.all().delete()

    answer = approve(own, world)

    assert theirs.code in str(answer.refusal[0])
    assert theirs.owner_unit.label in str(answer.refusal[0])
    assert Campaign.objects.get(pk=own.pk).state == CampaignState.COORDINATING
    assert found_by(own, "offer-clash", "shared").severity == Severity.BLOCKING


def test_a_pending_plan_that_came_later_does_not_throw_back_a_finalised_one(world):
    customers = make_customers(5, prefix="P")
    own = ready(world, customers)
    change_state(campaign_id=own.pk, name="finalise", actor=world.planner)
    submitted(world.rival, customers, owner_unit="enterprise", offers=offers("30.00"))

    answer = change_state(
        campaign_id=own.pk, name="approve", actor=world.head, reason="后到的案自行错开"
    )

    assert not answer.refusal
    assert Campaign.objects.get(pk=own.pk).state == CampaignState.APPROVED
    assert found_by(own, "offer-clash", "shared").state == FindingState.OPEN


def test_accepted_findings_do_not_come_back_at_approval(world):
    customers = make_customers(5, prefix="P")
    approved(world, customers)
    own = ready(world, customers)
    Finding.objects.filter(rule="offer-clash").update(state=FindingState.ACCEPTED)

    assert "offer-clash" not in {one.rule for one in engine.stands_against(own)}


def test_an_outcome_names_what_did_not_run(world, monkeypatch):
    seen: list[CheckResult] = []
    monkeypatch.setattr(
        engine.commands, "record_findings", lambda *, run_id, claim, outcome: seen.append(outcome)
    )
    own = submitted(world.planner, make_customers(5, prefix="P"), check=False)
    poisoned(monkeypatch, "offer-stacking")

    engine.run(jobs.claim(running(own).job_id))

    assert seen[0].not_run == {"offer-stacking"}


def test_excluding_the_over_contacted_settles_pressure(world):
    """Ten persons get a fifth SMS; leaving them out of the placement closes the finding."""
    customers = make_customers(12, prefix="P")

    def sms(author, people, **plan):
        waves = [{"on": day(12).isoformat()}]
        placements = [{"channel": "sms", "product": "recharge", "waves": waves}]
        return submitted(author, people, placements=placements, **plan)

    for _ in range(4):
        sms(world.rival, customers[:10], owner_unit="enterprise", check=False)
    own = sms(world.planner, customers)
    finding = Finding.objects.get(campaigns=own, rule="contact-pressure")
    assert (
        finding.facts["persons_over"],
        finding.facts["worst_count"],
        len(finding.facts["plans"]),
    ) == (10, 5, 4)

    way = next(
        way
        for way in finding.ways_out
        if way["kind"] == "exclude_persons" and way["campaign"] == own.code
    )
    apply_way_out(finding_id=finding.pk, way_out_id=way["id"], actor=world.planner)
    jobs.drain()

    finding.refresh_from_db()
    assert finding.state == FindingState.RESOLVED
    assert list_of(customers)
