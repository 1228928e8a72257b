"""The life of a work notice as one machine: buttons, API, command and tests all read its rows."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machine import Course, Machine, Precondition, Stage, Transition, Weight, always, stale
from frontline.enums import WorkNoticeState as W
from frontline.models import WorkNotice
from frontline.work_notices import effects, guards
from frontline.work_notices.effects import Step
from organization.models import User

Row = Transition[WorkNotice, User, Step]

ROWS: tuple[Row, ...] = (
    Row(
        name="issue",
        label=pgettext_lazy("work notice", "Issue"),
        icon="megaphone",
        sources=frozenset({W.DRAFT}),
        target=W.IN_FORCE,
        who=guards.issuer,
        guards=(guards.somebody_reads, guards.not_over, guards.predecessor_in_force),
        effect=effects.issue,
        notices=effects.tell_issued,
        weight=Weight.PRIMARY,
        precondition="etag",
        done=_("Issued. Whoever has to read it has been told; below you see who has."),
    ),
    Row(
        name="withdraw",
        label=pgettext_lazy("work notice", "Withdraw"),
        icon="block",
        sources=frozenset({W.IN_FORCE}),
        target=W.WITHDRAWN,
        who=guards.issuer,
        effect=effects.withdraw,
        notices=effects.tell_withdrawn,
        weight=Weight.MORE,
        reason=always,
        is_dangerous=True,
        question=_("It is struck through everywhere, with your reason; its readers are told."),
        done=_("Withdrawn. Its readers have been told why."),
    ),
    Row(
        name="discard",
        label=pgettext_lazy("work notice", "Discard"),
        icon="trash",
        sources=frozenset({W.DRAFT}),
        target=W.DISCARDED,
        who=guards.writer,
        weight=Weight.MORE,
        is_dangerous=True,
        question=_("Nobody has read it yet, and nobody will."),
        done=_("Discarded."),
    ),
    Row(
        name="replace",
        label=pgettext_lazy("work notice", "Replaced"),
        sources=frozenset({W.IN_FORCE}),
        target=W.REPLACED,
        notices=effects.tell_replaced,
    ),
    Row(
        name="expire",
        label=pgettext_lazy("work notice", "Expired"),
        sources=frozenset({W.IN_FORCE}),
        target=W.EXPIRED,
    ),
)

WORK_NOTICE: Machine[WorkNotice, User, Step] = Machine(
    ROWS,
    model=WorkNotice,
    step=Step,
    states=W,
    course=Course(
        stages=(
            Stage(pgettext_lazy("step", "Draft"), frozenset({W.DRAFT})),
            Stage(pgettext_lazy("step", "In force"), frozenset({W.IN_FORCE})),
        ),
        finished=frozenset({W.EXPIRED, W.REPLACED}),
        over=frozenset({W.WITHDRAWN, W.DISCARDED}),
    ),
    kind="work_notice",
    title=pgettext_lazy("audit object", "Work notice"),
    changes="work_notice",
    wrong_state=_("This cannot be done with a work notice in the state “%(state)s”."),
    act_url="frontline:work-notice-act",
    preconditions=[
        Precondition(name="etag", field="etag", value=lambda one: one.etag, refusal=stale)
    ],
    prepare=effects.prepare,
)
