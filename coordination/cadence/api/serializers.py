"""The steps of planning cycles, late plans and reviews as JSON."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from common.api.fields import BoundedDateField, PlainCharField, WholeNumberField
from common.api.serializers import StrictSerializer
from common.api.steps import OfferedSerializer
from coordination.enums import StepKind, StepState, Verdict


class ConditionSerializer(serializers.Serializer[Any]):
    """What has to be true: said in words, met or not, with how many rows where they can be
    read at ``rows/{code}/``.
    """

    code = serializers.CharField()
    text = serializers.CharField()
    is_met = serializers.BooleanField()
    count = serializers.IntegerField(allow_null=True)


class LateSerializer(serializers.Serializer[Any]):
    condition = serializers.CharField()
    unit = serializers.CharField(allow_null=True)
    role = serializers.CharField(allow_null=True)
    count = serializers.IntegerField()


class CycleStepSerializer(serializers.Serializer[Any]):
    """One step of a cycle: its state and days, what it waits for, who is late."""

    code = serializers.CharField()
    cycle = serializers.CharField()
    kind = serializers.ChoiceField(StepKind.choices)
    state = serializers.ChoiceField(StepState.choices)
    due_on = serializers.DateField()
    first_due_on = serializers.DateField()
    opened_on = serializers.DateField(allow_null=True)
    closed_on = serializers.DateField(allow_null=True)
    why = serializers.CharField(allow_blank=True)
    is_late = serializers.BooleanField()
    entry = ConditionSerializer()
    conditions = ConditionSerializer(many=True)
    late = LateSerializer(many=True)
    transitions = OfferedSerializer(many=True)
    etag = serializers.CharField()


class MoveSerializer(StrictSerializer):
    """Words, and the new last day where a step is moved or opened again."""

    reason = PlainCharField(max_length=2000, required=False, allow_blank=True)
    until = BoundedDateField(required=False, allow_null=True)


class LateEntrySerializer(StrictSerializer):
    """Which plan comes in late, and why."""

    campaign = PlainCharField(max_length=20)
    reason = PlainCharField(max_length=400)


class LateEntryRowSerializer(serializers.Serializer[Any]):
    campaign = serializers.CharField()
    reason = serializers.CharField()
    entered_by = serializers.CharField()
    entered_at = serializers.DateTimeField()


class CycleRowSerializer(serializers.Serializer[Any]):
    """A row behind a count: what it is, whose, where it is opened."""

    title = serializers.CharField()
    code = serializers.CharField(allow_blank=True)
    unit = serializers.CharField(allow_blank=True)
    note = serializers.CharField(allow_blank=True)
    url = serializers.CharField(allow_blank=True)


class UnitFiguresSerializer(serializers.Serializer[Any]):
    """Plans of a unit in a cycle: in time, late, urgent ones among these, still waiting."""

    unit = serializers.CharField()
    punctual = serializers.IntegerField()
    late = serializers.IntegerField()
    urgent = serializers.IntegerField()
    waiting = serializers.IntegerField()
    percent = serializers.IntegerField(allow_null=True)


class FigureSerializer(serializers.Serializer[Any]):
    indicator = serializers.CharField()
    value = serializers.DecimalField(14, 2)
    planned = serializers.DecimalField(14, 2)
    came = serializers.DecimalField(14, 2, allow_null=True)
    coming = serializers.DecimalField(14, 2, allow_null=True)


class ReviewedSerializer(serializers.Serializer[Any]):
    """An initiative in a cycle: figures, plans, and what the review says of it."""

    initiative = serializers.CharField()
    owner_unit = serializers.CharField()
    plans = serializers.IntegerField()
    ended = serializers.IntegerField()
    figures = FigureSerializer(many=True)
    verdict = serializers.ChoiceField(Verdict.choices, allow_null=True)
    words = serializers.CharField(allow_blank=True)
    reviewed_by = serializers.CharField(allow_null=True)
    etag = serializers.IntegerField(allow_null=True)


class SaidFigureSerializer(StrictSerializer):
    """What came of a figure, and what the next cycle is to reach."""

    indicator = PlainCharField(max_length=40)
    came = serializers.DecimalField(14, 2, min_value=0, required=False, allow_null=True)
    coming = serializers.DecimalField(14, 2, min_value=0, required=False, allow_null=True)


class ReviewSerializer(StrictSerializer):
    """What is said of an initiative; ``etag`` is that of the review that was read."""

    verdict = serializers.ChoiceField(Verdict.choices)
    words = PlainCharField(max_length=400)
    figures = SaidFigureSerializer(many=True, required=False, max_length=20)
    etag = WholeNumberField(required=False, min_value=0)
