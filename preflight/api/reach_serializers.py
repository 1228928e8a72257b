"""Whom a plan reaches and what leaves the others out, as JSON."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from preflight.reach_view import WORDS, told


class PartSerializer(serializers.Serializer[Any]):
    """``persons`` is null where fewer than 20 are not told to who cannot open the list."""

    part = serializers.ChoiceField(list(WORDS), source="code")
    label = serializers.CharField()
    persons = serializers.IntegerField(allow_null=True)


class ReachedWaveSerializer(serializers.Serializer[Any]):
    channel = serializers.CharField(source="placement.channel")
    product = serializers.CharField(source="placement.product", allow_null=True)
    wave = serializers.IntegerField(source="wave.number")
    on = serializers.DateField(source="wave.on")
    persons = serializers.SerializerMethodField()
    reached = serializers.SerializerMethodField(method_name="get_reached_persons")

    def get_persons(self, one: Any) -> int | None:
        return told(len(one.wave.persons), opens=self.context["opens"])

    def get_reached_persons(self, one: Any) -> int | None:
        return told(len(one.reached), opens=self.context["opens"])


class ReachSerializer(serializers.Serializer[Any]):
    """``asked`` are all persons asked for; ``parts`` part them, so they add up to it. ``check_run``
    is null, and nothing is said, before the plan was checked.
    """

    campaign = serializers.CharField()
    check_run = serializers.UUIDField(allow_null=True)
    asked = serializers.IntegerField(allow_null=True)
    parts = PartSerializer(many=True)
    waves = ReachedWaveSerializer(many=True)
