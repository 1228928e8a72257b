"""What happens next with a plan, and who has it: for one plan or a whole list in a fixed number of
queries.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.enums import ApprovalRole, CampaignState
from campaigns.evaluation import evaluation_due
from campaigns.models import Campaign
from campaigns.plan_view.due import due_days
from campaigns.plan_view.formatting import joined
from campaigns.review_status import ATTRIBUTE, ReviewStatus, load_review_statuses, review_status_of
from common import clock, display
from organization.enums import Role
from organization.models import Membership, User

ROLES = {
    ApprovalRole.HEAD: Role.HEAD,
    ApprovalRole.SERVICE_MANAGER: Role.SERVICE_MANAGER,
    ApprovalRole.LEADERSHIP: Role.LEADERSHIP,
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """``text`` is a sentence, ``who`` whose turn it is (a person, a role; where nobody has to do
    anything, what goes ``by_itself``). Until when follows from ``asked`` and ``launch`` or is said
    in ``due`` (``campaigns.plan_view.due``).
    """

    text: str
    who: str
    due: dt.date | None = None
    asked: dt.date | None = None
    launch: dt.date | None = None
    by_itself: bool = False

    @property
    def is_late(self) -> bool:
        return self.due is not None and self.due < clock.today()


class People:
    """Who holds the deciding roles today, read once and only if somebody asks: heads by their unit,
    the others for the whole company.
    """

    @cached_property
    def rows(self) -> list[tuple[Role, str, User]]:
        held = Membership.objects.valid_on(clock.today()).filter(
            role__in=list(ROLES.values()), user__is_active=True
        )
        return [
            (Role(row.role), row.unit.path, row.user)
            for row in held.select_related("user", "unit").order_by("id")
        ]

    def names(self, role: ApprovalRole, campaign: Campaign) -> list[str]:
        """The people in a role for the plan's unit, the nearest unit first."""
        return list(dict.fromkeys(str(user) for user in self.holders(role, campaign)))

    def holders(self, role: ApprovalRole, campaign: Campaign) -> list[User]:
        """Those who hold a role for the plan's unit, the nearest unit first."""
        above = frozenset(campaign.owner_unit.paths_above)
        wanted = ROLES[role]
        near = [
            (place, user)
            for held, place, user in self.rows
            if held == wanted and (held != Role.HEAD or place in above)
        ]
        return [user for _place, user in sorted(near, key=lambda row: -len(row[0]))]

    def words(self, role: ApprovalRole, campaign: Campaign) -> str:
        """Their names, or the role where nobody holds it."""
        names = self.names(role, campaign)
        return joined(names[:2]) if names else str(ApprovalRole(role).label)


def next_step_of(campaign: Campaign) -> NextStep:
    """The next step of one plan, with its due day."""
    step = next_steps([campaign])[campaign.pk]
    return replace(step, due=due_days([step])[0])


def next_steps(campaigns: Iterable[Campaign]) -> Mapping[int, NextStep]:
    """The next step of each plan, by its key."""
    plans = list(campaigns)
    fresh = [plan for plan in plans if ATTRIBUTE not in plan.__dict__]
    if fresh:
        load_review_statuses(fresh)
    people = People()
    return {plan.pk: next_step(plan, people) for plan in plans}


def next_step(plan: Campaign, people: People) -> NextStep:
    """What is to be done with one plan in its present state."""
    author, status, first = str(plan.author), review_status_of(plan), launch_of(plan)
    match CampaignState(plan.state):
        case CampaignState.DRAFT:
            return NextStep(_("Complete the plan and submit it."), author, launch=first)
        case CampaignState.CHECKING:
            return _checking(status, author)
        case CampaignState.COORDINATING:
            return _coordinating(status, author, first)
        case CampaignState.FINALISED:
            return _finalised(plan, missing(status), people)
        case CampaignState.APPROVED:
            return _approved(plan, people)
        case CampaignState.LIVE:
            last = plan.in_force.ends_on if plan.in_force else None
            return NextStep(
                _("Runs until %(day)s, then ends by itself.") % {"day": display.full_date(last)},
                _by_itself(last),
                by_itself=True,
            )
        case CampaignState.SUSPENDED:
            both = (ApprovalRole.HEAD, ApprovalRole.SERVICE_MANAGER)
            who = joined(
                [
                    people.words(role, plan)
                    for role in both
                    if any(hold.is_missing(role) for hold in status.holds)
                ]
            )
            return NextStep(
                _(
                    "Suspended. The head and the service manager resume it together, or the head"
                    " ends it."
                ),
                who,
            )
        case CampaignState.ENDED:
            last = plan.ended_on or (plan.in_force.ends_on if plan.in_force else None)
            return NextStep(
                _("Evaluate what it brought and write down what was learnt."),
                people.words(ApprovalRole.SERVICE_MANAGER, plan),
                evaluation_due(last),
            )
    return NextStep("", display.NOTHING)


def launch_of(plan: Campaign) -> dt.date | None:
    """The launch that waits for the plan; none waits for the amendment of one that has begun."""
    first = plan.working.starts_on if plan.working else None
    has_begun = plan.amends_id is not None and first is not None and first <= clock.today()
    return None if has_begun else first


def missing(status: ReviewStatus) -> list[ApprovalRole]:
    """The signatures that are still open."""
    return [ApprovalRole(row.role) for row in status.approvals if not row.decision]


def _by_itself(day: dt.date | None) -> str:
    return _("by itself on %(day)s") % {"day": display.full_date(day)}


def _checking(status: ReviewStatus, author: str) -> NextStep:
    if status.check.has_failed:
        return NextStep(_("The check could not be finished. Start it again."), author)
    return NextStep(
        _("The plan is being checked against all others; this page shows the result by itself."),
        _("the check"),
        by_itself=True,
    )


def _coordinating(status: ReviewStatus, author: str, first: dt.date | None) -> NextStep:
    count = status.check.open_blocking
    if count:
        text = ngettext(
            "Solve %(n)s blocking finding, then finalise.",
            "Solve %(n)s blocking findings, then finalise.",
            count,
        )
        return NextStep(text % {"n": count}, author, launch=first)
    return NextStep(
        _("Nothing blocks the plan: finalise it, then it goes to approval."), author, launch=first
    )


def _finalised(plan: Campaign, roles: Sequence[ApprovalRole], people: People) -> NextStep:
    who = joined(dict.fromkeys(people.words(role, plan) for role in roles))
    words = joined(ApprovalRole(role).label for role in roles)
    return NextStep(
        _("Approve. Signatures still missing: %(roles)s.") % {"roles": words},
        who or display.NOTHING,
        asked=clock.today(plan.state_since),
        launch=launch_of(plan),
    )


def _approved(plan: Campaign, people: People) -> NextStep:
    first = plan.in_force.starts_on if plan.in_force else None
    if plan.hold_reason:
        return NextStep(
            _("The launch is held: %(reason)s") % {"reason": plan.hold_reason},
            people.words(ApprovalRole.HEAD, plan),
            first,
        )
    return NextStep(
        _("Goes live by itself on %(day)s.") % {"day": display.full_date(first)},
        _by_itself(first),
        by_itself=True,
    )
