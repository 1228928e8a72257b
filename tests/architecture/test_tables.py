"""Tables that say something about each member of an enum, against that enum: a new state, kind or
role without its line fails here, not on the page that looks it up.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from enum import Enum
from pathlib import Path

import pytest
from django.conf import settings

from assessment.computed import COMPUTED
from assessment.enums import Evidence
from calendars.drawing import bars
from campaigns import guards, terms
from campaigns.enums import ApprovalRole, CampaignState, Category
from campaigns.plan_view import steps
from campaigns.views.editor import figures
from campaigns.workflow import approval
from channels.enums import ContactClass, Fit
from common.terms import UNIT_MARKS, Term
from comms import formatting
from comms.enums import Decision, DraftKind, DraftState
from comms.queries import PendingAction
from comms.workflow import DRAFT
from customers.enums import BenefitKind, LinkKind, PartyKind
from customers.imports import choices
from desk import schedule_changes
from desk.inbox import drafts
from findings import acceptors, names, way_forms
from findings import terms as severities
from findings.commands import edits
from findings.enums import Acceptor, FindingClass, Severity, WayOutKind
from findings.facts.base import Noun
from findings.rule_info import PlanLine
from findings.views import sides
from organization.enums import Role
from organization.permissions import PERMISSION_SCOPES, ROLE_PERMISSIONS, Permission
from preflight import readiness, unchecked
from resources import policies
from resources.commands import ledger
from resources.enums import BenefitState

ROOT = Path(__file__).resolve().parents[2]
S, W, P = CampaignState, WayOutKind, Permission
# What writes beside plans: a token needs the scope of plans, as for all that the table leaves out.
NEED_PLANS = {
    P.WRITE_PLAN,
    P.SETTLE_FINDING,
    P.ACCEPT_SUPPORT,
    P.SPEAK_FOR_FRONT,
    P.REPORT_PROBLEM,
    P.WRITE_WORK_NOTICE,
    P.ISSUE_WORK_NOTICE,
    P.MANAGE_PRODUCTS,
    P.MANAGE_CHANNELS,
    P.MANAGE_HOTLINE,
    P.MANAGE_SEGMENTS,
    P.MANAGE_STOCK,
    P.CONFIRM_ARRIVAL,
    P.WRITE_DRAFT,
    P.REVIEW_DRAFT,
    P.PERFORM,
    P.ANSWER_ASSESSMENT,
}
# A name of the table, its keys, the enum, and the members that it leaves out on purpose.
TABLES: tuple[tuple[str, Iterable[str], type[Enum], Collection[str]], ...] = (
    ("who may accept", acceptors.ACCEPTANCES, Acceptor, ()),
    ("who signs a plan", approval.SIGNERS, ApprovalRole, ()),
    ("what a signature needs", guards.PERMISSION_OF_ROLE, ApprovalRole, ()),
    ("whom a plan waits for", steps.ROLES, ApprovalRole, ()),
    ("what a category has to have ready", readiness.CHECKLISTS, Category, ()),
    ("how the pre-assessment is answered", COMPUTED, Evidence, ()),
    ("badges of a channel", figures.FITS, Fit, ()),
    ("states of a text", formatting.STATES, DraftState, ()),
    ("icons of texts", formatting.KIND_ICONS, DraftKind, ()),
    ("what a text waits for", formatting.PENDING_LABELS, PendingAction, ()),
    ("texts in the inbox", drafts.ROWS, PendingAction, ()),
    ("a rule that could not be checked", unchecked.TEXTS, FindingClass, ()),
    ("forms of ways out", way_forms.FORMS, WayOutKind, ()),
    ("two plans side by side", sides.ROWS, PlanLine, ()),
    ("roles", ROLE_PERMISSIONS, Role, ()),
    ("scopes of tokens", PERMISSION_SCOPES, Permission, NEED_PLANS),
    # Plans are named as the reader may know them, questions as they are or were asked.
    ("names of codes", names.MODELS, Noun, {Noun.PLAN, Noun.QUESTION}),
    # A notice is no mark on a bar.
    ("marks on bars", bars.MARKERS, Severity, {Severity.NOTICE}),
    # Not decided, or over: grey.
    (
        "colours of bars",
        bars.STATE_COLOURS,
        CampaignState,
        {S.DRAFT, S.ENDED, S.EVALUATED, S.WITHDRAWN, S.REJECTED, S.LAPSED, S.IN_FORCE},
    ),
    # A branch hears of a plan from its approval on, and not of what is written after its end.
    (
        "news for a branch",
        schedule_changes.CHANGES,
        CampaignState,
        {S.DRAFT, S.CHECKING, S.COORDINATING, S.FINALISED, S.REJECTED, S.EVALUATED, S.IN_FORCE},
    ),
    # These ask for something other than a change of the plan.
    (
        "edits of ways out",
        edits.EDITS,
        WayOutKind,
        {
            W.TRANSFER_STOCK,
            W.REORDER,
            W.REQUEST_EXCEPTION,
            W.MAKE_COMMITMENT,
            W.ALIGN_THEME,
            W.ACCEPT,
        },
    ),
    ("benefits in a trajectory", ledger.TOLD, BenefitState, ()),
    ("windows of benefits", set(policies.WINDOWS) - {"occasion"}, BenefitKind, ()),
    ("kinds in a file", map(str, choices.KINDS.values()), PartyKind, ()),
    ("roles in a file", map(str, choices.ROLES.values()), LinkKind, ()),
    ("contacts in a file", map(str, choices.CONTACTS.values()), ContactClass, {ContactClass.NONE}),
)
# Severities and states that a page shows beside those of the enum.
SHOWN_TOO = {"severity": {"solved"}, "plan": {"announced"}}


@pytest.mark.parametrize(
    ("table", "members", "left_out"),
    [
        pytest.param(
            set(map(str, keys)), {str(one.value) for one in enum}, set(map(str, without)), id=name
        )
        for name, keys, enum, without in TABLES
    ],
)
def test_table_says_something_about_each_member(table, members, left_out):
    assert table == members - left_out
    assert left_out <= members


@pytest.mark.parametrize(
    ("table", "enum", "more"),
    [
        (terms.CAMPAIGN_STATES, CampaignState, SHOWN_TOO["plan"]),
        (severities.SEVERITIES, Severity, SHOWN_TOO["severity"]),
        (formatting.STATES, DraftState, set()),
    ],
    ids=["plan", "severity", "text"],
)
def test_words_on_pages_are_those_of_the_enum(table, enum, more):
    assert {key: table[key].word for key in set(table) - more} == {
        one.value: one.label for one in enum
    }
    assert more <= set(table)


def test_the_inbox_offers_steps_that_there_are():
    assert set(DRAFT.rows) >= drafts.STEPS
    assert set(drafts.SIGNS.values()) == set(Decision) - {Decision.REMARK}


def test_each_bar_has_its_drawing():
    assert set(terms.BAR_CLASSES) == set(terms.CAMPAIGN_STATES)
    drawn = classes()

    assert set(terms.BAR_CLASSES.values()) <= drawn
    assert set(bars.STATE_COLOURS.values()) <= drawn
    assert set(UNIT_MARKS) <= drawn


def test_icons_and_colours_of_tables_are_there():
    symbols = set(
        re.findall(r'id="([\w-]+)"', (ROOT / "common/static/common/icons.svg").read_text())
    )
    marks = [
        *terms.CAMPAIGN_STATES.values(),
        *severities.SEVERITIES.values(),
        *formatting.STATES.values(),
    ]
    icons = {
        *(mark.icon for mark in marks),
        *(icon for icon, _css in figures.FITS.values()),
        *formatting.KIND_ICONS.values(),
        *(icon for _text, _link, icon in formatting.PENDING_LABELS.values()),
        *(icon for _text, icon in schedule_changes.CHANGES.values()),
        *(form.icon for form in way_forms.FORMS.values()),
    }

    assert {icon for icon in icons if not {icon, f"i-{icon}"} & symbols} == set()
    assert {css for mark in marks if isinstance(mark, Term) and (css := mark.css)} <= classes()


def classes() -> set[str]:
    """Names of classes in the style sheets."""
    texts = (
        path.read_text()
        for app in settings.LOCAL_APPS
        for path in (ROOT / app / "static").rglob("*.css")
    )
    return {name for text in texts for name in re.findall(r"\.([a-z][\w-]*)", text)}
