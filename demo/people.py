"""The nineteen people of the demo, with the roles that the product knows, and their one
password.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import make_password

from demo.scenario import Scenario
from organization.enums import Role
from organization.models import Membership, Unit, User


@dataclass(frozen=True, slots=True)
class Person:
    """A user name, how the person is called, and their roles: the first one is the main one."""

    username: str
    name: str
    roles: tuple[tuple[str, Role], ...]


R = Role
BRANCH_PLANNING = tuple(
    (code, R.PLANNER) for code in ("branch-east", "branch-west", "branch-south", "branch-north")
)
PEOPLE = (
    Person("planner.consumer", "李苒", (("consumer", R.PLANNER), *BRANCH_PLANNING)),
    Person("planner.enterprise", "沈砚", (("enterprise", R.PLANNER),)),
    Person("planner.product", "陆可", (("product", R.PLANNER), ("product", R.PRODUCT_MANAGER))),
    Person("head.consumer", "杨启明", (("consumer", R.HEAD),)),
    Person("head.enterprise", "周振邦", (("enterprise", R.HEAD),)),
    Person("head.product", "何知远", (("product", R.HEAD),)),
    Person("comms.editor", "张骁", (("comms", R.COMMS_EDITOR),)),
    Person("comms.reviewer", "许清", (("comms", R.COMMS_REVIEWER),)),
    Person("channel.manager", "王拓", (("channel", R.CHANNEL_MANAGER),)),
    Person("service.manager", "顾惠", (("service", R.SERVICE_MANAGER),)),
    Person("resource.keeper", "郑安", (("resource", R.RESOURCE_KEEPER),)),
    Person("support.system", "黄岩", (("support", R.SUPPORT),)),
    Person("front.office", "罗晴", (("front-office", R.FRONT_OFFICE),)),
    Person("branch.east", "孟江", (("branch-east", R.BRANCH_VIEWER),)),
    Person("branch.west", "方沛", (("branch-west", R.BRANCH_VIEWER),)),
    Person("manager.account", "唐雨", (("branch-east", R.ACCOUNT_MANAGER),)),
    Person("leader", "宋怀远", (("leadership", R.LEADERSHIP),)),
    Person("auditor", "秦岚", (("feiteng", R.AUDITOR),)),
    Person("admin", "系统管理员", (("feiteng", R.ADMINISTRATOR),)),
)


def demo_password() -> str:
    """The password that the environment names, else one drawn now."""
    return os.environ.get("JIEPAI_DEMO_PASSWORD") or secrets.token_urlsafe(9)


def load_people(scenario: Scenario, units: Mapping[str, Unit], *, password: str) -> dict[str, User]:
    """Write users and memberships. All have the one password, hashed once; outside demo mode they
    have to change it.
    """
    hashed = make_password(password)
    joined = scenario.at(scenario.day(-900), 9)
    rows = [
        User(
            username=p.username,
            display_name=p.name,
            password=hashed,
            date_joined=joined,
            must_change_password=not settings.JIEPAI_DEMO,
            is_demo=True,
        )
        for p in PEOPLE
    ]
    users = {user.username: user for user in User.objects.bulk_create(rows)}
    Membership.objects.bulk_create(
        Membership(user=users[person.username], unit=units[code], role=role, is_primary=number == 0)
        for person in PEOPLE
        for number, (code, role) in enumerate(person.roles)
    )
    return users
