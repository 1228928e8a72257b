"""The life of a plan as one machine: buttons, API, command, documents and tests all read its rows.

The rows stand in ``until_approval`` and ``from_approval``, what follows from them in the modules
beside.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.enums import AMENDED
from campaigns.enums import CampaignState as S
from campaigns.models import Campaign
from campaigns.registries import STEPS
from campaigns.workflow import amending, amendment, from_approval, until_approval
from campaigns.workflow.step import Step, prepare
from common.errors import Reason
from common.machine import Course, Machine, Precondition, Stage, stale
from organization.models import User


def other_revision(campaign: Campaign) -> Reason:
    """The refusal (409) of a decision on an older revision."""
    return Reason(
        "other-revision",
        _("The plan is at revision %(revision)s by now. Read it before you decide."),
        params={"revision": campaign.revision},
    )


COURSE = Course(
    stages=(
        Stage(pgettext_lazy("step", "Draft"), frozenset({S.DRAFT})),
        Stage(pgettext_lazy("step", "Check"), frozenset({S.CHECKING})),
        Stage(pgettext_lazy("step", "Coordinate"), frozenset({S.COORDINATING})),
        Stage(pgettext_lazy("step", "Finalise")),
        Stage(pgettext_lazy("step", "Approve"), frozenset({S.FINALISED})),
        Stage(pgettext_lazy("step", "Launch"), frozenset({S.APPROVED})),
        Stage(pgettext_lazy("step", "End"), frozenset({S.LIVE, S.SUSPENDED})),
        Stage(pgettext_lazy("step", "Evaluate"), frozenset({S.ENDED})),
    ),
    finished=frozenset({S.EVALUATED}),
    over=frozenset({S.WITHDRAWN, S.REJECTED, S.LAPSED}),
)

AMENDMENT_COURSE = Course(
    stages=COURSE.stages[:5], finished=AMENDED, over=frozenset({S.WITHDRAWN, S.REJECTED})
)
# What a person decides on is what they have read: its revision, or every word of it; a program may
# hold on to every write.
READ: list[Precondition[Campaign]] = [
    Precondition(
        name="revision",
        field="revision",
        value=lambda campaign: campaign.revision,
        refusal=other_revision,
    ),
    Precondition(
        name="content",
        field="etag",
        value=lambda campaign: campaign.content_tag,
        refusal=stale,
    ),
    Precondition(name="etag", field="", value=lambda campaign: campaign.etag, refusal=stale),
]

PLAN: Machine[Campaign, User, Step] = Machine(
    [*until_approval.ROWS, *from_approval.ROWS],
    model=Campaign,
    step=Step,
    states=[state for state in S if state not in AMENDED],
    course=COURSE,
    kind="campaign",
    title=pgettext_lazy("audit object", "Campaign"),
    changes="campaign",
    wrong_state=_("This cannot be done with a plan in the state “%(state)s”."),
    act_url="campaigns:act",
    preconditions=READ,
    prepare=prepare,
    extensions=STEPS,
)

AMENDMENT: Machine[Campaign, User, Step] = Machine(
    amendment.ROWS,
    model=Campaign,
    step=Step,
    states=amendment.STATES,
    course=AMENDMENT_COURSE,
    kind="campaign",
    name=amending.AMENDMENT,
    title=pgettext_lazy("audit object", "Amendment of a campaign"),
    changes="campaign",
    wrong_state=_("This cannot be done with an amendment in the state “%(state)s”."),
    act_url="campaigns:act",
    preconditions=READ,
    locked=amending.locked,
    prepare=prepare,
    extensions=STEPS,
)


def machine_of(campaign: Campaign) -> Machine[Campaign, User, Step]:
    """The machine that moves a plan: an amendment has its own."""
    return AMENDMENT if campaign.is_amendment else PLAN
