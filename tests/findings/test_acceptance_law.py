"""Who accepts the findings of which rule, written out: a rule without a line here, or with another
one, fails. Source: rules.md, *who accepts*; nothing of harm is accepted below leadership.
"""

from __future__ import annotations

import pytest

from findings.acceptors import ACCEPTANCES, Signature
from findings.enums import FindingClass
from findings.rule_info import known_rules
from organization.enums import Role
from organization.models import Unit
from organization.permissions import ROLE_PERMISSIONS
from preflight.rules import all_rules

BOTH_HEADS = "head:one head:two / leadership"
EITHER_HEAD = "head:one / head:two / leadership"
EITHER_PLANNER = "planner:one / planner:two"
HARM = "service_manager leadership"
NOBODY = ""
LAW = {
    "advertising-law": HARM,
    "audience-overlap": EITHER_PLANNER,
    "bundle-fit": BOTH_HEADS,
    "channel-capacity": "channel_manager",
    "channel-fit": "channel_manager",
    "comms-theme": "comms_reviewer head:one / comms_reviewer head:two",
    "complaint-history": "service_manager",
    "consent": NOBODY,
    "contact-pressure": "service_manager",
    "duplicate-benefit": "service_manager",
    "exclusive-products": EITHER_HEAD,
    "hotline-capacity": "service_manager",
    "launch-clustering": "leadership",
    "moments": EITHER_PLANNER,
    "offer-clash": BOTH_HEADS,
    "offer-stacking": BOTH_HEADS,
    "opt-out-enrolment": NOBODY,
    "quiet-hours": HARM,
    "resource-lead-time": "resource_keeper",
    "resource-shortage": "resource_keeper",
    "results-owed": EITHER_HEAD,
    "service-readiness": "service_manager",
    "system-freeze": "support head:one / support head:two",
    # What is said of a rule that could not answer.
    "not-checked": HARM,
}
UNITS = [Unit(code="one"), Unit(code="two")]


def ways_of(code: str) -> list[list[Signature]]:
    """The sets of signatures each of which accepts a finding of the rule about two units' plans."""
    return ACCEPTANCES[known_rules()[code].accepted_by].sets(UNITS)


def test_every_rule_stands_in_the_law():
    assert set(LAW) == {rule.code for rule in all_rules()} | {"not-checked"}


@pytest.mark.parametrize("code", sorted(LAW))
def test_who_accepts_what_a_rule_finds(code):
    assert " / ".join(" ".join(one.role for one in way) for way in ways_of(code)) == LAW[code]


@pytest.mark.parametrize("role", sorted(Role))
def test_a_role_signs_exactly_what_names_it(role):
    """Rule × role: the permission of a signature is held by the role that it is named after, and
    by nobody else; an administrator decides nothing.
    """
    named = {code for code, law in LAW.items() if role in law.replace(":", " ").split()}
    may_sign = {
        code
        for code in LAW
        for way in ways_of(code)
        for one in way
        if one.permission in ROLE_PERMISSIONS[role]
    }
    assert may_sign == named
    assert role != Role.ADMINISTRATOR or not may_sign


def test_nothing_of_harm_is_accepted_below_leadership():
    for rule in all_rules():
        if rule.finding_class == FindingClass.HARM:
            for way in ways_of(rule.code):
                assert "leadership" in {one.role for one in way}, rule.code
