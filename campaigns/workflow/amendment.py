"""The steps of an amendment: those of a plan up to its approval, with which it comes into force."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns import guards
from campaigns.amendment_guards import can_still_come
from campaigns.enums import CampaignState as S
from campaigns.workflow import amending, from_approval, submission, until_approval
from campaigns.workflow.until_approval import BEFORE_APPROVAL, Row

STATES = (
    S.DRAFT,
    S.CHECKING,
    S.COORDINATING,
    S.FINALISED,
    S.IN_FORCE,
    S.WITHDRAWN,
    S.REJECTED,
)
_plan = {row.name: row for row in (*until_approval.ROWS, *from_approval.ROWS)}

ROWS: tuple[Row, ...] = (
    _plan["submit"],
    _plan["check_done"],
    replace(
        _plan["retry_check"],
        sources=BEFORE_APPROVAL,
        aside_in=BEFORE_APPROVAL - {S.CHECKING},
    ),
    replace(
        _plan["recall"],
        done=_("The amendment is a draft again. Discussions and reservations of others are kept."),
    ),
    replace(_plan["finalise"], guards=(can_still_come, guards.all_signed)),
    replace(
        _plan["approve"],
        target=S.IN_FORCE,
        guards=(guards.signature_missing, can_still_come),
        effect=amending.approve,
        notices=amending.tell_in_force,
    ),
    _plan["return_to_plan"],
    replace(
        _plan["reject"],
        question=_("The amendment is turned down for good; the plan stays as it is."),
    ),
    replace(
        _plan["withdraw"],
        sources=frozenset({S.DRAFT}) | BEFORE_APPROVAL,
        who=guards.planner,
        reason=None,
        question=_("The amendment is given up; the plan stays as it is."),
        done=_("Withdrawn. The plan stays as it is."),
    ),
    Row(
        name="overtaken",
        label=pgettext_lazy("action", "Its plan is over"),
        sources=frozenset({S.DRAFT}) | BEFORE_APPROVAL,
        target=S.WITHDRAWN,
        effect=submission.release_plan,
        notices=amending.tell_overtaken,
        lock="approval",
    ),
)
