"""The steps of a plan from its draft to the decision on it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns import guards
from campaigns.access import is_owner_side
from campaigns.enums import ACTIVE_STATES
from campaigns.enums import CampaignState as S
from campaigns.models import Campaign
from campaigns.workflow import approval, closing, ranking, submission
from campaigns.workflow.step import Step
from common.machine import Transition, Weight, always
from organization.models import User

Row = Transition[Campaign, User, Step]
BEFORE_APPROVAL = frozenset({S.CHECKING, S.COORDINATING, S.FINALISED})

ROWS: tuple[Row, ...] = (
    Row(
        name="announce",
        label=pgettext_lazy("action", "Announce"),
        icon="megaphone",
        sources=frozenset({S.DRAFT}),
        target=None,
        who=guards.planner,
        guards=(guards.not_announced,),
        effect=closing.announce,
        weight=Weight.MORE,
        question=_(
            "All departments see from now on that this is planned: its name, window, products,"
            " channels and branches. It cannot be taken back, only given up."
        ),
        done=_(
            "The intention is known to all departments: name, window, products, channels and"
            " branches."
        ),
    ),
    Row(
        name="submit",
        label=pgettext_lazy("action", "Submit"),
        icon="send",
        sources=frozenset({S.DRAFT}),
        target=S.CHECKING,
        who=guards.planner,
        guards=(guards.complete_for_submission,),
        effect=submission.submit,
        notices=submission.tell_invited,
        weight=Weight.PRIMARY,
        precondition="content",
        done=_("Submitted. The check runs now; what it finds appears here by itself."),
    ),
    Row(
        name="check_done",
        label=pgettext_lazy("action", "Check done"),
        sources=frozenset({S.CHECKING}),
        target=S.COORDINATING,
        audit_label=pgettext_lazy("audit", "Check done"),
    ),
    Row(
        name="retry_check",
        label=pgettext_lazy("action", "Check again"),
        icon="refresh",
        sources=ACTIVE_STATES,
        target=None,
        who=guards.planner_or_administrator,
        weight=Weight.PRIMARY,
        aside_in=ACTIVE_STATES - {S.CHECKING},
        hidden_by=frozenset({"check-running"}),
        done=_("The check starts again."),
    ),
    Row(
        name="recall",
        label=pgettext_lazy("action", "Recall"),
        icon="undo",
        sources=BEFORE_APPROVAL,
        target=S.DRAFT,
        who=guards.planner,
        effect=submission.back_to_draft,
        lock="approval",
        done=_("The plan is a draft again. Discussions and reservations of others are kept."),
    ),
    Row(
        name="finalise",
        label=pgettext_lazy("action", "Finalise"),
        icon="check",
        sources=frozenset({S.COORDINATING}),
        target=S.FINALISED,
        who=guards.planner,
        guards=(guards.can_still_start, guards.all_signed),
        effect=approval.finalise,
        notices=approval.ask_to_sign,
        weight=Weight.PRIMARY,
        precondition="revision",
        done=_("Finalised. Those who approve have been told."),
    ),
    Row(
        name="approve",
        label=pgettext_lazy("action", "Approve"),
        icon="stamp",
        sources=frozenset({S.FINALISED}),
        target=S.APPROVED,
        who=guards.approver,
        guards=(guards.signature_missing, guards.can_still_start),
        effect=approval.approve,
        notices=approval.tell_approved,
        lock="approval",
        weight=Weight.PRIMARY,
        awaited_by=is_owner_side,
        precondition="revision",
        page_reason=guards.has_open_warnings,
        question=_(
            "Warnings are open that nobody has accepted. Look at them, and say why the plan goes"
            " ahead."
        ),
        done=_("Your approval is recorded."),
    ),
    Row(
        name="return_to_plan",
        label=pgettext_lazy("action", "Return"),
        icon="undo",
        sources=frozenset({S.FINALISED}),
        target=S.DRAFT,
        who=guards.approver,
        effect=closing.return_to_plan,
        notices=closing.tell_returned,
        lock="approval",
        precondition="revision",
        reason=always,
        question=_("The plan goes back to its draft. The planner sees your reason."),
        done=_("Returned. The planner has been told why."),
    ),
    Row(
        name="reject",
        label=pgettext_lazy("action", "Reject"),
        icon="cross-circle",
        sources=frozenset({S.FINALISED}),
        target=S.REJECTED,
        who=guards.approver,
        effect=closing.reject,
        notices=closing.tell_rejected,
        lock="approval",
        weight=Weight.MORE,
        precondition="revision",
        reason=always,
        is_dangerous=True,
        question=_("The plan is turned down for good. The planner sees your reason."),
        done=_("Rejected. The planner has been told why."),
    ),
    Row(
        name="rank",
        label=pgettext_lazy("action", "Set the rank"),
        icon="flag",
        sources=frozenset({S.DRAFT, S.APPROVED}) | BEFORE_APPROVAL,
        target=None,
        who=guards.leader,
        effect=ranking.set_rank,
        notices=ranking.tell_ranked,
        weight=Weight.MORE,
        reason=always,
        question=_(
            "Where plans get in each other's way, the one of the smaller number stays, after those"
            " of the province; without numbers the ranks are computed. Empty takes the rank back."
        ),
        done=_("The rank is set. The plans that it concerns are checked again."),
        audit_label=pgettext_lazy("audit", "Rank set"),
    ),
    Row(
        name="redate",
        label=pgettext_lazy("action", "To be re-dated"),
        sources=frozenset({S.FINALISED}),
        target=S.COORDINATING,
        effect=submission.revert_to_coordination,
        notices=closing.tell_to_redate,
        audit_label=pgettext_lazy("audit", "Back to be re-dated"),
    ),
)
