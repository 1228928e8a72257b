"""The master data of this floor: planning cycles and initiatives."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from campaigns import commands, cycle_forms
from campaigns.commands.cycles import PLANNING
from campaigns.commands.moments import KEEPERS
from campaigns.models import Initiative, Moment, PlanningCycle
from campaigns.moment_form import MomentForm
from organization.master_data import Kind, Step, add_steps, register
from organization.models import User
from organization.permissions import Permission


def save_cycle(form: cycle_forms.CycleForm, actor: User) -> str:
    commands.save_cycle(cycle=form.instance, actor=actor)
    return ""


def remove_cycle(cycle: PlanningCycle, actor: User) -> None:
    commands.remove_cycle(cycle=cycle, actor=actor)


def save_moment(form: MomentForm, actor: User) -> str:
    commands.save_moment(moment=form.instance, actor=actor)
    return ""


def remove_moment(moment: Moment, actor: User) -> None:
    commands.remove_moment(moment=moment, actor=actor)


def save_initiative(form: cycle_forms.InitiativeForm, actor: User) -> str:
    commands.save_initiative(initiative=form.instance, actor=actor)
    return ""


CYCLES = Kind(
    code="planning-cycles",
    object_type="cycle",
    title=_("Planning cycles"),
    one=_("Planning cycle"),
    text=_("Years, quarters and months with the days by which intentions and plans are due."),
    icon="clock",
    order=120,
    model=PlanningCycle,
    form=cycle_forms.CycleForm,
    may_see=(Permission.SEE_PLANS, Permission.SEE_BRANCH_SCHEDULE),
    may_write=PLANNING,
    save=save_cycle,
    remove=remove_cycle,
)
INITIATIVES = Kind(
    code="initiatives",
    object_type="initiative",
    title=_("Initiatives"),
    one=_("Initiative"),
    text=_("Strategic aims that plans serve."),
    icon="target",
    order=130,
    model=Initiative,
    form=cycle_forms.InitiativeForm,
    may_see=(Permission.SEE_PLANS,),
    may_write=PLANNING,
    save=save_initiative,
)

MOMENTS = Kind(
    code="moments",
    object_type="moment",
    title=_("Customer moments"),
    one=_("Customer moment"),
    text=_("Days that matter to customers, by group: chances to be there, and quiet days."),
    icon="calendar",
    order=135,
    model=Moment,
    form=MomentForm,
    may_see=(Permission.SEE_PLANS, Permission.SEE_BRANCH_SCHEDULE),
    may_write=KEEPERS,
    save=save_moment,
    remove=remove_moment,
    unread=_("Checks cannot tell whether a launch meets customer moments while none is entered."),
)

register(CYCLES, INITIATIVES, MOMENTS)
add_steps(
    Step(
        code="cycles",
        order=CYCLES.order,
        title=CYCLES.title,
        text=_("They say by when intentions and plans are due."),
        url=CYCLES.url,
        rows=PlanningCycle.objects.all,
        is_needed=False,
    )
)
