"""What a check stood on, and what it finds when it is asked again, as JSON."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from findings.enums import Severity
from findings.rule_info import rule_of
from findings.types import FindingDraft
from preflight.replay import Replay
from preflight.run_view import RunView


class LaterValueSerializer(serializers.Serializer[Any]):
    value = serializers.CharField()

    def get_fields(self) -> dict[str, Any]:
        return {"from": serializers.DateField(), **super().get_fields()}


class ControlGroupSerializer(serializers.Serializer[Any]):
    percent = serializers.IntegerField()

    def get_fields(self) -> dict[str, Any]:
        return {"from": serializers.DateField(), **super().get_fields()}


class PolicyReadSerializer(serializers.Serializer[Any]):
    """``value`` is that of the day of the check, ``later`` those that hold from a day on."""

    key = serializers.CharField()
    label = serializers.CharField()
    unit = serializers.CharField()
    value = serializers.CharField()
    later = serializers.SerializerMethodField()

    @extend_schema_field(LaterValueSerializer(many=True))
    def get_later(self, read: Any) -> list[dict[str, str]]:
        return [{"from": since.isoformat(), "value": value} for since, value in read.later]


class InputReadSerializer(serializers.Serializer[Any]):
    """``version`` is that of the newest change of this kind of data that the check read, ``at``
    when it was made; null where there was none.
    """

    name = serializers.CharField()
    label = serializers.CharField()
    version = serializers.IntegerField(source="data.version", default=None, allow_null=True)
    at = serializers.DateTimeField(source="data.at", default=None, allow_null=True)


class RuleReadSerializer(serializers.Serializer[Any]):
    rule = serializers.CharField(source="code")
    title = serializers.CharField()
    findings = serializers.IntegerField()
    policies = PolicyReadSerializer(many=True)
    inputs = InputReadSerializer(many=True)


class PlanReadSerializer(serializers.Serializer[Any]):
    campaign = serializers.CharField()
    revision = serializers.IntegerField()
    state = serializers.CharField()


class RunInputsSerializer(serializers.Serializer[Any]):
    """What a finished check stood on, rule by rule as each read it. ``data_version`` is the version
    of the change log that it read; ``plans`` are those compared, as they stood then.
    """

    check_run = serializers.UUIDField(source="run.pk")
    revision = serializers.IntegerField(source="run.version.number")
    as_of = serializers.DateField(allow_null=True)
    data_version = serializers.IntegerField(source="run.calendar_version")
    can_be_replayed = serializers.BooleanField()
    control_group = serializers.SerializerMethodField()
    rules = RuleReadSerializer(many=True)
    plans = PlanReadSerializer(many=True)

    @extend_schema_field(ControlGroupSerializer(many=True))
    def get_control_group(self, view: RunView) -> list[dict[str, Any]]:
        return [{"from": since.isoformat(), "percent": size} for since, size in view.control]


class OtherwiseSerializer(serializers.Serializer[Any]):
    """A finding that is not the same: ``differing`` in its facts, or ``added`` now."""

    rule = serializers.CharField()
    title = serializers.CharField()
    case = serializers.CharField()
    severity = serializers.ChoiceField(Severity.choices)
    change = serializers.ChoiceField(["differing", "added"])


class ReplaySerializer(serializers.Serializer[Any]):
    """``same`` findings are those that both times say the same in every fact and person;
    ``missing`` were found then only.
    """

    is_same = serializers.BooleanField()
    same = serializers.IntegerField()
    missing = serializers.IntegerField()
    otherwise = OtherwiseSerializer(many=True)


def otherwise(found: FindingDraft, change: str) -> dict[str, str]:
    return {
        "rule": found.rule,
        "title": str(rule_of(found.rule).title),
        "case": found.case,
        "severity": str(found.severity),
        "change": change,
    }


def replay_json(replay: Replay) -> dict[str, Any]:
    return {
        "is_same": replay.is_same,
        "same": len(replay.same),
        "missing": len(replay.missing),
        "otherwise": [
            *(otherwise(one, "differing") for one in replay.differing),
            *(otherwise(one, "added") for one in replay.added),
        ],
    }
