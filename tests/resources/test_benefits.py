"""Checking before giving, and what becomes of what was promised."""

import datetime as dt
from decimal import Decimal

import pytest

from campaigns.models import Campaign
from common import clock
from common.errors import Refused
from common.models import AuditEvent
from customers.enums import BenefitKind, Occasion, TouchKind
from customers.models import Touch
from customers.touch_checks import OWN_SOURCE
from organization.enums import Role, UnitKind
from organization.models import Policy
from resources.commands.benefit_steps import change_benefits
from resources.commands.benefits import Gift, check_benefits, reserve_benefits
from resources.models import Benefit
from tests.factories.campaigns import make_submitted_row
from tests.factories.customers import make_customer, make_organisation
from tests.factories.organization import make_unit, make_user
from tests.factories.resources import make_resource

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


class Company:
    """Two departments with a planner each, a gift phone, a manager with two accounts."""

    def __init__(self):
        self.consumer, self.enterprise = make_unit("consumer"), make_unit("enterprise")
        self.planner = make_user(Role.PLANNER, self.consumer)
        self.other = make_user(Role.PLANNER, self.enterprise)
        self.phone = make_resource(
            "gift-phone", kind="gift", unit_cost=Decimal("1299.00"), benefit_kind="terminal"
        )
        self.manager = make_customer("N0001", name="王建国", phone="13800138000")
        make_customer("N0002", name="王建国", party=self.manager.party)
        self.clerk = make_customer("N0003", name="李明")

    def gift(self, unit=None, **values):
        return Gift(
            **{
                "unit": unit or self.consumer,
                "occasion": Occasion.KEY_CARE,
                "resource": self.phone,
                "day": clock.today(),
                **values,
            }
        )

    def promise(self, *numbers, by=None, **values):
        actor = by or self.planner
        unit = self.enterprise if by == self.other else self.consumer
        more = {key: values.pop(key) for key in ("despite", "is_given") if key in values}
        return reserve_benefits(
            gift=self.gift(unit, **values), numbers=numbers or ("N0001",), actor=actor, **more
        )


@pytest.fixture
def company():
    return Company()


def test_a_check_promises_nothing_and_leaves_an_audit_row(company):
    checked = check_benefits(gift=company.gift(), numbers=["N0001", "N0003"], actor=company.planner)

    assert [one.verdict for one in checked.judged] == ["clear", "clear"]
    assert checked.saved == 0
    assert not Benefit.objects.exists()
    row = AuditEvent.objects.get(action="benefit.check")
    assert (row.object_code, row.unit) == ("gift-phone", "consumer")
    assert row.details["persons"] == 2


def test_a_reservation_stops_the_next_department_whatever_account_is_named(company):
    company.promise("N0002", by=company.other, occasion=Occasion.RENEWAL)

    checked = company.promise("138 0013 8000", "N0003")

    stopped, clear = checked.judged
    assert (stopped.verdict, clear.verdict) == ("stopped", "clear")
    (similar,) = stopped.similar
    assert (similar.had.unit, similar.had.value) == ("enterprise", Decimal("1299.00"))
    assert (checked.reserved, checked.saved) == (1, Decimal("1299.00"))
    assert Benefit.objects.filter(unit=company.consumer).get().party == company.clerk.party


def test_a_warning_is_passed_over_with_a_reason_and_a_stop_never(company):
    umbrella = make_resource("umbrella", kind="gift", unit_cost=19)
    company.promise(resource=umbrella, occasion=Occasion.RENEWAL)
    again = {"resource": umbrella, "occasion": Occasion.BIRTHDAY}

    assert company.promise(**again).reserved == 0
    assert company.promise(**again, despite="rain").reserved == 1
    assert Benefit.objects.get(occasion="birthday").despite == "rain"
    assert company.promise(**again, despite="rain").reserved == 0


def test_what_stops_and_for_how_long_is_a_policy(company):
    company.promise(occasion=Occasion.RENEWAL)
    for key, value in (("benefits.second_terminal", "warn"), ("benefits.window_terminal", "0")):
        assert company.promise().judged[0].verdict != "clear"
        Policy.objects.create(
            key=key, value=value, valid_from=clock.today() - DAY, changed_at=clock.now()
        )
    tomorrow = {"day": clock.today() + DAY, "occasion": Occasion.OTHER}

    assert company.promise().judged[0].verdict == "warned"
    assert company.promise(**tomorrow).judged[0].verdict == "clear"


def test_people_are_named_once_and_others_are_said(company):
    make_customer("N0004", phone="13900139000")
    make_customer("N0005", phone="13900139000")
    make_organisation("E0001")
    numbers = ["N0001", "N0002", "N0001", "nobody", "13900139000", "E0001"]

    told = company.promise(*numbers).recipients

    assert [one.number for one in told.persons] == ["N0001"]
    assert told.repeated == 2
    assert (told.unknown, told.shared, told.organisations) == (
        ["nobody"],
        ["13900139000"],
        ["E0001"],
    )
    asked = AuditEvent.objects.get(action="customers.lookup_list")
    assert asked.details == {"phones": 1, "found": 1, "counts": 1}


def test_an_account_manager_gives_to_their_own_customers(company):
    branch = make_unit("branch-east", kind=UnitKind.BRANCH)
    manager = make_user(Role.ACCOUNT_MANAGER, branch)
    make_customer("N0009", unit=branch)

    told = reserve_benefits(
        gift=company.gift(branch), numbers=["N0009", "N0001"], actor=manager
    ).recipients

    assert [one.number for one in told.persons] == ["N0009"]
    assert told.unknown == ["N0001"]


def tell(company, kind, key, *, days=0, **values):
    Touch.objects.create(
        **{
            "source": "crm",
            "key": key,
            "kind": kind,
            "happened_on": clock.today() + days * DAY,
            "contact_class": "none",
            "party": company.manager.party,
            "unit": "enterprise",
            "benefit_kind": BenefitKind.TERMINAL,
            **values,
        }
    )


@pytest.mark.parametrize("kind", ["benefit_planned", "benefit_reserved", "benefit_given"])
def test_what_other_systems_told_counts_too(company, kind):
    tell(company, kind, "1", value=Decimal(900))

    (one,) = company.promise().judged

    assert one.verdict == "stopped"
    assert (one.similar[0].had.unit, one.similar[0].had.value) == ("enterprise", 900)


def test_what_other_systems_took_back_does_not_count(company):
    tell(company, "benefit_given", "1", days=-3)
    tell(company, "benefit_returned", "2", days=-1)

    assert company.promise().judged[0].verdict == "clear"


def test_a_promise_is_handed_over_and_comes_back(company):
    company.promise()
    key = Benefit.objects.get().key
    earlier = clock.today() - DAY

    change_benefits(keys={key}, step="give", actor=company.planner, day=earlier)
    given = Benefit.objects.get()
    change_benefits(keys={key}, step="return", actor=company.planner, reason="broken")
    returned = Benefit.objects.get()

    assert (given.state, given.day, given.given_by) == (
        "given",
        earlier,
        company.planner.username,
    )
    assert (returned.state, returned.closed_why) == ("returned", "broken")
    assert list(
        Touch.objects.filter(source=OWN_SOURCE).order_by("id").values_list("kind", flat=True)
    ) == [
        TouchKind.BENEFIT_RESERVED,
        TouchKind.BENEFIT_GIVEN,
        TouchKind.BENEFIT_RETURNED,
    ]
    assert list(
        AuditEvent.objects.order_by("id").values_list("action", "from_state", "to_state")
    ) == [
        ("benefit.reserve", "", ""),
        ("benefit.give", "reserved", "given"),
        ("benefit.return", "given", "returned"),
    ]
    assert company.promise(by=company.other).judged[0].verdict == "clear"


def test_a_released_promise_leaves_room(company):
    company.promise()

    change_benefits(
        keys={Benefit.objects.get().key}, step="release", actor=company.planner, reason="moved"
    )

    assert company.promise(by=company.other).judged[0].verdict == "clear"


def test_what_was_handed_over_already_is_given_at_once(company):
    company.promise(is_given=True)

    assert Benefit.objects.get().state == "given"
    assert AuditEvent.objects.get().action == "benefit.give"


def refused(call, **values):
    with pytest.raises(Refused) as refusal:
        call(**values)
    reason = refusal.value.reasons[0]
    return reason.code, reason.status, reason.attr


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        ({"step": "return", "reason": "came back"}, ("wrong-state", 409, None)),
        ({"step": "release"}, ("required", 400, "reason")),
        ({"step": "give", "day": clock.today() + DAY}, ("future", 400, "day")),
        ({"step": "give", "keys": set()}, ("required", 400, "benefits")),
    ],
)
def test_a_step_that_does_not_fit_changes_nothing(company, change, answer):
    company.promise()
    row = Benefit.objects.get()

    assert (
        refused(change_benefits, **{"keys": {row.key}, "actor": company.planner, **change})
        == answer
    )
    row.refresh_from_db()
    assert row.state == "reserved"


def test_the_promises_of_another_department_are_not_there(company):
    company.promise(by=company.other)
    key = Benefit.objects.get().key

    answer = refused(change_benefits, keys={key}, step="give", actor=company.planner)

    assert answer == ("not-found", 404, None)


@pytest.mark.parametrize(
    ("values", "answer"),
    [
        ({"resource": None}, ("invalid", 400, "kind")),
        ({"value": Decimal(-1)}, ("invalid", 400, "value")),
        ({"day": clock.today() + 400 * DAY}, ("invalid", 400, "day")),
        ({"day": clock.today() + DAY, "is_given": True}, ("invalid", 400, "day")),
        ({"despite": "x" * 201}, ("invalid", 400, "despite")),
    ],
)
def test_what_is_wrong_is_said_at_its_field(company, values, answer):
    assert refused(company.promise, **values) == answer


def test_nobody_gives_for_another_unit(company):
    gift = company.gift(company.enterprise)

    for call in (check_benefits, reserve_benefits):
        answer = refused(call, gift=gift, numbers=["N0001"], actor=company.planner)
        assert answer == ("no-permission", 403, None)


def test_a_plan_is_named_by_its_code_or_billing_code_and_must_have_been_submitted():
    company = Company()
    plan = make_submitted_row("C2026-0001", company.consumer, company.planner)
    Campaign.objects.filter(pk=plan.pk).update(external_code="营销-7")

    (judged,) = company.promise(campaign="营销-7").judged
    assert judged.benefit.campaign == "C2026-0001"
    for unknown in ("C2026-0002", "x"):
        with pytest.raises(Refused) as refusal:
            check_benefits(
                gift=company.gift(campaign=unknown), numbers=["N0003"], actor=company.planner
            )
        assert refusal.value.reasons[0].attr == "campaign"


def at_the_branch(company):
    """The account manager of the branch that looks after the clerk, and the promise to them."""
    east = make_unit("east", kind=UnitKind.BRANCH)
    company.clerk.unit = east
    company.clerk.save()
    company.promise("N0003", resource=None, kind=BenefitKind.GOODS)
    return make_user(Role.ACCOUNT_MANAGER, east), Benefit.objects.get().key


def test_an_account_manager_hands_over_what_a_department_promised_their_customer(company):
    manager, key = at_the_branch(company)

    change_benefits(keys={key}, step="give", actor=manager)

    given = Benefit.objects.visible_to(manager).get()
    assert (given.state, given.given_by) == ("given", manager.username)
    change_benefits(keys={key}, step="return", actor=manager, reason="点错了")
    assert Benefit.objects.get().state == "returned"


def test_an_account_manager_does_not_take_back_what_others_promised(company):
    manager, key = at_the_branch(company)

    answer = refused(change_benefits, keys={key}, step="release", actor=manager, reason="不要了")

    assert answer == ("no-permission", 403, None)
    assert Benefit.objects.get().state == "reserved"


def test_promises_to_customers_of_another_branch_are_not_there(company):
    _manager, key = at_the_branch(company)
    west = make_user(Role.ACCOUNT_MANAGER, make_unit("west", kind=UnitKind.BRANCH))

    assert not Benefit.objects.visible_to(west).exists()
    assert refused(change_benefits, keys={key}, step="give", actor=west)[1] == 404
