"""The demo company holds what the guide and the API's examples name, and keeps every promise that
real plans keep.
"""

from __future__ import annotations

import datetime as dt
import statistics

import pytest
from django.contrib.auth.hashers import check_password
from django.db.models import Count, F

from campaigns.enums import ACTIVE_STATES, DECIDED, CampaignState
from campaigns.models import Approval, Campaign, Placement, PlanVersion, Wave
from channels.models import Channel, LoadingRule, Product
from common.machine import MACHINES
from common.models import AuditEvent, Change, Job, JobState
from comms.enums import DraftState
from comms.models import Draft, Theme
from customers import bitmaps, segment_members
from customers.enums import LinkKind
from customers.models import Consent, Customer, DoNotContact, Party, PartyLink, Segment, Touch
from demo.identity import ASKED
from demo.people import PEOPLE
from findings.models import CheckRun, Finding
from frontline.models import Report
from organization.enums import Role, UnitKind
from organization.models import ClosedDay, Membership, Unit, User, WorkDay
from resources.models import Benefit, Movement, Stock
from tests.demo.conftest import CUSTOMERS, PASSWORD
from tests.factories.resources import reserved_by_rows

pytestmark = [pytest.mark.usefixtures("company"), pytest.mark.database]

USERS = {
    *(
        "planner.consumer",
        "planner.enterprise",
        "planner.product",
        "head.consumer",
        "head.enterprise",
        "head.product",
    ),
    *(
        "comms.editor",
        "comms.reviewer",
        "channel.manager",
        "service.manager",
        "resource.keeper",
        "support.system",
    ),
    *(
        "front.office",
        "branch.east",
        "branch.west",
        "manager.account",
        "leader",
        "auditor",
        "admin",
    ),
}
CHANNELS = [
    "own-hall",
    "social-outlet",
    "hotline",
    "outbound-call",
    "sms",
    "app",
    "account-manager",
    "direct-sales",
    "community",
]
UNITS = [
    "consumer",
    "enterprise",
    "product",
    "branch-east",
    "branch-west",
    "branch-south",
    "branch-north",
]


def codes(model) -> set[str]:
    return set(model.objects.values_list("code", flat=True))


def test_everybody_is_there_with_a_role_and_the_one_password():
    users = User.objects.in_bulk(field_name="username")

    assert sorted(users) == sorted(USERS) == sorted(person.username for person in PEOPLE)
    assert len({user.password for user in users.values()}) == 1
    assert check_password(PASSWORD, users["leader"].password)
    assert Membership.objects.filter(is_primary=True).count() == len(USERS)
    assert users["branch.east"].roles == {Role.BRANCH_VIEWER}
    assert {user.must_change_password for user in users.values()} == {True}, (
        "outside demo mode the password has to be changed"
    )


def test_codes_of_the_examples_exist():
    assert set(UNITS) <= codes(Unit)
    assert set(CHANNELS) == codes(Channel)
    assert {"recharge", "music-pack"} <= codes(Product)
    assert Product.objects.count() == 60
    assert {"prepaid-active", "do-not-disturb"} <= codes(Segment)
    assert Unit.objects.filter(kind=UnitKind.BRANCH).count() == 4


def test_loading_rules_are_120_and_one_version_of_each_is_open(company):
    assert LoadingRule.objects.in_force(company.today).count() == 120
    assert LoadingRule.objects.filter(version=2).exists()


def test_customers_are_counted_as_asked_and_ordinals_are_dense_in_grid_order():
    persons = Party.objects.filter(ordinal__lt=bitmaps.ORGANISATION_BASE)
    homes = list(
        Customer.objects.filter(party__in=persons)
        .order_by("party__ordinal", "id")
        .values_list("grid__code", flat=True)
    )

    assert Customer.objects.count() == CUSTOMERS
    assert list(persons.order_by("ordinal").values_list("ordinal", flat=True)) == list(
        range(persons.count())
    )
    assert homes == sorted(homes)


def test_general_managers_are_private_customers_too():
    contacts = PartyLink.objects.filter(kind=LinkKind.KEY_CONTACT)

    assert set(contacts.values_list("organisation", flat=True)) == set(
        Party.objects.filter(ordinal__gte=bitmaps.ORGANISATION_BASE).values_list("pk", flat=True)
    )
    assert not contacts.filter(person__customers__isnull=True).exists()
    assert not PartyLink.objects.filter(
        kind=LinkKind.MEMBER, person__customers__isnull=True
    ).exists()


def test_phones_are_of_eleven_digits_and_shared_only_where_somebody_has_to_say_who_is_one():
    phones = list(Customer.objects.exclude(phone="").values_list("phone", flat=True))

    assert len(phones) - len(set(phones)) == ASKED
    assert all(len(phone) == 11 and phone.startswith("1") and phone.isdigit() for phone in phones)


def test_the_do_not_disturb_list_is_who_wants_to_be_left_alone():
    wanted = set(DoNotContact.objects.values_list("party__ordinal", flat=True))

    assert set(segment_members.members(Segment.objects.get(code="do-not-disturb"))) == wanted
    assert Consent.objects.filter(contact_class="call").exists()
    assert all(segment_members.members(segment) for segment in Segment.objects.all())


def test_holidays_and_closed_days_reach_past_the_next_national_day(company):
    feast = WorkDay.objects.get(on=company.national_day)

    assert feast.name == "国庆节"
    assert not WorkDay.objects.filter(name__contains="休息日").exists()
    assert WorkDay.objects.filter(kind="make_up", is_official=True).exists()
    assert {"freeze", "bill_run", "blackout", "short_staffed"} == set(
        ClosedDay.objects.values_list("kind", flat=True)
    )
    assert not ClosedDay.objects.filter(on__gt=dt.date(company.national_day.year, 12, 31)).exists()


def test_eighty_four_plans_stand_around_today_in_every_state():
    plans = Campaign.objects.filter(amends=None)
    coming = plans.exclude(state__in=[CampaignState.ENDED, CampaignState.EVALUATED])
    states = dict(coming.values_list("state").annotate(Count("id")).order_by())

    assert coming.count() == 84
    assert states == {
        "draft": 8,
        "coordinating": 31,
        "finalised": 6,
        "approved": 17,
        "live": 17,
        "suspended": 1,
        "withdrawn": 2,
        "rejected": 1,
        "lapsed": 1,
    }
    assert coming.filter(state="draft", announced_at__isnull=False).count() == 4


def test_running_plans_are_amended_and_a_branch_has_read_what_is_in_force():
    amendments = Campaign.objects.filter(amends__isnull=False)
    (done,) = amendments.filter(state="in_force")
    now, before = done.amends.in_force, done.amends.versions.get(number=1)

    assert amendments.filter(state="coordinating").count() == 2
    assert {row.amends.state for row in amendments} == {"live"}
    assert (now.amendment, now.ends_on) == (done, before.ends_on + dt.timedelta(days=7))
    assert [one.branch.code for one in now.receipts.all()] == ["branch-east"]


def test_nothing_is_decided_without_a_version_in_force_and_a_signature():
    decided = Campaign.objects.filter(state__in=DECIDED)

    assert not decided.filter(in_force__isnull=True).exists()
    assert not decided.exclude(in_force__approvals__decision="approved").exists()
    assert not Approval.objects.filter(decided_by=F("version__campaign__author")).exists()
    assert Approval.objects.filter(version__campaign__state="finalised", decision="").count() == 6


def test_what_was_submitted_is_frozen_checked_and_on_the_trail():
    submitted = PlanVersion.objects.filter(submitted_at__isnull=False)
    checked = set(
        CheckRun.objects.filter(job__state=JobState.DONE).values_list("version", flat=True)
    )
    trail = AuditEvent.objects.filter(object_type="campaign", action="submit").values_list(
        "object_code", flat=True
    )

    assert not submitted.filter(audience_set__persons=0).exists()
    assert set(submitted.values_list("pk", flat=True)) == checked
    assert set(submitted.values_list("campaign__code", flat=True)) == set(trail)
    assert not AuditEvent.objects.filter(
        happened_at__gt=Job.objects.order_by("-created_at").first().created_at
        + dt.timedelta(days=1)
    ).exists()


def test_plans_keep_their_windows_and_running_ones_run_today(company):
    outside = Wave.objects.exclude(
        on__gte=F("placement__version__starts_on"), on__lte=F("placement__version__ends_on")
    )
    live = Campaign.objects.filter(state__in=["live", "suspended"])
    past = Campaign.objects.filter(state__in=["ended", "evaluated"])

    assert not outside.exists()
    assert not live.exclude(
        in_force__starts_on__lte=company.today, in_force__ends_on__gte=company.today
    ).exists()
    assert not past.filter(in_force__ends_on__gte=company.today).exists()
    assert not Campaign.objects.filter(
        amends=None,
        state__in=ACTIVE_STATES - {"live", "suspended"},
        working__starts_on__lte=company.today,
    ).exists()
    assert not Placement.objects.filter(channel__direction="push", waves__isnull=True).exists()


def test_stock_counters_equal_their_rows():
    stocks = list(Stock.objects.all())
    moved = dict(
        Movement.objects.values_list("resource", "unit")
        .annotate(pieces=Count("id"))
        .values_list("resource", "pieces")
    )
    held = reserved_by_rows(stocks)

    assert moved
    assert all(
        stock.reserved == held[stock.resource_id, stock.unit_id] <= stock.on_hand
        for stock in stocks
    )
    for stock in stocks:
        pieces = sum(
            Movement.objects.filter(resource=stock.resource_id, unit=stock.unit_id).values_list(
                "quantity", flat=True
            )
        )
        assert pieces == stock.on_hand


def test_waves_of_the_last_sixty_days_left_touches(company):
    contacts = Touch.objects.filter(kind="contact")
    touched = set(contacts.values_list("campaign", "channel", "happened_on"))
    waves = Wave.objects.filter(
        on__lt=company.today,
        on__gte=company.day(-60),
        placement__version__campaign__in_force__isnull=False,
        placement__channel__direction="push",
    )

    assert touched
    assert touched <= set(
        waves.values_list("placement__version__campaign__code", "placement__channel__code", "on")
    )
    assert not Touch.objects.filter(happened_on__gte=company.today).exists()


def test_every_plan_stands_in_the_change_log_without_a_gap():
    versions = list(Change.objects.order_by("version").values_list("version", flat=True))

    assert set(Campaign.objects.values_list("code", flat=True)) <= set(
        Change.objects.filter(kind="campaign").values_list("code", flat=True)
    )
    assert versions == list(range(1, len(versions) + 1))


def test_drafts_stand_in_every_state_that_somebody_has_to_act_on(company):
    states = set(Draft.objects.values_list("state", flat=True))

    assert states == {
        DraftState.WRITING,
        DraftState.IN_REVIEW,
        DraftState.CHANGES_REQUIRED,
        DraftState.APPROVED,
        DraftState.RELEASED,
    }
    assert Theme.objects.filter(starts_on__lte=company.today, ends_on__gte=company.today).exists()


def findings(name: str, rule: str) -> list[Finding]:
    return list(Finding.objects.filter(campaigns__name__endswith=name, rule=rule, state="open"))


def test_no_check_failed():
    assert set(Job.objects.filter(kind="preflight.check").values_list("state", flat=True)) == {
        "done"
    }


def test_pay_100_get_50_clashes_with_the_enterprises_30():
    found = [one for one in findings("充100送50", "offer-clash") if one.severity == "blocking"]
    both = findings("集团成员充100送30", "offer-clash")

    assert len(found) == 2
    assert {one.pk for one in found} <= {one.pk for one in both}
    for one in found:
        assert one.facts["gap_points"] == 20
        assert one.facts["shared_persons"] == one.persons_set.persons > 0
        assert "social-outlet" in one.facts["public_channels"]


def test_one_general_manager_is_about_to_get_a_third_phone():
    (pressed,) = findings("新通话体验官礼机", "contact-pressure")

    assert pressed.severity == "blocking"
    assert pressed.facts["persons_over"] == 1
    (ordinal,) = bitmaps.load(pressed.persons_set_id)
    assert PartyLink.objects.filter(
        person__ordinal=ordinal, kind=LinkKind.KEY_CONTACT, title="总经理"
    ).exists()


def test_the_third_phone_is_found_with_who_gave_the_others_and_the_money():
    (second,) = findings("新通话体验官礼机", "duplicate-benefit")

    assert (second.case, second.severity) == ("second", "blocking")
    assert (second.facts["persons"], second.facts["saved"]) == (1, "1299.00")
    assert second.facts["units"] == ["consumer", "enterprise"]
    assert {row["state"] for row in second.facts["gifts"]} == {"reserved", "given"}
    assert (
        second.persons_set_id == findings("新通话体验官礼机", "contact-pressure")[0].persons_set_id
    )


def test_leaflets_are_short_in_one_branch():
    (short,) = findings("返乡亲情号", "resource-shortage")

    assert (short.severity, short.subject, short.facts["units"]) == (
        "blocking",
        {"resource": "leaflet-a4"},
        ["branch-south"],
    )
    assert 10_000 < short.facts["short_by"] < short.facts["requested"] == 20_000


def test_the_service_enrolled_by_default_is_harm_that_nobody_accepts():
    (harm,) = findings("视频彩铃随套餐开通", "opt-out-enrolment")

    assert (harm.severity, harm.finding_class) == ("blocking", "harm")


def test_a_joint_product_is_meant_for_others():
    (misfit,) = findings("合约手机分期", "bundle-fit")

    assert misfit.subject == {"product": "video-member", "unit": "product"}
    assert 0 < misfit.facts["percent"] < misfit.facts["limit"] == 30


def test_plans_like_one_of_the_tariffs_drew_complaints():
    (warned,) = findings("套餐升档有礼", "complaint-history")

    assert warned.severity == "warning"
    assert len(warned.facts["lessons"]) == 2


def test_a_plan_in_a_hurry_is_told_of_each_of_its_troubles():
    found = {
        rule: findings("北苑赶集流量专场", rule)[0]
        for rule in (
            "channel-capacity",
            "channel-fit",
            "consent",
            "results-owed",
            "system-freeze",
        )
    }

    assert {rule: one.case for rule, one in found.items()} == {
        "channel-capacity": "approved_week",
        "channel-fit": "discouraged",
        "consent": "listed",
        "results-owed": "owed",
        "system-freeze": "launch",
    }
    assert found["consent"].facts["persons"] > 0
    assert found["results-owed"].facts["owed"] == 1


def test_two_departments_do_not_say_whether_one_may_take_both():
    (stacked,) = findings("彩铃随心换", "offer-stacking")
    (overlap,) = findings("老客请你听演唱会", "audience-overlap")

    assert (stacked.case, stacked.facts["value_together"]) == ("unsaid", "20.00")
    assert overlap.facts["percent_own"] == overlap.facts["percent_other"] == 100


def test_what_begins_before_its_theme_and_in_the_provinces_is_told():
    (outside,) = findings("智能门锁安家季", "comms-theme")
    (untold,) = findings("国庆宽带开门红", "comms-theme")

    assert (outside.case, outside.severity) == ("outside", "warning")
    assert (untold.case, untold.facts["named"]) == ("untold", "双节同庆 山河同信")


def test_a_leaflet_names_another_price_than_the_published_one():
    (priced,) = findings("智能门锁安家季", "advertising-law")

    assert (priced.subject, priced.facts["price"]) == ({"product": "home-door"}, "12.00")
    assert priced.facts["written"] == ["每月15元"]


def test_launches_pile_up_in_two_weeks():
    crowded = set(
        Finding.objects.filter(rule="launch-clustering", state="open").values_list(
            "campaigns__name", flat=True
        )
    )

    assert {"国庆充100送50", "套餐升档有礼"} <= crowded


def test_the_median_plan_has_at_most_five_findings():
    plans = Campaign.objects.filter(state__in=ACTIVE_STATES).annotate(found=Count("findings"))

    assert statistics.median(plan.found for plan in plans) <= 5
    assert statistics.median(plan.found for plan in plans.filter(state="coordinating")) <= 5


def test_two_departments_gave_one_general_manager_a_phone(company):
    (party,) = (
        Benefit.objects.filter(kind="terminal")
        .values("party")
        .annotate(units=Count("unit", distinct=True))
        .filter(units=2)
        .values_list("party", flat=True)
    )

    roles = PartyLink.objects.filter(person=party).values_list("kind", flat=True)
    assert {LinkKind.KEY_CONTACT, LinkKind.MEMBER} <= set(roles)
    assert Customer.objects.filter(party=party).exists()
    assert Touch.objects.filter(party=party, benefit_kind="terminal").count() == 2


def test_one_plan_texts_its_customers_while_the_hotline_is_in_training():
    (crowded,) = Finding.objects.filter(rule="hotline-capacity", state="open")

    assert crowded.case in {"slow", "never_clears"}
    assert {one["hour"] for one in crowded.facts["hours"]} == {"10:00", "11:00"}


@pytest.mark.parametrize("kind", ["commitment", "report", "work_notice"])
def test_something_stands_in_every_state_of_what_has_a_life(company, kind):
    machine = MACHINES[kind]
    found = set(machine.model.objects.values_list("state", flat=True))

    assert found == {str(state) for state in machine.states}


def test_reports_are_decided_by_those_who_are_named(company):
    posters = Report.objects.get(text__startswith="网点门口")

    assert posters.owner.username == "planner.consumer"
    assert [one.state for one in posters.work_notices.order_by("created_at")] == [
        "replaced",
        "in_force",
    ]
