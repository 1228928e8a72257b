"""The life of a proposal as one machine: buttons, API, command and tests all read its rows."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machine import Course, Machine, Precondition, Stage, Transition, Weight, always, stale
from coordination.enums import ProposalState as S
from coordination.models import Proposal
from coordination.negotiation import proposal_effects as effects
from coordination.negotiation import proposal_guards as guards
from coordination.negotiation.proposal_effects import Step, tell_asked, tell_proposer
from organization.models import User

Row = Transition[Proposal, User, Step]
WAITING = frozenset({S.WAITING})

ROWS: tuple[Row, ...] = (
    Row(
        name="accept",
        label=pgettext_lazy("proposal", "Accept"),
        icon="check",
        sources=WAITING,
        target=S.ACCEPTED,
        who=guards.answerer,
        guards=(guards.finding_unsettled, guards.still_offered),
        effect=effects.accept,
        notices=tell_proposer("proposal_accepted"),
        weight=Weight.PRIMARY,
        precondition="etag",
        question=_("What it changes is done at once, and the plan is checked again."),
        done=_("Accepted. Who proposed it has been told."),
    ),
    Row(
        name="counter",
        label=pgettext_lazy("proposal", "Propose another way out"),
        icon="swap",
        sources=WAITING,
        target=S.COUNTERED,
        who=guards.answerer,
        guards=(guards.finding_unsettled,),
        effect=effects.counter,
        notices=tell_proposer("countered"),
        precondition="etag",
        done=_("Proposed instead. The other side has the turn now."),
    ),
    Row(
        name="decline",
        label=pgettext_lazy("proposal", "Decline"),
        icon="close",
        sources=WAITING,
        target=S.DECLINED,
        who=guards.answerer,
        effect=effects.answer,
        notices=tell_proposer("declined"),
        reason=always,
        question=_("Who proposed it reads your reason and may propose something else."),
        done=_("Declined. Who proposed it has been told why."),
    ),
    Row(
        name="finish",
        label=pgettext_lazy("proposal", "It is done"),
        icon="check-circle",
        sources=frozenset({S.WAITING, S.ACCEPTED}),
        target=S.DONE,
        who=guards.answerer,
        guards=(guards.is_work,),
        effect=effects.answer,
        notices=tell_proposer("proposal_done"),
        done=_("Noted. Who asked for it has been told and can have the plan checked again."),
    ),
    Row(
        name="withdraw",
        label=pgettext_lazy("proposal", "Take back"),
        icon="undo",
        sources=WAITING,
        target=S.WITHDRAWN,
        who=guards.proposer,
        notices=tell_asked("proposal_withdrawn"),
        done=_("Taken back. Who was asked has been told."),
    ),
    Row(
        name="take",
        label=pgettext_lazy("proposal", "Taken"),
        sources=WAITING,
        target=S.ACCEPTED,
        effect=effects.take,
        notices=tell_proposer("proposal_applied"),
    ),
    Row(
        name="pass_on",
        label=pgettext_lazy("proposal", "Passed on"),
        sources=WAITING,
        target=None,
        effect=effects.pass_on,
        notices=tell_asked("passed_on"),
    ),
    Row(
        name="lapse",
        label=pgettext_lazy("proposal", "Lapse"),
        sources=frozenset({S.WAITING, S.ACCEPTED}),
        target=S.LAPSED,
    ),
)

PROPOSAL: Machine[Proposal, User, Step] = Machine(
    ROWS,
    model=Proposal,
    step=Step,
    states=S,
    course=Course(
        stages=(
            Stage(pgettext_lazy("step", "Proposed"), WAITING),
            Stage(pgettext_lazy("step", "Answered"), frozenset({S.ACCEPTED})),
        ),
        finished=frozenset({S.DONE}),
        over=frozenset({S.DECLINED, S.COUNTERED, S.WITHDRAWN, S.LAPSED}),
    ),
    kind="proposal",
    title=pgettext_lazy("audit object", "Proposal"),
    changes="talks",
    wrong_state=_("This cannot be done with a proposal in the state “%(state)s”."),
    act_url="coordination:proposal-act",
    preconditions=[
        Precondition(name="etag", field="etag", value=lambda one: one.etag, refusal=stale)
    ],
    prepare=effects.prepare,
)
