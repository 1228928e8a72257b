"""Every machine of the house says what the literal laws say, and has words for all of it."""

from __future__ import annotations

import inspect

import pytest

from campaigns.terms import BAR_CLASSES, CAMPAIGN_STATES
from common import audit_labels, icons
from common.machine import MACHINES
from comms.formatting import STATES as DRAFT_STATES
from coordination.cadence.terms import STEP_STATES
from coordination.commitments.terms import STATES as COMMITMENT_STATES
from coordination.negotiation.terms import NEGOTIATION_STATES, PROPOSAL_STATES
from frontline.reports.terms import REPORT_STATES
from frontline.work_notices.terms import WORK_NOTICE_STATES
from tests.laws import LAWS, sources_of

ROWS = [
    pytest.param(machine, row, id=f"{kind}-{name}")
    for kind, machine in MACHINES.items()
    for name, row in machine.rows.items()
]


def test_every_machine_has_its_law():
    assert set(MACHINES) == set(LAWS)


@pytest.mark.parametrize("kind", MACHINES)
def test_steps_are_those_of_the_law(kind):
    machine, law = MACHINES[kind], LAWS[kind]
    states = [str(state) for state in machine.states]

    assert {
        name: ({str(state) for state in row.sources}, row.target, row.is_for_people)
        for name, row in machine.rows.items()
    } == {
        name: (sources_of(line, states), line.target, bool(line.who)) for name, line in law.items()
    }


@pytest.mark.parametrize("kind", MACHINES)
def test_every_state_is_reached_from_the_first(kind):
    machine, law = MACHINES[kind], LAWS[kind]
    states = [str(state) for state in machine.states]
    reached = {machine.model._meta.get_field("state").get_default()}
    for _state in states:
        reached |= {
            line.target
            for line in law.values()
            if line.target and sources_of(line, states) & reached
        }

    assert reached == set(states)


@pytest.mark.parametrize(("machine", "row"), ROWS)
def test_what_stands_against_a_step_says_so_in_docs(machine, row):
    asked = [*machine.guards_of(row.name), *filter(None, (row.who, row.reason))]

    assert [one.__name__ for one in asked if not inspect.getdoc(one)] == []


@pytest.mark.parametrize(("machine", "row"), ROWS)
def test_step_has_a_word_in_the_audit_trail(machine, row):
    assert audit_labels.knows(machine.kind, row.name)
    if machine.name == machine.kind:
        assert machine.title == audit_labels.object_word(machine.kind)


@pytest.mark.parametrize("kind", MACHINES)
def test_states_have_words_in_the_audit_trail(kind):
    machine = MACHINES[kind]
    for state in machine.states:
        assert audit_labels.state_word(machine.kind, state.value) == state.label


@pytest.mark.parametrize(
    ("kind", "table"),
    [
        ("campaign", CAMPAIGN_STATES),
        ("campaign", BAR_CLASSES),
        ("amendment", CAMPAIGN_STATES),
        ("draft", DRAFT_STATES),
        ("negotiation", NEGOTIATION_STATES),
        ("proposal", PROPOSAL_STATES),
        ("commitment", COMMITMENT_STATES),
        ("report", REPORT_STATES),
        ("work_notice", WORK_NOTICE_STATES),
        ("cycle_step", STEP_STATES),
    ],
    ids=[
        "plan",
        "bar in the calendar",
        "amendment",
        "draft",
        "negotiation",
        "proposal",
        "commitment",
        "report",
        "work notice",
        "step of a cycle",
    ],
)
def test_every_state_has_its_look(kind, table):
    assert {state.value for state in MACHINES[kind].states} - {str(key) for key in table} == set()


@pytest.mark.parametrize("kind", MACHINES)
def test_state_is_called_the_same_everywhere(kind):
    table = {
        "campaign": CAMPAIGN_STATES,
        "amendment": CAMPAIGN_STATES,
        "draft": DRAFT_STATES,
        "negotiation": NEGOTIATION_STATES,
        "proposal": PROPOSAL_STATES,
        "commitment": COMMITMENT_STATES,
        "report": REPORT_STATES,
        "work_notice": WORK_NOTICE_STATES,
        "cycle_step": STEP_STATES,
    }[kind]

    for state in MACHINES[kind].states:
        assert table[state.value].word == state.label
        assert table[state.value].icon in icons.NAMES
