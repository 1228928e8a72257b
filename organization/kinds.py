"""The master data of this floor: units, people, days, policies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common import clock
from organization import commands, row_forms
from organization.day_entry import ADMINISTRATORS, remove_day, save_day
from organization.enums import Role, UnitKind
from organization.master_data import Kind, Link, Step, add_steps, register
from organization.models import ClosedDay, Membership, Policy, Unit, User, WorkDay
from organization.permissions import Permission
from organization.policies import Declared, declared


def save_unit(form: row_forms.UnitForm, actor: User) -> str:
    commands.save_unit(unit=form.instance, actor=actor)
    return ""


class People(Kind):
    """A row is a person with one of their roles."""

    def rows(self) -> Iterable[Membership]:
        rows = Membership.objects.filter(user__is_active=True).select_related("user", "unit")
        return rows.order_by("user__username", "id")

    def find(self, values: Mapping[str, Any]) -> Membership | None:
        return (
            Membership.objects.select_related("user", "unit")
            .filter(
                user__username=values.get("username", ""),
                unit__code=values.get("unit", ""),
                role=values.get("role", ""),
            )
            .first()
        )


def save_person(form: row_forms.PersonRowForm, actor: User) -> str:
    """Add the person, or give a known one the role; what is written of their name counts."""
    values = dict(form.cleaned_data)
    until: dt.date | None = values.pop("valid_until")
    role, unit, password = Role(values.pop("role")), values.pop("unit"), ""
    user = User.objects.filter(username=values["username"]).first()
    if user is None:
        user, password = commands.add_user(**values, unit=unit, role=role, actor=actor)
    else:
        commands.describe_user(
            user=user,
            display_name=values["display_name"],
            language=values["language"],
            email=values["email"] or None,
            actor=actor,
        )
    known = user.memberships.filter(unit=unit, role=role).first()
    if known is None or known.valid_until != until:
        commands.grant_role(user=user, unit=unit, role=role, valid_until=until, actor=actor)
    return password


def save_work_day(form: row_forms.WorkDayForm, actor: User) -> str:
    save_day(form.instance, "work_day", actor)
    return ""


def save_closed_day(form: row_forms.ClosedDayForm, actor: User) -> str:
    save_day(form.instance, "closed_day", actor)
    return ""


def remove_work_day(day: WorkDay, actor: User) -> None:
    remove_day(day, "work_day", actor)


def remove_closed_day(day: ClosedDay, actor: User) -> None:
    remove_day(day, "closed_day", actor)


def held_by_two(first: Role, second: Role) -> QuerySet[Membership]:
    """Who holds the first role today while another person holds the second."""
    held = Membership.objects.valid_on(clock.today()).filter(user__is_active=True)
    others = held.filter(role=second).exclude(user=OuterRef("user"))
    return held.filter(Exists(others), role=first)


class Policies(Kind):
    """A row is a declared policy with the value that holds today."""

    def rows(self) -> Iterable[Declared]:
        return [policy for _key, policy in sorted(declared().items())]

    def find(self, values: Mapping[str, Any]) -> Declared | None:
        return declared().get(values.get("key", ""))

    def bound(self, data: Mapping[str, Any] | None, row: Declared | None) -> Any:
        return self.form(data, instance=row)  # type: ignore[call-arg]


def save_policy(form: row_forms.PolicyRowForm, actor: User) -> str:
    values = form.cleaned_data
    commands.change_policy(
        key=values["key"],
        value=values["value"],
        valid_from=values["valid_from"] or clock.today(),
        reason=values["reason"],
        actor=actor,
    )
    return ""


DAY_READERS = (Permission.SEE_PLANS, Permission.SEE_BRANCH_SCHEDULE)

UNITS = Kind(
    code="units",
    object_type="unit",
    title=_("Units"),
    one=_("Unit"),
    text=_("The company with its departments, sections and branches."),
    icon="network",
    order=10,
    model=Unit,
    form=row_forms.UnitForm,
    may_see=(),
    may_write=ADMINISTRATORS,
    save=save_unit,
    page="organization:units",
    entry="organization:unit-new",
)
POLICIES = Policies(
    code="policies",
    object_type="policy",
    title=_("Policies"),
    one=_("Policy"),
    text=_("The numbers of the rules, with their history."),
    icon="sliders",
    order=20,
    late=1,  # after the channels that it may name, before the people who then own it
    model=Policy,
    form=row_forms.PolicyRowForm,
    key=("key",),
    may_see=(Permission.SEE_PLANS, Permission.MANAGE_POLICIES),
    may_write=(Permission.MANAGE_POLICIES,),
    save=save_policy,
    page="organization:policies",
    entry="organization:policies",
    noted={
        _("Meaning"): lambda policy: str(policy.label),
        _("Measured in"): lambda policy: str(policy.unit),
        _("May be"): lambda policy: policy.hint,
    },
)
PEOPLE = People(
    code="people",
    object_type="user",
    title=_("People and roles"),
    one=pgettext_lazy("account", "Person"),
    text=_("Who works where, and what each may do."),
    icon="people",
    order=30,
    late=2,
    model=Membership,
    form=row_forms.PersonRowForm,
    key=("username", "unit", "role"),
    may_see=(),
    may_write=ADMINISTRATORS,
    save=save_person,
    page="organization:people",
    entry="organization:people",
)
WORK_DAYS = Kind(
    code="work-days",
    object_type="work_day",
    title=_("Public holidays and make-up days"),
    one=_("Public holiday or make-up day"),
    text=_("Days that differ from the plain week, by the State Council’s notice."),
    icon="calendar",
    order=40,
    model=WorkDay,
    form=row_forms.WorkDayForm,
    key=("on",),
    may_see=DAY_READERS,
    may_write=ADMINISTRATORS,
    save=save_work_day,
    remove=remove_work_day,
    links=(Link(_("Load a year"), "download", "organization:days"),),
)
CLOSED_DAYS = Kind(
    code="closed-days",
    object_type="closed_day",
    title=_("Bill runs, freezes, blackout days"),
    one=pgettext_lazy("day", "Closed day"),
    text=_("Days on which a launch or a push fails at the counter."),
    icon="block",
    order=50,
    model=ClosedDay,
    form=row_forms.ClosedDayForm,
    key=("on", "kind"),
    may_see=DAY_READERS,
    may_write=ADMINISTRATORS,
    save=save_closed_day,
    remove=remove_closed_day,
    links=(Link(_("Enter several days"), "calendar", "organization:closed-span"),),
)

register(UNITS, POLICIES, PEOPLE, WORK_DAYS, CLOSED_DAYS)

add_steps(
    Step(
        code="units",
        order=UNITS.order,
        title=_("Departments and branches"),
        text=_("A plan belongs to a department or a branch."),
        url=UNITS.url,
        rows=lambda: Unit.objects.active().exclude(kind=UnitKind.COMPANY),
    ),
    Step(
        code="people",
        order=PEOPLE.order,
        title=_("A planner and a head"),
        text=_("One person writes a plan, another one approves it."),
        url=PEOPLE.url,
        rows=lambda: held_by_two(Role.PLANNER, Role.HEAD),
    ),
    Step(
        code="signers",
        order=PEOPLE.order + 1,
        title=_("A service manager and leadership"),
        text=_("Plans of grade C and D, and large budgets, wait for their signature."),
        url=PEOPLE.url,
        rows=lambda: held_by_two(Role.SERVICE_MANAGER, Role.LEADERSHIP),
        is_needed=False,
    ),
    Step(
        code="work-days",
        order=WORK_DAYS.order,
        title=_("Public holidays of this year"),
        text=_("Due days are counted in working days."),
        url=lambda: reverse("organization:days"),
        rows=lambda: WorkDay.objects.filter(on__year=clock.today().year),
    ),
    Step(
        code="closed-days",
        order=CLOSED_DAYS.order,
        title=CLOSED_DAYS.title,
        text=_("Checks warn of launches and pushes on these days."),
        url=CLOSED_DAYS.url,
        rows=ClosedDay.objects.all,
        is_needed=False,
    ),
)
