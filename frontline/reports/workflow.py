"""The life of a report as one machine: buttons, API, command and tests all read its rows."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machine import Course, Machine, Precondition, Stage, Transition, Weight, always, stale
from frontline.enums import UNDECIDED
from frontline.enums import ReportState as R
from frontline.models import Report
from frontline.reports import effects, guards
from frontline.reports.effects import Step
from organization.models import User

Row = Transition[Report, User, Step]

ROWS: tuple[Row, ...] = (
    Row(
        name="take",
        label=pgettext_lazy("report", "Look into it"),
        icon="search",
        sources=frozenset({R.REPORTED}),
        target=R.TAKEN,
        who=guards.owner,
        effect=effects.take,
        notices=effects.tell_taken,
        done=_("It is yours; whoever reported it sees that."),
    ),
    Row(
        name="decide",
        label=pgettext_lazy("report", "Decide"),
        icon="stamp",
        sources=UNDECIDED,
        target=R.DECIDED,
        who=guards.owner,
        effect=effects.decide,
        notices=effects.tell_decided,
        weight=Weight.PRIMARY,
        reason=always,
        question=_("What is decided, and why? Whoever reported it reads this."),
        done=_("Decided; whoever reported it can read why."),
    ),
    Row(
        name="ask",
        label=pgettext_lazy("report", "Ask back"),
        icon="question",
        sources=UNDECIDED,
        target=R.ASKED,
        who=guards.owner,
        notices=effects.tell_asked,
        reason=always,
        question=_("What do you have to know? The clock waits for the answer."),
        done=_("Asked. The clock waits for the answer."),
    ),
    Row(
        name="hand_on",
        label=pgettext_lazy("report", "Hand on"),
        icon="shift",
        sources=UNDECIDED,
        target=R.REPORTED,
        who=guards.owner,
        effect=effects.hand_on,
        notices=effects.tell_handed_on,
        weight=Weight.MORE,
        reason=always,
        question=_("Who is to decide, and why they? Their clock begins now."),
        done=_("Handed on; their clock begins now."),
    ),
    Row(
        name="reply",
        label=pgettext_lazy("report", "Answer"),
        icon="send",
        sources=frozenset({R.ASKED}),
        target=R.TAKEN,
        who=guards.reporter,
        effect=effects.reply,
        notices=effects.tell_replied,
        weight=Weight.PRIMARY,
        reason=always,
        question=_("Answer what was asked; the clock runs on then."),
        done=_("Answered; the clock runs on."),
    ),
    Row(
        name="confirm",
        label=pgettext_lazy("report", "Settled"),
        icon="check-circle",
        sources=frozenset({R.DECIDED}),
        target=R.CLOSED,
        who=guards.reporter,
        notices=effects.tell_confirmed,
        weight=Weight.PRIMARY,
        done=_("Closed. Thank you for reporting it."),
    ),
    Row(
        name="reopen",
        label=pgettext_lazy("report", "Not settled"),
        icon="undo",
        sources=frozenset({R.DECIDED}),
        target=R.REPORTED,
        who=guards.reporter,
        effect=effects.reopen,
        notices=effects.tell_reopened,
        reason=always,
        question=_("What is still wrong? The owner decides anew."),
        done=_("Open again; the owner decides anew."),
    ),
    Row(
        name="withdraw",
        label=pgettext_lazy("report", "Take back"),
        icon="cross-circle",
        sources=UNDECIDED | {R.ASKED},
        target=R.WITHDRAWN,
        who=guards.reporter,
        notices=effects.tell_withdrawn,
        weight=Weight.MORE,
        reason=always,
        is_dangerous=True,
        question=_("Nobody decides about it any more. Say why."),
        done=_("Taken back."),
    ),
    Row(
        name="pass_on",
        label=pgettext_lazy("report", "Passed on"),
        sources=UNDECIDED,
        target=None,
        effect=effects.pass_on,
        notices=effects.tell_passed_on,
    ),
    Row(
        name="close_by_silence",
        label=pgettext_lazy("report", "Closed without an answer"),
        sources=frozenset({R.ASKED, R.DECIDED}),
        target=R.CLOSED,
        notices=effects.tell_silent,
    ),
)

REPORT: Machine[Report, User, Step] = Machine(
    ROWS,
    model=Report,
    step=Step,
    states=R,
    course=Course(
        stages=(
            Stage(pgettext_lazy("step", "Reported"), frozenset({R.REPORTED, R.ASKED})),
            Stage(pgettext_lazy("step", "Looked into"), frozenset({R.TAKEN})),
            Stage(pgettext_lazy("step", "Decided"), frozenset({R.DECIDED})),
        ),
        finished=frozenset({R.CLOSED}),
        over=frozenset({R.WITHDRAWN}),
    ),
    kind="report",
    title=pgettext_lazy("audit object", "Report from the front line"),
    changes="report",
    wrong_state=_("This cannot be done with a report in the state “%(state)s”."),
    act_url="frontline:report-act",
    preconditions=[
        Precondition(name="etag", field="etag", value=lambda one: one.etag, refusal=stale)
    ],
    prepare=effects.prepare,
)
