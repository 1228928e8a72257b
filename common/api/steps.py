"""The steps of a machine by API: the field ``transitions``, and one route for all of its rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from common.api.tags import matched
from common.api.views import ApiView
from common.machine import Machine, Offered


class WhyNotSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    detail = serializers.CharField()
    attr = serializers.CharField(allow_null=True)


class OfferedSerializer(serializers.Serializer[Any]):
    """A step of the workflow as the caller finds it."""

    name = serializers.CharField()
    allowed = serializers.BooleanField()
    reasons = WhyNotSerializer(many=True)


def transitions_json(offered: Iterable[Offered]) -> list[dict[str, Any]]:
    """The field ``transitions``: every step, allowed or with the reasons against it."""
    return [
        {
            "name": step.name,
            "allowed": step.is_allowed,
            "reasons": [
                {"code": reason.code, "detail": str(reason), "attr": reason.attr}
                for reason in step.reasons
            ],
        }
        for step in offered
    ]


class StepName:
    """Base of the path converter for the steps of a machine that people take."""

    regex = ""

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def step_name(machine: Machine[Any, Any, Any]) -> type[StepName]:
    """The path converter of a machine: the names of its rows, so that a new row is routed."""
    return type("StepName", (StepName,), {"regex": "|".join(machine.people_steps)})


class StepView(ApiView):
    """One route for all rows of a machine: find the object, hold ``If-Match`` against it, read the
    body, take the step, answer with the object as it is then.
    """

    body: type[serializers.Serializer[Any]]

    def found(self, request: Request, code: str) -> Any:
        """The object, light. Raises 404 for one that is not there or may not be seen."""
        raise LookupError(code)

    def take(self, request: Request, obj: Any, name: str, values: dict[str, Any]) -> Response:
        """Take the step with the validated body, and answer. ``etag`` among the values is the write
        counter that was read, to be compared under lock.
        """
        raise LookupError(name)

    def post(self, request: Request, code: str, name: str) -> Response:
        obj = self.found(request, code)
        etag = matched(request, obj.code, obj.etag)
        body = self.body(data=request.data)
        body.is_valid(raise_exception=True)
        return self.take(request, obj, name, {**body.validated_data, "etag": etag})
