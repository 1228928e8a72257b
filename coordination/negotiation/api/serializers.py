"""Negotiations and proposals as JSON, and what callers send."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from rest_framework import serializers

from common import clock
from common.api.fields import BoundedDateField, PlainCharField
from common.api.serializers import StrictSerializer
from common.api.steps import OfferedSerializer, transitions_json
from coordination.enums import Choice, Level, NegotiationState, ProposalState
from coordination.models import Negotiation
from coordination.negotiation.people import sides_of
from coordination.negotiation.presenting import ProposalView
from coordination.negotiation.proposals import PROPOSAL
from coordination.negotiation.workflow import NEGOTIATION
from organization.models import User


class ProposeSerializer(StrictSerializer):
    """``text`` are words that go with the proposal."""

    way_out = PlainCharField(max_length=80)
    text = PlainCharField(max_length=2000, allow_blank=True, required=False)


class DeclineSerializer(StrictSerializer):
    """``text`` says why."""

    way_out = PlainCharField(max_length=80)
    text = PlainCharField(max_length=2000)


class AnswerSerializer(StrictSerializer):
    """What goes with a step of a proposal: ``reason`` to decline, to accept a finding or with a
    counter-proposal, ``way_out`` the other one that it names, ``text`` the words of an explanation
    script.
    """

    reason = PlainCharField(max_length=2000, allow_blank=True, required=False)
    text = PlainCharField(max_length=2000, allow_blank=True, required=False)
    way_out = PlainCharField(max_length=80, allow_blank=True, required=False)


class NegotiationStepSerializer(StrictSerializer):
    """What goes with a step of a negotiation: ``reason``; for *decide* a ``choice``, the
    ``way_out``
    that is taken, until when both are lived with, and the words of an explanation script.
    """

    reason = PlainCharField(max_length=2000, allow_blank=True, required=False)
    choice = serializers.ChoiceField(Choice.choices, required=False)
    way_out = PlainCharField(max_length=80, allow_blank=True, required=False)
    until = BoundedDateField(required=False, allow_null=True)
    text = PlainCharField(max_length=2000, allow_blank=True, required=False)


class PositionSerializer(StrictSerializer):
    """What one side stands for."""

    text = PlainCharField(max_length=1000)


class ProposalSerializer(serializers.Serializer[Any]):
    """A proposal. ``campaign`` is the plan that the way out changes, ``unit`` or ``role`` says who
    is
    asked, ``asked`` whose turn it is until ``due_on``; ``text`` are the proposer's words.
    """

    code = serializers.CharField()
    finding = serializers.UUIDField()
    campaign = serializers.CharField()
    way_out = serializers.CharField()
    kind = serializers.CharField()
    label = serializers.CharField()
    params = serializers.DictField()
    state = serializers.ChoiceField(ProposalState.choices)
    author = serializers.CharField()
    text = serializers.CharField(allow_blank=True)
    created_at = serializers.DateTimeField()
    unit = serializers.CharField(allow_null=True)
    role = serializers.CharField(allow_blank=True)
    asked = serializers.CharField(allow_null=True)
    level = serializers.ChoiceField(Level.choices)
    due_on = serializers.DateField()
    counters = serializers.CharField(allow_null=True)
    answered_by = serializers.CharField(allow_null=True)
    answered_at = serializers.DateTimeField(allow_null=True)
    answer = serializers.CharField(allow_blank=True)
    etag = serializers.CharField()
    transitions = OfferedSerializer(many=True)


def proposal_json(view: ProposalView, user: User) -> dict[str, Any]:
    """A proposal as the caller finds it."""
    one = view.proposal
    return {
        "code": one.code,
        "finding": str(one.finding_id),
        "campaign": one.campaign.code,
        "way_out": one.way_id,
        "kind": one.kind,
        "label": view.label,
        "params": one.params,
        "state": one.state,
        "author": one.proposed_by.username,
        "text": one.words,
        "created_at": clock.iso(one.proposed_at),
        "unit": one.unit.code if one.unit else None,
        "role": one.role,
        "asked": one.asked.username if one.asked else None,
        "level": one.level,
        "due_on": one.due_on.isoformat(),
        "counters": one.counters.code if one.counters else None,
        "answered_by": one.answered_by.username if one.answered_by else None,
        "answered_at": clock.iso(one.answered_at),
        "answer": one.answer,
        "etag": f"{one.code}.{one.etag}",
        "transitions": transitions_json(PROPOSAL.offered(one, user)),
    }


class StatedPositionSerializer(serializers.Serializer[Any]):
    campaign = serializers.CharField()
    text = serializers.CharField()
    author = serializers.CharField()
    updated_at = serializers.DateTimeField()


class NegotiationSerializer(serializers.Serializer[Any]):
    """A negotiation. ``campaigns`` are its two plans, as far as the caller may know them;
    ``is_under_way`` is false once the finding is settled. ``choice`` and ``way_out`` say what was
    decided, and ``decision`` in which words.
    """

    code = serializers.CharField()
    finding = serializers.UUIDField()
    campaigns = serializers.ListField(child=serializers.CharField())
    state = serializers.ChoiceField(NegotiationState.choices)
    is_under_way = serializers.BooleanField()
    round = serializers.IntegerField()
    due_on = serializers.DateField()
    opened_by = serializers.CharField()
    opened_at = serializers.DateTimeField()
    escalated_by = serializers.CharField(allow_null=True)
    escalated_at = serializers.DateTimeField(allow_null=True)
    reason = serializers.CharField(allow_blank=True)
    choice = serializers.ChoiceField(Choice.choices, allow_blank=True)
    way_out = serializers.DictField()
    decision = serializers.CharField(allow_blank=True)
    decided_by = serializers.CharField(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)
    positions = StatedPositionSerializer(many=True)
    etag = serializers.CharField()
    transitions = OfferedSerializer(many=True)


def negotiation_json(one: Negotiation, user: User, known: Collection[str]) -> dict[str, Any]:
    """A negotiation as the caller finds it; ``known`` are the codes of plans that they see."""
    return {
        "code": one.code,
        "finding": str(one.finding_id),
        "campaigns": [plan.code for plan in sides_of(one.finding) if plan.code in known],
        "state": one.state,
        "is_under_way": one.is_under_way,
        "round": one.round,
        "due_on": one.due_on.isoformat(),
        "opened_by": one.opened_by.username,
        "opened_at": clock.iso(one.opened_at),
        "escalated_by": one.escalated_by.username if one.escalated_by else None,
        "escalated_at": clock.iso(one.escalated_at),
        "reason": one.reason,
        "choice": one.choice,
        "way_out": one.way_out,
        "decision": one.decision,
        "decided_by": one.decided_by.username if one.decided_by else None,
        "decided_at": clock.iso(one.decided_at),
        "positions": [
            {
                "campaign": said.campaign.code,
                "text": said.text,
                "author": said.author.username,
                "updated_at": clock.iso(said.updated_at),
            }
            for said in one.positions.all()
        ],
        "etag": f"{one.code}.{one.etag}",
        "transitions": transitions_json(NEGOTIATION.offered(one, user)),
    }
