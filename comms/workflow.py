"""The life of a draft as one machine: buttons, API, command and tests all read its rows."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machine import Course, Machine, Precondition, Stage, Transition, Weight, always, stale
from comms import effects, guards
from comms.effects import Step
from comms.enums import DraftState as S
from comms.models import Draft
from organization.models import User

Row = Transition[Draft, User, Step]


def once_released(draft: Draft) -> bool:
    """Once it is released."""
    return draft.state == S.RELEASED


ROWS: tuple[Row, ...] = (
    Row(
        name="hand_in",
        label=pgettext_lazy("draft", "Hand in for review"),
        icon="send",
        sources=frozenset({S.WRITING, S.CHANGES_REQUIRED}),
        target=S.IN_REVIEW,
        who=guards.author,
        guards=(guards.has_text, guards.was_rewritten, guards.somebody_decides),
        effect=effects.hand_in,
        notices=effects.tell_handed_in,
        weight=Weight.PRIMARY,
        done=_("Handed in. Reviewers and the planners of the campaigns have been told."),
    ),
    Row(
        name="take_back",
        label=pgettext_lazy("draft", "Take back"),
        icon="undo",
        sources=frozenset({S.IN_REVIEW, S.APPROVED}),
        target=S.WRITING,
        who=guards.author,
        effect=effects.take_back,
        done=_("Taken back. Write on and hand it in again; what is changed has to be signed anew."),
    ),
    Row(
        name="take_over",
        label=pgettext_lazy("draft", "Take over"),
        icon="person",
        sources=guards.WRITABLE,
        target=None,
        who=guards.successor,
        effect=effects.take_over,
        question=_("Its author writes drafts no more. You become its author and write on."),
        done=_("The draft is yours. Write on and hand it in."),
    ),
    Row(
        name="approve",
        label=pgettext_lazy("draft", "Approve"),
        icon="stamp",
        sources=frozenset({S.IN_REVIEW}),
        target=S.APPROVED,
        who=guards.reviewer,
        effect=effects.approve,
        notices=effects.tell_approved,
        weight=Weight.PRIMARY,
        done=_("Approved. It can be released as soon as all planners have signed."),
    ),
    Row(
        name="require_changes",
        label=pgettext_lazy("draft", "Require changes"),
        icon="edit",
        sources=frozenset({S.IN_REVIEW, S.APPROVED}),
        target=S.CHANGES_REQUIRED,
        who=guards.reviewer,
        effect=effects.require_changes,
        notices=effects.tell_changes_required,
        reason=always,
        is_dangerous=True,
        question=_("The author sees your reason and writes the next version."),
        done=_("The author has been told what is to be changed."),
    ),
    Row(
        name="release",
        label=pgettext_lazy("draft", "Release to branches"),
        icon="megaphone",
        sources=frozenset({S.APPROVED}),
        target=S.RELEASED,
        who=guards.reviewer,
        guards=(guards.planners_signed, guards.plans_approved),
        effect=effects.release,
        notices=effects.tell_released,
        weight=Weight.PRIMARY,
        question=_(
            "The branches are told and use the text from now on. It can be withdrawn, but no longer"
            " be changed."
        ),
        done=_("Released. The branches have been told."),
    ),
    Row(
        name="withdraw",
        label=pgettext_lazy("draft", "Withdraw"),
        icon="cross-circle",
        sources=frozenset(S) - {S.WITHDRAWN},
        target=S.WITHDRAWN,
        who=guards.author_then_reviewer,
        effect=effects.withdraw,
        notices=effects.tell_withdrawn,
        reason=once_released,
        is_dangerous=True,
        question=_("The draft is given up. Branches that had it are told not to use it any more."),
        done=_("Withdrawn."),
    ),
)

DRAFT: Machine[Draft, User, Step] = Machine(
    ROWS,
    model=Draft,
    step=Step,
    states=S,
    course=Course(
        stages=(
            Stage(pgettext_lazy("step", "Write"), frozenset({S.WRITING, S.CHANGES_REQUIRED})),
            Stage(pgettext_lazy("step", "Review"), frozenset({S.IN_REVIEW})),
            Stage(pgettext_lazy("step", "Sign and release"), frozenset({S.APPROVED})),
            Stage(pgettext_lazy("step", "In use"), frozenset({S.RELEASED})),
        ),
        over=frozenset({S.WITHDRAWN}),
    ),
    kind="draft",
    title=pgettext_lazy("audit object", "Draft"),
    changes="comms",
    wrong_state=_("This cannot be done with a draft in the state “%(state)s”."),
    act_url="comms:act",
    preconditions=[
        Precondition(name="etag", field="etag", value=lambda draft: draft.etag, refusal=stale)
    ],
)
