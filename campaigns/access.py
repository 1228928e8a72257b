"""Who may see which plan, and how much of it. Lists are filtered by the same code as single
objects.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from campaigns.enums import SCHEDULED, CampaignState
from campaigns.models import Campaign, PlanVersion
from campaigns.models.campaign import CampaignQuerySet
from campaigns.registries import visible_besides
from organization.deputies import is_own_unit, own_units
from organization.models import Unit, User
from organization.permissions import Permission


def _scheduled_for(user: User) -> Q:
    """Approved and later plans of the branches that the user works in or above; plans for all
    branches count.
    """
    scope = user.scope(Permission.SEE_BRANCH_SCHEDULE)
    if scope.is_everything:
        return Q(state__in=SCHEDULED)
    here = scope.related_branches()
    rows = PlanVersion.branches.through.objects.filter(planversion=OuterRef("in_force"))
    return Q(state__in=SCHEDULED) & (~Q(Exists(rows)) | Q(Exists(rows.filter(unit__in=here))))


def visible_to(user: User) -> CampaignQuerySet:
    """The plans that a user may open, see ``is_visible_to``."""
    return Campaign.objects.filter(is_visible_to(user))


def is_visible_to(user: User) -> Q:
    """Plans that a user may open: submitted and later ones of all units, drafts of their own, their
    branch's schedule. Each is one row, whatever else it is joined with.

    A draft that other units only know as an intention is not among them (``is_intention_for``).
    """
    submitted = ~Q(state=CampaignState.DRAFT) & (
        Q(working__number__gt=1) | Q(working__submitted_at__isnull=False)
    )
    own = user.scope(Permission.SEE_OWN_PLANS)
    condition = own.q("owner_unit") | user.scope(Permission.SEE_ALL_PLANS).q("owner_unit")
    if user.may(Permission.SEE_PLANS):
        condition |= submitted
    if own:
        joined = Campaign.objects.filter(own.q("working__participants__unit"))
        condition |= Q(pk__in=joined.values("pk"))
    if user.may(Permission.SEE_BRANCH_SCHEDULE):
        condition |= _scheduled_for(user)
    for besides in visible_besides(user):
        condition |= besides
    return condition


def intentions_for(user: User) -> CampaignQuerySet:
    """The drafts of which the person knows the intention, see ``is_intention_for``."""
    return Campaign.objects.filter(is_intention_for(user))


def is_intention_for(user: User) -> Q:
    """Drafts made known, for everybody who sees plans: name, window, products, channels and
    branches of them.
    """
    if not user.may(Permission.SEE_PLANS):
        return Q(pk__in=[])
    return Q(state=CampaignState.DRAFT, announced_at__isnull=False)


def may_see(user: User, campaign: Campaign) -> bool:
    """Whether the user may open this plan; one query."""
    return visible_to(user).filter(pk=campaign.pk).exists()


def is_owner_side(user: User, campaign: Campaign) -> bool:
    """Whether the user works for the unit that owns the plan, as planner, product manager or
    head.
    """
    return user.may(Permission.SEE_OWN_PLANS, campaign.owner_unit)


def may_write(user: User, campaign: Campaign) -> bool:
    """Whether the user may change the plan in the states in which it can be changed."""
    return user.may(Permission.WRITE_PLAN, campaign.owner_unit)


def may_see_budget(user: User, campaign: Campaign) -> bool:
    """Budgets and targets: the owner unit, leadership, and who stands in for one of them."""
    return (
        is_owner_side(user, campaign)
        or user.may(Permission.SEE_ALL_PLANS, campaign.owner_unit)
        or stands_in(user, campaign)
    )


def may_see_audience(user: User, campaign: Campaign) -> bool:
    """How the audience is made up: the owner unit and leadership; others see its size."""
    return may_see_budget(user, campaign)


def may_see_lists(user: User, campaign: Campaign) -> bool:
    """The customer numbers of an inline list: the owner unit alone."""
    return is_owner_side(user, campaign)


def may_see_findings(user: User, campaign: Campaign) -> bool:
    """All that checks found about the plan, and its history with the reasons that were given: the
    owner unit, leadership, who settles findings on it by their role, and who stands in for one of
    them. Other units read the findings that their own plans share (``findings.access``).
    """
    return (
        is_owner_side(user, campaign)
        or user.may(Permission.SEE_ALL_PLANS, campaign.owner_unit)
        or user.may(Permission.SETTLE_FINDING, campaign.owner_unit)
        or stands_in(user, campaign)
    )


def may_see_revisions(user: User, campaign: Campaign) -> bool:
    """What a plan said when it was submitted, as far as the person sees such plans: planning
    itself, not the branches that only have its schedule.
    """
    return user.may(Permission.SEE_PLANS) or may_see_findings(user, campaign)


def stands_in(user: User, campaign: Campaign) -> bool:
    """Whether the person decides on the plan as somebody's deputy today: they then see what their
    principal sees of it.
    """
    return bool(user.acting_for) and any(
        principals_of(user, one, campaign.owner_unit)
        for one in (
            Permission.APPROVE_PLAN,
            Permission.APPROVE_SERVICE,
            Permission.APPROVE_COMPANY,
        )
    )


def decided_by(user: User, permission: Permission, field: str) -> Q:
    """Rows whose unit at ``field`` is one about whose plans the person decides, for themselves or
    as a deputy: ``may`` and ``principals_of`` for lists.
    """
    decided = user.scope(permission).q(field)
    if not user.is_active or not user.has_scope(permission):
        return decided
    for principal in user.acting_for:
        decided |= principal.scope(permission).q(field) & ~own_units(user).q(field)
    return decided


def principals_of(deputy: User, permission: Permission, unit: Unit) -> list[User]:
    """Whose decision about a plan of ``unit`` the user may take as a deputy today.

    A deputy never decides for the plans of their own unit.
    """
    if not deputy.is_active or not deputy.has_scope(permission) or is_own_unit(deputy, unit):
        return []
    return [principal for principal in deputy.acting_for if principal.may(permission, unit)]
