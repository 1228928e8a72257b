"""Whose turn it is: who is asked for a way out, who may answer, who decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from campaigns.access import principals_of
from campaigns.models import Campaign
from campaigns.people import heads_of, people_with, planners_of
from common import clock
from coordination.enums import Level
from coordination.models import Proposal
from findings.acceptors import signatures_for
from findings.enums import WayOutKind
from findings.models import Finding
from organization.deputies import is_own_unit
from organization.enums import Role
from organization.models import Delegation, Unit, User
from organization.permissions import Permission

# Kinds of ways out that are the work of a role, not of a plan's owners.
ROLES: Mapping[WayOutKind, Role] = {
    WayOutKind.TRANSFER_STOCK: Role.RESOURCE_KEEPER,
    WayOutKind.REORDER: Role.RESOURCE_KEEPER,
    WayOutKind.REQUEST_EXCEPTION: Role.CHANNEL_MANAGER,
    WayOutKind.ALIGN_THEME: Role.COMMS_REVIEWER,
}
# By what permission somebody in such a role answers.
ANSWERS: Mapping[Role, Sequence[Permission]] = {
    Role.RESOURCE_KEEPER: (Permission.MANAGE_STOCK,),
    Role.CHANNEL_MANAGER: (Permission.MANAGE_CHANNELS,),
    Role.COMMS_REVIEWER: (Permission.REVIEW_DRAFT, Permission.WRITE_DRAFT),
}
OWNERS = (Permission.WRITE_PLAN, Permission.APPROVE_PLAN)


def sides_of(finding: Finding) -> list[Campaign]:
    """The plans that a finding is about, the one from whose side it is told first."""
    sides = sorted(finding.sides.all(), key=lambda side: (not side.is_checked_side, side.pk))
    return [side.campaign for side in sides]


def is_of_side(user: User, plan: Campaign) -> bool:
    """Whether the person writes the plan or answers for it."""
    return any(user.may(one, plan.owner_unit) for one in OWNERS)


def unit_asked(plan: Campaign, plans: Iterable[Campaign], kind: str, actor: User) -> Unit | None:
    """Whose owners are asked: the plan's that the way out changes, or the other side's where it is
    the actor's own or a joint one. None: there is nobody to ask.
    """
    if not is_of_side(actor, plan) and kind != WayOutKind.JOIN_CAMPAIGNS:
        return plan.owner_unit
    others = [one.owner_unit for one in plans if not is_of_side(actor, one)]
    return others[0] if others else None


def in_line(proposal: Proposal, level: int) -> list[User]:
    """Who is asked on a level; where nobody is, those of the next one."""
    asked = proposal.proposed_by_id
    for place in range(level, max(Level.values) + 1):
        if found := [one for one in _on_level(proposal, place) if one.pk != asked]:
            return found
    return []


def _on_level(proposal: Proposal, level: int) -> list[User]:
    unit, plan = proposal.unit or proposal.campaign.owner_unit, proposal.campaign
    if level >= Level.LEADERSHIP:
        return people_with({Role.LEADERSHIP}, unit)
    if proposal.kind == WayOutKind.ACCEPT:
        return signers_of(proposal.finding) if level == Level.PERSON else []
    if proposal.role:
        return people_with({Role(proposal.role)}, unit) if level == Level.PERSON else []
    if level == Level.HEAD:
        return heads_of(unit)
    planners = planners_of(unit)
    # Who wrote the plan knows best.
    return sorted(planners, key=lambda one: one.pk != plan.author_id)


def signers_of(finding: Finding) -> list[User]:
    """Who can give a signature that the acceptance of a finding lacks."""
    given = {one.role for one in finding.acceptances.all() if one.withdrawn_at is None}
    missing = (one for way in signatures_for(finding) for one in way if one.role not in given)
    people = (people_with({Role(one.role.split(":")[0])}, one.unit) for one in missing)
    return list(dict.fromkeys(chain.from_iterable(people)))


def first_present(people: Sequence[User]) -> User | None:
    """The first who is not out of office today, else the first, whose deputy sees it."""
    away = set(
        Delegation.objects.valid_on(clock.today())
        .filter(principal__in=[one.pk for one in people])
        .values_list("principal", flat=True)
    )
    return next((one for one in people if one.pk not in away), next(iter(people), None))


def speaks_as(actor: User, proposal: Proposal) -> str | None:
    """For whom the person may answer a proposal: empty for themselves, a user name as deputy, None
    if they may not. A deputy answers for no unit of theirs, on neither side.
    """
    if proposal.kind == WayOutKind.ACCEPT:
        signatures = (one for way in signatures_for(proposal.finding) for one in way)
        signers = (one.signer(actor) for one in signatures)
        return next((one for one in signers if one is not None), None)
    unit = proposal.unit or proposal.campaign.owner_unit
    asked = list(ANSWERS[Role(proposal.role)] if proposal.role else OWNERS)
    if proposal.level >= Level.LEADERSHIP:
        asked.append(Permission.APPROVE_COMPANY)
    if any(actor.may(one, unit) for one in asked):
        return ""
    units = [unit, *(plan.owner_unit for plan in sides_of(proposal.finding))]
    return deputy_of(actor, asked, unit, units)


def decides_as(actor: User, finding: Finding) -> str | None:
    """For whom the person may decide between the sides: leadership, or who stands in for it and
    works on neither side. As ``speaks_as``.
    """
    units = [plan.owner_unit for plan in sides_of(finding)]
    if not units:
        return None
    if actor.may(Permission.APPROVE_COMPANY, units[0]):
        return ""
    return deputy_of(actor, [Permission.APPROVE_COMPANY], units[0], units)


def deputy_of(
    actor: User, permissions: Iterable[Permission], unit: Unit, units: Iterable[Unit]
) -> str | None:
    """Whose permission for ``unit`` the person holds as deputy; nobody's where one of ``units`` is
    their own.
    """
    if any(is_own_unit(actor, one) for one in units):
        return None
    held = (one for asked in permissions for one in principals_of(actor, asked, unit))
    return next((one.username for one in held), None)


def leaders_for(finding: Finding) -> list[User]:
    """Leadership, as far as a finding is theirs to decide."""
    plans = sides_of(finding)
    return people_with({Role.LEADERSHIP}, plans[0].owner_unit) if plans else []


def owners_of(plans: Iterable[Campaign]) -> list[User]:
    """The planners and heads of the plans' units, and the authors."""
    found: list[User] = []
    for plan in plans:
        found += [*planners_of(plan.owner_unit), *heads_of(plan.owner_unit), plan.author]
    return [one for one in dict.fromkeys(found) if one.is_active]
