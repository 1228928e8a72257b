"""The steps of planning cycles as JSON: where they stand, planning a cycle in steps, moving one."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.models import PlanningCycle
from common import clock
from common.api.filters import PAGING, refuse_unknown
from common.api.pagination import OffsetPagination, page_of
from common.api.steps import StepView, transitions_json
from common.api.tags import IF_MATCH, tagged
from common.api.views import ApiView
from coordination.cadence import commands, presenting
from coordination.cadence.api.serializers import CycleStepSerializer, MoveSerializer
from coordination.cadence.workflow import CYCLE_STEP
from coordination.models import CycleStep
from organization.api.views import Holds
from organization.permissions import Permission


class OfCycles(ApiView):
    """Base of what is asked about the steps of a cycle: whoever sees plans."""

    permission_classes = (Holds,)
    permissions = (Permission.SEE_PLANS,)

    def cycle(self, code: str) -> PlanningCycle:
        return get_object_or_404(PlanningCycle, code=code)


def condition_json(one: Any) -> dict[str, Any]:
    return {"code": one.code, "text": one.text, "is_met": one.is_met, "count": one.count}


def step_json(view: presenting.StepView) -> dict[str, Any]:
    """A step as the caller finds it."""
    step = view.step
    return {
        "code": step.code,
        "cycle": step.cycle.code,
        "kind": step.kind,
        "state": step.state,
        "due_on": step.due_on.isoformat(),
        "first_due_on": step.first_due_on.isoformat(),
        "opened_on": step.opened_on.isoformat() if step.opened_on else None,
        "closed_on": step.closed_on.isoformat() if step.closed_on else None,
        "why": step.why,
        "is_late": view.is_late,
        "entry": condition_json(view.entry),
        "conditions": [condition_json(one) for one in view.conditions],
        "late": [
            {
                "condition": one.condition,
                "unit": one.unit.code if one.unit else None,
                "role": one.role.value if one.role else None,
                "count": one.count,
            }
            for one in view.late
        ],
        "transitions": transitions_json(view.offered),
        "etag": f"{step.code}.{step.etag}",
    }


class CycleSteps(OfCycles):
    pagination_class = OffsetPagination

    @extend_schema(operation_id="cycle_steps_list", responses=CycleStepSerializer(many=True))
    def get(self, request: Request, code: str) -> Response:
        """The steps of a cycle in their order; none while it is not planned in steps."""
        refuse_unknown(request.query_params, PAGING)
        found = presenting.step_views(self.cycle(code), request.user, clock.today())
        return page_of(request, found, lambda page: [step_json(one) for one in page])

    @extend_schema(
        operation_id="cycle_steps_begin",
        request=None,
        responses={201: CycleStepSerializer(many=True)},
    )
    def post(self, request: Request, code: str) -> Response:
        """Plan a cycle in steps, with cut-off days that leadership may move."""
        cycle = self.cycle(code)
        commands.plan_in_steps(cycle=cycle, actor=request.user)
        found = presenting.step_views(cycle, request.user, clock.today())
        return Response([step_json(one) for one in found], status=status.HTTP_201_CREATED)


@extend_schema_view(
    post=extend_schema(
        operation_id="cycle_steps_step",
        parameters=[
            OpenApiParameter("name", str, OpenApiParameter.PATH, enum=CYCLE_STEP.people_steps),
            IF_MATCH,
        ],
        request=MoveSerializer,
        responses=CycleStepSerializer,
    )
)
class CycleStepMove(StepView):
    """One route for opening, closing, opening again and moving the cut-off."""

    permission_classes = (Holds,)
    permissions = (Permission.SEE_PLANS,)
    body = MoveSerializer

    def found(self, request: Request, code: str) -> CycleStep:
        return get_object_or_404(CycleStep.objects.select_related("cycle"), code=code)

    def take(self, request: Request, obj: CycleStep, name: str, values: dict[str, Any]) -> Response:
        moved = commands.change_step(step=obj, name=name, actor=request.user, **values)
        found = presenting.step_views(obj.cycle, request.user, clock.today())
        view = next(one for one in found if one.step.pk == moved.pk)
        return tagged(request, step_json(view), prefix=f"{moved.code}.{moved.etag}")
